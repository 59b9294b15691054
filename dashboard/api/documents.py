"""Documents and images of a view over HTTP: found or made by the press, or a problem that says when to come again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.spoken import asked_translator, problem_answer
from dashboard.api.views import no_chapter, refuse_other_build
from dashboard.content.values import Chapter, Lang
from dashboard.documents.images import find_image, make_image
from dashboard.documents.note_files import NoteForm
from dashboard.documents.notes import find_note, make_note, note_name
from dashboard.documents.service import FullError, Press
from dashboard.http.answers import DOCX, PDF, answer
from dashboard.http.asset import Asset
from dashboard.render.pdf.image import ImageForm
from dashboard.support.process import BoundedError
from dashboard.warehouse.build import Build

COME_AGAIN_S = 30
_press = Press()
T = TypeVar("T")


async def document(request: Request, build: Build, lang: Lang, names: tuple[str, ...]) -> Response:
    """The PDF, or a problem: an unknown chapter, or no document now (too many asked for at once, say)."""
    from dashboard.documents import KeyFileError, snapshot  # heavy, seldom asked for

    t = asked_translator(request)
    try:
        order, notices = snapshot.ordered(build, lang, names, dict(request.query_params))
    except snapshot.UnknownChapterError:
        raise no_chapter() from None
    refuse_other_build(notices)
    try:
        body = await _made(
            request, (build.build_id, order), lambda: snapshot.kept(build, order), lambda: snapshot.made(build, order)
        )
    except KeyFileError:
        return problem_answer(request, 503, t("The key with which this deployment signs its documents can't be read."))
    except (FullError, BoundedError):
        return _full(request)
    name = snapshot.file_name(build, lang, names)
    return await _press.beside(lambda: answer(request, Asset(body, PDF, None), name))


async def note(request: Request, build: Build, lang: Lang, form: NoteForm) -> Response:
    """The note of two pages, or a problem that says when to come again."""
    try:
        body = await _made(
            request,
            (build.build_id, "note", lang, form),
            lambda: find_note(build, lang, form),
            lambda: make_note(build, lang, form),
        )
    except (FullError, BoundedError):
        return _full(request)
    sent = Asset(body, PDF if form == "pdf" else DOCX, None)
    return await _press.beside(lambda: answer(request, sent, note_name(build, lang, form)))


async def image(
    request: Request, build: Build, chapter: Chapter, chart_id: str, form: ImageForm, filename: str
) -> Response:
    """A chart of a chapter as an image, or a problem that says when to come again. KeyError for an unknown chart."""
    key = ("image", chapter.name, chapter.query, chapter.lang, chart_id, form)
    try:
        found = await _made(
            request,
            (build.build_id, *key),
            lambda: find_image(build, key),
            lambda: make_image(build, key, chapter, chart_id, form),
        )
    except (FullError, BoundedError):
        return _full(request)
    return await _press.beside(lambda: answer(request, found, filename))


async def _made(request: Request, key: Hashable, find: Callable[[], T | None], make: Callable[[], T]) -> T:
    return await _press.document(key, find, make, request.client.host if request.client else "")


def _full(request: Request) -> Response:
    t = asked_translator(request)
    detail = t("The document can't be made now. Come again in half a minute.")
    return problem_answer(request, 503, detail, {"Retry-After": str(COME_AGAIN_S)})
