"""The PDF of a view over HTTP: found or made by the press, or a problem that says when to come again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import Lang
from dashboard.documents.service import FullError, Press
from dashboard.http.answers import PDF, ProblemError, answer
from dashboard.http.asset import Asset
from dashboard.warehouse.build import Build

COME_AGAIN_S = 30
_press = Press()


def no_chapter() -> ProblemError:
    """The problem of a name that no chapter has."""
    return ProblemError(404, lambda t: t("No such chapter. The chapters: {chapters}.", chapters=", ".join(CHAPTERS)))


async def document(request: Request, build: Build, lang: Lang, names: tuple[str, ...]) -> Response:
    """The PDF, or a problem: an unknown chapter, or no document now (too many asked for at once, say)."""
    from dashboard.documents import KeyFileError, snapshot  # heavy, seldom asked for
    from dashboard.support.process import BoundedError

    try:
        order, _ = snapshot.ordered(build, lang, names, dict(request.query_params))
    except snapshot.UnknownChapterError:
        raise no_chapter() from None
    address = request.client.host if request.client else ""
    try:
        body = await _press.document(
            (build.build_id, order), lambda: snapshot.kept(build, order), lambda: snapshot.made(build, order), address
        )
    except KeyFileError:
        raise ProblemError(
            503, lambda t: t("The key with which this deployment signs its documents can't be read.")
        ) from None
    except (FullError, BoundedError):
        raise ProblemError(
            503,
            lambda t: t("The document can't be made now. Come again in half a minute."),
            {"Retry-After": str(COME_AGAIN_S)},
        ) from None
    name = snapshot.file_name(build, lang, names)
    return await _press.beside(lambda: answer(request, Asset(body, PDF, None), name))
