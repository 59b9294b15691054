"""What the evidence says of networks: who controls those with Moroccan addresses, and what tells a CDN."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from etl.contracts.locality import CdnMark, NetworkControl
from etl.contracts.tables import TABLES, TableContract, columns, later_columns
from etl.evidence.extract import read_table
from etl.locality.problems import LocalityError
from etl.paths import SHIPPED_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.contracts.fields import Row

_SUFFIX = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.ASCII)


@dataclass(frozen=True)
class NetworkEvidence:
    """Networks by number: `control` of those listed, `cdn_networks` that are a CDN's as a whole, and `cdn_suffixes`,
    the ends of names behind which a CDN answers.
    """

    control: dict[int, str]
    cdn_networks: frozenset[int]
    cdn_suffixes: tuple[str, ...]

    def sha256(self) -> str:
        """One hash of all of it: what a scan was judged by."""
        lines = [*sorted(self.control.items()), *sorted(self.cdn_networks), *sorted(self.cdn_suffixes)]
        return hashlib.sha256(repr(lines).encode()).hexdigest()

    def suffix_pattern(self, more: tuple[str, ...] = ()) -> str:
        """A regular expression, of RE2 and of Java alike, that finds a CDN's suffix, or one of `more`, at the end of a name."""
        suffixes = sorted(suffix for suffix in {*self.cdn_suffixes, *more} if _SUFFIX.fullmatch(suffix))
        ends = "|".join(suffix.replace(".", r"\.") for suffix in suffixes)
        return rf"(^|\.)({ends})\.?$" if ends else "^$"


def read_networks(data: Path) -> NetworkEvidence:
    """Read `as_control` and `cdn_marks` of the evidence under `data`, each under its contract.

    Evidence written before `cdn_marks` was thought of takes the table that comes with the tool. Raises LocalityError
    with file and line for what the contract refuses.
    """
    control = {row.asn: row.control for row in _rows(data, "as_control") if isinstance(row, NetworkControl)}
    marks = [row for row in _rows(data, "cdn_marks") if isinstance(row, CdnMark)]
    networks = frozenset(int(row.mark.removeprefix("AS")) for row in marks if row.mark_is == "network")
    suffixes = tuple(sorted(row.mark for row in marks if row.mark_is == "name_suffix"))
    return NetworkEvidence(dict(control), networks, suffixes)


def _rows(data: Path, name: str) -> Iterator[Row]:
    table = next(table for table in TABLES if table.name == name)
    extract = read_table(_path(data, name), columns(table), later_columns(table))
    if extract.faults:
        fault = extract.faults[0]
        raise LocalityError(
            "bad_evidence", file=f"{name}.csv", line=fault.line or "", value=fault.column or fault.value
        )
    for record in extract.records:
        yield _row(table, record.line, dict(zip(columns(table), record.cells, strict=True)))


def _row(table: TableContract, line: int, cells: dict[str, str]) -> Row:
    try:
        return table.model.model_validate(cells)
    except ValidationError as error:
        column = str(error.errors(include_url=False)[0]["loc"][0])
        raise LocalityError(
            "bad_evidence", file=f"{table.name}.csv", line=line, value=f"{column}: {cells.get(column, '')}"
        ) from None


def _path(data: Path, name: str) -> Path:
    inner = data / "evidence"
    own = (inner if inner.is_dir() else data) / f"{name}.csv"
    if own.exists():
        return own
    if name == "as_control":
        raise LocalityError("no_evidence", file=own.name, folder=data.name)
    return SHIPPED_DATA / "evidence" / own.name
