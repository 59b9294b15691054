"""Which view of a chapter a request asks for, and the problems that answer what can't be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from starlette.requests import Request

from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices
from dashboard.chapters.shared.notices import notice_text
from dashboard.content.choices import Choices, Notice
from dashboard.content.values import Chapter, Lang
from dashboard.http.answers import ProblemError
from dashboard.warehouse.build import Build


def no_chapter() -> ProblemError:
    """That there is no such chapter, and which there are."""
    return ProblemError(404, lambda t: t("No such chapter. The chapters: {names}.", names=t.listed(CHAPTERS)))


def chosen(build: Build, name: str, query: Mapping[str, str]) -> tuple[Choices, tuple[Notice, ...]]:
    """The choices of a chapter, and what of the query can't be used. A problem for an unknown chapter, or for two builds."""
    if name not in CHAPTERS:
        raise no_chapter()
    choices, notices = read_choices(build, name, query)
    refuse_other_build(notices)
    return choices, notices


def refuse_other_build(notices: Iterable[Notice]) -> None:
    """A problem where a scenario to compare is of another build: an answer is of one."""
    for notice in notices:
        if notice.reason == "other_build":
            raise ProblemError(400, partial(notice_text, notice))


def view(build: Build, name: str, query: Mapping[str, str], lang: Lang) -> Chapter:
    """The chapter for the choices of a query, to be taken away: a problem where one can't be used, for no notice goes with a file."""
    choices, notices = chosen(build, name, query)
    if notices:
        named = [one.parameter for one in notices]  # never what was given: it may be anything
        raise ProblemError(
            400, lambda t: t("Not a choice of this chapter: the value of {names}.", names=t.listed(named))
        )
    return build_chapter(build, name, choices, lang)


def no_chart() -> ProblemError:
    """That there is no such chart in the view asked for."""
    return ProblemError(404, lambda t: t("No such chart in this chapter for these choices."))


def one_language(request: Request) -> None:
    """A problem where an address names two languages: an answer has one."""
    if len(set(request.query_params.getlist("lang"))) > 1:
        raise ProblemError(400, lambda t: t("An answer has one language: name one of fr, ar and en."))
