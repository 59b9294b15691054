"""The addresses of shapes and places: GeoJSON, GeoParquet and one GeoPackage of all layers."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api import tables
from dashboard.http.answers import GEOJSON, GEOPACKAGE, PARQUET, PROBLEM, ProblemError, answer, packed, written
from dashboard.http.asset import Asset
from dashboard.warehouse import licences
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import cached_per_build
from dashboard.warehouse.tables import LAYERS, geo_file
from etl.paths import GEOPACKAGE as GEOPACKAGE_FILE

_BAD = {"content": {PROBLEM: {"schema": {"type": "object"}}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"description": text} | _BAD
    for code, text in (
        (400, "A choice that can't be used"),
        (404, "Not here"),
        (416, "No such part of the answer"),
        (422, "A parameter out of its list"),
        (503, "No build is published, or the document can't be made now"),
    )
}

LayerName = Annotated[
    str, Path(pattern=r"^[a-z_]{1,40}$", description="Name of a layer", json_schema_extra={"enum": [*LAYERS]})
]


def sends(*media_types: str) -> dict[str, Any]:
    """The answers a route documents: its types, a part of them, nothing new, and problems."""
    content: dict[str, Any] = {one.split(";")[0]: {} for one in media_types}
    parts = {
        206: {"description": "The part asked for", "content": content},
        304: {"description": "Not changed"},
        308: {"description": "At another address today"},
    }
    return {"responses": {200: {"content": content}} | parts | PROBLEMS, "response_class": Response}


@cached_per_build(16)
def _layer_file(build: Build, name: str) -> Asset:
    return written(tables.layer(build, name), GEOJSON)


@cached_per_build(8)
def _geo_file(build: Build, name: str, media_type: str) -> Asset:
    return packed(geo_file(build, name), media_type)


def _no_layer() -> ProblemError:
    return ProblemError(404, lambda t: t("No such layer in this build. The layers: {names}.", names=t.listed(LAYERS)))


def add_layers(router: APIRouter, asked_build: Any) -> None:
    """Add the addresses of the layers of a build; `asked_build` depends on which."""

    @router.get("/geo/{layer}.geojson", **sends(GEOJSON))
    def layer(request: Request, layer: LayerName, build: Build = asked_build) -> Response:
        """A layer of shapes or places in longitude and latitude (WGS 84)."""
        try:
            return answer(request, _layer_file(build, layer), more=licences.links(build, layer))
        except LookupError:
            raise _no_layer() from None

    @router.get("/geo/{layer}.parquet", **sends(PARQUET))
    def layer_parquet(request: Request, layer: LayerName, build: Build = asked_build) -> Response:
        """The same layer as GeoParquet; a row whose place no source gives has no geometry."""
        try:
            found = _geo_file(build, f"{layer}.parquet", PARQUET)
        except LookupError:
            raise _no_layer() from None
        return answer(request, found, f"siyada-{layer}-{build.build_id}.parquet", licences.links(build, layer))

    @router.get("/geo.gpkg", **sends(GEOPACKAGE))
    def geopackage(request: Request, build: Build = asked_build) -> Response:
        """Every layer in one GeoPackage, as desktop mapping programs open it; each keeps its licence (see geo/{layer}.geojson)."""
        try:
            found = _geo_file(build, GEOPACKAGE_FILE, GEOPACKAGE)
        except LookupError:
            raise ProblemError(404, lambda t: t("This build holds no GeoPackage.")) from None
        return answer(request, found, f"siyada-{build.build_id}.gpkg")
