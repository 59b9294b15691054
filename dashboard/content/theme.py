"""The one palette: base tokens for light and dark, and what each colour, shape, dash and hatch means.

Nothing in a chart rests on colour alone: a role carries a marker symbol, a line dash and a hatch beside its two
colours. Roles that are drawn together (`TOGETHER`) differ in at least one of these and stay apart for a reader who
sees no red and green; tests hold this and the contrasts (4.5:1 for text, 3:1 for marks, on both backgrounds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")
Symbol = Literal["circle", "square", "diamond", "triangle", "triangle-down", "cross", "x"]
Dash = Literal["solid", "dash", "dot", "dashdot", "longdash"]
Hatch = Literal["", "/", "\\", "x", "-", "|", "+", "."]

FONT = "IBM Plex Sans Arabic"


@dataclass(frozen=True)
class Tokens:
    """Base colours of a mode, as `#RRGGBB`."""

    background: str
    second_background: str
    text: str
    muted: str
    border: str
    accent: str


TOKENS: dict[Mode, Tokens] = {
    "light": Tokens("#FFFFFF", "#F4F6F4", "#16211C", "#55625B", "#DDE3DF", "#0B6E4F"),
    "dark": Tokens("#0F1513", "#18211D", "#E6ECE8", "#A3B0A9", "#2C3832", "#4CC38A"),
}


@dataclass(frozen=True)
class Role:
    """What stands for one meaning: a colour per mode, and a symbol, a dash and a hatch for when colour is not seen."""

    light: str
    dark: str
    symbol: Symbol = "circle"
    dash: Dash = "solid"
    hatch: Hatch = ""

    def colour(self, mode: Mode) -> str:
        """The colour of this role as `#RRGGBB`."""
        return self.light if mode == "light" else self.dark


_GREEN, _BLUE, _ORANGE = ("#0B6E4F", "#4CC38A"), ("#3F88C8", "#5C9BE0"), ("#A8440A", "#D97F2E")
_PURPLE, _RED, _YELLOW = ("#55308A", "#D5BFF2"), ("#8E1222", "#E8505B"), ("#A88400", "#F3E08A")
_GREY, _PALE_GREY = ("#37423D", "#C9D3CE"), ("#7F8B85", "#6E7C75")

_GOOD = Role(*_GREEN, "circle", "solid", "")
_ON_TRACK = Role("#2F7D9A", "#6CC3DB", "triangle", "longdash", ".")
_WARN = Role(*_YELLOW, "diamond", "dash", "/")
_SERIOUS = Role(*_ORANGE, "square", "dashdot", "x")
_BAD = Role(*_RED, "x", "dot", "+")
_MISSED = Role("#570F4B", "#DD3CDD", "triangle-down", "longdash", "|")
_UNKNOWN = Role(*_PALE_GREY, "cross", "dot", ".")
_IN_SERVICE = Role(*_GREEN, "circle", "solid", "")
_WORKS = Role(*_BLUE, "square", "dash", "/")
_MEMORANDUM = Role(*_ORANGE, "triangle", "dashdot", "\\")
_ANNOUNCED = Role(*_PURPLE, "diamond", "dot", "x")
_ENDED = Role(*_PALE_GREY, "x", "longdash", "-")

# Roles, by the names the chapters use; codes of the evidence (stages, states, statuses) are names too.
ROLES: dict[str, Role] = {
    "neutral": Role(*_GREY, "circle", "solid", ""),
    "accent": Role(*_GREEN, "circle", "solid", ""),
    "band": Role(*_GREY, "circle", "solid", ""),
    "frame": Role(*_PALE_GREY, "circle", "solid", ""),  # the outline of what another panel enlarges
    # where the computing runs
    "sovereign": Role(*_GREEN, "circle", "solid", ""),
    "local_foreign": Role(*_BLUE, "square", "dash", "/"),
    "offshore": Role(*_ORANGE, "diamond", "dot", "x"),
    "local": Role("#2F7D9A", "#6CC3DB", "triangle", "longdash", "."),
    "assumed": Role(*_PALE_GREY, "cross", "dashdot", "\\"),
    # status of a site, a system, an investment
    "in_service": _IN_SERVICE,
    "operational": _IN_SERVICE,
    "landed": _WORKS,
    "under_construction": _WORKS,
    "memorandum": _MEMORANDUM,
    "planned": _ANNOUNCED,
    "announced": _ANNOUNCED,
    "committed": _MEMORANDUM,
    "under_way": _WORKS,
    "completed": _IN_SERVICE,
    "disbursed": _IN_SERVICE,
    "delayed": Role(*_YELLOW, "triangle", "dash", "."),
    "stalled": _ENDED,
    "headline": _ENDED,
    "retired": _ENDED,
    "failed": Role(*_RED, "x", "dot", "+"),
    # judgement
    "good": _GOOD,
    "warn": _WARN,
    "serious": _SERIOUS,
    "bad": _BAD,
    "unknown": _UNKNOWN,
    "achieved": _GOOD,
    "on_track": _ON_TRACK,
    "acceleration_needed": _WARN,
    "limited_progress": _SERIOUS,
    "deterioration": _BAD,
    "missed": _MISSED,
    "not_assessable": _UNKNOWN,
    "no_official_target": Role(*_PALE_GREY, "circle", "longdash", "-"),
    # a path to a target
    "base": Role(*_GREY, "square", "solid", ""),
    "latest": Role(*_GREEN, "circle", "solid", ""),
    "observed": Role(*_GREEN, "circle", "solid", ""),
    "target": Role(*_PURPLE, "diamond", "dash", ""),
    "required": Role(*_PURPLE, "diamond", "dash", ""),
    "past_pace": Role(*_ORANGE, "triangle", "dot", ""),
    # scenarios and sensitivity
    "scenario": Role(*_GREEN, "circle", "solid", ""),
    "drift": Role(*_ORANGE, "square", "dash", "/"),
    "at_low": Role(*_ORANGE, "square", "dash", "/"),
    "at_high": Role(*_BLUE, "circle", "solid", ""),
    # countries side by side
    "home": Role(*_GREEN, "circle", "solid", ""),
    "peer": Role(*_PALE_GREY, "square", "solid", ""),
    # series with no meaning of their own
    "series_1": Role(*_GREEN, "circle", "solid", ""),
    "series_2": Role(*_ORANGE, "square", "dash", "/"),
    "series_3": Role(*_BLUE, "diamond", "dot", "x"),
    "series_4": Role(*_RED, "triangle", "dashdot", "\\"),
    "series_5": Role(*_PALE_GREY, "cross", "longdash", "."),
    # grade of the evidence
    "grade_a": Role(*_GREEN, "circle", "solid", ""),
    "grade_b": Role(*_BLUE, "square", "dash", "/"),
    "grade_c": Role(*_YELLOW, "triangle", "dashdot", "x"),
    "grade_d": Role(*_RED, "x", "dot", "+"),
}

# Roles that meet in one chart.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("sovereign", "local_foreign", "offshore"),
    ("in_service", "under_construction", "memorandum", "announced", "stalled"),
    ("in_service", "under_construction", "planned", "retired"),
    ("good", "warn", "serious", "bad", "unknown"),
    ("achieved", "on_track", "acceleration_needed", "limited_progress", "deterioration", "missed", "not_assessable"),
    ("observed", "required", "past_pace", "base"),
    ("scenario", "drift"),
    ("at_low", "at_high"),
    ("home", "peer"),
    ("series_1", "series_2", "series_3", "series_4", "series_5"),
    ("grade_a", "grade_b", "grade_c", "grade_d"),
)

# Fills that lie under text: (light, dark). `heat_0` is the least, `heat_4` the most; `blank` is "no figure found".
FILLS: dict[str, tuple[str, str]] = {
    "heat_0": ("#EEF5F1", "#16241E"),
    "heat_1": ("#D3E8DD", "#1D382C"),
    "heat_2": ("#A9D3BF", "#24503D"),
    "heat_3": ("#5DB794", "#5FC796"),
    "heat_4": ("#0A5A41", "#A8E6C8"),
    "blank": ("#FFFFFF", "#0F1513"),
    "good": ("#DDF0E6", "#173626"),
    "warn": ("#F6EDC9", "#3A3312"),
    "serious": ("#FBE3CF", "#42291A"),
    "bad": ("#F9DADC", "#471D22"),
    "unknown": ("#ECEFED", "#232C28"),
    "sea": ("#EAF1F5", "#121B21"),
    "land": ("#F1EFEA", "#1D2320"),
    "region": ("#DCEBE3", "#20352B"),
    "region_active": ("#BBDCCB", "#2A4B3B"),
    "region_busy": ("#8FC7AC", "#376650"),
    "region_edge": ("#FFFFFF", "#0F1513"),
}


def role(name: str) -> Role:
    """The role called `name`; KeyError for a name that is not in `ROLES`."""
    return ROLES[name]


def fill(name: str, mode: Mode) -> str:
    """The fill called `name`, as `#RRGGBB`; KeyError for a name that is not in `FILLS`."""
    light, dark = FILLS[name]
    return light if mode == "light" else dark


def text_on(surface: str, mode: Mode) -> str:
    """The better readable of the two text colours on the colour `surface` (`#RRGGBB`)."""
    tokens = TOKENS[mode]
    return max((tokens.text, tokens.background), key=lambda ink: contrast(ink, surface))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(hex_colour: str) -> float:
    """Relative luminance of a colour `#RRGGBB`, 0 (black) to 1 (white)."""
    red, green, blue = linear_rgb(hex_colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear_rgb(hex_colour: str) -> tuple[float, float, float]:
    """Linear red, green and blue of a colour `#RRGGBB`, each 0 to 1."""
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue
