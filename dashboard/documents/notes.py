"""The note of a build, as PDF and as DOCX: made once for each language and kept while the build is served."""

from __future__ import annotations

from dashboard.chapters.overview.note import build_note
from dashboard.content.values import Lang
from dashboard.documents.note_files import NoteForm, find_file, keep_file
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

MOST_NOTES = 6  # three languages, two forms: about 0.1 MB each


def find_note(build: Build, lang: Lang, form: NoteForm) -> bytes | None:
    """The note where it was made before, by this process or another."""
    found: bytes | None = build.cache("notes", MOST_NOTES).found((lang, form))
    return found or find_file(build.warehouse.directory, build.build_id, lang, form)


def make_note(build: Build, lang: Lang, form: NoteForm) -> bytes:
    """The note, made now and kept. Raises BoundedError where it can't be made."""
    found: bytes = build.cache("notes", MOST_NOTES).get((lang, form), lambda: _drawn(build, lang, form))
    return found


def _drawn(build: Build, lang: Lang, form: NoteForm) -> bytes:
    made = _made(build, lang, form)
    keep_file(build.warehouse.directory, build.build_id, lang, form, made)
    return made


def _made(build: Build, lang: Lang, form: NoteForm) -> bytes:
    note = build_note(Reading.of(build, lang))
    if form == "pdf":
        from dashboard.render.pdf.note import note_pdf

        return note_pdf(note)
    from dashboard.render.docx.note import note_docx  # takes 0.2 s to import

    return note_docx(note)


def note_name(build: Build, lang: Lang, form: NoteForm) -> str:
    """A name for the file, without spaces: `siyada-note-<build>-<lang>.pdf`."""
    return f"siyada-note-{build.build_id}-{lang}.{form}"
