"""The pieces of our SVG drawings: texts that follow the reading direction, symbols, hatches and legend swatches."""

from __future__ import annotations

import re
from html import escape

from dashboard.content.theme import FILLS, ROLES, Mode, Symbol

WIDTH_PX = 360
SMALL_PX = 11.5
_DASHES = {"solid": "", "dash": "6 3", "dot": "1.5 3", "dashdot": "6 3 1.5 3", "longdash": "10 3"}
SHAPES: dict[Symbol, str] = {  # within a box from -1 to 1
    "circle": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "square": "M-.9-.9h1.8v1.8h-1.8z",
    "diamond": "M0-1.2l1.2 1.2L0 1.2-1.2 0z",
    "triangle": "M0-1.15l1.15 2h-2.3z",
    "triangle-down": "M0 1.15l-1.15-2h2.3z",
    "cross": "M-.35-1h.7v.65h.65v.7h-.65v.65h-.7v-.65h-.65v-.7h.65z",
    "x": "M-1-.55-.55-1 0-.45.55-1 1-.55.45 0 1 .55.55 1 0 .45-.55 1-1 .55-.45 0z",
}
STROKES = {
    "/": "M0 6 6 0",
    "\\": "M0 0 6 6",
    "x": "M0 0 6 6M0 6 6 0",
    "-": "M0 3h6",
    "|": "M3 0v6",
    "+": "M0 3h6M3 0v6",
    ".": "M2 3h2",
}
_NAMES = {"/": "up", "\\": "down", "x": "net", "-": "flat", "|": "tall", "+": "grid", ".": "dots"}
PATTERNS = {
    f"hatch-{_NAMES[hatch]}": f'<pattern id="hatch-{_NAMES[hatch]}" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<path d="{way}" stroke="var(--background)" stroke-width="1.2"/></pattern>'
    for hatch, way in STROKES.items()
}


def role_name(role: str) -> str:
    """The CSS variable of a role, without its dashes."""
    return f"role-{role.replace('_', '-')}"


def fill_name(fill: str) -> str:
    """The CSS variable of a fill, without its dashes."""
    return f"fill-{fill.replace('_', '-')}"


def tag(name: str, **attributes: str | float) -> str:
    """An empty element; numbers in tenths of a unit, underscores in names as dashes."""
    written = "".join(f' {key.replace("_", "-")}="{_short(value)}"' for key, value in attributes.items())
    return f"<{name}{written}/>"


def _short(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, is_rtl: bool, kind: str, anchor: str = "start") -> str:
    """Words whose `anchor` stands `x` from where reading begins. `kind` is a class of the page's style."""
    if not words:
        return ""
    place = WIDTH_PX - x if is_rtl else x
    middle = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_short(place)}" y="{_short(y)}" class="{kind}"{middle}>{escape(words)}</text>'


def symbol(role: str, x: float, y: float, diameter: float, *, is_hollow: bool) -> str:
    """A role's mark, full, or as an outline on the page's background."""
    half = diameter / 2
    colour = f"var(--{role_name(role)})"
    look = f'fill="var(--background)" stroke="{colour}"' if is_hollow else f'fill="{colour}" stroke="var(--background)"'
    return (
        f'<path d="{SHAPES[ROLES[role].symbol]}" transform="translate({_short(x)} {_short(y)})scale({_short(half)})" '
        f'{look} stroke-width="1.5" vector-effect="non-scaling-stroke"/>'
    )


def dashes(role: str) -> str:
    """The dash of a role's line, as an attribute; empty for a solid one."""
    found = _DASHES[ROLES[role].dash]
    return f' stroke-dasharray="{found}"' if found else ""


def hatched(role: str, **place: float) -> str:
    """The hatch of a role over a rectangle; empty where the role has none."""
    hatch = ROLES[role].hatch
    return tag("rect", **place, fill=f"url(#hatch-{_NAMES[hatch]})") if hatch else ""


def swatch(role: str, kind: str) -> str:
    """A legend's sample of a role (or of a fill): an area, a marker, a line."""
    if kind == "fill":
        drawn = (
            f'<rect width="18" height="12" fill="var(--{fill_name(role)})" stroke="var(--muted)" stroke-width=".5"/>'
        )
    elif kind == "line":
        drawn = f'<path d="M0 6h18" stroke="var(--{role_name(role)})" stroke-width="2"{dashes(role)}/>'
    elif kind == "marker":
        drawn = symbol(role, 9, 6, 11, is_hollow=False)
    else:
        place = {"x": 0.0, "y": 0.0, "width": 18.0, "height": 12.0}
        drawn = tag("rect", **place, fill=f"var(--{role_name(role)})") + hatched(role, **place)
    return f'<svg viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">{drawn}</svg>'


def variables(drawn: str, mode: Mode) -> str:
    """The colours that a page's samples use, as declarations of CSS variables for a mode."""
    found = sorted(set(re.findall(r"var\(--((?:role|fill)-[a-z0-9-]+)\)", drawn)))
    known = {role_name(name): role.colour(mode) for name, role in ROLES.items()}
    known |= {fill_name(name): pair[0 if mode == "light" else 1] for name, pair in FILLS.items()}
    return ";".join(f"--{name}:{known[name]}" for name in found)
