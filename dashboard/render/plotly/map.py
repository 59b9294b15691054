"""The map, drawn with Plotly as plain polygons in projected km: no tiles, no outside request, never mirrored."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.content import theme
from dashboard.content.maps import COUNT_PX, MARK_PX, MapArea, MapChart, MapLabel, MapLine, MapPanel, Ring
from dashboard.render.plotly.canvas import SMALL_PX, Canvas, Look, symbol
from dashboard.render.plotly.grids import diameter

_GAP_PX, _TITLE_PX = 14, 24
_ROW_PX_MAX, _HEIGHT_PX_PHONE_MAX = 600, 460
MAP_PX = 1200  # the width at which the wide map's panels fill their boxes
MAP_PHONE_PX = 354  # and on a phone
_NARROWEST_PX = 900  # its legend still fits here


def map_figure(chart: MapChart, look: Look) -> go.Figure:
    """Panels in rows (the first is the main one), or all stacked on a phone."""
    boxes, height = _stack_panels(chart.panels) if look.is_phone else _beside(chart.panels, look.is_rtl)
    canvas = Canvas(
        look, plot_px=height, left=2, right=2, bottom=6, pad=0, laid_px=0 if look.is_phone else _NARROWEST_PX
    )
    canvas.layout["meta"] = {"laid_px": MAP_PHONE_PX if look.is_phone else MAP_PX}
    for k, (panel, box) in enumerate(zip(chart.panels, boxes, strict=True), start=1):
        _panel(canvas, panel, chart.size_max, "" if k == 1 else str(k), box)
    canvas.legend(chart.marker_legend, "marker")
    canvas.legend(chart.line_legend, "line", on_new_row=True)
    canvas.legend(chart.fill_legend, "area", on_new_row=True)
    return canvas.build()


Box = tuple[float, float, float, float]


def _aspect(panel: MapPanel) -> float:
    """Width over height of a panel's frame."""
    return (panel.x_max - panel.x_min) / (panel.y_max - panel.y_min)


def _stack_panels(panels: tuple[MapPanel, ...]) -> tuple[list[Box], float]:
    """Boxes (x0, x1, y0, y1 as parts of the figure) one under another, and the height in pixels."""
    heights = [min(MAP_PHONE_PX / _aspect(panel), _HEIGHT_PX_PHONE_MAX) for panel in panels]
    total = sum(heights) + (_TITLE_PX + _GAP_PX) * len(panels)
    boxes, top = [], total
    for height in heights:
        top -= _TITLE_PX
        boxes.append((0.0, 1.0, (top - height) / total, top / total))
        top -= height + _GAP_PX
    return boxes, total


def _beside(panels: tuple[MapPanel, ...], is_rtl: bool) -> tuple[list[Box], float]:
    """Boxes in rows: the main panel with the second beside it, then the others; and the height in pixels.

    The main panel stands where reading begins.
    """
    rows = [_size_panels(row) for row in (panels[:2], panels[2:]) if row]
    total = sum(max(height for _, height in row) + _TITLE_PX + _GAP_PX for row in rows) - _GAP_PX
    boxes, top = [], total
    for row in rows:
        top -= _TITLE_PX
        left = 0.0
        for width, height in row:
            boxes.append(
                (left / MAP_PX, min((left + width) / MAP_PX, 1.0), max(top - height, 0.0) / total, top / total)
            )
            left += width + _GAP_PX
        top -= max(height for _, height in row) + _GAP_PX
    return [(1 - x1, 1 - x0, y0, y1) for x0, x1, y0, y1 in boxes] if is_rtl else boxes, total


def _size_panels(row: tuple[MapPanel, ...]) -> list[tuple[float, float]]:
    """Width and height in pixels of panels that stand side by side, all of one height."""
    room = MAP_PX - _GAP_PX * (len(row) - 1)
    height = min(room / sum(map(_aspect, row)), _ROW_PX_MAX)
    return [(height * _aspect(panel), height) for panel in row]


def _panel(canvas: Canvas, panel: MapPanel, size_max: float, axis: str, box: Box) -> None:
    look = canvas.look
    frame = {"visible": True, "showgrid": False, "showticklabels": False}
    edge = {"showline": True, "mirror": True, "linecolor": look.tokens.border}
    x = {"range": [panel.x_min, panel.x_max], "domain": [box[0], box[1]], "anchor": f"y{axis}", "constrain": "domain"}
    y = {"range": [panel.y_min, panel.y_max], "domain": [box[2], box[3]], "anchor": f"x{axis}", "constrain": "domain"}
    canvas.layout[f"xaxis{axis}"] = frame | edge | x | {"constraintoward": look.start}
    canvas.layout[f"yaxis{axis}"] = frame | edge | y | {"scaleanchor": f"x{axis}", "constraintoward": "top"}
    on: dict[str, Any] = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    sea = {"x0": panel.x_min, "x1": panel.x_max, "y0": panel.y_min, "y1": panel.y_max, "layer": "below"}
    colours = {"fillcolor": look.colour_of_fill("sea"), "line": {"width": 0}}
    canvas.shapes.append({"type": "rect", "xref": on["xaxis"], "yref": on["yaxis"], **sea, **colours})
    for area in panel.areas:
        _area(canvas, area, on)
    for system in panel.lines:
        _line(canvas, system, on)
    labels = panel.labels_phone if look.is_phone else panel.labels_wide
    _leaders(canvas, labels, on)
    _markers(canvas, panel, size_max, on)
    for label in labels:
        ink = look.tokens.muted if label.is_quiet else look.tokens.text
        off = {"left": 3, "right": -3}.get(label.anchor, 0) if label.leader else 0
        more = {"xanchor": label.anchor, "xshift": off, "xref": on["xaxis"], "yref": on["yaxis"]}
        canvas.note(look.text(label.text), label.x, label.y, font={"size": SMALL_PX - 1, "color": ink}, **more)
    where = {"xref": f"{on['xaxis']} domain", "yref": f"{on['yaxis']} domain", "xanchor": look.start}
    font = {"size": SMALL_PX, "color": look.tokens.muted}
    canvas.note(look.text(panel.title), 1 if look.is_rtl else 0, 1, yanchor="bottom", yshift=2, font=font, **where)


def _way(parts: tuple[Ring, ...]) -> tuple[list[float | None], list[float | None]]:
    """Rings one after another with a gap between."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for part in parts:
        xs += [*([None] if xs else []), *(x for x, _ in part)]
        ys += [*([None] if ys else []), *(y for _, y in part)]
    return xs, ys


def _area(canvas: Canvas, area: MapArea, on: dict[str, Any]) -> None:
    look = canvas.look
    xs, ys = _way(area.rings)
    hover: dict[str, Any] = {"hoveron": "fills", "text": look.text(area.hover), "hoverinfo": "text"}
    canvas.trace(
        type="scatter",
        mode="lines",
        x=xs,
        y=ys,
        fill="toself",
        fillcolor=look.colour_of_fill(area.fill),
        line={"color": look.colour_of_fill("region_edge"), "width": 1},
        **on,
        **(hover if area.hover else {"hoverinfo": "skip"}),
    )


def _line(canvas: Canvas, system: MapLine, on: dict[str, Any]) -> None:
    look = canvas.look
    xs, ys = _way(system.parts)
    stroke = {"color": look.colour(system.role), "dash": theme.role(system.role).dash, "width": 2}
    text = look.text(system.hover or system.label)
    canvas.trace(("x", "y"), type="scatter", mode="lines", x=xs, y=ys, line=stroke, hovertext=text, **on)


def _leaders(canvas: Canvas, labels: tuple[MapLabel, ...], on: dict[str, Any]) -> None:
    leaders = tuple(((label.x, label.y), label.leader) for label in labels if label.leader)
    if leaders:
        xs, ys = _way(leaders)
        stroke = {"color": canvas.look.tokens.muted, "width": 0.8}
        canvas.trace(type="scatter", mode="lines", x=xs, y=ys, line=stroke, hoverinfo="skip", **on)


def _markers(canvas: Canvas, panel: MapPanel, size_max: float, on: dict[str, Any]) -> None:
    """One mark a town, the largest first so that a small one is never hidden."""
    look = canvas.look
    some = sorted(panel.markers, key=lambda m: -(m.value or 0.0))
    if not some:
        return
    largest, smallest = MARK_PX["phone" if look.is_phone else "wide"]
    full = [m.value is not None and not m.is_provisional for m in some]
    room = [
        (0 if not m.count else COUNT_PX + 5 if symbol(m.role) == "x" else COUNT_PX) for m in some
    ]  # for the count inside
    sizes = [max(diameter(m.value, size_max, largest, smallest), px) for m, px in zip(some, room, strict=True)]
    inks = [
        theme.text_on(look.colour(m.role), look.mode) if f else look.tokens.text
        for m, f in zip(some, full, strict=True)
    ]
    canvas.trace(
        ("x", "y", "customdata"),
        name=panel.panel_id,
        type="scatter",
        mode="markers+text",
        x=[m.x for m in some],
        y=[m.y for m in some],
        customdata=[m.value for m in some],
        text=[look.text(m.count) for m in some],
        textfont={"size": SMALL_PX - 1, "color": inks},
        marker={
            "symbol": [symbol(m.role) for m in some],
            "size": sizes,
            "color": [look.colour(m.role) if f else look.tokens.background for m, f in zip(some, full, strict=True)],
            "line": {"width": [1.5 if f else 2 for f in full]}
            | {
                "color": [look.tokens.background if f else look.colour(m.role) for m, f in zip(some, full, strict=True)]
            },
            "opacity": 1,
        },
        hovertext=[look.text(m.hover) for m in some],
        **on,
    )
