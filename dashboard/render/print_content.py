"""Chapters as the plain data that the Typst sources draw: the same values as the screen, never formatted again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from dashboard import theme
from dashboard.content import Chapter, Chart, Figure, Kpi, Lang, Receipt, Section, Source, Table, Text
from dashboard.i18n import Translator
from dashboard.render.markup import band_text, grade_words, is_web_address
from dashboard.render.print_text import printable

Json = dict[str, Any]

# Fields that hold codes, not words.
_CODES = {"role", "fill", "anchor", "panel_id", "start_role", "end_role"}
_OF_THE_PAGE = {field.name for field in fields(Chart)} | {"hover", "labels_phone"}
_WIDE_COLUMNS, _WIDE_CHARACTERS = 9, 130
_WIDEST_COLUMN, _NARROWEST_COLUMN = 30, 5


class Receipts:
    """Receipts and sources of a report, numbered in order of appearance; the same receipt stands once."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.rows: list[Json] = []
        self.sources: dict[str, Source] = {}
        self._known: dict[tuple[str, Receipt], int] = {}

    def number(self, subject: str, receipt: Receipt | None, *, has_rows: bool) -> int | None:
        """The number of a receipt; `has_rows` prints the evidence rows one by one, else their sources only."""
        if receipt is None:
            return None
        key = (subject, receipt)
        if key not in self._known:
            self._known[key] = len(self.rows) + 1
            self.rows.append(self._plain(subject, receipt, has_rows))
        return self._known[key]

    def _plain(self, subject: str, receipt: Receipt, has_rows: bool) -> Json:
        t, p = self.t, _printer(self.t.lang)
        foot = [t("Method: {version}", version=receipt.method_version)] if receipt.method_version else []
        if receipt.inputs and not has_rows:
            count = len(receipt.inputs)
            foot.insert(
                0, t.plural("It rests on {count} row of evidence.", "It rests on {count} rows of evidence.", count)
            )
            foot.insert(1, self._marks(source for row in receipt.inputs for source in row.sources))
        return {
            "n": len(self.rows) + 1,
            "subject": p(subject),
            "formula": p(receipt.formula),
            "inputs": [
                {
                    "text": p(
                        " · ".join(filter(None, (row.label, row.value_text, t.period(row.as_of), self._hand(row))))
                    ),
                    "grade": row.grade,
                    "sources": self._marks(row.sources),
                }
                for row in (receipt.inputs if has_rows else ())
            ],
            "foot": p(" · ".join(filter(None, foot))),
        }

    def _hand(self, row: Any) -> str:
        return self.t("official figure, read second-hand") if row.is_second_hand else ""

    def _marks(self, sources: Iterable[Source]) -> str:
        """The numbers of sources, each once: "[3, 7, 12]"."""
        for_these = list({source.source_id: source for source in sources}.values())
        if not for_these:
            return ""
        for source in for_these:
            self.sources.setdefault(source.source_id, source)
        order = {source_id: n for n, source_id in enumerate(self.sources, 1)}
        text = ", ".join(str(n) for n in sorted(order[source.source_id] for source in for_these))
        return f"\u2066[{text}]\u2069" if self.t.is_rtl else f"[{text}]"

    def listed(self) -> list[Json]:
        """The sources quoted, with their numbers."""
        t, p = self.t, _printer(self.t.lang)
        return [
            {
                "n": n,
                "name": p(f"{source.publisher} · {source.title}"),
                "details": p(" · ".join(filter(None, self._details(source, t)))),
                "url": source.url if source.url and is_web_address(source.url) else "",
                "shown": p(source.url or ""),
            }
            for n, source in enumerate(self.sources.values(), 1)
        ]

    def _details(self, source: Source, t: Translator) -> Iterable[str]:
        yield source.kind_label
        yield t.period(source.published_on)
        if source.accessed_on:
            yield t("read on {date}", date=t.period(source.accessed_on))
        if not source.url:
            yield t("primary page not read: to be re-checked")


def chapter(shown: Chapter, receipts: Receipts, t: Translator) -> Json:
    """A chapter as plain data; its receipts are added to `receipts`."""
    p = _printer(t.lang)
    for figure in shown.figures:
        _number(figure, receipts)
    return {
        "name": shown.name,
        "title": p(shown.title),
        "question": p(shown.question),
        "choices": p(shown.choices_text),
        "sentences": [
            {"text": p(s.text), "receipts": list(dict.fromkeys(_number(f, receipts) for f in s.figures))}
            for s in shown.sentences
        ],
        "kpis": [_kpi(kpi, receipts, t) for kpi in shown.kpis],
        "flow": _flow([_section(section, receipts, t) for section in shown.sections]),
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
        "foot": p(" · ".join(filter(None, (words, t.period(figure.as_of))))),
        "receipt": _number(figure, receipts),
    }


def _section(section: Section, receipts: Receipts, t: Translator) -> list[Json]:
    p = _printer(t.lang)
    head = {"item": "section", "title": p(section.title), "lead": p(section.lead), "wide": False}
    blocks = [_block(block, receipts, t) for block in section.blocks]
    if blocks:
        head["wide"] = blocks[0]["wide"]
    return [head, *blocks]


def _block(block: Chart | Table | Text, receipts: Receipts, t: Translator) -> Json:
    if isinstance(block, Chart):
        return _chart(block, receipts, t)
    if isinstance(block, Table):
        return _table(block, receipts, t)
    p = _printer(t.lang)
    return {"item": "prose", "wide": False, "title": p(block.title), "paragraphs": [p(one) for one in block.paragraphs]}


def _flow(sections: list[list[Json]]) -> list[Json]:
    """Runs of items that go on upright pages or, for wide tables, on turned ones."""
    runs: list[Json] = []
    for item in (item for section in sections for item in section):
        if not runs or runs[-1]["wide"] != item["wide"]:
            runs.append({"wide": item["wide"], "items": []})
        runs[-1]["items"].append(item)
    return runs


def _chart(chart: Chart, receipts: Receipts, t: Translator) -> Json:
    p = _printer(t.lang)
    return specification(chart, t.lang) | {
        "item": "chart",
        "wide": False,
        "title": p(chart.title),
        "subtitle": p(chart.subtitle),
        "alt": p(chart.alt) or p(chart.title),
        "note": p(chart.note),
        "receipt": receipts.number(chart.title, chart.receipt, has_rows=False),
    }


def specification(chart: Chart, lang: Lang) -> Json:
    """What a chart draws, as plain data with its `kind`."""
    p = _printer(lang)
    drawn = {f.name: _plain(getattr(chart, f.name), p, f.name) for f in fields(chart) if f.name not in _OF_THE_PAGE}
    return drawn | {"kind": type(chart).__name__}


def _plain(value: Any, p: Callable[[str], str], name: str) -> Any:
    if isinstance(value, str):
        return value if name in _CODES else p(value)
    if isinstance(value, tuple):
        return [_plain(item, p, name) for item in value]
    if is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name), p, f.name)
            for f in fields(value)
            if f.name not in ("hover", "labels_phone")
        }
    return value


def _table(table: Table, receipts: Receipts, t: Translator) -> Json:
    p = _printer(t.lang)
    weights = [_weight(c.label, [row[i].text for row in table.rows]) for i, c in enumerate(table.columns)]
    return {
        "item": "table",
        "wide": len(table.columns) >= _WIDE_COLUMNS or sum(weights) > _WIDE_CHARACTERS,
        "title": p(table.title),
        "columns": [
            {"label": p(c.label), "align": c.align, "weight": weight}
            for c, weight in zip(table.columns, weights, strict=True)
        ],
        "rows": [[{"text": p(cell.text), "role": cell.role} for cell in row] for row in table.rows],
        "note": p(table.note),
        "receipt": receipts.number(table.title, table.receipt, has_rows=False),
    }


def _weight(label: str, texts: Sequence[str]) -> float:
    """How wide a column asks to be, in characters: its longest word stays whole, long texts get room to wrap."""
    words = [len(word) for text in (label, *texts) for word in text.split()]
    longest = max((len(text) for text in texts), default=0)
    wish = max(min(longest, 14), math.sqrt(longest) * 2.4, len(label) * 0.55)
    return round(min(max(wish, min(max(words, default=0), 16), _NARROWEST_COLUMN), _WIDEST_COLUMN), 2)


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
