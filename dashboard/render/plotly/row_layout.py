"""Rows of a chart: where labels, marks and texts lie, beside the marks on a wide screen and above them on a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.content.axes import Axis
from dashboard.content.charts import Value
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX, Canvas, Look, rgba, symbol

_LABEL_COLUMNS_WIDE, _LABEL_COLUMNS_PHONE = 34, 44
_LINE_PX, _SMALL_LINE_PX = 17, 16
_SIDE_COLUMNS_PHONE = 26  # a text beside a mark is broken there on a phone


@dataclass(frozen=True)
class Rows:
    """Where each row lies: `y(i)` is the middle of its mark, `mark` the mark's thickness, both in rows."""

    canvas: Canvas
    mark: float
    offset: float

    def y(self, row: int) -> float:
        """The height of the mark of a row."""
        return row + self.offset


def lay_rows(
    look: Look, labels: list[str], *, notes: list[str] | None = None, mark_px: float = 20, beside: Iterable[str] = ()
) -> Rows:
    """A canvas with one row per label: labels beside the marks, or above them on a phone.

    `notes` are muted lines under the labels; `beside` are the texts that will stand beside marks, which a phone breaks
    into lines that need room.
    """
    columns = _LABEL_COLUMNS_PHONE if look.is_phone else _LABEL_COLUMNS_WIDE
    notes = notes or [""] * len(labels)
    texts = [_label(look, label, note, columns) for label, note in zip(labels, notes, strict=True)]
    lines = max((text.count("<br>") + 1 for text in texts), default=1)
    label_px = lines * _LINE_PX
    side_lines = max((len(textwrap.wrap(text, _SIDE_COLUMNS_PHONE)) for text in beside), default=1)
    slot_px = max(mark_px, side_lines * _SMALL_LINE_PX)  # of the mark and the text beside it, on a phone
    row_px = label_px + slot_px + 18 if look.is_phone else max(label_px, mark_px) + 14
    canvas = Canvas(look, plot_px=max(len(labels), 1) * row_px)
    middle_px = 8 + label_px + slot_px / 2 if look.is_phone else row_px / 2
    rows = Rows(canvas, mark_px / row_px, middle_px / row_px - 0.5)
    widest = max((text_px(part) for raw in (*labels, *notes) for part in textwrap.wrap(raw, columns)), default=0.0)
    canvas.margins(12 if look.is_phone else widest + 14, 20)
    canvas.layout["yaxis"] = {"range": [len(labels) - 0.5, -0.5], "showgrid": False, "showticklabels": False}
    edge = {"xref": "paper", "align": look.start if look.is_phone else look.end}
    for row, text in enumerate(texts):
        if look.is_phone:
            place = {
                "xanchor": look.start,
                "yanchor": "bottom",
                "yshift": 1,
                "bgcolor": rgba(look.tokens.background, 0.8),
            }
        else:
            place = {"xanchor": look.end, "yanchor": "middle", "xshift": look.shift(-10)}
        y = rows.y(row) - slot_px / 2 / row_px if look.is_phone else float(row)
        canvas.note(text, 1 if look.is_rtl else 0, y, **edge, **place)
    return rows


def _label(look: Look, label: str, note: str, columns: int) -> str:
    """A row's label, with its muted note on the next line."""
    muted = f'<span style="color:{look.tokens.muted};font-size:{SMALL_PX}px">{look.text(note, columns)}</span>'
    return look.text(label, columns) + (f"<br>{muted}" if note else "")


def lay_values(rows: Rows, axis: Axis, texts: Iterable[tuple[float | None, str, str]]) -> None:
    """Set the horizontal scale, widened so that texts fit: (where, text on its start side, text on its end side)."""
    look, plot_px = rows.canvas.look, rows.canvas.inner_px
    low, high = axis.low, axis.high
    known = [
        (v, _room(look, before, plot_px), _room(look, after, plot_px)) for v, before, after in texts if v is not None
    ]
    for _ in range(3):
        high = max([high, *(low + (v - low) / (1 - after) for v, _, after in known)])
        low = min([low, *(high - (high - v) / (1 - before) for v, before, _ in known)])
    fitted = replace(axis, low=low, high=high)
    more = {"zeroline": axis.low < 0, "zerolinecolor": look.tokens.muted}
    rows.canvas.layout["xaxis"] = look.x_axis(fitted, plot_px * (axis.high - axis.low) / (high - low)) | more
    rows.canvas.bottom = 48 if axis.title else 30


def _room(look: Look, text: str, plot_px: float) -> float:
    """The part of the plot that a text beside a mark takes; a phone breaks it into lines, of which the widest counts."""
    lines = textwrap.wrap(text, _SIDE_COLUMNS_PHONE) if look.is_phone else [text]
    widest = max((text_px(line, SMALL_PX) for line in lines if line), default=0.0)
    return min((widest + 18) / plot_px, 0.62 if look.is_phone else 0.42) if widest else 0.0


def furthest(*values: Value | None) -> float | None:
    """The greatest number any of the values draws; None when nothing is drawn."""
    known = [n for v in values if v for n in (v.value, v.low, v.high) if n is not None]
    return max(known, default=None)


def side_text(rows: Rows, row: int, x: float, text: str, *, is_after: bool = True, is_quiet: bool = False) -> None:
    """Write plain `text` just after (or before) the place `x` of a row, in reading direction."""
    look = rows.canvas.look
    rows.canvas.note(
        look.text(text, _SIDE_COLUMNS_PHONE if look.is_phone else 0),
        x,
        rows.y(row),
        xanchor=look.start if is_after else look.end,
        xshift=look.shift(8 if is_after else -8),
        font={"size": SMALL_PX, "color": look.tokens.muted if is_quiet else look.tokens.text},
    )


def end_text(rows: Rows, row: int, value: Value, axis: Axis) -> None:
    """Write a value's text after its mark; where there is none, quietly at the start of the row."""
    end = furthest(value)
    if end is None:
        side_text(rows, row, max(axis.low, 0.0), value.text, is_quiet=True)
    elif end < 0:
        side_text(rows, row, min(n for n in (value.value, value.low) if n is not None), value.text, is_after=False)
    else:
        side_text(rows, row, end, value.text)


def pair_texts(rows: Rows, row: int, first: Value, second: Value, centre: Value | None = None) -> None:
    """Write the texts of two values of a row outwards (beyond the centre too), so that they never cross."""
    for x, before, after in pair_room(first, second, centre):
        if x is not None and before:
            side_text(rows, row, x, before, is_after=False)
        if x is not None and after:
            side_text(rows, row, x, after)


def pair_room(first: Value, second: Value, centre: Value | None = None) -> list[tuple[float | None, str, str]]:
    """Where the texts of two values stand: (place, text before it, text after it), for `lay_values`."""
    known = sorted(((v.value, v) for v in (first, second) if v.value is not None), key=lambda pair: pair[0])
    middle = [centre.value] if centre and centre.value is not None else []
    reach = [n for v in (first, second) for n in (v.low, v.high) if n is not None] + middle
    before: list[tuple[float | None, str, str]] = [(min([x, *reach]), v.text, "") for x, v in known[:-1]]
    return before + [(max([x, *reach]), "", v.text) for x, v in known[-1:]] + [(n, "", "") for n in reach]


def draw_range(rows: Rows, row: int, value: Value | None, role: str) -> None:
    """Draw low..high: a whisker over a value, a thick pale stretch where there is no value."""
    if value is None or value.low is None or value.high is None:
        return
    look = rows.canvas.look
    is_alone = value.value is None
    line = {"color": look.soft(role, 0.45), "width": 14} if is_alone else {"color": look.tokens.text, "width": 1.5}
    rows.canvas.trace(
        ("x",),
        type="scatter",
        mode="lines+markers",
        x=[value.low, value.high],
        y=[rows.y(row)] * 2,
        line=line,
        marker={"symbol": "line-ns", "size": 16 if is_alone else 9, "line": {"width": 2 if is_alone else 1.5}}
        | {"color": look.colour(role)},
        hovertext=[look.text(value.hover or value.text)] * 2,
    )
    rows.canvas.traces[-1]["marker"]["line"]["color"] = look.colour(role) if is_alone else look.tokens.text


def hover(look: Look, label: str, value: Value) -> str:
    """What a mark says on hover: its own words, or its label and text."""
    return look.text(value.hover or f"{label}\n{value.text}")


def points(rows: Rows, values: Sequence[tuple[int, str, Value | None]], role: str, marker: dict[str, Any]) -> None:
    """Draw one marker per known value, hollow where provisional (a role's own symbol unless `marker` names one)."""
    look = rows.canvas.look
    shown = [(row, label, v) for row, label, v in values if v is not None and v.value is not None]
    hollow = {"symbol": [symbol(role, is_hollow=v.is_provisional) for _, _, v in shown]}
    rows.canvas.trace(
        ("x",),
        type="scatter",
        mode="markers",
        x=[v.value for _, _, v in shown],
        y=[rows.y(row) for row, _, _ in shown],
        marker={"color": look.colour(role), "size": 12, "line": {"width": 2, "color": look.colour(role)}}
        | hollow
        | marker,
        hovertext=[hover(look, label, v) for _, label, v in shown],
    )
