"""A Plotly figure as inline SVG: the same bars, lines, marks and texts in the same places, seen before any script has come.

What a chart looks like is decided once, in dashboard/render/plotly; this draws the part of Plotly's language that is used
there. Across, places are parts of the width, so that the drawing takes the room there is; upwards, pixels. A map keeps
its proportions instead (`_fixed`). Both colour modes stand in one drawing: what differs is written `light-dark()`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from dashboard.render.svg.figure_text import block
from dashboard.render.svg.marks import SHAPES, STROKES

Json = dict[str, Any]
SHEET = Path(__file__).with_name("figure.css")  # how drawings look, for every page that holds one

_TICK_PX, _PAD_PX = 5, 4
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|rgba\([^)]*\)")
_DASHES = {"dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1)}
_SYMBOLS = {"triangle-up": "triangle"}
_WAY_UNITS = 1_000  # across a drawing that is stretched to its width


def draw_figure(light: Json, dark: Json, alt: str) -> str:
    """A figure, given in both modes, as a `div` of its height with SVG in it, named by its text alternative."""
    content = in_both_modes(light, dark)
    layout = content["layout"]
    margin = layout["margin"]
    inner_px = layout["height"] - margin["t"] - margin["b"]
    fixed_px = _fixed_px(layout)
    drawing = _Drawing(layout, inner_px, fixed_px)
    body = drawing.ground() + "".join(map(drawing.trace, content["data"]))
    body += "".join(drawing.shape(shape) for shape in layout["shapes"] if shape.get("layer") != "below")
    body += "".join(map(drawing.note, layout["annotations"]))
    size = f'width="100%" height="{inner_px:g}"'
    if fixed_px:
        size = f'viewBox="0 0 {fixed_px} {inner_px:g}"'
    padding = " ".join(f"{margin[side]:g}px" for side in ("t", "r", "b", "l"))
    defined = f"<defs>{''.join(drawing.patterns.values())}</defs>" if drawing.patterns else ""
    return (
        f'<div class="plotted" style="padding:{padding};--px:{layout["height"]:g}"><svg role="img" aria-label="{escape(alt)}" {size}>'
        f"{defined}{body}</svg></div>"
    )


def in_both_modes(light: Any, dark: Any) -> Any:
    """Two figures that differ in colours alone as one, whose colours follow the page's scheme."""
    if light == dark:
        return light
    if isinstance(light, dict):
        return {key: in_both_modes(value, dark[key]) for key, value in light.items() if key != "template"}
    if isinstance(light, list | tuple):
        return [in_both_modes(one, other) for one, other in zip(light, dark, strict=True)]
    others = iter(_COLOUR.findall(dark))

    def both(found: re.Match[str]) -> str:
        other = next(others)
        return found[0] if found[0] == other else f"light-dark({found[0]},{other})"

    return _COLOUR.sub(both, light)


def _fixed_px(layout: Json) -> int:
    """The width that a figure with an axis of fixed proportions is laid out for; 0 for one that takes the room there is."""
    return int(layout["meta"]["laid_px"]) if "scaleanchor" in layout["yaxis"] else 0


@dataclass(frozen=True)
class _Scale:
    """An axis: its numbers as parts of the drawing, from 0 to 1."""

    low: float
    high: float
    start: float = 0.0
    end: float = 1.0

    def at(self, number: float) -> float:
        return self.start + (number - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


class _Drawing:
    """The plot of a figure: places and the elements that stand at them."""

    def __init__(self, layout: Json, height_px: float, fixed_px: int) -> None:
        self.layout, self.height, self.fixed_px = layout, height_px, fixed_px
        self.patterns: dict[str, str] = {}
        self.scales: dict[str, _Scale] = {}
        for name in (name for name in layout if name.startswith("xaxis")):
            self._set_scales(name.removeprefix("xaxis"))

    def _set_scales(self, number: str) -> None:
        across, up = self.layout[f"xaxis{number}"], self.layout[f"yaxis{number}"]
        (x0, x1), (y0, y1) = across.get("domain", (0.0, 1.0)), up.get("domain", (0.0, 1.0))
        if "scaleanchor" in up:  # the box shrinks to the proportions of what it shows
            wide, high = (abs(axis["range"][1] - axis["range"][0]) for axis in (across, up))
            unit_px = min((x1 - x0) * self.fixed_px / wide, (y1 - y0) * self.height / high)
            part, y0 = wide * unit_px / self.fixed_px, y1 - high * unit_px / self.height
            x0, x1 = (x0, x0 + part) if across["constraintoward"] == "left" else (x1 - part, x1)
        for name, axis, ends in ((f"x{number}", across, (x0, x1)), (f"y{number}", up, (y0, y1))):
            low, high = axis["range"]
            self.scales[name] = _Scale(low, high, *ends)

    # Places -----------------------------------------------------------------------------------------------------

    def across(self, part: float) -> str:
        return f"{part * self.fixed_px:.1f}" if self.fixed_px else f"{part * 100:.2f}%".replace(".00%", "%")

    def down(self, part: float) -> float:
        return round((1 - part) * self.height, 1)

    def _part(self, ref: str, number: float) -> float:
        if ref == "paper":
            return number
        scale = self.scales[ref.removesuffix(" domain")]
        return scale.start + number * (scale.end - scale.start) if ref.endswith(" domain") else scale.at(number)

    # Axes -------------------------------------------------------------------------------------------------------

    def ground(self) -> str:
        below = [shape for shape in self.layout["shapes"] if shape.get("layer") == "below"]
        drawn = "".join(map(self.shape, below))
        for name in self.scales:
            axis = self.layout[f"{name[0]}axis{name[1:]}"]
            if axis.get("visible", True):
                drawn += self._edges(name, axis) + self._ticks(name, axis)
        return drawn

    def _edges(self, name: str, axis: Json) -> str:
        if not axis.get("showline") or name[0] != "x":
            return ""
        x, y = self.scales[name], self.scales[f"y{name[1:]}"]
        top, bottom = self.down(y.end), self.down(y.start)
        size = f'width="{self.across(x.end - x.start)}" height="{bottom - top:.1f}"'
        return f'<rect x="{self.across(x.start)}" y="{top}" {size} fill="none" stroke="{axis["linecolor"]}"/>'

    def _ticks(self, name: str, axis: Json) -> str:
        scale, drawn = self.scales[name], ""
        low, high = sorted((scale.low, scale.high))
        places = [
            (number, text) for number, text in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)
        ]
        for number, text in places:
            if low <= number <= high:
                at = scale.at(number)
                drawn += self._grid(name, at) if axis.get("showgrid", True) else ""
                drawn += self._tick(name, at, text, axis)
        if axis.get("zeroline") and low <= 0 <= high:
            drawn += self._grid(name, scale.at(0.0), axis["zerolinecolor"])
        title = axis.get("title", {}).get("text")
        if title:
            y = self.height + _PAD_PX + 16 + axis["title"]["standoff"]
            drawn += block(title, "50%" if not self.fixed_px else self.across(0.5), y, "middle", "top", kind="tick")
        return drawn

    def _grid(self, name: str, at: float, colour: str = "") -> str:
        ends = (
            f'x1="{self.across(at)}" x2="{self.across(at)}" y1="0" y2="{self.height:g}"'
            if name[0] == "x"
            else f'x1="0" x2="100%" y1="{self.down(at)}" y2="{self.down(at)}"'
        )
        return f'<line {ends} class="grid"{_style(stroke=colour)}/>'

    def _tick(self, name: str, at: float, text: str, axis: Json) -> str:
        if not axis.get("showticklabels", True):
            return ""
        if name[0] == "y":
            is_right = axis.get("side") == "right"
            off = 8 if is_right else -8
            anchor = "start" if is_right else "end"
            return block(text, "100%" if is_right else "0", self.down(at), anchor, "middle", off, kind="tick")
        is_ticked = axis.get("ticks") == "outside"
        x, top = self.across(at), self.height + _PAD_PX
        mark = f'<line x1="{x}" x2="{x}" y1="{top}" y2="{top + _TICK_PX}" class="tick"/>' if is_ticked else ""
        return mark + block(text, x, top + (_TICK_PX if is_ticked else 0) + 2, "middle", "top", kind="tick")

    # Shapes and texts --------------------------------------------------------------------------------------------

    def shape(self, shape: Json) -> str:
        xs, ys = shape.get("xref", "x"), shape.get("yref", "y")
        x0, x1 = (self._part(xs, shape[end]) for end in ("x0", "x1"))
        y0, y1 = (self.down(self._part(ys, shape[end])) for end in ("y0", "y1"))
        if shape["type"] == "line":
            ends = f'x1="{self.across(x0)}" x2="{self.across(x1)}" y1="{y0}" y2="{y1}"'
            return f"<line {ends}{_stroke(shape['line'])}/>"
        size = f'width="{self.across(abs(x1 - x0))}" height="{abs(y1 - y0):.1f}"'
        return f'<rect x="{self.across(min(x0, x1))}" y="{min(y0, y1)}" {size}{_style(fill=shape["fillcolor"])}/>'

    def note(self, note: Json) -> str:
        x = self._part(note.get("xref", "x"), note["x"])
        y = self.down(self._part(note.get("yref", "y"), note["y"])) - note.get("yshift", 0)
        anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", "center"), "middle")
        font = note.get("font", {})
        return block(
            note["text"],
            self.across(x),
            y,
            anchor,
            note.get("yanchor", "middle"),
            note.get("xshift", 0),
            size_px=font.get("size"),
            colour=font.get("color", ""),
            ground=note.get("bgcolor", ""),
            is_upright="textangle" in note,
        )

    # Traces -----------------------------------------------------------------------------------------------------

    def trace(self, trace: Json) -> str:
        if trace["type"] == "bar":
            return self._bars(trace)
        mode = trace["mode"]
        drawn = self._way(trace) if "lines" in mode or trace.get("fill") else ""
        drawn += self._marks(trace) if "markers" in mode else ""
        return drawn + (self._texts(trace) if "text" in mode else "")

    def _on(self, trace: Json) -> tuple[_Scale, _Scale]:
        return self.scales[trace.get("xaxis", "x")], self.scales[trace.get("yaxis", "y")]

    def _bars(self, trace: Json) -> str:
        across, up = self._on(trace)
        marker, drawn = trace["marker"], ""
        for i, (length, y, wide) in enumerate(zip(trace["x"], trace["y"], trace["width"], strict=True)):
            base = trace["base"][i] if "base" in trace else 0.0
            x0, x1 = sorted((across.at(base), across.at(base + length)))
            top, bottom = sorted((self.down(up.at(y - wide / 2)), self.down(up.at(y + wide / 2))))
            place = f'x="{self.across(x0)}" y="{top}" width="{self.across(x1 - x0)}" height="{bottom - top:.1f}"'
            line = {key: _one(value, i) for key, value in marker.get("line", {}).items()}
            drawn += f"<rect {place}{_stroke(line, fill=_one(marker['color'], i))}/>"
            drawn += self._hatched(place, marker.get("pattern", {}), i)
        return drawn

    def _hatched(self, place: str, pattern: Json, i: int) -> str:
        shape = _one(pattern.get("shape", ""), i)
        if not shape:
            return ""
        ink = _one(pattern["fgcolor"], i)
        name = f"hatch-{ord(shape)}-{re.sub(r'[^0-9A-Za-z]', '', ink)}"
        self.patterns[name] = (
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="scale(1.33)">'
            f'<path d="{STROKES[shape]}" style="stroke:{ink};stroke-opacity:{pattern["fgopacity"]}"/></pattern>'
        )
        return f'<rect {place} fill="url(#{name})"/>'

    def _way(self, trace: Json) -> str:
        """Lines through points, broken where one is blank; stretched to the width, their strokes are not."""
        across, up = self._on(trace)
        wide = self.fixed_px or _WAY_UNITS
        stretches: list[list[tuple[float, float]]] = [[]]
        for x, y in zip(trace["x"], trace["y"], strict=True):
            if x is None or y is None:
                stretches.append([])
            else:
                stretches[-1].append((across.at(x) * wide, (1 - up.at(y)) * self.height))
        is_filled = bool(trace.get("fill"))
        data = "".join(_steps(one, is_closed=is_filled) for one in stretches if one)
        stroke = _stroke(trace["line"], fill=trace["fillcolor"] if is_filled else "none")
        path = f'<path d="{data}" vector-effect="non-scaling-stroke"{stroke}/>'
        if self.fixed_px:
            return self._cut(across, up, f'<g transform="scale(.1)">{path}</g>')
        size = f'viewBox="0 0 {wide * 10} {self.height * 10:g}" width="100%" height="{self.height:g}"'
        return f'<svg {size} preserveAspectRatio="none">{path}</svg>'

    def _cut(self, across: _Scale, up: _Scale, drawn: str) -> str:
        """What is drawn inside a panel of a map, without what leaves it."""
        x, y = across.start * self.fixed_px, self.down(up.end)
        wide, high = (across.end - across.start) * self.fixed_px, self.down(up.start) - y
        place = f'x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{high:.1f}"'
        return f'<svg {place} viewBox="{x:.1f} {y} {wide:.1f} {high:.1f}" style="overflow:hidden">{drawn}</svg>'

    def _marks(self, trace: Json) -> str:
        across, up = self._on(trace)
        marker, drawn = trace["marker"], ""
        if not marker.get("opacity", 1):
            return ""
        for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            if x is None or y is None:
                continue
            name = _one(marker.get("symbol", "circle"), i)
            half = _one(marker["size"], i) / 2
            line = {key: _one(value, i) for key, value in marker.get("line", {}).items()}
            if name == "line-ns":
                mark = f'<line y1="{-half:g}" y2="{half:g}"{_stroke(line)}/>'
            else:
                name = name.removesuffix("-open")
                fill = _one(marker.get("color", "none"), i)
                mark = (
                    f'<path d="{SHAPES[_SYMBOLS.get(name, name)]}" transform="scale({half:g})" '
                    f'vector-effect="non-scaling-stroke"{_stroke(line, fill=fill)}/>'
                )
            drawn += f'<svg x="{self.across(across.at(x))}" y="{self.down(up.at(y))}">{mark}</svg>'
        return drawn

    def _texts(self, trace: Json) -> str:
        across, up = self._on(trace)
        font = trace.get("textfont", {})
        return "".join(
            block(
                text,
                self.across(across.at(x)),
                self.down(up.at(y)),
                "middle",
                "middle",
                size_px=_one(font.get("size"), i),
                colour=_one(font.get("color", ""), i),
            )
            for i, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True))
        )


def _steps(points: list[tuple[float, float]], *, is_closed: bool) -> str:
    """A way as the data of a path, in steps of a tenth of a unit."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in itertools.pairwise(tenths)]
    x, y = tenths[0]
    return f"M{x} {y}" + (f"l{' '.join(steps)}" if steps else "") + ("z" if is_closed else "")


def _one(value: Any, i: int) -> Any:
    """What an attribute says of the i-th mark: its own, or the one of all."""
    return value[i] if isinstance(value, list | tuple) else value


def _style(**values: str | None) -> str:
    written = ";".join(f"{name.replace('_', '-')}:{value}" for name, value in values.items() if value)
    return f' style="{written}"' if written else ""


def _stroke(line: Json, fill: str | None = None) -> str:
    """A stroke as Plotly has it; its dashes are multiples of its width, of three pixels at least."""
    width = line.get("width", 2) if line else 0
    if not width:
        return _style(fill=fill)
    unit = max(width, 3)
    dash = " ".join(f"{part * unit:g}" for part in _DASHES.get(line.get("dash", ""), ()))
    return _style(fill=fill, stroke=line.get("color"), stroke_width=f"{width:g}px", stroke_dasharray=dash)
