"""What can be taken away, and in which forms: addresses of this server, of the build that is shown."""

from __future__ import annotations

from dashboard.content.values import Cell, Column, Section, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

API = "/api/v1/"


def fixed(build: Build, path: str) -> str:
    """The address under which a file of this very build is given, now and later."""
    return f"{API}builds/{build.build_id}/{path}"


def section(reading: Reading) -> Section:
    """Every file, its form and its link; the tables one by one stand in the dictionary."""
    t = reading.t
    figures = t("Every figure with its band, grade, date, sources and receipt")
    layers = {
        "regions": t("Shapes: the twelve regions"),
        "land": t("Shapes: land, without a country border"),
        "peers": t("Shapes: outlines of the countries around"),
        "sites": t("Places: data centres, cloud regions, supercomputers"),
        "landings": t("Places: landing points of submarine systems"),
        "cable_routes": t("Schematic routes of submarine systems"),
    }
    lines = (
        (t("Every table of the evidence, described column by column"), "Frictionless Data Package", "datapackage.json"),
        (figures, "CSV", f"figures.csv?lang={reading.lang}"),
        (figures, "JSON", f"figures?lang={reading.lang}"),
        *((words, "GeoJSON", f"geo/{name}.geojson") for name, words in layers.items()),
        (t("Every layer of shapes, places and routes in one file"), "GeoPackage", "geo.gpkg"),
        (t("Every failure of one and of two elements, ranked"), "CSV", "tables/out_resilience_cases.csv"),
        (t("The whole build: evidence, results and shapes"), t("DuckDB file"), "warehouse.duckdb"),
        (t("Catalogue for open-data portals"), "DCAT-AP (JSON-LD)", "catalog.jsonld"),
    )
    rows = [
        (
            Cell(path.partition("?")[0], words),
            Cell(form, t.isolate(form)),
            Cell(fixed(reading.build, path), t("open"), fixed(reading.build, path)),
        )
        for words, form, path in lines
    ]
    rows.append((Cell("", t("Every address, with its parameters")), Cell("HTML", "HTML"), Cell(API, t("open"), API)))
    columns = (Column("what", t("What")), Column("form", t("Form")), Column("address", t("Address")))
    lead = t(
        "Our data work is free to reuse under CC BY 4.0, each fact with its sources; shapes keep the licence of their "
        "makers. The addresses name this build: what they give never changes. CSV, JSON and Parquet of each table stand in "
        "the data dictionary below."
    )
    more = t(
        "Facts on submarine systems and landing points come in part from a map under CC BY-NC-SA 3.0 and from a copy without "
        "a stated licence, counts of popular websites from a series that states none: each file of them says so, in its Link "
        "header, its metadata and the data package."
    )
    title = t("Downloads")
    return Section(
        "downloads", title, f"{lead} {more}", (Table("downloads", t("Files of this build"), columns, tuple(rows)),)
    )
