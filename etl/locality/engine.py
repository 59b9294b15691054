"""The engine an expression runs on: DuckDB inside the tool, or Spark where the extra `[spark]` is installed.

The rules know tables and columns; only here is it known who computes. Ibis 12 speaks to DuckDB 2 through tables and
expressions alone: of its other doors (raw SQL, caches, tables from memory) some break, so none is used.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from etl.locality.place import quoted_path

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import BooleanColumn, Column, Table

    from etl.locality.vocabulary import Progress

MEMORY_LIMIT = "1500MB"
_SECONDS_BETWEEN = 5.0  # two words of progress in one query


class Engine(Protocol):
    """What a scan asks of an engine. Names of tables are our own. `rows_at_once` is how many rows it classifies in one go,
    None where it cuts its work itself.
    """

    rows_at_once: int | None

    def parquet(self, path: Path) -> Table:
        """A Parquet file, or a folder of them, as a table."""

    def networks(self, name: str, control: Mapping[int, str]) -> Table:
        """A small table `asn, control`."""

    def keep(self, name: str, expression: Table) -> Table:
        """Compute once what is asked for more than once."""

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """The rows of an expression; few of them."""

    def is_any(self, condition: BooleanColumn) -> bool:
        """Whether a condition holds for any row."""

    def count_distinct(self, column: Column) -> int:
        """How many values a column has."""


class DuckEngine:
    """DuckDB with its tables in the scratch folder, where it may spill."""

    rows_at_once: int | None = 12_500_000

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        import ibis

        self.connection = connection
        self._backend = ibis.duckdb.from_connection(connection)

    def parquet(self, path: Path) -> Table:
        """A Parquet file, or a folder of them, as a table."""
        return self._backend.read_parquet(path / "*.parquet" if path.is_dir() else path)

    def table(self, name: str) -> Table:
        """A table of the connection."""
        return self._backend.table(name)

    def write(self, name: str, path: Path) -> Path:
        """A table of the connection as a Parquet file, for another engine to read."""
        self.connection.execute(f"copy {name} to '{quoted_path(path)}' (format parquet)")
        return path

    def networks(self, name: str, control: Mapping[int, str]) -> Table:
        """A small table `asn, control`."""
        import pyarrow as pa

        asns = pa.array(sorted(control), pa.int64())
        said = pa.array([control[asn] for asn in sorted(control)], pa.string())
        self.connection.register("given", pa.table({"asn": asns, "control": said}))
        self.connection.execute(f"create or replace temp table {name} as select * from given")
        self.connection.unregister("given")
        return self._backend.table(name)

    def keep(self, name: str, expression: Table) -> Table:
        """Compute once what is asked for more than once."""
        self._backend.create_table(name, expression, temp=True)
        return self._backend.table(name)

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """The rows of an expression; few of them."""
        return expression.to_pyarrow().to_pylist()  # type: ignore[no-any-return]

    def is_any(self, condition: BooleanColumn) -> bool:
        """Whether a condition holds for any row."""
        return bool(condition.any().to_pyarrow().as_py())

    def count_distinct(self, column: Column) -> int:
        """How many values a column has."""
        return int(column.nunique().to_pyarrow().as_py())


@contextmanager
def connect(scratch: Path, memory_limit: str, progress: Progress) -> Iterator[DuckEngine]:
    """DuckDB in memory, which spills into the scratch folder; long queries tell how far they are."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "temp_directory": str(scratch / "spill"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(":memory:", config=config) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("set enable_progress_bar = true")
        connection.execute("set enable_progress_bar_print = false")
        is_done = threading.Event()
        reporter = threading.Thread(target=_tell_percent, args=(connection, progress, is_done), daemon=True)
        reporter.start()
        try:
            yield DuckEngine(connection)
        finally:
            is_done.set()
            reporter.join()


def _tell_percent(connection: duckdb.DuckDBPyConnection, progress: Progress, is_done: threading.Event) -> None:
    while not is_done.wait(_SECONDS_BETWEEN):
        percent = connection.query_progress()
        if percent > 0:
            progress("percent", round(percent), 100)
