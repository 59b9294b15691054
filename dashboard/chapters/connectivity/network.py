"""The network as the reader asks for it: with or without Medusa, whole and after the failures chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.chapters.connectivity.words import capacity
from dashboard.chapters.shared.geography import systems
from dashboard.content.values import Figure, Receipt
from dashboard.figures.connectivity import failure_rule, kind_word
from dashboard.figures.make import make_figure
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.measures.resilience.failures import Element, Segment, State, after
from etl.versions import RESILIENCE


@dataclass(frozen=True)
class Network:
    """The segments counted, what fails, and both states; `words` names every element in the reader's language."""

    rows: tuple[dict[str, Any], ...]  # of out_system_segments, one a segment
    segments: tuple[Segment, ...]
    failed: tuple[Element, ...]
    whole: State
    left: State
    words: dict[Element, str]

    def describe(self, element: Element, t: Translator) -> str:
        """An element and its kind: "Asilah (landing point)"."""
        return t("{name} ({kind})", name=self.words[element], kind=kind_word(element.kind, t))

    def names(self, kind: str, found: Iterable[str], t: Translator) -> str:
        """Several names of one kind as a list of the language."""
        known = {e.name: words for e, words in self.words.items() if e.kind == kind}
        return t.join([t.isolate(known[code]) for code in found])


def network(reading: Reading, failed: Iterable[Element], *, is_with_medusa: bool) -> Network:
    """The network in service, and with `is_with_medusa` what is under construction too, after `failed` are out."""
    statuses = ["in_service", "under_construction"] if is_with_medusa else ["in_service"]
    rows = reading.rows(
        "select * from out_system_segments where list_contains(?, status) order by status, system_id, segment", statuses
    )
    segments = tuple(
        Segment(
            row["system_id"],
            row["segment"],
            frozenset(row["landing_points"]),
            frozenset(row["far_ends"]),
            row["design_capacity_tbps"],
        )
        for row in rows
    )
    out = tuple(failed)
    return Network(tuple(rows), segments, out, after(segments, ()), after(segments, out), element_words(reading))


def element_words(reading: Reading) -> dict[Element, str]:
    """The name of everything that may fail, in service or under construction."""
    found = {Element("system", system.cable_id): system.label for system in systems(reading)}
    for row in reading.rows("select * from core_landings where country = 'MAR' order by landing_point, cable_id"):
        found[Element("landing_point", row["landing_point"])] = reading.name(row, "landing_point")
    for row in reading.rows("select distinct unnest(far_ends) as code from out_system_segments order by code"):
        found[Element("far_end", row["code"])] = reading.label("*", "country", row["code"])
    return found


def building_names(reading: Reading) -> str:
    """The systems under construction, by name; "" for none."""
    t = reading.t
    rows = reading.rows(
        "select distinct system_id from out_system_segments where status = 'under_construction' order by 1"
    )
    found = {row["system_id"] for row in rows}
    return t.join([t.isolate(system.label) for system in systems(reading) if system.cable_id in found])


def elements_by_code(build: Build) -> dict[str, dict[str, Element]]:
    """Everything that may fail, in service or under construction, by field of the choices and code of the address."""
    rows = build.rows("select * from out_system_segments order by status, system_id, segment")
    systems_known = {row["system_id"] for row in rows}
    points = {point for row in rows for point in row["landing_points"]}
    ends = {end for row in rows for end in row["far_ends"]}
    return {
        "failed_systems": {code: Element("system", code) for code in sorted(systems_known)},
        "failed_landings": _landing_codes(sorted(points)),
        "failed_countries": {code: Element("far_end", code) for code in sorted(ends)},
    }


def _landing_codes(points: Iterable[str]) -> dict[str, Element]:
    """Landing points by their names in plain letters: "tetouan"; where two are alike the later has a number."""
    found: dict[str, Element] = {}
    for point in points:
        plain = unicodedata.normalize("NFKD", point).encode("ascii", "ignore").decode().lower()
        base = "-".join(re.findall("[a-z0-9]+", plain))[:60] or "point"
        others = sum(code == base or code.startswith(f"{base}-no-") for code in found)
        found[f"{base}-no-{others + 1}" if others else base] = Element("landing_point", point)
    return found


def receipt(reading: Reading, net: Network) -> Receipt:
    """The rows the graph is drawn from: each segment's capacity, and every landing."""
    t = reading.t
    inputs = [
        reading.input(row["capacity_table"], row["capacity_key"], capacity(row["design_capacity_tbps"], t))
        for row in net.rows
    ]
    inputs += [reading.input("landings", key, "") for row in net.rows for key in row["landing_keys"]]
    return reading.receipt(failure_rule(t), {(i.table, i.key): i for i in inputs}.values(), RESILIENCE)


def left_figures(reading: Reading, net: Network, query: str) -> dict[str, Figure]:
    """Systems, landing points and far-end countries left after the failures chosen, which `query` says as URL text."""
    t = reading.t
    shown = receipt(reading, net)
    counts = {
        "systems_left": (t("Systems left"), len(net.left.systems)),
        "landing_points_left": (t("Landing points left"), len(net.left.landing_points)),
        "far_ends_left": (t("Far-end countries left"), len(net.left.far_ends)),
    }
    return {
        key: make_figure(
            f"connectivity.failure.{key}", label, float(count), t.number(count), "count", "measured", shown, query=query
        )
        for key, (label, count) in counts.items()
    }
