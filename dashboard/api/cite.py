"""The addresses of one figure: the figure with its receipt, and how to cite it."""

import os
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.layers import sends
from dashboard.api.parameters import LangQuery
from dashboard.chapters.registry import find_figure
from dashboard.content.plain import figure_object
from dashboard.content.values import Figure, Lang
from dashboard.http import settings
from dashboard.http.answers import BIBTEX, JSON, RIS, TEXT, ProblemError, answer, packed, written
from dashboard.http.root import root_url
from dashboard.i18n import translator
from dashboard.render.citation import CitationForm, as_bibtex, as_ris, as_text, figure_citation
from dashboard.warehouse.build import Build

_WRITE = {"text": (as_text, TEXT, ""), "bibtex": (as_bibtex, BIBTEX, "bib"), "ris": (as_ris, RIS, "ris")}
FigureId = Annotated[
    str,
    Query(
        max_length=2200,
        description="Identifier of a figure, as in /figures; after a question mark the choices that move it",
        examples=["sites.it_load_operational_mw"],
    ),
]
FigurePath = Annotated[
    str,
    Path(
        max_length=2200,
        description="Identifier of a figure, as in /figures; after a question mark the choices that move it",
        examples=["sites.it_load_operational_mw"],
    ),
]
FormQuery = Annotated[CitationForm, Query(alias="format", description="Form of the citation")]


def add_citations(router: APIRouter, of_build: Any) -> None:
    """Add the addresses of a figure of a build; `of_build` depends on which."""

    @router.get("/cite", **sends(TEXT, BIBTEX, RIS))
    def cite(
        request: Request, figure: FigureId, form: FormQuery = "text", lang: LangQuery = "fr", build: Build = of_build
    ) -> Response:
        """How to cite a figure: who publishes this copy, its value with band and grade, the build, and an address that stays."""
        t = translator(lang)
        publisher = settings.publisher(os.environ)
        citation = figure_citation(_figure(build, figure, lang), build.as_of, t, publisher, root_url())
        write, media_type, end = _WRITE[form]
        name = f"siyada-{build.build_id}.{end}" if end else ""
        return answer(request, packed(write(citation, t).encode(), media_type), name)

    @router.get("/figures/{figure_id}", **sends(JSON))
    def one_figure(
        request: Request, figure_id: FigurePath, lang: LangQuery = "fr", build: Build = of_build
    ) -> Response:
        """One figure with its receipt: where a citation leads."""
        return answer(request, written(figure_object(_figure(build, figure_id, lang))))


def _figure(build: Build, figure_id: str, lang: Lang) -> Figure:
    try:
        return find_figure(build, figure_id, lang)
    except LookupError:
        raise ProblemError(404, lambda t: t("No such figure in this build. The figures: see figures.")) from None
