"""Problems in the language of whoever asks; without FastAPI, for addresses that are answered beside the API too."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from dashboard.http.answers import ProblemError, problem
from dashboard.i18n import Translator, translator
from dashboard.i18n.asked import reader_lang


def asked_translator(request: Request) -> Translator:
    """The translator of whoever asks: the language of `lang` (of two the first), else of Accept-Language, else English."""
    accepted = request.headers.get("accept-language", "")
    return translator(reader_lang(request.scope["query_string"], accepted, "en"))


def problem_answer(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem with `detail` in the language of the request."""
    said = {"Content-Language": asked_translator(request).lang, "Vary": "Accept-Language"} | dict(headers or {})
    return problem(status, detail, said, **more)


def refused(request: Request, error: Exception) -> Response:
    """The answer to a request that raised a ProblemError; another error is raised on."""
    if not isinstance(error, ProblemError):
        raise error
    return problem_answer(request, error.status, error.tell(asked_translator(request)), error.headers)
