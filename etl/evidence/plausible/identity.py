"""Codes against their likes: one operator has one country, one town lies in one country, one name stands for one thing."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from etl.evidence.plausible.findings import Finding, Line, Lines

CONSTANT = (
    ("sites", "operator", "operator_country"),
    ("sites", "ultimate_owner", "ultimate_owner_country"),
    ("investments", "investors", "investor_countries"),
    ("investments", "investors", "investor_type"),
    ("landings", "landing_point", "coord_precision"),
    ("as_control", "operator", "control"),
    ("sources", "publisher", "kind"),
)
"""Table, what is named, and what is the same wherever it is named."""
TOWNS = (
    ("landings", "landing_point", "country"),
    ("sites", "city", "country"),
    ("ixps", "city", "country"),
    ("latency", "from_city", "from_country"),
    ("latency", "to_city", "to_country"),
    ("cdn_places", "city", "country"),
)
NAMED_ONCE = dict.fromkeys(("sites", "cables", "ixps", "backbone", "investments"), ("name", "name_fr", "name_ar")) | {
    "indicators": ("name_en", "name_fr", "name_ar")
}
COUNTRY_IN_ID = ("sites", "investments")  # mar-..., zaf-...
LANDINGS_OF = {
    "in_service": ("in_service", "landed", "planned"),
    "under_construction": ("planned", "landed"),
    "planned": ("planned",),
    "retired": ("retired",),
}
"""By state of a system, the states that its landings may have."""


def find(lines: Lines) -> Iterator[Finding]:
    """Every code that differs from those of its likes."""
    for table, name, column in CONSTANT:
        groups: dict[str, list[tuple[Line, str]]] = defaultdict(list)
        for line in lines[table]:
            groups[line.text(name)].append((line, column))
        yield from _odd_ones(groups)
    towns: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    for table, name, column in TOWNS:
        for line in lines[table]:
            towns[line.text(name).partition(" (")[0]].append((line, column))
    yield from _odd_ones(towns)
    for table, columns in NAMED_ONCE.items():
        for column in columns:
            yield from _named_twice(lines[table], column)
    yield from _countries_in_ids(lines)
    yield from _systems(lines)
    yield from _sites(lines)
    yield from _parts(lines)
    yield from _indicators(lines)
    yield from _routes(lines["cable_routes"])


def _odd_ones(groups: Mapping[str, list[tuple[Line, str]]]) -> Iterator[Finding]:
    """Cells that say of one thing what fewer of its rows say; of two that are alike in number, the later row."""
    for name, found in groups.items():
        cells = [(line.text(column), line, column) for line, column in found if name and line.text(column)]
        counted = Counter(cell for cell, _, _ in cells)
        if len(counted) < 2:
            continue
        first = {cell: place for place, (cell, _, _) in reversed(list(enumerate(cells)))}
        usual = max(counted, key=lambda cell: (counted[cell], -first[cell]))
        for cell, line, column in cells:
            if cell != usual:
                yield Finding(line, column, "differs_elsewhere", params={"name": name, "other": usual})


def _named_twice(rows: list[Line], column: str) -> Iterator[Finding]:
    first: dict[str, Line] = {}
    for line in sorted(rows, key=lambda line: line.line):
        name = line.text(column)
        other = first.setdefault(name, line)
        if name and other is not line:
            yield Finding(line, column, "named_twice", params={"other": other.key})


def _countries_in_ids(lines: Lines) -> Iterator[Finding]:
    """An identifier that begins with a country's code is of a row of that country."""
    codes = {line.text("code") for line in lines["labels"] if line.text("column") == "country"}
    for table in COUNTRY_IN_ID:
        for line in lines[table]:
            code = line.key.partition("-")[0].upper()
            if code in codes and code not in line.text("country").split(";"):
                yield Finding(line, "country", "id_names_country", params={"other": code})


def _systems(lines: Lines) -> Iterator[Finding]:
    """A landing goes with its system, and a system lands where the one lands that it counts as."""
    systems = {line.key: line for line in lines["cables"]}
    landed: dict[str, set[str]] = defaultdict(set)
    for line in lines["landings"]:
        landed[line.text("cable_id")].add(line.text("landing_point"))
        system = systems.get(line.text("cable_id"))
        if system and line.text("landing_status") not in LANDINGS_OF[system.text("status")]:
            params = {"other": f"{system.key}: {system.text('status')}"}
            yield Finding(line, "landing_status", "landing_and_system", params=params)
    for line in lines["cables"]:
        other = line.text("counts_as")
        if other != line.key and not landed[line.key] & landed[other]:
            yield Finding(line, "counts_as", "counted_elsewhere", params={"other": other})


def _sites(lines: Lines) -> Iterator[Finding]:
    """What runs has opened; what has opened or draws power is not merely announced; a programme is one operator's."""
    sites = {line.key: line for line in lines["sites"]}
    events: dict[str, set[str]] = defaultdict(set)
    for line in lines["site_events"]:
        events[line.text("site_id")].add(line.text("event"))
    for line in lines["sites"]:
        status, known = line.text("status"), events[line.key]
        runs = [
            c for c in ("opened", "it_load_mw_operational", "gpu_count_operational") if line.number(c) or line.text(c)
        ]
        runs += ["opened"] if "opened" in known else []
        if runs and status not in ("operational", "stalled"):
            yield Finding(line, "status", "status_disagrees", params={"other": runs[0]})
        elif status == "announced" and "construction_started" in known:
            yield Finding(line, "status", "status_disagrees", params={"other": "construction_started"})
        elif status == "operational" and not runs and known & {"announced", "mou_signed", "construction_started"}:
            yield Finding(line, "status", "status_disagrees", params={"other": ", ".join(sorted(known))})
    for line in lines["site_stages"]:
        site, project = sites.get(line.text("site_id")), sites.get(line.text("project_id"))
        if site and project and site.text("operator") != project.text("operator"):
            yield Finding(line, "project_id", "another_operator", params={"other": project.text("operator")})


def _parts(lines: Lines) -> Iterator[Finding]:
    """A part is of its envelope's country, and what was paid out is not merely announced."""
    rows = {line.key: line for line in lines["investments"]}
    for line in lines["investments"]:
        whole = rows.get(line.text("part_of"))
        if whole and not set(whole.text("country").split(";")) & set(line.text("country").split(";")):
            yield Finding(line, "part_of", "part_elsewhere", params={"other": whole.text("country")})
        if line.text("amount_is") == "disbursed" and line.text("stage") in ("announced", "stalled"):
            yield Finding(line, "amount_is", "status_disagrees", params={"other": line.text("stage")})


def _indicators(lines: Lines) -> Iterator[Finding]:
    """A rank is better when lower; an official target has a row of targets, as commitments of others have."""
    aimed = {line.text("indicator_id") for line in lines["targets"]}
    for line in lines["indicators"]:
        if line.text("unit") == "rank" and line.text("direction") != "lower_better":
            yield Finding(line, "direction", "rank_direction")
        if line.text("official_target") == "yes" and line.key not in aimed:
            yield Finding(line, "official_target", "target_and_rows")


def _routes(vertices: list[Line]) -> Iterator[Finding]:
    """The vertices of a route follow each other without a gap, and those of a segment stand together."""
    systems: dict[str, list[Line]] = defaultdict(list)
    for line in vertices:
        systems[line.text("cable_id")].append(line)
    for found in systems.values():
        ordered = sorted(found, key=lambda line: (line.number("seq") or 0, line.line))
        ended: set[str] = set()
        for before, line in itertools.pairwise(ordered):
            if (line.number("seq") or 0) > (before.number("seq") or 0) + 1:
                yield Finding(line, "seq", "vertex_gap", params={"other": before.text("seq")})
            if line.text("segment") != before.text("segment"):
                ended.add(before.text("segment"))
                if line.text("segment") in ended:
                    yield Finding(before, "segment", "segment_broken", params={"other": line.text("segment")})
