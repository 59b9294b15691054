"""What went wrong, sent to a client of the API as a problem (RFC 9457): never a page, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboard.content.values import LANGS, Lang
from dashboard.http.answers import ProblemError, problem
from dashboard.i18n import Translator, translator
from dashboard.support.quoting import quoted
from dashboard.warehouse.build import NoBuildError
from dashboard.warehouse.no_build import tell_unavailable

log = logging.getLogger(__name__)


def answer_with_problems(app: FastAPI) -> None:
    """Have every error of `app` answered as a problem."""
    app.add_exception_handler(ProblemError, _refused)
    app.add_exception_handler(NoBuildError, _no_build)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def asked_translator(request: Request) -> Translator:
    """The translator of the language that an address names, of two the first; of English, as all clients expect, where it names none."""
    named = request.query_params.getlist("lang")
    lang: Lang = next((lang for one in named for lang in LANGS if lang == one), "en")
    return translator(lang)


def problem_answer(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem with `detail` in the language of the request."""
    return problem(status, detail, {"Content-Language": asked_translator(request).lang} | dict(headers or {}), **more)


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        return _failed(request, error)
    return problem_answer(request, error.status, error.tell(asked_translator(request)))


def _no_build(request: Request, error: Exception) -> Response:
    """In the language of its reader, who may be asked to close a file."""
    if not isinstance(error, NoBuildError):
        return _failed(request, error)
    return problem_answer(request, 503, tell_unavailable(error, asked_translator(request)), {"Retry-After": "60"})


def _invalid(request: Request, error: Exception) -> Response:
    t = asked_translator(request)
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    # What was given is not repeated: it may be anything.
    errors = [{"parameter": str(one["loc"][-1]), "detail": one["msg"]} for one in found]
    named = t.listed(dict.fromkeys(one["parameter"] for one in errors))
    return problem_answer(request, 422, t("A parameter can't be used: {names}.", names=named), errors=errors)


def _http(request: Request, error: Exception) -> Response:
    t = asked_translator(request)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return problem_answer(request, 405, t("Only GET and HEAD are answered."), {"Allow": "GET, HEAD"})
    return problem_answer(request, status, t("There is nothing at this address; see /api/v1/ for what there is."))


def _failed(request: Request, error: Exception) -> Response:
    t = asked_translator(request)
    log.error("the API failed at %s", quoted(request.url.path), exc_info=error)
    return problem_answer(request, 500, t("The answer could not be made; the error was recorded."))
