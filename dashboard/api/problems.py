"""What went wrong, sent to a client of the API as a problem (RFC 9457): never a page, never a trace."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboard.content.values import LANGS, Lang
from dashboard.http.answers import ProblemError, problem
from dashboard.i18n import translator
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


def _refused(request: Request, error: Exception) -> Response:
    return problem(error.status, error.detail) if isinstance(error, ProblemError) else _failed(request, error)


def _no_build(request: Request, error: Exception) -> Response:
    """In the language that the address names, for its reader may be asked to close a file; else in that of all problems."""
    if not isinstance(error, NoBuildError):
        return _failed(request, error)
    lang: Lang = next((lang for lang in LANGS if lang == request.query_params.get("lang")), "en")
    return problem(503, tell_unavailable(error, translator(lang)), {"Retry-After": "60", "Content-Language": lang})


def _invalid(_: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    # What was given is not repeated: it may be anything.
    errors = [{"parameter": str(one["loc"][-1]), "detail": one["msg"]} for one in found]
    return problem(422, "A parameter can't be used.", None, errors=errors)


def _http(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return problem(405, "Only GET and HEAD are answered.", {"Allow": "GET, HEAD"})
    return problem(status, "There is nothing at this address; see /api/v1/ for what there is.")


def _failed(request: Request, error: Exception) -> Response:
    log.error("the API failed at %s", quoted(request.url.path), exc_info=error)
    return problem(500, "The answer could not be made; the error was recorded.")
