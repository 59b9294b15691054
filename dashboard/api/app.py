"""Everything shown, over HTTP: chapters, figures, tables, shapes and the warehouse itself, under /api/v1.

The same addresses answer for the latest build and, under `builds/{build_id}/`, for a fixed one. FastAPI takes most of a
second to import, so `api_app` is called by the first request that needs it.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI, Path, Query
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from dashboard.api import catalogue as api_catalogue
from dashboard.api import page as api_page
from dashboard.api import problems as api_errors
from dashboard.api import tables as api_tables
from dashboard.api.as_json import NO_CODES, chapter_object, choices_object
from dashboard.api.cite import add_citations
from dashboard.api.documents import document, note
from dashboard.api.downloads import add_downloads
from dashboard.api.layers import add_layers, sends
from dashboard.api.moved import MovedError, answer_moved, lead_on
from dashboard.api.parameters import ChapterName, LangQuery, SpreadsheetQuery
from dashboard.api.releases import add_releases
from dashboard.api.search import add_search
from dashboard.api.spoken import asked_translator
from dashboard.api.views import chosen, one_language
from dashboard.chapters.registry import CHAPTERS, build_chapter
from dashboard.content.choices import Choices, Notice
from dashboard.content.plain import as_csv
from dashboard.content.values import Lang
from dashboard.documents.note_files import NoteForm
from dashboard.figures.figure import all_figures
from dashboard.http.answers import (
    CSV,
    DOCX,
    DUCKDB,
    HTML,
    JSON,
    JSONLD,
    PARQUET,
    PDF,
    XLSX,
    ProblemError,
    answer,
    packed,
    written,
)
from dashboard.http.asset import Asset
from dashboard.http.root import from_root, root_path, root_url
from dashboard.i18n import translator
from dashboard.warehouse import licences
from dashboard.warehouse.build import Build, HeldError, NoBuildError, open_warehouse
from dashboard.warehouse.reading import Reading, cached_per_build
from dashboard.warehouse.tables import names
from etl.evidence.csv_form import FRENCH_SPREADSHEET, PLAIN, csv_file
from etl.paths import warehouse_dir

Form = Literal["csv", "json", "parquet", "xlsx"]
Name = Annotated[
    str, Path(pattern=r"^[a-z][a-z0-9_]{0,60}$", description="Name of a table, as in /tables", examples=["sites"])
]
ChapterNames = Annotated[
    str, Query(pattern=r"^[a-z,]{0,200}$", description="Names of chapters, separated by commas; none: the whole report")
]
BuildId = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$", description="Identifier of a build, as in /builds")]


async def latest() -> Build:
    """The published build. In the event loop, for a thread may have to be waited for."""
    return open_warehouse(warehouse_dir()).current()


async def fixed(build_id: BuildId) -> Build:
    """The build with this id."""
    try:
        return open_warehouse(warehouse_dir()).build(build_id)
    except HeldError:
        raise  # it is here, and can be read again once the other program lets go of it
    except NoBuildError:
        raise ProblemError(404, lambda t: t("No such build is kept here. The builds: see builds.")) from None


@cached_per_build(64)
def _table_file(build: Build, name: str, form: Form, *, is_for_excel: bool) -> Asset:
    """A table as sent, kept for the next reader. LookupError for an unknown one."""
    if form == "csv":
        return packed(api_tables.as_csv(build, name, FRENCH_SPREADSHEET if is_for_excel else PLAIN), CSV)
    if form == "xlsx":
        return packed(api_tables.as_workbook(build, name), XLSX)
    if form == "json":
        return written(api_tables.as_json(build, name))
    return packed(api_tables.as_parquet(build, name), PARQUET)


@cached_per_build(8)
def _figure_file(build: Build, lang: Lang, *, is_csv: bool) -> Asset:
    found = all_figures(Reading.of(build, lang))
    return packed(csv_file(as_csv(found)), CSV) if is_csv else written({"figures": found})


@cached_per_build(4)
def _package_file(build: Build) -> Asset:
    return written(api_catalogue.datapackage(build))


@cached_per_build(2)
def _warehouse_file(build: Build) -> Asset:
    return packed(build.file_bytes(), DUCKDB)


@cached_per_build(32)
def _chapter_file(
    build: Build, name: str, choices: Choices, lang: Lang, notices: tuple[Notice, ...], _root: str
) -> Asset:
    return written(chapter_object(build_chapter(build, name, choices, lang), notices))


def chapters(request: Request) -> Response:
    """The chapters, what may be chosen in each, and where they are."""
    try:
        build = open_warehouse(warehouse_dir()).current()
    except NoBuildError:  # what may be chosen is known all the same, but for what a build lists
        build = None
    listed = [
        {
            "name": name,
            "url": f"chapters/{name}",
            "choices": choices_object(entry.choices, entry.codes(build) if build else NO_CODES),
        }
        for name, entry in CHAPTERS.items()
    ]
    return answer(request, written({"chapters": listed}))


def routes(pin: Callable[..., Awaitable[Build]]) -> APIRouter:
    """Every address that reads a build; `pin` says which."""
    router = APIRouter(dependencies=[Depends(one_language), Depends(lead_on(pin))])
    asked_build = Depends(pin)

    add_downloads(router, asked_build)

    @router.get("/chapters/{name}", **sends(JSON))
    def chapter(request: Request, name: ChapterName, lang: LangQuery = "fr", build: Build = asked_build) -> Response:
        """A whole chapter. Further parameters are its choices; one that can't be used is named in `notices`."""
        choices, notices = chosen(build, name, request.query_params)
        return answer(request, _chapter_file(build, name, choices, lang, notices, root_path()))

    @router.get("/figures", **sends(JSON))
    def figures(request: Request, lang: LangQuery = "fr", build: Build = asked_build) -> Response:
        """Every figure at default choices, with its band, grade, date, sources and receipt."""
        return answer(request, _figure_file(build, lang, is_csv=False))

    @router.get("/figures.csv", **sends(CSV))
    def figures_csv(request: Request, lang: LangQuery = "fr", build: Build = asked_build) -> Response:
        """The same figures as CSV."""
        return answer(request, _figure_file(build, lang, is_csv=True), f"siyada-figures-{build.build_id}.csv")

    @router.get("/tables", **sends(JSON))
    def table_names(request: Request, build: Build = asked_build) -> Response:
        """The names of the tables: the evidence's, then the results' (out_...)."""
        return answer(request, written({"build_id": build.build_id, "tables": names(build)}))

    @router.get("/tables/{table}.{form}", **sends(CSV, JSON, PARQUET, XLSX))
    def table(
        request: Request, table: Name, form: Form, spreadsheet: SpreadsheetQuery = None, build: Build = asked_build
    ) -> Response:
        """A table of the evidence or of the results, whole; its licences stand in the Link header."""
        try:
            found = _table_file(build, table, form, is_for_excel=spreadsheet is not None)
        except LookupError:
            raise ProblemError(404, lambda t: t("No such table in this build. The names: see tables.")) from None
        part = f"{table}-excel" if form == "csv" and spreadsheet else table
        filename = f"siyada-{part}-{build.build_id}.{form}" if form != "json" else ""
        return answer(request, found, filename, licences.links(build, table))

    add_citations(router, asked_build)
    add_layers(router, asked_build)
    add_search(router, asked_build)
    add_releases(router, asked_build)

    @router.get("/snapshot.pdf", **sends(PDF))
    async def snapshot_pdf(
        request: Request, lang: LangQuery = "fr", chapters: ChapterNames = "", build: Build = asked_build
    ) -> Response:
        """Chapters as one PDF, all of them when none is named. Further parameters are choices."""
        return await document(request, build, lang, tuple(name for name in chapters.split(",") if name))

    @router.get("/note.{form}", **sends(PDF, DOCX))
    async def note_file(
        request: Request, form: NoteForm, lang: LangQuery = "fr", build: Build = asked_build
    ) -> Response:
        """The note of two pages: the Overview's first screen, the targets, five cautions; as PDF, or as DOCX to edit."""
        return await note(request, build, lang, form)

    @router.get("/datapackage.json", **sends(JSON))
    def datapackage(request: Request, build: Build = asked_build) -> Response:
        """The evidence as a Frictionless Data Package: its tables with types, keys and hashes."""
        return answer(request, _package_file(build))

    @router.get("/catalog.jsonld", **sends(JSONLD))
    def catalog(request: Request, build: Build = asked_build) -> Response:
        """A DCAT-AP catalogue, for open-data portals to harvest: its links begin with the server's public address."""
        base = f"{root_url()}/api/v1/"
        return answer(request, written(api_catalogue.catalogue(build, base), JSONLD))

    @router.get("/warehouse.duckdb", **sends(DUCKDB))
    def warehouse(request: Request, build: Build = asked_build) -> Response:
        """The whole build as one DuckDB file."""
        return answer(request, _warehouse_file(build), f"siyada-{build.build_id}.duckdb")

    return router


def builds(request: Request) -> Response:
    """The builds kept here, and which of them is the latest."""
    kept = open_warehouse(warehouse_dir())
    current = kept.current().build_id
    listed = [{"build_id": one, "is_latest": one == current, "url": f"builds/{one}"} for one in kept.build_ids()]
    return answer(request, written({"latest": current, "builds": listed}))


def one_build(request: Request, build: Build = Depends(fixed)) -> Response:  # noqa: B008 - as FastAPI wants it
    """What a build says of itself: the date of its newest record and the versions of its methods."""
    methods = {row["method"]: row["version"] for row in build.rows("select method, version from out_methods")}
    return answer(request, written({"build_id": build.build_id, "as_of": build.as_of, "methods": methods}))


def api_app() -> ASGIApp:
    """The API as an ASGI application, to be mounted at /api/v1."""
    app = FastAPI(
        title="Siyada API",
        version="1",
        description=api_page.about(translator("en")),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        root_path_in_servers=False,
    )
    app.get("/builds", **sends(JSON))(builds)
    app.get("/builds/{build_id}", **sends(JSON))(one_build)
    app.get("/chapters", **sends(JSON))(chapters)
    app.include_router(routes(latest))
    app.include_router(routes(fixed), prefix="/builds/{build_id}")

    @app.get("/", include_in_schema=False)
    def about(request: Request) -> Response:
        t = asked_translator(request)
        fields = {name: choices_object(entry.choices) for name, entry in CHAPTERS.items()}
        body = api_page.page(app.openapi(), fields, t).encode()
        more = {"Content-Language": t.lang, "Vary": "Accept-Encoding, Accept-Language"}
        return answer(request, packed(body, HTML), more=more)

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        return answer(request, written(app.openapi() | {"servers": [{"url": from_root("/api/v1")}]}))

    app.add_exception_handler(MovedError, answer_moved)
    api_errors.answer_with_problems(app)
    return app
