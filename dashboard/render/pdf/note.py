"""The note of two pages as a PDF: PDF/A-3a and PDF/UA-1, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dashboard.content.charts import StackedBarChart
from dashboard.content.note import Note
from dashboard.content.values import Box, Section, Sentence
from dashboard.i18n import LOCALES, Translator, translator
from dashboard.render.html.markup import grade_words, newest_text, second_hand_text
from dashboard.render.pdf.content import palette
from dashboard.render.pdf.report import font_folders
from dashboard.render.pdf.texts import printable
from dashboard.render.pdf.typeset import typeset

Json = dict[str, Any]


def note_pdf(note: Note) -> bytes:
    """The PDF of a note. Raises BoundedError when it cannot be made."""
    data = note_data(note)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return typeset(body, note.overview.as_of, font_folders(), source="note.typ")


def note_data(note: Note) -> Json:
    """Everything that note.typ draws, as plain data."""
    chapter = note.overview
    lang = chapter.lang
    t = translator(lang)

    def p(text: str) -> str:
        return printable(text, lang)

    beside = [section for section in chapter.sections if section.is_beside]
    return {
        "lang": lang,
        "region": LOCALES[lang].partition("_")[2] or None,
        "as_of": chapter.as_of,
        "keywords": ["Siyada", chapter.build_id, lang],
        "brand": p("Siyada · سيادة"),
        "title": p(t("Morocco's digital sovereignty: the note")),
        "question": p(chapter.question),
        "newest": p(newest_text(chapter, t)),
        "essential": p(t("The essential")),
        "sentences": [_line(sentence, p, t) for sentence in chapter.sentences],
        "boxes": [_box(section, p, t) for section in beside if _lines(section)],
        "strips": [
            _strip(block, t, p) for section in beside for block in section.blocks if isinstance(block, StackedBarChart)
        ],
        "targets": {
            "title": p(note.targets.title),
            "columns": [p(column.label) for column in note.targets.columns],
            "rows": [[{"text": p(cell.text), "role": cell.role} for cell in row] for row in note.targets.rows],
        },
        "cautions": {"title": p(t("Five cautions")), "lines": [p(one) for one in note.cautions]},
        "verify": {"title": p(t("How to verify")), "lines": [p(one) for one in note.verify]},
        "grades": [[letter, p(words)] for letter, words in grade_words(t).items()],
        "footer": p(
            t("Siyada · data as of {date} · build {build}", date=t.period(chapter.as_of), build=chapter.build_id)
        ),
        **palette(),
    }


def _lines(section: Section) -> list[Sentence]:
    return [line for block in section.blocks if isinstance(block, Box) for line in block.lines]


def _line(sentence: Sentence, p: Callable[[str], str], t: Translator) -> Json:
    return {
        "topic": p(sentence.topic),
        "text": p(sentence.text),
        "grade": sentence.grade,
        "hand": p(second_hand_text(sentence, t)),
    }


def _box(section: Section, p: Callable[[str], str], t: Translator) -> Json:
    return {
        "title": p(section.title),
        "lead": p(section.lead),
        "lines": [_line(line, p, t) for line in _lines(section)],
    }


def _strip(chart: StackedBarChart, t: Translator, p: Callable[[str], str]) -> Json:
    is_single = len(chart.rows) == 1
    rows = [
        {
            "label": "" if is_single else p(t.labelled(label, chart.totals[row])),
            "parts": [[part.role, part.values[row].value or 0] for part in chart.parts],
        }
        for row, label in enumerate(chart.rows)
    ]
    legend = [
        [part.role, p(f"{part.values[0].text} {part.label}" if is_single else part.label)] for part in chart.keyed
    ]
    return {"title": p(chart.title), "alt": p(chart.alt), "high": chart.axis.high, "rows": rows, "legend": legend}
