"""What can be taken away, and in which forms: addresses of this server, of the build that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Section, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

API = "/api/v1/"


def fixed(build: Build, path: str) -> str:
    """The address under which a file of this very build is given, now and later."""
    return f"{API}builds/{build.build_id}/{path}"


class _File(NamedTuple):
    """What a file holds, its form, and its path below the API ("" for the page that lists every address)."""

    words: str
    form: str
    path: str


def _table(reading: Reading, files: Sequence[_File]) -> Table:
    t = reading.t

    def address(file: _File) -> Cell:
        link = fixed(reading.build, file.path) if file.path else API
        return Cell(link, t("open"), link)

    return build_table(
        "downloads",
        t("Files of this build"),
        [*files, _File(t("Every address, with its parameters"), "HTML", "")],
        Column("what", t("What"), lambda file: Cell(file.path.partition("?")[0], file.words)),
        Column("form", t("Form"), lambda file: Cell(file.form, t.isolate(file.form) if file.path else file.form)),
        Column("address", t("Address"), address),
    )


def section(reading: Reading) -> Section:
    """Every file, its form and its link; the tables one by one stand in the dictionary."""
    t = reading.t
    figures = t("Every figure with its band, grade, date, sources and receipt")
    counts = reading.row(
        "select count(*) filter (size = 1) as one, count(*) filter (size = 2) as two from out_resilience_cases where is_with_medusa"
    )
    is_whole = counts["two"] == counts["one"] * (counts["one"] - 1) // 2
    failures = (
        t("Every failure of one and of two elements, ranked")
        if is_whole
        else t("Every failure of one element and the worst of two, ranked")
    )
    layers = {
        "regions": t("Shapes: the twelve regions"),
        "land": t("Shapes: land, without a country border"),
        "peers": t("Shapes: outlines of the countries around"),
        "sites": t("Places: data centres, cloud regions, supercomputers"),
        "landings": t("Places: landing points of submarine systems"),
        "cable_routes": t("Schematic routes of submarine systems"),
    }
    files = (
        _File(
            t("Every table of the evidence, described column by column"),
            "Frictionless Data Package",
            "datapackage.json",
        ),
        _File(figures, "CSV", f"figures.csv?lang={reading.lang}"),
        _File(figures, "JSON", f"figures?lang={reading.lang}"),
        *(_File(words, "GeoJSON", f"geo/{name}.geojson") for name, words in layers.items()),
        _File(t("Every layer of shapes, places and routes in one file"), "GeoPackage", "geo.gpkg"),
        _File(failures, "CSV", "tables/out_resilience_cases.csv"),
        _File(t("The whole build: evidence, results and shapes"), t("DuckDB file"), "warehouse.duckdb"),
        _File(t("Catalogue for open-data portals"), "DCAT-AP (JSON-LD)", "catalog.jsonld"),
    )
    lead = reading.prose("evidence_downloads_licence")
    more = reading.prose("evidence_downloads_other_licences")
    title = t("Downloads")
    return Section("downloads", title, f"{lead} {more}", (_table(reading, files),))
