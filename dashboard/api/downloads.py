"""What a reader takes away from a chapter: tables as CSV and workbooks, charts as images, each for the choices given."""

import hashlib
import re
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.documents import image
from dashboard.api.layers import sends
from dashboard.api.parameters import ChapterName, ChartId, LangQuery, ModeQuery, SpreadsheetQuery, TableId, WidthQuery
from dashboard.api.views import no_chart, view
from dashboard.chapters.registry import charts, tables
from dashboard.content.values import Chapter
from dashboard.documents.evidence import sources_of_tables
from dashboard.documents.workbooks import view_workbook
from dashboard.http.answers import CSV, JSON, PNG, SVG, XLSX, ProblemError, answer, packed, written
from dashboard.http.asset import Asset
from dashboard.http.root import root_url
from dashboard.i18n import translator
from dashboard.render.csv import table_csv
from dashboard.render.pdf.image import ImageForm
from dashboard.render.plotly.figure import CONFIG, figure
from dashboard.warehouse import licences
from dashboard.warehouse.build import Build
from etl.evidence.csv_form import FRENCH_SPREADSHEET, PLAIN, csv_file

_PACKAGE = "../../../datapackage.json"  # from a table or a chart
MOST_WORKBOOKS = 60  # kept for each build, some 50 kB each
_MOST_SAID = 60  # characters of a filter in a file's name


def _workbook_file(build: Build, chapter: Chapter, table_ids: tuple[str, ...]) -> Asset:
    """A workbook as sent, kept for the next reader."""
    key = (chapter.name, chapter.query, chapter.lang, table_ids, root_url())
    found: Asset = build.cache("workbooks", MOST_WORKBOOKS).get(
        key, lambda: packed(view_workbook(build, chapter, table_ids), XLSX)
    )
    return found


def file_name(chapter: Chapter, part: str, form: str) -> str:
    """A name without spaces that says the chapter, the part of it, the filter and the build: `siyada-sites-register-...`."""
    said = "-".join(f"{name}-{value}" for name, value in parse_qsl(chapter.query))
    said = re.sub(r"[^A-Za-z0-9]+", "-", said).strip("-")
    if len(said) > _MOST_SAID:
        said = f"{said[:_MOST_SAID]}-{hashlib.sha256(chapter.query.encode()).hexdigest()[:8]}"
    parts = ("siyada", chapter.name, part, said, chapter.build_id)
    return f"{'-'.join(filter(None, parts))}.{form}"


def add_downloads(router: APIRouter, asked_build: Any) -> None:
    """Add the addresses of what is taken away from the chapters of a build; `asked_build` depends on which."""

    @router.get("/chapters/{name}.xlsx", **sends(XLSX))
    def chapter_workbook(
        request: Request, name: ChapterName, lang: LangQuery = "fr", build: Build = asked_build
    ) -> Response:
        """Every table of a chapter in one workbook, as shown for the choices given, with sources, notes and choices."""
        chapter = view(build, name, request.query_params, lang)
        cited = {one for ids in sources_of_tables(chapter).values() for one in ids}
        more = licences.links_of_sources(build, cited, "../datapackage.json")
        return answer(request, _workbook_file(build, chapter, ()), file_name(chapter, lang, "xlsx"), more)

    @router.get("/chapters/{name}/tables/{table_id}.csv", **sends(CSV))
    def chapter_table(
        request: Request,
        name: ChapterName,
        table_id: TableId,
        lang: LangQuery = "fr",
        spreadsheet: SpreadsheetQuery = None,
        build: Build = asked_build,
    ) -> Response:
        """A table of a chapter, exactly as shown for the choices given; one that can't be used is refused."""
        chapter = view(build, name, request.query_params, lang)
        table = tables(chapter).get(table_id)
        if table is None:
            raise _no_table()
        body = packed(csv_file(table_csv(table, FRENCH_SPREADSHEET if spreadsheet else PLAIN)), CSV)
        part = f"{table_id}-excel" if spreadsheet else table_id
        return answer(request, body, file_name(chapter, part, "csv"), _links(build, chapter, table_id))

    @router.get("/chapters/{name}/tables/{table_id}.xlsx", **sends(XLSX))
    def chapter_table_workbook(
        request: Request, name: ChapterName, table_id: TableId, lang: LangQuery = "fr", build: Build = asked_build
    ) -> Response:
        """The same table as a workbook: numbers as numbers, days as days, with its sources, notes and choices."""
        chapter = view(build, name, request.query_params, lang)
        if table_id not in tables(chapter):
            raise _no_table()
        found, filename = _workbook_file(build, chapter, (table_id,)), file_name(chapter, f"{table_id}-{lang}", "xlsx")
        return answer(request, found, filename, _links(build, chapter, table_id))

    @router.get("/chapters/{name}/charts/{chart_id}.json", **sends(JSON))
    def chapter_figure(
        request: Request,
        name: ChapterName,
        chart_id: ChartId,
        lang: LangQuery = "fr",
        mode: ModeQuery = "light",
        width: WidthQuery = "wide",
        build: Build = asked_build,
    ) -> Response:
        """A chart of a chapter as the Plotly figure that its page draws: `data`, `layout` and `config`."""
        chapter = view(build, name, request.query_params, lang)
        chart = charts(chapter).get(chart_id)
        if chart is None:
            raise no_chart()
        drawn = figure(chart, is_rtl=translator(lang).is_rtl, mode=mode, width=width).to_dict()
        return answer(request, written(drawn | {"config": CONFIG}))

    @router.get("/chapters/{name}/charts/{chart_id}.{form}", **sends(SVG, PNG))
    async def chapter_chart(
        request: Request,
        name: ChapterName,
        chart_id: ChartId,
        form: ImageForm,
        lang: LangQuery = "fr",
        build: Build = asked_build,
    ) -> Response:
        """A chart of a chapter as an image, drawn as in print, with its title, sources and build in it."""
        chapter = await run_in_threadpool(view, build, name, request.query_params, lang)
        if chart_id not in charts(chapter):
            raise no_chart()
        return await image(request, build, chapter, chart_id, form, file_name(chapter, f"{chart_id}-{lang}", form))


def _no_table() -> ProblemError:
    return ProblemError(404, lambda t: t("No such table in this chapter for these choices."))


def _links(build: Build, chapter: Chapter, table_id: str) -> dict[str, str]:
    return licences.links_of_sources(build, sources_of_tables(chapter)[table_id], _PACKAGE)
