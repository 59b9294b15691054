"""The only door to DuckDB: published builds, read-only, one connection a file and process, one cursor a thread.

The connection itself stays inside a closure: shared between threads it answers wrongly in silence. A `Build` is one
published file, held: a page takes it at its start and hands it down, and the next run may see a newer one.
"""

from __future__ import annotations

import functools
import hashlib
import re
import threading
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb

from dashboard.content.values import Elsewhere, Lang, Receipt, ReceiptInput, Source
from dashboard.i18n import translator
from dashboard.support.cache import Cache
from dashboard.warehouse.marks import FORMER, MARKED, Marks, marks_by_row
from etl.versions import file_sha256
from etl.warehouse.publish import read_pointer

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",  # a build is small, and rows without an order then always come in the same one
    "memory_limit": "256MB",
    "lock_configuration": "true",
}
_HEADERS_BYTES = 3 * 4096  # of a DuckDB file, before its blocks
MAX_ANSWERS = 1000  # a build has some 200 questions; the rest name a site, a system or an indicator
MOST_OLDER = 4  # builds beside the served one of which what was made is kept
ORIGINAL = "original"  # `sources.read_via` of what was read where its author put it


class NoBuildError(Exception):
    """No build has been published in this warehouse yet, or the one pointed at cannot be opened."""


class HeldError(NoBuildError):
    """Another process holds the published file open for writing: `file` by name, `holder` as the system tells it, or ""."""

    def __init__(self, file: str, holder: str) -> None:
        by = f" ({holder})" if holder else ""
        super().__init__(
            f"{file} is held open for writing by another program{by}: close it there, or open it read-only"
        )
        self.file = file
        self.holder = holder


class OldBuildError(LookupError):
    """The build was made by a version of the tool whose tables are not those this one reads; the text says which."""


class Build:
    """One published build, open for reading."""

    def __init__(self, path: Path, build_id: str, warehouse: Warehouse, *, is_hashed: bool = False) -> None:
        self.build_id = build_id
        self.warehouse = warehouse
        self._path = path
        self._cursor, self.close = _cursors(path)
        self._sha256, self._seen = file_sha256(path), _looks(path)
        size = self._cursor().execute("pragma database_size").fetchone()
        # DuckDB leaves its last free blocks out of a file or in it, so a length speaks only where no hash does.
        if not is_hashed and (
            size is None or self._seen[1] < _HEADERS_BYTES + size[2] * size[3]
        ):  # size of a block, blocks
            raise duckdb.IOException("the file is not as long as it says")
        # A build never changes: what was asked once need not be asked again, and most of a chapter is such questions.
        self._answered = functools.lru_cache(maxsize=MAX_ANSWERS)(self._answer)
        self._caches: dict[str, Cache[Any]] = {}
        self.as_of: str = self.row("select as_of from out_build")["as_of"]

    @property
    def made_at(self) -> float:
        """When the file was finished, in seconds since 1970."""
        return self._path.stat().st_mtime

    @functools.cached_property
    def newest_fact(self) -> str:
        """The newest day, month or year of which a row speaks; "" for a build that was made before builds said so."""
        try:
            return str(self.row("select newest_fact from out_build")["newest_fact"])
        except OldBuildError:
            return ""

    def cache(self, name: str, most: int) -> Cache[Any]:
        """What was made of this build and is kept for every reader, `most` values of it; freed when a newer build is served."""
        return self._caches.setdefault(name, Cache(most))

    def free(self) -> None:
        """Forget everything made of this build; it stays readable."""
        self._caches.clear()
        self._answered.cache_clear()

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries of the caller's own; `?` stands for each of `values`.

        Answers are kept, so lists inside a row are everybody's: read them only.
        """
        names, rows = self._answered(sql, *(tuple(v) if isinstance(v, list) else v for v in values))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _answer(self, sql: str, *values: object) -> tuple[list[str], list[tuple[Any, ...]]]:
        try:
            result = self._cursor().execute(sql, [list(v) if isinstance(v, tuple) else v for v in values])
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OldBuildError(str(error).splitlines()[0]) from error
        return [column[0] for column in result.description], result.fetchall()

    def arrow(self, sql: str) -> Any:
        """Rows of a query as a `pyarrow.Table`; made of Python's lists it would import pandas."""
        return self._cursor().sql(sql).to_arrow_table()

    def row(self, sql: str, *values: object) -> dict[str, Any]:
        """The one row of a query; raises LookupError when there is not exactly one."""
        rows = self.rows(sql, *values)
        if len(rows) != 1:
            raise LookupError(f"one row expected, {len(rows)} found")
        return rows[0]

    def file_bytes(self) -> bytes:
        """The published file itself, to give away. Raises NoBuildError for one that is no longer what it was."""
        body = self._path.read_bytes()
        if hashlib.sha256(body).hexdigest() != self._sha256:
            raise NoBuildError
        return body

    def is_whole(self, sha256: str = "") -> bool:
        """True while the file is as it was opened, or has the bytes whose hash is given: a new file of the same build."""
        try:
            looks = _looks(self._path)
            if looks == self._seen:
                return not sha256 or sha256 == self._sha256
            found = file_sha256(self._path)
        except OSError:
            return False
        if found not in (self._sha256, sha256):
            return False
        self._sha256, self._seen = found, looks
        return True

    def layer(self, name: str) -> str:
        """A reviewed layer of shapes as GeoJSON text. Raises LookupError for one that this build does not hold."""
        return str(self.row("select geojson from out_layers where layer = ?", name)["geojson"])

    def label(self, table: str, column: str, code: str | None, lang: Lang) -> str:
        """A code of a closed list in words; codes shared by all tables stand under `*`. A blank stays blank."""
        if code is None:
            return ""
        labels = self._labels[lang]
        return labels.get((table, column, code)) or labels.get(("*", column, code)) or code

    def labels(self, table: str, column: str, codes: Iterable[str] | None, lang: Lang) -> str:
        """Several codes in words, separated by the list separator of the language."""
        separator = "، " if lang == "ar" else ", "
        return separator.join(self.label(table, column, code, lang) for code in codes or ())

    def phrase(self, text: str | None, lang: Lang) -> str:
        """A note, definition or unit of the evidence in the reader's language (the English text is its key)."""
        if not text or lang == "en":
            return text or ""
        return self._phrases[lang].get(text, text)

    def prose(self, text_id: str, lang: Lang) -> str:
        """A long text of a chapter in the reader's language; one that this build does not hold goes by its id."""
        return self._prose[lang].get(text_id, text_id)

    def sources(self, source_ids: Iterable[str], lang: Lang) -> tuple[Source, ...]:
        """The documents behind source ids, in the given order."""
        return tuple(
            Source(
                source_id=row["source_id"],
                publisher=self._own_words(row, row["publisher"], lang),
                title=self._own_words(row, row["title"], lang),
                url=row["url"],
                published_on=row["published_on"] or "",
                accessed_on=str(row["accessed_on"] or ""),
                kind=row["kind"],
                kind_label=self.label("sources", "kind", row["kind"], lang),
                read_via=row["read_via"],
                read_via_label=self.label("sources", "read_via", row["read_via"], lang),
                language=row["language"] if row["language"] != lang and row["kind"] != "secondary" else "",
            )
            for source_id in source_ids
            if (row := self._sources.get(source_id))
        )

    def _own_words(self, row: dict[str, Any], text: str, lang: Lang) -> str:
        """A publisher or a title; of a note whose primary page was not read, what stands before a colon is ours."""
        if row["kind"] != "secondary":
            return text
        ours, colon, rest = text.partition(": ")
        space = "\u00a0" if colon and lang == "fr" else ""
        return f"{self.phrase(ours, lang)}{space}{colon}{rest}"

    def input(self, table: str, row_key: str, value_text: str, lang: Lang) -> ReceiptInput:
        """One evidence row as a line of a receipt. Raises LookupError for a row the build does not hold."""
        row = self._evidence[table, row_key]
        sources = self.sources(self._row_sources.get((table, row_key), ()), lang)
        marks = self.marks(table, row_key)
        return ReceiptInput(
            table=table,
            key=row_key,
            label=row[f"label_{lang}"] or row_key,
            value_text=value_text,
            grade=row["confidence"] or "",
            as_of=row["as_of"] or "",
            sources=sources,
            note=self.phrase(row["note"], lang),
            is_second_hand=row["confidence"] == "A" and not any(s.read_via == ORIGINAL for s in sources),
            recorded_on=str(row["recorded_on"]),
            elsewhere=tuple(self._elsewhere(*key, lang) for key in self._same_facts.get((table, row_key), ())),
            status=marks.status,
            marks=marks.texts(translator(lang)),
            former=marks.former,
        )

    def marks(self, table: str, row_key: str) -> Marks:
        """What marks a row beside its value: its status, a break, its former values."""
        return self._marks.get((table, row_key), Marks())

    def _elsewhere(self, table: str, row_key: str, lang: Lang) -> Elsewhere:
        row = self._evidence[table, row_key]
        return Elsewhere(table, row_key, row[f"label_{lang}"] or row_key, self.phrase(row["note"], lang))

    @functools.cached_property
    def _marks(self) -> dict[tuple[str, str], Marks]:
        """What marks a row, by row; a build made before rows could be marked has none."""
        try:
            return marks_by_row(self.rows(MARKED), self.rows(FORMER))
        except OldBuildError:
            return {}

    @functools.cached_property
    def _same_facts(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The other rows that tell the same fact, by row; a build made before they were tied has none."""
        try:
            tied = self.rows(
                "select row_key, same_as from core_observations where same_as is not null order by row_key"
            )
        except OldBuildError:
            return {}
        facts: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for row in tied:
            main = ("investments", row["same_as"])
            facts.setdefault(main, [main]).append(("observations", row["row_key"]))
        return {one: [other for other in rows if other != one] for rows in facts.values() for one in rows}

    def receipt(self, formula: str, inputs: Iterable[ReceiptInput], method_version: str = "") -> Receipt:
        """A receipt that names this build."""
        return Receipt(formula=formula, inputs=tuple(inputs), build_id=self.build_id, method_version=method_version)

    @functools.cached_property
    def _labels(self) -> dict[Lang, dict[tuple[str, str, str], str]]:
        rows = self.rows(
            'select "table", "column", code, label_fr as fr, label_ar as ar, label_en as en from core_labels'
        )
        langs: tuple[Lang, ...] = ("fr", "ar", "en")
        return {lang: {(r["table"], r["column"], r["code"]): r[lang] for r in rows} for lang in langs}

    @functools.cached_property
    def _phrases(self) -> dict[str, dict[str, str]]:
        rows = self.rows("select en, fr, ar from core_phrases")
        return {lang: {row["en"]: row[lang] for row in rows} for lang in ("fr", "ar")}

    @functools.cached_property
    def _prose(self) -> dict[Lang, dict[str, str]]:
        """Long texts by id; a build made before they were rows has those of the published one, which may have none."""
        langs: tuple[Lang, ...] = ("fr", "ar", "en")
        try:
            rows = self.rows("select id, en, fr, ar from core_prose")
        except OldBuildError:
            published = self._published()
            return published._prose if published else {lang: {} for lang in langs}
        return {lang: {row["id"]: row[lang] for row in rows} for lang in langs}

    def _published(self) -> Build | None:
        """The build that is published now, None where that is this one or there is none."""
        try:
            published = self.warehouse.current()
        except NoBuildError:
            return None
        return published if published is not self else None

    @functools.cached_property
    def _evidence(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {(row["table_name"], row["row_key"]): row for row in self.rows("select * from out_rows")}

    @functools.cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        return {row["source_id"]: row for row in self.rows("select * from core_sources")}

    @functools.cached_property
    def _row_sources(self) -> dict[tuple[str, str], tuple[str, ...]]:
        rows = self.rows("select table_name, row_key, source_ids from core_row_sources")
        return {(row["table_name"], row["row_key"]): tuple(row["source_ids"]) for row in rows}


class Warehouse:
    """A folder of builds. `current()` is the published one; an old build stays readable under its id.

    `unopened` says why the last one serves on where a newer one is published; None where the published one serves.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._open: dict[str, Build] = {}
        self._served = ""  # id of the build last given as the published one
        self.unopened: NoBuildError | None = None
        self._older: list[str] = []  # ids of others that were asked for, the newest question last
        self._lock = threading.Lock()

    def current(self) -> Build:
        """The build the pointer names now; the one served before while that can't be opened. Raises NoBuildError without both."""
        published = read_pointer(self.directory)
        if published is None:
            raise NoBuildError
        try:
            found = self.build(published.build_id, published.sha256)
        except NoBuildError as error:
            if self._served in ("", published.build_id):
                raise
            self.unopened = error
            return self.build(self._served)
        self.unopened = None
        if self._served != found.build_id:
            if before := self._open.get(self._served):
                before.free()
            self._served = found.build_id
        return found

    def build_ids(self) -> tuple[str, ...]:
        """Ids of the builds kept here, in the order of their ids; each can be opened unless its file is damaged."""
        return tuple(sorted(path.stem.removeprefix("siyada-") for path in self.directory.glob("siyada-*.duckdb")))

    def build(self, build_id: str, sha256: str = "") -> Build:
        """The build with this id, opened once a process. Raises NoBuildError when it is not here, not readable or not whole.

        `sha256` is the hash of its file, where the pointer says it.
        """
        with self._lock:
            found = self._open.get(build_id) or self._opened(build_id, sha256)
            if not found.is_whole(sha256):
                # Closed, so that the file that may come in its place is opened and not what is left of this one.
                self._open.pop(build_id, None)
                found.close()
                raise NoBuildError
            self._open[build_id] = found
            self._free_others(build_id)
            return found

    def _free_others(self, build_id: str) -> None:
        """Have only the few older builds last asked for keep what was made of them; all stay open."""
        self._older = [one for one in self._older if one != build_id] + [build_id]
        for one in self._older[: -MOST_OLDER - 1]:
            if one != self._served and one in self._open:
                self._open[one].free()
        self._older = self._older[-MOST_OLDER - 1 :]

    def _opened(self, build_id: str, sha256: str) -> Build:
        path = self.directory / f"siyada-{build_id}.duckdb"
        if not build_id.isalnum() or not path.is_file():
            raise NoBuildError
        try:
            if sha256 and file_sha256(path) != sha256:
                raise NoBuildError
            return Build(path, build_id, self, is_hashed=bool(sha256))
        except (duckdb.Error, OSError) as error:
            raise (_held(path, str(error)) or NoBuildError()) from error


def _held(path: Path, message: str) -> HeldError | None:
    """The error for a file that another process has locked; DuckDB tells it only in words."""
    if "Could not set lock" not in message:
        return None
    found = re.search(r"held in (?P<program>.+?) (?P<process>\(PID \d+\))", message)
    return HeldError(path.name, f"{Path(found['program']).name} {found['process']}" if found else "")


@functools.cache
def open_warehouse(directory: Path) -> Warehouse:
    """The one warehouse of a folder in this process."""
    return Warehouse(directory)


def _looks(path: Path) -> tuple[int, int, int]:
    """What changes with a file's bytes, without reading them."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _cursors(path: Path) -> tuple[Callable[[], duckdb.DuckDBPyConnection], Callable[[], None]]:
    """A function that gives each thread its own cursor on one hidden read-only connection, and one that closes all."""
    connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
    local, opened = threading.local(), weakref.WeakSet[duckdb.DuckDBPyConnection]()

    def cursor() -> duckdb.DuckDBPyConnection:
        if not hasattr(local, "cursor"):
            local.cursor = connection.cursor()
            opened.add(local.cursor)
        mine: duckdb.DuckDBPyConnection = local.cursor
        return mine

    def close() -> None:
        for one in (*opened, connection):
            one.close()

    return cursor, close
