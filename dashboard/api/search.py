"""The address of search: one list of hits, best first, for the latest build or a fixed one."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.layers import sends
from dashboard.api.parameters import LangQuery
from dashboard.http.answers import JSON, ProblemError, answer, written
from dashboard.http.root import from_root
from dashboard.search.ask import MOST_CHARACTERS, QuestionError, search, tell_question
from dashboard.warehouse.build import Build

Question = Annotated[
    str,
    Query(
        max_length=MOST_CHARACTERS,
        description="Words to search for, in French, Arabic or English; accents, articles and forms of Arabic letters make no difference",
        examples=["benguerir"],
        json_schema_extra={"pattern": r"[^\W_]"},  # a letter or a digit: documented, and refused in words of our own
    ),
]


def add_search(router: APIRouter, of_build: Any) -> None:
    """Add the address of search in a build; `of_build` depends on which."""

    @router.get("/search", **sends(JSON))
    def hits(request: Request, q: Question, lang: LangQuery = "fr", build: Build = of_build) -> Response:
        """What holds every word: chapters and their sections, figures, targets, sites, systems, terms and sources, best first."""
        try:
            return answer(request, written([hit.plain | {"url": from_root(hit.url)} for hit in search(build, q, lang)]))
        except QuestionError as error:
            wrong = error
        raise ProblemError(422, lambda t: tell_question(wrong, t))
