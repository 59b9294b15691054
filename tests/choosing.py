"""Choices of a chapter as a link may carry them: every code, every key, the ends of every range, and what is between."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

from hypothesis import strategies as some

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.choices import Choices
from dashboard.warehouse.build import Build

Link = dict[str, str]  # parameters of an address
UNKNOWN_KEY = "no-such-row"


def keys_of(build: Build) -> dict[str, list[str]]:
    """Every key of the evidence that a link may name, by the parameter that names it, and one that no row has."""
    queries = {
        "site": "select site_id from core_sites order by all",
        "system": "select cable_id from core_cables order by all",
        "indicator": "select indicator_id from core_indicators order by all",
        "source": "select source_id from core_sources order by all",
    }
    found = {name: [str(next(iter(row.values()))) for row in build.rows(query)] for name, query in queries.items()}
    found["phases"] = [row["site_id"] for row in build.rows("select distinct site_id from core_site_stages order by 1")]
    found["phases"] += [
        f"{row['project_id']}:rest" for row in build.rows("select distinct project_id from core_site_stages order by 1")
    ]
    closed = {name: codes for entry in CHAPTERS.values() for name, codes in entry.codes(build).items()}
    found |= {name: list(codes) for name, codes in closed.items()}
    found["since"] = [build.build_id]
    keys = {name: [*keys, *(() if name in closed else (UNKNOWN_KEY,))] for name, keys in found.items()}
    scenarios = ["preset=all_announced&growth=0.2", "dial=control&target=0.9", "/share?pue=1.1,1.2,1.3"]
    items = [row["item"] for row in build.rows("select distinct item from out_comparables order by 1")]
    keys |= {name: [*items, UNKNOWN_KEY] for name in ("x", "y")}
    return keys | dict.fromkeys(("a", "b"), scenarios)


def links(kind: type[Choices], keys: Mapping[str, list[str]]) -> some.SearchStrategy[Link]:
    """Parameters of a link, every value one that the chapter's own limits allow."""
    return some.fixed_dictionaries({}, optional={item.name: _texts(item, keys) for item in fields(kind)})


def _texts(item: Field[Any], keys: Mapping[str, list[str]]) -> some.SearchStrategy[str]:
    rules = item.metadata
    if "limits" in rules:
        entry = some.tuples(some.sampled_from(keys[item.name]), *(_numbers(*pair) for pair in rules["limits"]))
        entries = some.lists(entry, min_size=1, max_size=6, unique_by=lambda one: one[0])
        return entries.map(lambda rows: ",".join("~".join(map(str, row)) for row in rows))
    if "low" in rules:
        numbers = _numbers(rules["low"], rules["high"])
        if not rules.get("triple"):
            return numbers.map(str)
        same = numbers.map(lambda number: [number] * 3)
        three = same | some.lists(numbers, min_size=3, max_size=3)
        return three.map(lambda given: ",".join(map(str, sorted(given))))
    if "allowed" in rules:
        codes = some.sampled_from(rules["allowed"])
        return some.lists(codes, min_size=1, unique=True).map(",".join) if rules.get("many") else codes
    codes = some.sampled_from(keys[item.name])
    return some.lists(codes, min_size=1, unique=True).map(",".join) if rules.get("listed") else codes


def _numbers(low: float, high: float) -> some.SearchStrategy[float]:
    """The ends of a range and their neighbours more often than what is between."""
    ends = some.sampled_from([float(low), float(high)])
    beside = some.sampled_from([math.nextafter(low, high), math.nextafter(high, low), (low + high) / 2])
    return ends | ends | beside | some.floats(low, high)
