"""Chapters as the plain data that the Typst sources draw: the same values as the screen, never formatted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any

from dashboard.content import theme
from dashboard.content.bounds import first_rows
from dashboard.content.charts import BarChart, HeatChart, LedgerChart, TrajectoryChart
from dashboard.content.maps import MapChart, MapLabel, MapPanel, scale_mark
from dashboard.content.values import (
    Box,
    Cell,
    Chapter,
    Chart,
    Figure,
    Kpi,
    Lang,
    Passage,
    Sentence,
    Table,
    Text,
    by_language,
)
from dashboard.figures.band import band_text
from dashboard.http.root import root_url
from dashboard.i18n import Translator
from dashboard.render.html.markup import dates_text, grade_words, is_web_address, newest_text, second_hand_text
from dashboard.render.pdf import columns as print_tables
from dashboard.render.pdf.receipts import Receipts
from dashboard.render.pdf.texts import printable

Json = dict[str, Any]

# Fields that hold codes, not words.
_CODES = {"role", "fill", "anchor", "panel_id", "start_role", "end_role"}
_OF_THE_PAGE = {field.name for field in fields(Chart)} | {"hover", "labels_phone", "totals_of"}
_SMALL = (TrajectoryChart,)  # two of them stand side by side
_MANY_ROWS = 10
_NOT_PRINTED = {"labels_phone", "markers"}


def chapter(shown: Chapter, receipts: Receipts, t: Translator) -> Json:
    """A chapter as plain data; its receipts are added to `receipts`."""
    p = _printer(t.lang)
    for figure in shown.figures:
        _number(figure, receipts)
    flow: list[Json] = []
    turned: list[Json] = []
    for section in shown.sections:
        # Strips belong to the words before them: the contents don't list them.
        is_listed = not section.is_beside or any(isinstance(block, Box) for block in section.blocks)
        flow.append({"item": "section", "title": p(section.title), "lead": p(section.lead), "is_listed": is_listed})
        for item in _side_by_side(_block(block, shown, receipts, t) for block in section.blocks):
            if item.get("turned"):
                name = f"table-{shown.name}-{len(turned) + 1}"
                turned.append(item | {"name": name})
                flow.append({"item": "pointer", "kind": "table_on", "title": item["title"], "name": name})
            else:
                flow.append(item)
    words_last = next(
        (n for n, item in enumerate(reversed(flow)) if item["item"] not in ("section", "prose")), len(flow)
    )
    cut = len(flow) - words_last
    return {
        "name": shown.name,
        "title": p(shown.title),
        "title_lang": shown.title_language,
        "question": p(shown.question),
        "newest": p(newest_text(shown, t)),
        "choices": p(shown.choices_text),
        "sentences": [_line(s, receipts, p, t) for s in shown.sentences],
        "kpis": [_kpi(kpi, receipts, t) for kpi in shown.kpis],
        "flow": flow[:cut],
        "last": flow[cut:],  # words alone, which keep the notes company
        "turned": turned,
        "notes": [p(note) for note in shown.notes],
    }


def _number(figure: Figure, receipts: Receipts) -> int | None:
    return receipts.number(figure.label, figure.receipt, has_rows=True)


def _kpi(kpi: Kpi, receipts: Receipts, t: Translator) -> Json:
    p, figure = _printer(t.lang), kpi.figure
    words = grade_words(t).get(figure.grade, "")
    return {
        "label": p(figure.label),
        "text": p(figure.text),
        "estimate": p(t("estimate")) if figure.kind == "estimate" else "",
        "band": p(band_text(figure, t)),
        "caption": p(kpi.caption),
        "tone": kpi.tone,
        "grade": figure.grade if words else "",
        "foot": p(" · ".join(filter(None, (second_hand_text(figure, t), dates_text(figure, t))))),
        "receipt": _number(figure, receipts),
    }


def _block(block: Chart | Table | Text | Box, shown: Chapter, receipts: Receipts, t: Translator) -> Json:
    if isinstance(block, Chart):
        return _chart(block, receipts, t)
    if isinstance(block, Table):
        return _table(block, shown, receipts, t)
    p = _printer(t.lang)
    if isinstance(block, Box):
        return {"item": "box", "lines": [_line(line, receipts, p, t) for line in block.lines]}
    return {
        "item": "prose",
        "title": p(block.title),
        "paragraphs": [_mark_passages(one, block.passages, p) for one in block.paragraphs],
    }


def _line(line: Sentence, receipts: Receipts, p: Callable[[str], str], t: Translator) -> Json:
    """A line of a box: its topic, its words, the numbers of its receipts and its grade."""
    text = t.labelled(line.topic, line.text) if line.topic else line.text
    numbers = list(dict.fromkeys(_number(figure, receipts) for figure in line.figures))
    return {
        "text": _mark_passages(text, line.passages, p),
        "receipts": numbers,
        "grade": line.grade,
        "hand": p(second_hand_text(line, t)),
    }


def _side_by_side(items: Iterable[Json]) -> list[Json]:
    """The same items; small charts that follow each other stand two by two."""
    laid: list[Json] = []
    for is_small, run in groupby(items, key=lambda item: item.get("small", False)):
        charts = list(run)
        while is_small and len(charts) > 1:
            laid.append({"item": "pair", "items": charts[:2]})
            charts = charts[2:]
        laid += charts
    return laid


def _chart(chart: Chart, receipts: Receipts, t: Translator) -> Json:
    p = _printer(t.lang)
    return specification(chart, t.lang) | {
        "item": "chart",
        "small": isinstance(chart, _SMALL),
        "name": f"figure-{chart.chart_id}-{len(receipts.rows)}" if _is_tall(chart) else "",
        "title": p(chart.title),
        "subtitle": p(chart.subtitle),
        "alt": p(chart.alt) or p(chart.title),
        "note": p(chart.note),
        "receipt": receipts.number(chart.title, chart.receipt, has_rows=False),
    }


def _is_tall(chart: Chart) -> bool:
    """True for a chart that takes more than half a page."""
    if isinstance(chart, LedgerChart | HeatChart):
        return len(chart.rows) > _MANY_ROWS
    return isinstance(chart, MapChart) or (isinstance(chart, BarChart) and len(chart.bars) > _MANY_ROWS)


def specification(chart: Chart, lang: Lang) -> Json:
    """What a chart draws, as plain data with its `kind`."""
    p = _printer(lang)
    drawn = {f.name: _plain(getattr(chart, f.name), p, f.name) for f in fields(chart) if f.name not in _OF_THE_PAGE}
    if isinstance(chart, HeatChart):
        drawn["columns"] = _heads(chart, p)
    if isinstance(chart, MapChart):
        drawn["panels"] = [_panel(panel, chart.size_max, p) for panel in chart.panels]
    return drawn | {"kind": type(chart).__name__}


def _heads(chart: HeatChart, p: Callable[[str], str]) -> list[str | list[Json]]:
    """The heads of a heat table's columns, in the languages that its table of numbers says of them."""
    passages = {column.label: column.passages for column in chart.table.columns}
    return [_mark_passages(head, passages.get(head, ()), p) for head in chart.columns]


def _plain(value: Any, p: Callable[[str], str], name: str) -> Any:
    if isinstance(value, str):
        return value if name in _CODES else p(value)
    if isinstance(value, tuple):
        return [_plain(item, p, name) for item in value]
    if isinstance(value, MapLabel):
        lines = [p(line) for line in value.text.split("\n")]
        return {f.name: getattr(value, f.name) for f in fields(value)} | {"text": lines}
    if is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name), p, f.name)
            for f in fields(value)
            if f.name not in ("hover", "figure_id")
        }
    return value


def _panel(panel: MapPanel, size_max: float, p: Callable[[str], str]) -> Json:
    """A panel of a map; each marker with the part that it takes of the largest one's diameter."""
    plain = {f.name: _plain(getattr(panel, f.name), p, f.name) for f in fields(panel) if f.name not in _NOT_PRINTED}
    markers = [_plain(m, p, "markers") | {"part": scale_mark(m.value, size_max)} for m in panel.markers]
    return plain | {"markers": markers}


def _table(whole: Table, shown: Chapter, receipts: Receipts, t: Translator) -> Json:
    p = _printer(t.lang)
    table = first_rows(whole)
    note = " ".join(filter(None, (table.note, _left_out(whole, len(table.rows), shown, t))))
    laid = print_tables.layout(table)
    return {
        "item": "table",
        "turned": laid.is_turned,
        "keep": laid.is_kept,
        "together": laid.together,
        "size": laid.size,
        "title": p(table.title),
        "columns": [
            {
                "label": _mark_passages(column.label, column.passages, p),
                "align": column.align,
                "width": width,
                "hyphenate": hyphenate,
            }
            for column, width, hyphenate in zip(
                (table.columns[i] for i in laid.columns), laid.widths, laid.hyphenates, strict=True
            )
        ],
        "rows": [[_cell(row[i], p) for i in laid.columns] for row in table.rows],
        "note": p(note),
        "receipt": receipts.number(table.title, table.receipt, has_rows=False),
    }


def _left_out(table: Table, printed: int, shown: Chapter, t: Translator) -> str:
    """How many rows of a long table paper leaves out, and where they are; "" where it has them all."""
    if printed == len(table.rows):
        return ""
    asked = "&".join(part for part in (f"lang={shown.lang}", shown.query) if part)
    address = f"/api/v1/builds/{shown.build_id}/chapters/{shown.name}/tables/{table.table_id}.csv?{asked}"
    return t(
        "Printed: {first} of {count} rows. All of them: {address}",
        first=t.number(printed),
        count=t.number(len(table.rows)),
        address=t.formula(f"{root_url()}{address}"),
    )


def _cell(cell: Cell, p: Callable[[str], str]) -> Json | str:
    """A cell's text; with its mark and its address on the web where it has them. Links to our own pages stay on screen."""
    link = cell.link if is_web_address(cell.link) else ""
    text = _mark_passages(cell.text, cell.passages, p)
    return {"text": text, "role": cell.role, "link": link} if cell.role or link or isinstance(text, list) else text


def _mark_passages(text: str, passages: Sequence[Passage], p: Callable[[str], str]) -> str | list[Json]:
    """A text for print, taken apart where a passage is in another language; a text without any stays a text."""
    parts = by_language(text, passages)
    if not any(part.language for part in parts):
        return p(text)
    return [{"text": p(part.words), "lang": part.language} for part in parts]


def palette() -> Json:
    """The light colours, roles and fills of the theme, with the text colour that reads on each."""
    tokens = theme.TOKENS["light"]
    return {
        "tokens": {f.name: getattr(tokens, f.name) for f in fields(tokens)},
        "roles": {
            name: {
                "colour": r.light,
                "symbol": r.symbol,
                "dash": r.dash,
                "hatch": r.hatch,
                "on": theme.text_on(r.light, "light"),
            }
            for name, r in theme.ROLES.items()
        },
        "fills": {
            name: {"colour": light, "on": theme.text_on(light, "light")} for name, (light, _) in theme.FILLS.items()
        },
    }


def _printer(lang: Lang) -> Callable[[str], str]:
    return lambda text: printable(text, lang)
