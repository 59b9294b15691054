"""The PDF of a view over HTTP: found or made by the press, or a problem that says when to come again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import Lang
from dashboard.documents.service import FullError, Press
from dashboard.http.answers import PDF, ProblemError, answer, problem
from dashboard.http.asset import Asset
from dashboard.warehouse.build import Build

COME_AGAIN_S = 30
_press = Press()


async def document(request: Request, build: Build, lang: Lang, names: tuple[str, ...]) -> Response:
    """The PDF, or a problem: an unknown chapter, or no document now (too many asked for at once, say)."""
    from dashboard.documents import KeyFileError, snapshot  # heavy, seldom asked for
    from dashboard.support.process import BoundedError

    try:
        order, _ = snapshot.ordered(build, lang, names, dict(request.query_params))
    except snapshot.UnknownChapterError:
        raise ProblemError(404, f"No such chapter. The chapters: {', '.join(CHAPTERS)}.") from None
    address = request.client.host if request.client else ""
    try:
        body = await _press.document(
            (build.build_id, order), lambda: snapshot.kept(build, order), lambda: snapshot.made(build, order), address
        )
    except KeyFileError:
        return problem(503, "The key with which this deployment signs its documents can't be read.")
    except (FullError, BoundedError):
        text = "The document can't be made now. Come again in half a minute."
        return problem(503, text, {"Retry-After": str(COME_AGAIN_S)})
    name = snapshot.file_name(build, lang, names)
    return await _press.beside(lambda: answer(request, Asset(body, PDF, None), name))
