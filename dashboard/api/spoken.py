"""Problems in the language of whoever asks; without FastAPI, for addresses that are answered beside the API too."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from dashboard.http.answers import ProblemError, problem
from dashboard.i18n import Translator, translator
from dashboard.i18n.asked import reader_lang


def asker(request: Request) -> Translator:
    """The translator of whoever asks: the language of `lang`, else of Accept-Language, else English as the description is."""
    accepted = request.headers.get("accept-language", "")
    return translator(reader_lang(request.scope["query_string"], accepted, "en"))


def spoken(
    t: Translator, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem that says in which language it is."""
    said = {"Content-Language": t.lang, "Vary": "Accept-Language"} | dict(headers or {})
    return problem(status, detail, said, **more)


def refused(request: Request, error: Exception) -> Response:
    """The answer to a request that raised a ProblemError; another error is raised on."""
    if not isinstance(error, ProblemError):
        raise error
    t = asker(request)
    return spoken(t, error.status, error.detail(t), error.headers)
