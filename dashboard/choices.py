"""What a reader chose, as a small frozen value that travels in the URL, the PDF, the API and the command line alike.

A chapter declares its choices as a frozen dataclass whose fields are `choice(...)`. `parse` never raises: a value that
is unknown or out of range gives the default and a `Notice`; `query` writes only what differs from the defaults, as
language-free codes in the order of the fields, so that parse(query) is the same choices again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

MAX_TEXT = 120  # characters kept of a wrong value in a notice


@dataclass(frozen=True)
class Notice:
    """A value that could not be used: `parameter` as in the URL, the `value` given (shortened) and the default taken."""

    parameter: str
    value: str
    default: str


def choice(default: str, allowed: tuple[str, ...]) -> Any:
    """One code out of a closed list."""
    return field(default=default, metadata={"allowed": allowed})


def many(allowed: tuple[str, ...]) -> Any:
    """Any number of codes out of a closed list, kept in the list's order; none by default (no filter)."""
    return field(default=(), metadata={"allowed": allowed, "many": True})


def amount(default: float, low: float, high: float) -> Any:
    """A finite number between `low` and `high`, both included."""
    return field(default=default, metadata={"low": low, "high": high})


def key() -> Any:
    """An identifier of a row (a site, an indicator): letters, digits, dash and underscore; empty by default."""
    return field(default="", metadata={"key": True})


@dataclass(frozen=True)
class Choices:
    """Base of every chapter's choices; see the module's docstring."""

    @classmethod
    def parse(cls, query: str | Mapping[str, str]) -> tuple[Self, tuple[Notice, ...]]:
        """Read choices from URL text (or a mapping of parameters). Parameters that are not ours are left alone."""
        given = dict(parse_qsl(query.lstrip("?"), keep_blank_values=True)) if isinstance(query, str) else dict(query)
        values: dict[str, Any] = {}
        notices = []
        for item in fields(cls):
            if item.name not in given:
                continue
            value = _read(item, given[item.name])
            if value is None:
                notices.append(Notice(item.name, given[item.name][:MAX_TEXT], _write(_default(item))))
            else:
                values[item.name] = value
        return cls(**values), tuple(notices)

    def query(self) -> str:
        """URL text of what differs from the defaults, without a leading question mark; empty for the defaults."""
        return urlencode(self.parameters())

    def parameters(self) -> dict[str, str]:
        """As `query`, as a mapping."""
        return {f.name: _write(value) for f in fields(self) if (value := getattr(self, f.name)) != _default(f)}


def _default(item: Field[Any]) -> Any:
    return item.default if item.default is not MISSING else None


def _write(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _read(item: Field[Any], text: str) -> Any:
    """The value that `text` means for this field, or None when it means nothing allowed."""
    rules = item.metadata
    if rules.get("key"):
        return (
            text
            if text and len(text) <= 80 and text.replace("-", "").replace("_", "").isalnum() and text.isascii()
            else None
        )
    if "low" in rules:
        return _number(text, rules["low"], rules["high"])
    if not rules.get("many"):
        return text if text in rules["allowed"] else None
    codes = text.split(",")
    if not all(code in rules["allowed"] for code in codes):
        return None
    return tuple(code for code in rules["allowed"] if code in codes)


def _number(text: str, low: float, high: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and low <= value <= high else None
