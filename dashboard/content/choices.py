"""What a reader chose, as a small frozen value that travels in the URL, the PDF, the API and the command line alike.

A chapter declares its choices as a frozen dataclass whose fields are `choice(...)`, `many(...)`, `amount(...)`,
`listed()`, `key()`, `linked()`, `triple(...)` or `keyed(...)`. `parse` never raises: a value that is unknown or out of range gives the default
and a `Notice`; `query` writes only what differs from the defaults, as language-free codes in the order of the fields,
so that parse(query) is the same choices again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

MAX_TEXT = 120  # characters kept of a wrong value in a notice
MAX_KEY = 80
KEYED_STEP = (
    0.00001  # of numbers of rows: a part of gigawatts, for a share that rests on a few megawatts, is kept to 1e-5
)
DIGITS = 6  # significant ones, kept of a number without a step: evidence has four at most


@dataclass(frozen=True)
class Notice:
    """A value that could not be used: `parameter` as in the URL, the `value` given (shortened), the default taken.

    `moved_to` names the chapter that takes this value today, where the one asked took it once. `reason` is "" for a value
    out of its list or range, `no_scenario` for a link that tells no scenario, and `other_build` for one of another build:
    `value` is then that build, `default` the one that is read.
    """

    parameter: str
    value: str
    default: str
    moved_to: str = ""
    reason: str = ""


def choice(default: str, allowed: tuple[str, ...]) -> Any:
    """One code out of a closed list."""
    return field(default=default, metadata={"allowed": allowed})


def many(allowed: tuple[str, ...]) -> Any:
    """Any number of codes out of a closed list, kept in the list's order; none by default (no filter)."""
    return field(default=(), metadata={"allowed": allowed, "many": True})


def listed() -> Any:
    """Any number of codes out of a list that the build closes (see `Choices.within`), in the order of their letters."""
    return field(default=(), metadata={"listed": True, "many": True})


def amount(default: float | None, low: float, high: float, step: float = 0.0) -> Any:
    """A finite number between `low` and `high`, both included; a default of None means "not set".

    Numbers closer to each other than `step` are one choice, and so one chapter, one address and one document.
    """
    return field(default=default, metadata={"low": low, "high": high, "step": step})


def key() -> Any:
    """An identifier of a row (a site, an indicator): letters, digits, dash and underscore; empty by default."""
    return field(default="", metadata={"key": True})


def linked() -> Any:
    """The choices of another view of the same chapter, as URL text; empty by default (none). The chapter itself reads them (see `ShareChoices.parse`)."""
    return field(default="", metadata={"linked": True})


def triple(low: float, high: float) -> Any:
    """Three finite numbers in order (low, central, high), each between `low` and `high`; None by default (not set)."""
    return field(default=None, metadata={"low": low, "high": high, "triple": True})


def keyed(*limits: tuple[float, float]) -> Any:
    """Numbers of rows known by their key, `key~1~0.3,other~0~0.5` in the URL: (key, number, ...), one number per limit.

    A key is made of letters, digits, dash, underscore and colon, and stands once; none by default.
    """
    return field(default=(), metadata={"limits": limits})


@dataclass(frozen=True)
class Choices:
    """Base of every chapter's choices; see the module's docstring. Numbers stand in their one form, however made."""

    def __post_init__(self) -> None:
        for item in fields(self):
            given = getattr(self, item.name)
            if isinstance(given, (float, tuple)) and (settled := _settle(item, given)) != given:
                object.__setattr__(self, item.name, settled)

    @classmethod
    def parse(cls, query: str | Mapping[str, str]) -> tuple[Self, tuple[Notice, ...]]:
        """Read choices from URL text (or a mapping of parameters). Parameters that are not ours are left alone."""
        given = parameters_of(query)
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

    def within(self, known: Mapping[str, Collection[str]]) -> tuple[Self, tuple[Notice, ...]]:
        """These choices as a build answers them, whose codes are `known` by parameter, and what of them it lacks."""
        unknown = [name for name, codes in known.items() if not set(getattr(self, name)) <= set(codes)]
        rules = {item.name: item for item in fields(self)}
        notices = [
            Notice(name, _write(getattr(self, name))[:MAX_TEXT], _write(_default(rules[name]))) for name in unknown
        ]
        return replace(self, **{name: _default(rules[name]) for name in unknown}), tuple(notices)

    def query(self) -> str:
        """URL text of what differs from the defaults, without a leading question mark; empty for the defaults."""
        return urlencode(self.parameters())

    def only(self, *names: str) -> str:
        """As `query`, of these fields alone: those that bear on a figure (see `marked`)."""
        return urlencode({name: text for name, text in self.parameters().items() if name in names})

    def parameters(self) -> dict[str, str]:
        """As `query`, as a mapping."""
        return {f.name: _write(value) for f in fields(self) if (value := getattr(self, f.name)) != _default(f)}


def parameters_of(query: str | Mapping[str, str]) -> dict[str, str]:
    """The parameters of URL text, or of a mapping of them."""
    return dict(parse_qsl(query.lstrip("?"), keep_blank_values=True)) if isinstance(query, str) else dict(query)


def marked(figure_id: str, query: str) -> str:
    """The id of a figure under choices: those that bear on it follow a question mark, so that it is never taken for the whole."""
    return f"{figure_id}?{query}" if query else figure_id


def _default(item: Field[Any]) -> Any:
    return item.default if item.default is not MISSING else None


def _write(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join("~".join(map(_write, item)) if isinstance(item, tuple) else _write(item) for item in value)
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else str(value)


def _read(item: Field[Any], text: str) -> Any:
    """The value that `text` means for this field, or None when it means nothing allowed."""
    rules = item.metadata
    if rules.get("key") or rules.get("listed"):
        keys = tuple(sorted(set(text.split(",")))) if rules.get("listed") else (text,)
        found = keys if rules.get("listed") else text
        return found if all(_is_key(one, "-_") for one in keys) else None
    if "limits" in rules:
        return _read_keyed(text, rules["limits"])
    if "low" in rules:
        return (_triple if rules.get("triple") else _number)(text, rules["low"], rules["high"])
    if not rules.get("many"):
        return text if text in rules["allowed"] else None
    codes = text.split(",")
    if not all(code in rules["allowed"] for code in codes):
        return None
    return tuple(code for code in rules["allowed"] if code in codes)


def _is_key(text: str, marks: str) -> bool:
    letters = "".join(letter for letter in text if letter not in marks)
    return 0 < len(text) <= MAX_KEY and letters.isascii() and letters.isalnum()


def _triple(text: str, low: float, high: float) -> tuple[float, float, float] | None:
    numbers = [_number(part, low, high) for part in text.split(",")]
    if len(numbers) != 3 or None in numbers:
        return None
    first, middle, last = (number or 0.0 for number in numbers)
    return (first, middle, last) if first <= middle <= last else None


def _read_keyed(text: str, limits: tuple[tuple[float, float], ...]) -> tuple[tuple[str | float, ...], ...] | None:
    found: dict[str, tuple[str | float, ...]] = {}
    for entry in text.split(","):
        name, *parts = entry.split("~")
        numbers = [_number(part, *limit) for part, limit in zip(parts, limits, strict=False)]
        if len(parts) != len(limits) or None in numbers or not _is_key(name, "-_:") or name in found:
            return None
        found[name] = (name, *(number or 0.0 for number in numbers))
    return tuple(found.values())


def _number(text: str, low: float, high: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and low <= value <= high else None


def _settle(item: Field[Any], given: Any) -> Any:
    """A choice with every number in its one form."""
    rules = item.metadata
    if rules.get("triple"):
        return tuple(_round(number, rules["low"], rules["high"]) for number in given)
    if "limits" in rules:
        limits = rules["limits"]
        return tuple(
            (
                name,
                *(_round(number, low, high, KEYED_STEP) for number, (low, high) in zip(numbers, limits, strict=True)),
            )
            for name, *numbers in given
        )
    return _round(given, rules["low"], rules["high"], rules["step"]) if "low" in rules else given


def _round(value: float, low: float, high: float, step: float = 0.0) -> float:
    """A number as a multiple of `step`, else of as many digits as anybody types; at an end of its range, that end."""
    if not low < value < high:
        return value + 0.0  # minus zero is zero
    value = round(round(value / step) * step, 9) if step else float(f"{value:.{DIGITS}g}")
    return min(max(value, low), high) + 0.0
