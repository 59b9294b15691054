"""The note: exactly two pages in three languages, word for word the first screen, and a DOCX that runs right to left in Arabic."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pikepdf
import pypdfium2
import pytest

from dashboard.chapters.overview.note import build_note
from dashboard.content.note import Note
from dashboard.content.values import LANGS, Box, Lang
from dashboard.documents.note_files import find_file, keep_file
from dashboard.documents.notes import make_note
from dashboard.render.docx.note import note_docx
from dashboard.render.pdf.note import note_pdf
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from tests.documents.readers import plain, text_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def notes(published_build: Build) -> dict[Lang, Note]:
    return {lang: build_note(Reading.of(published_build, lang)) for lang in LANGS}


@pytest.fixture(scope="module")
def printed(published_build: Build) -> dict[Lang, bytes]:
    return {lang: make_note(published_build, lang, "pdf") for lang in LANGS}


@pytest.fixture(scope="module")
def edited(notes: dict[Lang, Note]) -> dict[Lang, bytes]:
    return {lang: note_docx(note) for lang, note in notes.items()}


def lines_of(note: Note) -> list[str]:
    """Every sentence, line and caution of a note."""
    chapter = note.overview
    boxes = [block for section in chapter.sections for block in section.blocks if isinstance(block, Box)]
    told = [*chapter.sentences, *(line for box in boxes for line in box.lines)]
    return [*(line.text for line in told), *note.cautions, *note.verify]


def words(text: str) -> str:
    """A text without its spaces and hyphens: lines of print part elsewhere, and PDFium drops a hyphen at the end of one."""
    return re.sub(r"[\s\-\ufffe]", "", plain(text))


@pytest.mark.parametrize("lang", LANGS)
def test_it_has_two_pages(printed: dict[Lang, bytes], lang: Lang) -> None:
    assert len(pypdfium2.PdfDocument(printed[lang])) == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_print_says_the_first_screen_word_for_word(
    printed: dict[Lang, bytes], notes: dict[Lang, Note], lang: Lang
) -> None:
    said = words(text_of(printed[lang], "pdfium"))
    assert [line for line in lines_of(notes[lang]) if words(line) not in said] == []


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_tagged_and_says_its_language_and_build(
    printed: dict[Lang, bytes], published_build: Build, lang: Lang
) -> None:
    with pikepdf.open(io.BytesIO(printed[lang])) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang).startswith(lang)
        assert published_build.build_id in str(document.docinfo["/Keywords"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_holds_every_indicator_with_a_target(
    notes: dict[Lang, Note], published_build: Build, lang: Lang
) -> None:
    count = published_build.row("select count(*) as n from out_assessments where is_front and target_key is not null")[
        "n"
    ]
    assert len(notes[lang].targets.rows) == count
    assert len(notes[lang].cautions) == 5


@pytest.mark.parametrize("lang", LANGS)
def test_the_docx_says_the_same_words(edited: dict[Lang, bytes], notes: dict[Lang, Note], lang: Lang) -> None:
    document = docx.Document(io.BytesIO(edited[lang]))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    said += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    missing = [line for line in lines_of(notes[lang]) if words(line) not in words(said)]
    assert missing == []
    assert len(document.tables[0].rows) == len(notes[lang].targets.rows) + 1


@pytest.mark.parametrize("lang", LANGS)
def test_an_office_program_lays_the_table_out_as_it_is_meant(edited: dict[Lang, bytes], lang: Lang) -> None:
    """Such programs follow the table's grid, where its cells say another width."""
    table = docx.Document(io.BytesIO(edited[lang])).tables[0]
    widths = [column.width for column in table.columns]
    assert [cell.width for cell in table.rows[1].cells] == widths
    assert max(widths) == widths[0] > 2 * min(widths)


def test_the_docx_runs_right_to_left_in_arabic_alone(edited: dict[Lang, bytes]) -> None:
    for lang, body in edited.items():
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            tree = ElementTree.fromstring(archive.read("word/document.xml"))
            styles = archive.read("word/styles.xml").decode()
        paragraphs, runs = (
            list(tree.iter(f"{WORD}p")),
            [run for run in tree.iter(f"{WORD}r") if run.find(f"{WORD}t") is not None],
        )
        turned = [one for one in paragraphs if one.find(f"{WORD}pPr/{WORD}bidi") is not None]
        rtl = [run for run in runs if run.find(f"{WORD}rPr/{WORD}rtl") is not None]
        is_arabic = lang == "ar"
        assert (len(turned), len(rtl)) == ((len(paragraphs), len(runs)) if is_arabic else (0, 0))
        assert (tree.find(f".//{WORD}tblPr/{WORD}bidiVisual") is not None) == is_arabic
        assert (tree.find(f".//{WORD}sectPr/{WORD}bidi") is not None) == is_arabic
        assert 'w:cs="Arial"' in styles


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_the_same_byte_for_byte(
    notes: dict[Lang, Note], printed: dict[Lang, bytes], edited: dict[Lang, bytes], lang: Lang
) -> None:
    assert note_pdf(notes[lang]) == printed[lang]
    assert note_docx(notes[lang]) == edited[lang]
    with zipfile.ZipFile(io.BytesIO(edited[lang])) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert notes[lang].overview.as_of in archive.read("docProps/core.xml").decode()


def test_a_kept_note_that_was_changed_is_not_given_away(tmp_path: Path) -> None:
    keep_file(tmp_path, "0123456789ab", "fr", "docx", b"a note")
    assert find_file(tmp_path, "0123456789ab", "fr", "docx") == b"a note"
    assert find_file(tmp_path, "0123456789ab", "ar", "docx") is None
    (path,) = (tmp_path / "documents").iterdir()
    path.write_bytes(b"another")
    assert find_file(tmp_path, "0123456789ab", "fr", "docx") is None


def test_the_command_writes_the_form_that_the_file_is_named_for(
    published: Path, printed: dict[Lang, bytes], tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "dashboard.cli.main",
        "note",
        "--lang",
        "ar",
        "--warehouse",
        str(published),
        "--out",
    ]
    for name, start in (("note.pdf", b"%PDF-"), ("note.docx", b"PK")):
        subprocess.run([*command, str(tmp_path / name)], check=True, capture_output=True)
        assert (tmp_path / name).read_bytes().startswith(start)
    assert (tmp_path / "note.pdf").read_bytes() == printed["ar"]
    failed = subprocess.run(
        [*command, str(tmp_path / "nowhere" / "note.pdf")], check=False, capture_output=True, text=True
    )
    assert failed.returncode == 1
    assert "note.pdf" in failed.stderr
    assert "Traceback" not in failed.stderr
