"""A text of a Plotly figure as SVG: its lines, its bold and coloured parts, placed by any of its corners or its middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from dashboard.render.lines import FONT_PX, text_px

_TOKEN = re.compile(r"<br>|</?b>|<span style=\"([^\"]*)\">|</span>")
_SMALL_PX = 12  # of the scales
_SEEN_THROUGH = ("rgba", "light-dark(rgba")
_LEADING = 1.3  # as Plotly sets lines
_FOOT = 0.35  # from the middle of a line to its letters' feet, in parts of their size


def block(
    markup: str,
    x: str,
    y: float,
    anchor: str,
    vertical: str,
    shift_px: float = 0.0,
    *,
    size_px: float | None = None,
    colour: str = "",
    ground: str = "",
    kind: str = "",
    is_upright: bool = False,
) -> str:
    """Lines of text at `x` (a length) and `y` (pixels); "" for no text.

    `anchor` is start, middle or end, `vertical` top, middle or bottom: the part of the block that stands at the place.
    `markup` is Plotly's: escaped, with <br>, <b> and <span style>. A `ground` keeps what passes behind from the letters.
    """
    if not markup:
        return ""
    size = size_px or (_SMALL_PX if kind == "tick" else FONT_PX)
    lines = list(_lines(markup))
    name = f' class="{kind}"' if kind else ""
    look = _look(size_px, colour, ground)
    step = size * _LEADING
    if is_upright:  # they rise from their place, side by side
        first = size * _FOOT - (len(lines) - 1) * step / 2
        rising = "".join(f'<tspan x="0" y="{first + i * step:.1f}">{line}</tspan>' for i, line in enumerate(lines))
        return f'<svg x="{x}" y="{y:g}"><text transform="rotate(-90)"{look}>{rising}</text></svg>'
    first = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[vertical] * step * len(lines) + step / 2 + size * _FOOT
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    places = [
        f'x="{x}" y="{first + i * step:.1f}"' + (f' dx="{shift_px:g}"' if shift_px else "") for i in range(len(lines))
    ]
    if len(lines) == 1:
        return (
            _plate(lines[0], x, y, shift_px, size, anchor, ground)
            + f"<text {places[0]}{name}{at}{look}>{lines[0]}</text>"
        )
    body = "".join(f"<tspan {place}>{line}</tspan>" for place, line in zip(places, lines, strict=True))
    return f"<text{name}{at}{look}>{body}</text>"


def _plate(line: str, x: str, y: float, shift_px: float, size: float, anchor: str, ground: str) -> str:
    """The ground of a short text that stands in the middle of a hatched bar, which the letters' own halo would blot."""
    if not ground or ground.startswith(_SEEN_THROUGH) or anchor != "middle" or shift_px:
        return ""
    wide, high = text_px(unescape(line), size) + 4, size * _LEADING
    return (
        f'<svg x="{x}" y="{y:g}"><rect x="{-wide / 2:.1f}" y="{-high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'style="fill:{ground}"/></svg>'
    )


def _look(size_px: float | None, colour: str, ground: str) -> str:
    parts = [f"font-size:{size_px:g}px"] if size_px else []
    parts += [f"fill:{colour}"] if colour else []
    is_halo = ground.startswith(_SEEN_THROUGH)
    parts += [f"stroke:{ground};stroke-width:4px;paint-order:stroke;stroke-linejoin:round"] if is_halo else []
    return f' style="{";".join(parts)}"' if parts else ""


def _lines(markup: str) -> Iterator[str]:
    """Each line with the parts that are set apart in it, whole in every line they run through."""
    opened: list[str] = []
    line, start = "", 0
    for found in _TOKEN.finditer(markup):
        line += markup[start : found.start()]
        start = found.end()
        if found[0] == "<br>":
            yield line + "</tspan>" * len(opened)
            line = "".join(opened)
        elif found[0].startswith("</"):
            line += "</tspan>"
            opened.pop()
        else:
            style = found[1].replace("color:", "fill:") if found[1] else "font-weight:600"
            opened.append(f'<tspan style="{style}">')
            line += opened[-1]
    yield line + markup[start:]
