"""What went wrong, for a client of the API as a problem (RFC 9457) in its language: never a page, never a trace."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.spoken import asked_translator, problem_answer, refused
from dashboard.http.answers import ProblemError
from dashboard.http.root import from_root
from dashboard.i18n import Translator
from dashboard.support.quoting import quoted
from dashboard.warehouse.build import NoBuildError
from dashboard.warehouse.no_build import tell_unavailable

log = logging.getLogger(__name__)


def answer_with_problems(app: FastAPI) -> None:
    """Have every error of `app` answered as a problem."""
    app.add_exception_handler(ProblemError, refused)
    app.add_exception_handler(NoBuildError, _no_build)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def _no_build(request: Request, error: Exception) -> Response:
    if not isinstance(error, NoBuildError):
        return _failed(request, error)
    t = asked_translator(request)
    return problem_answer(request, 503, tell_unavailable(error, t), {"Retry-After": "60"})


def _invalid(request: Request, error: Exception) -> Response:
    t = asked_translator(request)
    wrong = error.errors() if isinstance(error, RequestValidationError) else ()
    # What was given is not repeated: it may be anything.
    errors = [{"parameter": str(one["loc"][-1]), "detail": _what_is_wrong(one, t)} for one in wrong]
    named = t.listed(dict.fromkeys(one["parameter"] for one in errors))
    return problem_answer(request, 422, t("A parameter can't be used: {names}.", names=named), errors=errors)


def _what_is_wrong(error: Mapping[str, Any], t: Translator) -> str:
    """What a parameter should have been, by the kind of pydantic's error."""
    limits = error.get("ctx", {})
    if error["type"] == "missing":
        return t("This parameter must be given.")
    if error["type"] in ("literal_error", "enum"):
        return t("Give one of: {values}", values=t.listed(re.findall(r"'([^']*)'", str(limits.get("expected", "")))))
    if error["type"] == "string_too_long":
        most = int(limits.get("max_length", 0))
        return t.plural("Give at most {count} character.", "Give at most {count} characters.", most)
    if error["type"] == "string_pattern_mismatch":
        return t("Give a value of the form {pattern}", pattern=t.formula(str(limits.get("pattern", ""))))
    return t("This value can't be used; see {address} for what can.", address=t.formula(from_root("/api/v1/")))


def _http(request: Request, error: Exception) -> Response:
    t = asked_translator(request)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return problem_answer(request, 405, t("Only GET and HEAD are answered."), {"Allow": "GET, HEAD"})
    return problem_answer(
        request,
        status,
        t(
            "There is nothing at this address; see {address} for what there is.",
            address=t.formula(from_root("/api/v1/")),
        ),
    )


def _failed(request: Request, error: Exception) -> Response:
    log.error("the API failed at %s", quoted(request.url.path), exc_info=error)
    t = asked_translator(request)
    return problem_answer(request, 500, t("The answer could not be made; the error was recorded."))
