"""The note as a DOCX to edit: the same words as the PDF, right to left in Arabic, the same bytes for the same content.

python-docx writes today's date into a document and its archive: both are set to the day of the data.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from dashboard.content.charts import StackedBarChart
from dashboard.content.note import Note
from dashboard.content.theme import TOKENS
from dashboard.content.values import Box, Chapter, Section, Sentence
from dashboard.i18n import LOCALES, Translator, translator
from dashboard.render.html.markup import newest_text

FONT, ARABIC_FONT = "Calibri", "Arial"  # both on every desk; the second has Arabic shapes
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the first day an archive can name
_BODY_PT, _SMALL_PT = 8.5, 7.5
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))  # word processors draw them as boxes


class _Writer:
    """Paragraphs and tables of one document in one direction."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.document: Any = docx.Document()
        self._set_page()

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(15)
        section.top_margin = section.bottom_margin = Mm(12)
        if self.t.is_rtl:
            section._sectPr.append(OxmlElement("w:bidi"))
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(_BODY_PT)
        fonts = style.element.rPr.rFonts
        fonts.set(qn("w:cs"), ARABIC_FONT)
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), str(round(2 * _BODY_PT)))
        language = OxmlElement("w:lang")
        tag = LOCALES[self.t.lang].replace("_", "-")
        language.set(qn("w:val"), tag)
        language.set(qn("w:bidi"), tag if self.t.is_rtl else "ar-MA")
        style.element.rPr.extend((size, language))
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)

    def paragraph(
        self,
        runs: Iterable[tuple[str, bool]],
        *,
        size: float = _BODY_PT,
        after: float = 2,
        style: str = "",
        into: Any = None,
    ) -> Any:
        """A paragraph of runs (text, whether it is bold), at the end of the document or of a cell."""
        made = (into or self.document).add_paragraph(style=style or None)
        self._fill(made, runs, size, after)
        return made

    def _fill(self, paragraph: Any, runs: Iterable[tuple[str, bool]], size: float, after: float) -> None:
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.space_before = Pt(0)
        if self.t.is_rtl:
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(
                OxmlElement("w:bidi"),
                "w:adjustRightInd",
                "w:snapToGrid",
                "w:spacing",
                "w:ind",
                "w:jc",
                "w:outlineLvl",
                "w:rPr",
            )
        for text, is_bold in runs:
            run = paragraph.add_run(text.translate(_ISOLATES))
            run.bold, run.font.size = is_bold, Pt(size)
            run.font.color.rgb = RGBColor.from_string(TOKENS["light"].text.lstrip("#"))
            if self.t.is_rtl:
                self._set_rtl(run, size, is_bold=is_bold)

    def _set_rtl(self, run: Any, size: float, *, is_bold: bool) -> None:
        """Mark a run as right to left, with the size and weight of its complex script."""
        properties = run._r.get_or_add_rPr()
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(round(2 * size)))
        for element in ((OxmlElement("w:bCs"),) if is_bold else ()) + (complex_size, OxmlElement("w:rtl")):
            properties.append(element)

    def heading(self, text: str, level: int) -> None:
        """A heading that the document's outline knows."""
        size = {0: 16.0, 1: 10.5}[level]
        self.paragraph(((text, True),), size=size, after=2, style="Title" if level == 0 else "Heading 2")

    def table(self, heads: list[str], rows: list[list[str]], widths_mm: list[float], size: float) -> None:
        """A table whose first row is its head, from right to left in Arabic."""
        made = self.document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
        made.autofit = False
        if self.t.is_rtl:
            made._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        for column, width in zip(made.columns, widths_mm, strict=True):
            column.width = Mm(width)  # office programs lay a table out by its grid, not by its cells
        repeated = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(repeated)
        for at, texts in enumerate((heads, *rows)):
            cells = made.rows[at].cells
            for cell, text, width in zip(cells, texts, widths_mm, strict=True):
                cell.width = Mm(width)
                self._fill(cell.paragraphs[0], ((text, at == 0),), size, 0)

    def bytes(self, chapter: Chapter, title: str) -> bytes:
        """The document with the dates of its data, in an archive without any other."""
        day = datetime.fromisoformat(chapter.as_of).replace(tzinfo=UTC)
        core = self.document.core_properties
        core.author, core.title, core.language = "Siyada", title, LOCALES[self.t.lang].replace("_", "-")
        core.comments, core.keywords = "", f"Siyada {chapter.build_id}"
        core.created = core.modified = core.last_printed = day
        core.last_modified_by, core.revision = "Siyada", 1
        drawn = io.BytesIO()
        self.document.save(drawn)
        return _undated(drawn.getvalue())


def note_docx(note: Note) -> bytes:
    """The DOCX of a note."""
    chapter = note.overview
    t = translator(chapter.lang)
    writer = _Writer(t)
    title = t("Morocco's digital sovereignty: the note")
    writer.heading(title, 0)
    writer.paragraph(((chapter.question, False),), after=1)
    writer.paragraph(((newest_text(chapter, t), False),), size=_SMALL_PT, after=4)
    _first_page(writer, chapter)
    writer.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    _second_page(writer, note)
    return writer.bytes(chapter, title)


def _first_page(writer: _Writer, chapter: Chapter) -> None:
    t = writer.t
    writer.heading(t("The essential"), 1)
    for sentence in chapter.sentences:
        writer.paragraph(_runs(sentence, t), after=3)
    for section in (section for section in chapter.sections if section.is_beside):
        lines = [line for block in section.blocks if isinstance(block, Box) for line in block.lines]
        charts = [block for block in section.blocks if isinstance(block, StackedBarChart)]
        writer.heading(section.title, 1)
        for line in lines:
            writer.paragraph(_runs(line, t), after=1.5, style="List Bullet")
        for chart in charts:
            writer.paragraph(((f"{t.labelled(chart.title, chart.alt)}.", False),), after=2)
        _lead(writer, section)


def _lead(writer: _Writer, section: Section) -> None:
    if section.lead:
        writer.paragraph(((section.lead, False),), size=_SMALL_PT, after=2)


def _second_page(writer: _Writer, note: Note) -> None:
    t = writer.t
    writer.heading(note.targets.title, 1)
    rows = [[cell.text for cell in row] for row in note.targets.rows]
    writer.table([column.label for column in note.targets.columns], rows, [60, 34, 36, 28, 22], 6.5)
    for title, lines in ((t("Five cautions"), note.cautions), (t("How to verify"), note.verify)):
        writer.heading(title, 1)
        for one in lines:
            writer.paragraph(((one, False),), size=_SMALL_PT, after=0.5, style="List Bullet")


def _runs(sentence: Sentence, t: Translator) -> tuple[tuple[str, bool], ...]:
    """The topic in bold, the words, and the grade named as one."""
    topic = ((t.labelled(sentence.topic, ""), True),) if sentence.topic else ()
    grade = t("{grade}, read second-hand", grade=sentence.grade) if sentence.is_second_hand else sentence.grade
    graded = t("{sentence} [{grade}]", sentence=sentence.text, grade=grade) if grade else sentence.text
    return (*topic, (graded, False))


def _undated(archive: bytes) -> bytes:
    """The same archive with one day for all of its files, in the order of their names."""
    body = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as written:
        first = "[Content_Types].xml"
        for name in sorted(given.namelist(), key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            written.writestr(entry, given.read(name))
    return body.getvalue()
