"""The rules on Spark: for more rows than one machine holds, or data that lie in a lake already.

Where Spark is set up (its own `SPARK_CONF_DIR`, `SPARK_HOME` or `PYSPARK_SUBMIT_ARGS`), it runs as that says: a cluster's
master, its memory, its stores. Where nothing is said, it runs inside this machine, reached by nobody else.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.locality.problems import LocalityError

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Column, Table
    from pyspark.sql import SparkSession

_SET_UP_BY = ("SPARK_CONF_DIR", "SPARK_HOME", "PYSPARK_SUBMIT_ARGS")
_HERE = {
    "spark.master": "local[*]",
    "spark.driver.memory": "3g",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}


class SparkEngine:
    """Spark behind an engine of scans (`etl.locality.engine.Engine`). Tables are views of the session."""

    rows_at_once: int | None = None  # Spark cuts its work itself

    def __init__(self, session: SparkSession) -> None:
        import ibis

        self._session = session
        self._backend = ibis.pyspark.connect(session)

    def parquet(self, path: Path) -> Table:
        """A Parquet file, or a folder of them, as a table."""
        return self._backend.read_parquet(path.resolve().as_uri())

    def networks(self, name: str, control: Mapping[int, str]) -> Table:
        """A small table `asn, control`."""
        rows = self._session.createDataFrame(sorted(control.items()), "asn bigint, control string")
        rows.createOrReplaceTempView(name)
        return self._backend.table(name)

    def keep(self, name: str, expression: Table) -> Table:
        """Compute once what is asked for more than once; what does not fit into memory goes to the scratch folder."""
        self._session.sql(self._backend.compile(expression)).persist().createOrReplaceTempView(name)
        return self._backend.table(name)

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """The rows of an expression; few of them."""
        return [row.asDict() for row in self._session.sql(self._backend.compile(expression)).collect()]

    def is_any(self, condition: BooleanColumn) -> bool:
        """Whether a condition holds for any row."""
        return bool(self.rows(condition.any().name("answer").as_table())[0]["answer"])

    def count_distinct(self, column: Column) -> int:
        """How many values a column has."""
        return int(self.rows(column.nunique().name("answer").as_table())[0]["answer"])


@contextmanager
def connect_spark(scratch: Path) -> Iterator[SparkEngine]:
    """A session of Spark that is stopped afterwards. Raises LocalityError where Spark or its Java is missing."""
    require_spark()
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("siyada").config("spark.log.level", "ERROR")
    for name, value in _settings(scratch).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkException:  # an older Java ends before Spark can say anything
        raise LocalityError("no_java") from None
    try:
        yield SparkEngine(session)
    finally:
        session.stop()


def require_spark() -> None:
    """Raise LocalityError where Spark or Java is not installed, before any long work begins."""
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        raise LocalityError("no_spark")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        raise LocalityError("no_java")


def _settings(scratch: Path) -> dict[str, str]:
    """What is set for this session: nothing that an operator's own set-up says."""
    common = {"spark.sql.session.timeZone": "UTC", "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()}
    if any(os.environ.get(name) for name in _SET_UP_BY):
        return common
    partitions = 2 * (os.cpu_count() or 1)
    own = {
        "spark.local.dir": str(scratch),  # names that spill are gone with it
        "spark.sql.warehouse.dir": str(scratch),
        "spark.sql.shuffle.partitions": str(partitions),
    }
    return common | _HERE | own
