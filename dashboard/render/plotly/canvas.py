"""What all Plotly charts share: reading direction, colours, text, margins, the legend strip, and one template a mode.

Figures are written as plain dictionaries and not validated while serving (tests validate them): a tenth of the time.
Nothing here asks the network: no `geo` subplot, no map style, no image.
"""

from __future__ import annotations

import functools
import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.content import theme
from dashboard.content.axes import Axis
from dashboard.content.maps import LegendItem
from dashboard.content.theme import Mode
from dashboard.render.lines import FONT_PX, text_px, wrap

Width = Literal["wide", "phone"]
Mark = Literal["marker", "line", "bar", "hatched", "area", "tick"]
Json = dict[str, Any]

# To be given to the page's chart element beside the figure.
CONFIG: Json = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}

SMALL_PX = 12
_LEGEND_ROW_PX, _MARK_PX = 24, 24
_BREAKS_WORDS_FROM = 20  # in a narrow cell a long word may stick out rather than be cut
_RLI, _PDI = "\u2067", "\u2069"
_PLOTLY_SYMBOL = {"triangle": "triangle-up"}


class Drawn(go.Figure):  # type: ignore[misc]  # Plotly is untyped
    """A finished figure, kept as the dictionary that Streamlit asks for in every run.

    Plotly would check and copy it attribute by attribute, a third of the server's work for a new view; it does so only
    when asked for `data` or `layout`. A test checks the drawings of every page.
    """

    def __init__(self, content: Json) -> None:
        object.__setattr__(self, "_content", content)

    def to_dict(self) -> Json:
        """The figure itself, to be read only; there are no typed arrays to encode."""
        return self._content  # type: ignore[no-any-return]

    @functools.cached_property
    def checked(self) -> go.Figure:
        """The same as Plotly's own figure. ValueError for what Plotly does not know."""
        return go.Figure(self._content)

    @property
    def data(self) -> Any:
        """Traces as Plotly's objects."""
        return self.checked.data

    @property
    def layout(self) -> Any:
        """Layout as Plotly's object."""
        return self.checked.layout


@dataclass(frozen=True)
class Look:
    """How a chart is to look: reading direction, mode and width."""

    is_rtl: bool
    mode: Mode
    width: Width

    @property
    def tokens(self) -> theme.Tokens:
        """The base colours of the mode."""
        return theme.TOKENS[self.mode]

    @property
    def is_phone(self) -> bool:
        """Whether labels stand above their rows instead of beside them."""
        return self.width == "phone"

    @property
    def nominal_px(self) -> int:
        """The narrowest width the chart is laid out for; the element itself fills the room there is."""
        return 330 if self.is_phone else 660

    @property
    def start(self) -> str:
        """The side where reading begins."""
        return "right" if self.is_rtl else "left"

    @property
    def end(self) -> str:
        """The side where reading ends."""
        return "left" if self.is_rtl else "right"

    def shift(self, pixels: float) -> float:
        """A shift of `pixels` towards the end of the line, in Plotly's left-to-right pixels."""
        return -pixels if self.is_rtl else pixels

    def colour(self, role: str) -> str:
        """The colour of a role in this mode."""
        return theme.role(role).colour(self.mode)

    def colour_of_fill(self, fill: str) -> str:
        """The colour of a fill under text in this mode."""
        return theme.fill(fill, self.mode)

    def soft(self, role: str, opacity: float) -> str:
        """The colour of a role made transparent, as `rgba(...)`."""
        return rgba(self.colour(role), opacity)

    def text(self, raw: str, columns: int = 0) -> str:
        """Plain text made safe for Plotly's markup, wrapped at `columns` characters, each line isolated in Arabic."""
        lines = wrap(raw, columns, breaks_words=columns >= _BREAKS_WORDS_FROM) if columns else raw.split("\n")
        return "<br>".join(self._line(line) for line in lines)

    def _line(self, line: str) -> str:
        safe = html.escape(line, quote=False)
        return f"{_RLI}{safe}{_PDI}" if self.is_rtl and safe else safe

    def bold(self, raw: str, columns: int = 0) -> str:
        """As `text`, in bold."""
        return f"<b>{self.text(raw, columns)}</b>" if raw else ""

    def x_axis(self, axis: Axis, plot_px: float) -> Json:
        """A horizontal scale, mirrored in Arabic, with no more ticks than fit in `plot_px`."""
        ticks = thin(axis.ticks, plot_px)
        ends = [axis.low, axis.high]
        return {
            "range": ends[::-1] if self.is_rtl else ends,
            "tickvals": [place for place, _ in ticks],
            "ticktext": [self.text(text) for _, text in ticks],
            "title": {"text": self.text(axis.title), "standoff": 8},
        }

    def y_axis(self, axis: Axis) -> Json:
        """A vertical scale whose ticks stand where reading begins."""
        return {
            "range": [axis.low, axis.high],
            "side": self.start,
            "tickvals": [place for place, _ in axis.ticks],
            "ticktext": [self.text(text) for _, text in axis.ticks],
        }


def rgba(hex_colour: str, opacity: float) -> str:
    """`#RRGGBB` and an opacity as Plotly's `rgba(...)`."""
    red, green, blue = (int(hex_colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def thin(ticks: tuple[tuple[float, str], ...], plot_px: float) -> tuple[tuple[float, str], ...]:
    """Every tick, or every second, third... so that their texts do not meet; zero stays, else the last."""
    if not ticks:
        return ticks
    widest = max(text_px(text, SMALL_PX) for _, text in ticks) + 16
    step = max(1, math.ceil(len(ticks) * widest / max(plot_px, 1.0)))
    return ticks[::step] if ticks[0][0] == 0 else ticks[::-1][::step][::-1]


def symbol(role: str, *, is_hollow: bool = False) -> str:
    """Plotly's name of a role's marker."""
    name = theme.role(role).symbol
    return _PLOTLY_SYMBOL.get(name, name) + ("-open" if is_hollow else "")


def pattern(look: Look, roles: Sequence[str], hollow: Sequence[bool] = ()) -> Json:
    """The hatches of bars, one per bar: pale on a full bar, in the role's colour on a hollow one."""
    empty = hollow or [False] * len(roles)
    inks = [look.colour(r) if is_hollow else look.tokens.background for r, is_hollow in zip(roles, empty, strict=True)]
    shapes = [theme.role(role).hatch for role in roles]
    return {"shape": shapes, "fillmode": "overlay", "fgcolor": inks, "fgopacity": 0.4, "size": 8, "solidity": 0.16}


@dataclass
class Canvas:
    """A figure in the making: traces, notes and shapes, then `build`."""

    look: Look
    plot_px: float
    left: float = 8
    right: float = 8
    top: float = 8
    head: float = 8  # between the legend and the plot
    bottom: float = 30
    pad: float = 4
    laid_px: float = 0  # the width laid out for, where it is not that of the look
    traces: list[Json] = field(default_factory=list)
    notes: list[Json] = field(default_factory=list)
    shapes: list[Json] = field(default_factory=list)
    layout: Json = field(default_factory=dict)
    _legend: tuple[tuple[LegendItem, Mark], ...] = ()
    _parts: tuple[int, ...] = ()  # where in the legend a new row begins

    def margins(self, start: float, end: float) -> None:
        """Set the margins at the reading start and end, in pixels."""
        self.left, self.right = (end, start) if self.look.is_rtl else (start, end)

    @property
    def inner_px(self) -> float:
        """The width of the plot at the nominal width."""
        return max((self.laid_px or self.look.nominal_px) - self.left - self.right, 60.0)

    def note(self, text: str, x: float, y: float, **more: Any) -> None:
        """Set already safe `text` at data coordinates; nothing for an empty text."""
        if text:
            self.notes.append({"text": text, "x": x, "y": y, "showarrow": False, **more})

    def trace(self, draws: tuple[str, ...] = (), **trace: Any) -> None:
        """Add a trace; `draws` names its attributes that hold the chart's numbers (tests read them back)."""
        self.traces.append({"showlegend": False, "hoverinfo": "text", "meta": {"draws": list(draws)}, **trace})

    def legend(self, items: tuple[LegendItem, ...], mark: Mark, *, on_new_row: bool = False) -> None:
        """Add items to the legend strip above the plot."""
        self._parts += (len(self._legend),) if on_new_row else ()
        self._legend += tuple((item, mark) for item in items)

    def build(self) -> go.Figure:
        """The figure; its height in pixels is fixed, its width is the page's."""
        legend_px = self._draw_legend() * _LEGEND_ROW_PX
        total = self.plot_px + self.head + legend_px
        layout = {
            "template": _template(self.look.mode),
            "height": round(total + self.top + self.bottom),
            "margin": {"l": self.left, "r": self.right, "t": self.top, "b": self.bottom, "pad": self.pad},
            "annotations": self.notes,
            "shapes": self.shapes,
            "xaxis": {},
            "yaxis": {},
            **self.layout,
        }
        for name in [name for name in layout if name.startswith("yaxis")]:
            low, high = layout[name].get("domain", (0.0, 1.0))
            layout[name] = {**layout[name], "domain": [low * self.plot_px / total, high * self.plot_px / total]}
        if legend_px:
            strip = {"domain": [1 - legend_px / total, 1], "range": [legend_px / _LEGEND_ROW_PX, 0]}
            layout["yaxis9"] = {**_HIDDEN, **strip, "anchor": "x9"}
            layout["xaxis9"] = {**_HIDDEN, "range": [1, 0] if self.look.is_rtl else [0, 1], "anchor": "y9"}
        return Drawn({"data": self.traces, "layout": layout})

    def _draw_legend(self) -> int:
        """Draw the legend on its own axes, item after item, on as many rows as it takes; the number of rows."""
        row, at_px = 0, 0.0
        mark = _MARK_PX / self.inner_px
        for k, (item, kind) in enumerate(self._legend):
            item_px = _MARK_PX + text_px(item.text, SMALL_PX) + 24
            if at_px and (k in self._parts or at_px + item_px - 16 > self.inner_px):
                row, at_px = row + 1, 0.0
            x, y = at_px / self.inner_px, row + 0.5
            at_px += item_px
            self.trace(xaxis="x9", yaxis="y9", **_sample(self.look, item.role, kind, (x, x + mark), y))
            place = {"xref": "x9", "yref": "y9", "xanchor": self.look.start, "xshift": self.look.shift(6)}
            self.note(self.look.text(item.text), x + mark, y, font={"size": SMALL_PX}, **place)
        return row + 1 if self._legend else 0


_HIDDEN: Json = {"visible": False, "fixedrange": True}


def _sample(look: Look, role: str, mark: Mark, ends: tuple[float, float], y: float) -> Json:
    """A small sample of how a role is drawn: between two places of the legend's own axis."""
    x, width = ends[0], ends[1] - ends[0]
    if mark == "line":
        line = {"color": look.colour(role), "dash": theme.role(role).dash, "width": 2}
        return {"type": "scatter", "x": [x, x + width], "y": [y, y], "mode": "lines", "line": line}
    if mark in ("marker", "tick"):
        tick = {"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": look.colour(role)}}
        marker = {"symbol": symbol(role), "color": look.colour(role), "size": 11}
        place = {"x": [x + width / 2], "y": [y], "mode": "markers"}
        return {"type": "scatter", **place, "marker": tick if mark == "tick" else marker}
    if mark == "area":
        bar: Json = {"color": look.colour_of_fill(role), "line": {"color": look.tokens.muted, "width": 1}}
    else:
        bar = {"color": look.colour(role), "pattern": pattern(look, [role] if mark == "hatched" else ["accent"])}
    return {"type": "bar", "orientation": "h", "base": [x], "x": [width], "y": [y], "width": [0.55], "marker": bar}


@functools.cache
def _template(mode: Mode) -> Json:
    """The template of a mode, made once: transparent, quiet grid, our font, nothing to drag."""
    tokens = theme.TOKENS[mode]
    axis = {
        "gridcolor": tokens.border,
        "linecolor": tokens.border,
        "zeroline": False,
        "ticklabeloverflow": "allow",
        "fixedrange": True,
        "tickfont": {"size": SMALL_PX, "color": tokens.muted},
        "title": {"font": {"size": SMALL_PX, "color": tokens.muted}},
        "ticks": "",
    }
    template: Json = go.layout.Template(
        layout={
            "font": {"family": theme.FONT, "size": FONT_PX, "color": tokens.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": tokens.second_background,
                "bordercolor": tokens.border,
                "align": "auto",
                "font": {"family": theme.FONT, "size": FONT_PX, "color": tokens.text},
            },
            "showlegend": False,
            "barmode": "overlay",
        }
    ).to_plotly_json()
    return template
