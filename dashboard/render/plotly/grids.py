"""Charts made of cells, drawn with Plotly: heat table and ledger."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from dashboard.content import theme
from dashboard.content.charts import HeatChart, LedgerChart, LedgerRow
from dashboard.content.maps import scale_mark
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX, Look
from dashboard.render.plotly.row_layout import Rows, lay_rows

_LEAST_PX = 9  # of a text in a narrow cell
_CIRCLE_PX_MAX, _CIRCLE_PX_MIN = 30, 7


def heat(chart: HeatChart, look: Look) -> go.Figure:
    """Shaded cells with their texts; the first column stands where reading begins."""
    rows = lay_rows(look, [row.label for row in chart.rows], mark_px=28)
    canvas = rows.canvas
    _columns(rows, list(chart.columns))
    cell_px = canvas.inner_px / max(len(chart.columns), 1)
    width = max(int(cell_px / (SMALL_PX * 0.57)), 4)
    fills = sorted({cell.fill for row in chart.rows for cell in row.cells})
    cells = [(x, rows.y(y), cell) for y, row in enumerate(chart.rows) for x, cell in enumerate(row.cells)]
    for fill in fills:
        some = [(x, y, cell) for x, y, cell in cells if cell.fill == fill]
        canvas.trace(
            ("customdata",),
            type="bar",
            orientation="h",
            base=[x - 0.49 for x, _, _ in some],
            x=[0.98] * len(some),
            y=[y for _, y, _ in some],
            width=[rows.mark * 1.15 if look.is_phone else 0.92] * len(some),
            customdata=[cell.value for _, _, cell in some],
            marker={"color": look.colour_of_fill(fill), "line": {"color": look.tokens.border, "width": 1}},
            hovertext=[look.text(cell.hover or cell.text) for _, _, cell in some],
        )
        ink = look.tokens.muted if fill == "blank" else theme.text_on(look.colour_of_fill(fill), look.mode)
        canvas.trace(
            type="scatter",
            mode="text",
            x=[x for x, _, _ in some],
            y=[y for _, y, _ in some],
            text=[look.text(cell.text, width) for _, _, cell in some],
            textfont={"size": [_fitting_px(cell.text, width, cell_px) for _, _, cell in some], "color": ink},
            hoverinfo="skip",
        )
    return canvas.build()


def _fitting_px(text: str, columns: int, cell_px: float) -> float:
    """The size at which the longest line of a cell's text stays inside it: nine pixels at least, small as usual at most."""
    longest = max((text_px(line, 1) for line in textwrap.wrap(text, columns, break_long_words=False)), default=0.0)
    return min(SMALL_PX, max(_LEAST_PX, (cell_px - 4) / longest)) if longest else SMALL_PX


def ledger(chart: LedgerChart, look: Look) -> go.Figure:
    """A column per stage with its total; a row's circles are joined as far as it has come, and columns never are."""
    rows = lay_rows(look, [row.label for row in chart.rows], notes=[row.note for row in chart.rows], mark_px=52)
    canvas = rows.canvas
    totals = [stage.total for stage in chart.stages]
    heads = [stage.label for stage in chart.stages]
    _columns(rows, heads, below=[total.text for total in totals])
    for row, each in enumerate(chart.rows):
        reached = [x for x, value in enumerate(each.values) if value is not None]
        if len(reached) > 1:
            way = {"color": look.tokens.border, "width": 2}
            y = [rows.y(row) - rows.mark * 0.15] * 2
            canvas.trace(type="scatter", mode="lines", x=[reached[0], reached[-1]], y=y, line=way, hoverinfo="skip")
    most = max((v.value or 0.0 for row in chart.rows for v in row.values if v), default=0.0)
    for x, stage in enumerate(chart.stages):
        _stage(rows, x, stage.role, chart.rows, most)
    canvas.trace(  # the totals are written in the heads; their numbers travel with an unseen mark
        ("customdata",),
        type="scatter",
        mode="markers",
        x=list(range(len(totals))),
        y=[-0.5] * len(totals),
        marker={"size": 1, "opacity": 0},
        customdata=[(total.value, total.low, total.high) for total in totals],
        hoverinfo="skip",
    )
    return canvas.build()


def _stage(rows: Rows, x: int, role: str, subjects: tuple[LedgerRow, ...], most: float) -> None:
    """The circles of one stage and their texts under them; hollow where provisional or with no published amount."""
    look = rows.canvas.look
    some = [(row, each.label, v) for row, each in enumerate(subjects) if (v := each.values[x]) is not None]
    is_full = [v.value is not None and not v.is_provisional for _, _, v in some]
    rows.canvas.trace(
        ("customdata",),
        type="scatter",
        mode="markers",
        x=[x] * len(some),
        y=[rows.y(row) - rows.mark * 0.15 for row, _, _ in some],
        marker={
            "size": [diameter(v.value, most, _CIRCLE_PX_MAX, _CIRCLE_PX_MIN) for _, _, v in some],
            "color": [look.colour(role) if full else look.tokens.background for full in is_full],
            "line": {"color": look.colour(role), "width": 2},
            "opacity": 1,
        },
        customdata=[(v.value, v.low, v.high) for _, _, v in some],
        hovertext=[look.text(v.hover or f"{label}\n{v.text}") for _, label, v in some],
    )
    columns = max(int(rows.canvas.inner_px / len(subjects[0].values) / (SMALL_PX * 0.57)), 4) if subjects else 0
    for row, _, v in some:
        text = look.text(v.text, columns)
        rows.canvas.note(text, x, rows.y(row) + rows.mark * 0.12, yanchor="top", font={"size": SMALL_PX})


def diameter(value: float | None, most: float, largest_px: float, smallest_px: float) -> float:
    """The diameter of a circle whose area is `value` when that of the largest is `most`; the least for no value."""
    return max(smallest_px, largest_px * scale_mark(value, most))


def _columns(rows: Rows, heads: list[str], below: list[str] | None = None) -> None:
    """Heads over equal columns; upright where a word is wider than its column. A second, bold line may stand below."""
    canvas, look = rows.canvas, rows.canvas.look
    count = max(len(heads), 1)
    ends = [-0.5, count - 0.5]
    canvas.layout["xaxis"] = {"range": ends[::-1] if look.is_rtl else ends, "showgrid": False, "showticklabels": False}
    canvas.bottom = 10
    size = SMALL_PX - 1 if look.is_phone else SMALL_PX
    column_px = canvas.inner_px / count - 2
    is_upright = any(text_px(word, size) > column_px for head in heads for word in head.split())
    columns = 24 if is_upright else max(int(column_px / (size * 0.57)), 4)
    deepest = 0.0
    for x, head in enumerate(heads):
        text = look.text(head, columns)
        if below:
            text += f'<br><span style="color:{look.tokens.text}">{look.bold(below[x], columns)}</span>'
        longest = max((text_px(part, size) for part in textwrap.wrap(head, columns)), default=0.0)
        deepest = max(deepest, longest + 6 if is_upright else (text.count("<br>") + 1) * 17)
        font = {"size": size, "color": look.tokens.muted}
        canvas.note(text, x, -0.5, yanchor="bottom", yshift=4, font=font, **({"textangle": -90} if is_upright else {}))
    canvas.head += deepest
