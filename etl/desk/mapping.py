"""A map (TOML) beside a file: what its columns are, what every row shares, what its words stand for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.desk.problems import DeskError
from etl.evidence.files import open_file

_MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Mapping:
    """`columns`: head of the file -> column of the table; `values`: column -> cell of every row; `codes`: column -> word
    -> code; `value`: the column that holds the values of a wide table; `ignore`: heads to leave out.
    """

    table: str = ""
    sheet: str = ""
    header_row: int = 0
    value: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


def read_mapping(path: Path) -> Mapping:
    """The map in a file. Raises DeskError where it can't be read, or names what no map has."""
    try:
        with open_file(path) as stream:
            said = tomllib.loads(stream.read(_MAX_BYTES).decode())
    except (OSError, ValueError) as error:
        raise DeskError("bad_map", file=path.name, reason=str(error)) from None
    unknown = [name for name in said if name not in Mapping.__dataclass_fields__]
    if unknown:
        raise DeskError("bad_map", file=path.name, reason=", ".join(unknown))
    try:
        return Mapping(
            **{name: str(said.get(name, "")) for name in ("table", "sheet", "value")},
            header_row=int(said.get("header_row", 0)),
            columns=_texts(said.get("columns", {})),
            values=_texts(said.get("values", {})),
            codes={str(column): _texts(words) for column, words in said.get("codes", {}).items()},
            ignore=tuple(map(str, said.get("ignore", ()))),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise DeskError("bad_map", file=path.name, reason=str(error)) from None


def _texts(said: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()}
