"""Everything a reader can get from a build, as hashes: run in a process of its own, under any seed, threads, locale, clock and folder.

    python -m tests.everywhere.outputs DATA WAREHOUSE [--documents fr ar en] [--choices en]

builds DATA in WAREHOUSE and prints one JSON object: the name of each output and the SHA-256 of its bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from dashboard.api import app as api
from dashboard.api import catalogue as api_catalogue
from dashboard.api import tables as api_tables
from dashboard.api.as_json import chapter_object
from dashboard.chapters.registry import CHAPTERS, build_chapter, find_figure, tables
from dashboard.content.choices import Choices
from dashboard.content.plain import as_csv
from dashboard.content.values import LANGS, Lang
from dashboard.documents.images import MEDIA_TYPES, make_image
from dashboard.documents.snapshot import Order, drawn
from dashboard.documents.workbooks import view_workbook
from dashboard.figures.figure import all_figures
from dashboard.http.answers import json_bytes
from dashboard.i18n import translator
from dashboard.render.citation import Citation, as_bibtex, figure_citation
from dashboard.render.csv import table_csv
from dashboard.search.ask import search
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from dashboard.warehouse.tables import LAYERS, names
from dashboard.web.briefs import drawn as brief
from etl.build import build


def outputs(
    published_build: Build, documents: tuple[Lang, ...], choices: tuple[Lang, ...]
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every output of a build: `documents` in these languages, every single choice in those."""
    for lang in LANGS:
        for name, entry in CHAPTERS.items():
            yield from _chapter(published_build, name, entry.choices(), lang)
        yield f"figures {lang}", json_bytes(all_figures(Reading.of(published_build, lang)))
        yield f"figures.csv {lang}", as_csv(all_figures(Reading.of(published_build, lang))).encode()
        yield f"hits {lang}", json_bytes([hit.plain for hit in search(published_build, "2026", lang)])
        yield f"citation {lang}", as_bibtex(_citation(published_build, lang), translator(lang)).encode()
        yield (
            f"brief {lang}",
            brief.page(build_chapter(published_build, "overview", CHAPTERS["overview"].choices(), lang), "").encode(),
        )
    for lang in choices:
        for name, entry in CHAPTERS.items():
            for query in single_choices(published_build, name):
                chapter = build_chapter(published_build, name, entry.choices.parse(query)[0], lang)
                yield f"{name}?{query} {lang}", json_bytes(chapter_object(chapter, ()))
    for table in names(published_build):
        yield f"{table}.csv", api_tables.as_csv(published_build, table)
        yield f"{table}.json", json_bytes(api_tables.as_json(published_build, table))
        yield f"{table}.parquet", api_tables.as_parquet(published_build, table)
    for layer in LAYERS:
        yield f"{layer}.geojson", json_bytes(api_tables.layer(published_build, layer))
    yield "datapackage.json", json_bytes(api_catalogue.datapackage(published_build))
    yield "catalog.jsonld", json_bytes(api_catalogue.catalogue(published_build, "http://localhost/api/v1/"))
    yield "openapi.json", json_bytes(api.api_app().openapi())  # type: ignore[attr-defined]
    for lang in documents:
        order = Order(tuple((name, entry.choices()) for name, entry in CHAPTERS.items()), lang)
        body, says = drawn(published_build, order)
        yield f"report {lang}.pdf", body
        yield f"manifest {lang}", json.dumps(says).encode()
        sites = build_chapter(published_build, "sites", CHAPTERS["sites"].choices(), lang)
        yield f"workbook {lang}.xlsx", view_workbook(published_build, sites)
        for form in MEDIA_TYPES:
            yield (
                f"image {lang}.{form}",
                make_image(published_build, ("everywhere", lang, form), sites, "site_map", form).body,
            )


def _citation(published_build: Build, lang: Lang) -> Citation:
    figure = find_figure(published_build, "share.capacity.local", lang)
    return figure_citation(figure, published_build.as_of, translator(lang), "Agence", "https://siyada.example.ma")


def _chapter(published_build: Build, name: str, chosen: Choices, lang: Lang) -> Iterator[tuple[str, bytes]]:
    chapter = build_chapter(published_build, name, chosen, lang)
    yield f"{name} {lang}", json_bytes(chapter_object(chapter, ()))
    for table_id, table in (
        tables(chapter).items() if lang == "ar" else ()
    ):  # drawn from the same cells in each language
        yield f"{name} {table_id}.csv {lang}", table_csv(table).encode()


def single_choices(published_build: Build, name: str) -> Iterator[str]:
    """Every choice that a chapter offers, made alone, as URL text: each code, and a number between its limits."""
    listed = CHAPTERS[name].codes(published_build)
    for item in fields(CHAPTERS[name].choices):
        rules = item.metadata
        if item.name in listed:
            yield from (f"{item.name}={code}" for code in listed[item.name])
        elif "allowed" in rules:
            yield from (f"{item.name}={code}" for code in rules["allowed"] if code != item.default)
        elif "low" in rules and not rules.get("triple"):
            yield f"{item.name}={(rules['low'] + 2 * rules['high']) / 3:.3f}"


def main() -> None:
    """Build and print the hashes."""
    asked = argparse.ArgumentParser()
    asked.add_argument("data", type=Path)
    asked.add_argument("warehouse", type=Path)
    asked.add_argument("--documents", nargs="*", default=())
    asked.add_argument("--choices", nargs="*", default=())
    given = asked.parse_args()
    build(given.data, given.warehouse, lambda *_: None, threads=int(os.environ.get("SIYADA_BUILD_THREADS", "2")))
    published_build = open_warehouse(given.warehouse).current()
    found = outputs(published_build, tuple(given.documents), tuple(given.choices))
    print(json.dumps({name: hashlib.sha256(body).hexdigest() for name, body in found}))


if __name__ == "__main__":
    main()
