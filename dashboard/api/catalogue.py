"""What may be taken away, described for machines: a Frictionless Data Package and a DCAT-AP catalogue.

The catalogue is a literal of its own: serialised by a graph library, its bytes would change from one start to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from types import NoneType
from typing import Any, get_args

from dashboard.api.tables import as_csv
from dashboard.content.values import LANGS
from dashboard.i18n import Translator, translator
from dashboard.warehouse import tables
from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences, rights, sources
from etl.contracts.fields import Form
from etl.contracts.licences import LICENCE
from etl.contracts.tables import TABLES, TableContract
from etl.contracts.tables import columns as contract_columns
from etl.paths import GEOPACKAGE

# Terms of the glossary under which a portal is to find the data.
_KEYWORDS = ("digital sovereignty", "Digital Morocco 2030", "data centre", "submarine cable", "cloud")
_TYPES = {"VARCHAR": "string", "BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number"}
_MORE_TYPES = {"BOOLEAN": "boolean", "DATE": "date"}
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA = "http://www.iana.org/assignments/media-types/"
_LANGUAGES = ("FRA", "ARA", "ENG")
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def datapackage(build: Build) -> dict[str, Any]:
    """Every table of evidence as a resource with its schema; paths are relative to the package's own address."""
    return {
        "profile": "tabular-data-package",
        "name": "siyada",
        "id": f"siyada-{build.build_id}",
        "title": "Siyada: Morocco's digital sovereignty",
        "description": "Reviewed facts behind the dashboard. A blank cell means that no source gives the value, never zero.",
        "version": build.build_id,
        "created": f"{build.as_of}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(build, table) for table in _held(build)],
    }


def _held(build: Build) -> list[TableContract]:
    """The tables of evidence that a build holds: an older one lacks those that came after it."""
    names = tables.names(build)
    return [table for table in TABLES if table.name in names]


def _resource(build: Build, table: TableContract) -> dict[str, Any]:
    body = as_csv(build, table.name)
    kinds = tables.columns(build, table.name)
    keys = [
        {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.ref_column]}}
        for key in table.foreign_keys
        if not key.is_list
    ]
    schema = {"fields": [_field(table, *item) for item in kinds.items()], "primaryKey": ["row_key"]}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"tables/{table.name}.csv",
        "title": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "licenses": licences(build, table.name),
        **({"sources": found} if (found := sources(build, table.name)) else {}),
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(table: TableContract, name: str, kind: str) -> dict[str, Any]:
    """A field of the schema; lists are text joined by `;`, as in the files of evidence."""
    made: dict[str, Any] = {"name": name, "type": (_TYPES | _MORE_TYPES).get(kind, "string")}
    if name not in contract_columns(table):
        description = {"row_key": "The key columns joined by /"}.get(
            name, "Place on the projected plane of the maps, km"
        )
        return made | {"description": description} | ({"constraints": {"required": True}} if name == "row_key" else {})
    declared = table.model.model_fields[name]
    extra = declared.json_schema_extra if isinstance(declared.json_schema_extra, dict) else {}
    form = next((mark.words for mark in declared.metadata if isinstance(mark, Form)), "code")
    description = ". ".join(filter(None, (declared.description, form)))
    is_required = NoneType not in get_args(declared.annotation)
    return (
        made
        | {"description": description}
        | ({"unit": unit} if (unit := extra.get("unit")) else {})
        | ({"constraints": {"required": True}} if is_required else {})
    )


def catalogue(build: Build, base: str) -> dict[str, Any]:
    """The DCAT-AP catalogue of a build as JSON-LD; `base` is the absolute address of the API, ending in a slash."""
    publisher = {"@id": f"{base}#publisher", "@type": "foaf:Agent", "foaf:name": "Siyada"}
    fixed = f"{base}builds/{build.build_id}/"
    return {
        "@context": _CONTEXT,
        "@id": f"{base}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _each(lambda t: t("Siyada: Morocco's digital sovereignty")),
        "dct:description": _each(
            lambda t: t("Where Morocco's computing runs, what is announced, what is delivered, and from which sources.")
        ),
        "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE},
        "dct:language": _languages(),
        "dct:modified": _day(build.as_of),
        "foaf:homepage": {"@id": base.removesuffix("api/v1/")},
        "dcat:dataset": [
            _dataset(build, base, name, title, about, files(build, fixed))
            for name, (title, about, files) in _datasets().items()
        ],
    }


Words = Callable[[Translator], str]
Files = Callable[[Build, str], list[dict[str, Any]]]


def _datasets() -> dict[str, tuple[Words, Words, Files]]:
    return {
        "evidence": (
            lambda t: t("The evidence: reviewed facts with their sources"),
            lambda t: t(
                "Tables of sites, systems, investments, indicators, targets and observations, each row graded."
            ),
            _evidence_files,
        ),
        "figures": (
            lambda t: t("The figures, each with its receipt"),
            lambda t: t("Every figure of the dashboard with its unit, band, grade, date, sources and formula."),
            _figure_files,
        ),
        "geo": (
            lambda t: t("Shapes and places"),
            lambda t: t(
                "The twelve regions, data centre sites, landing points and schematic routes of submarine systems."
            ),
            _layer_files,
        ),
        "warehouse": (
            lambda t: t("The whole warehouse"),
            lambda t: t("One DuckDB file with the evidence, the results and the shapes of a build."),
            lambda _, base: [_file(f"{base}warehouse.duckdb", "application/octet-stream", "")],
        ),
    }


def _evidence_files(build: Build, base: str) -> list[dict[str, Any]]:
    tables = [
        _file(f"{base}tables/{table.name}.csv", "text/csv", "CSV", table.meaning) | rights(build, table.name)
        for table in _held(build)
    ]
    return [_file(f"{base}datapackage.json", "application/json", "JSON", "Frictionless Data Package"), *tables]


def _figure_files(_: Build, base: str) -> list[dict[str, Any]]:
    return [_file(f"{base}figures.csv", "text/csv", "CSV"), _file(f"{base}figures", "application/json", "JSON")]


def _layer_files(build: Build, base: str) -> list[dict[str, Any]]:
    files = [
        _file(f"{base}geo/{name}.{end}", media_type, kind, name, licences(build, name)[0]["path"]) | rights(build, name)
        for name in tables.LAYERS
        for end, media_type, kind in (
            ("geojson", "application/geo+json", "GEOJSON"),
            ("parquet", "application/vnd.apache.parquet", "PARQUET"),
        )
    ]
    return [*files, _file(f"{base}geo.gpkg", "application/geopackage+sqlite3", "GPKG", GEOPACKAGE)]


def _dataset(
    build: Build, base: str, name: str, title: Words, about: Words, files: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "@id": f"{base}#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"siyada-{name}",
        "dct:title": _each(title),
        "dct:description": _each(about),
        "dct:publisher": {"@id": f"{base}#publisher"},
        "dct:language": _languages(),
        "dct:modified": _day(build.as_of),
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/MAR"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"},
        "dcat:keyword": _keywords(build),
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/TECH"},
        "owl:versionInfo": build.build_id,
        "dcat:distribution": files,
    }


def _keywords(build: Build) -> list[dict[str, str]]:
    terms = build.rows(
        "select term_fr as fr, term_ar as ar, term_en as en from core_glossary where list_contains(?, term_en) order by term_en",
        list(_KEYWORDS),
    )
    return [{"@value": term[lang], "@language": lang} for term in terms for lang in LANGS]


def _file(url: str, media_type: str, kind: str, title: str = "", licence: str = LICENCE) -> dict[str, Any]:
    found = {
        "@id": f"{url}#distribution",
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": _MEDIA + media_type},
        "dct:license": {"@id": licence},
    }
    found |= {"dct:format": {"@id": _FILE_TYPES + kind}} if kind else {}
    return found | ({"dct:title": {"@value": title, "@language": "en"}} if title else {})


def _each(words: Words) -> list[dict[str, str]]:
    return [{"@value": words(translator(lang)), "@language": lang} for lang in LANGS]


def _languages() -> list[dict[str, str]]:
    return [{"@id": f"http://publications.europa.eu/resource/authority/language/{code}"} for code in _LANGUAGES]


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
