"""Phases of announced projects, and the named scenarios: megawatts come from rows of `site_stages`, never from here.

A project is announced at one size and signed phase by phase. Each signed phase is a lever of its own; what is left of
the announcement is one more, so that all of them together add up to the project's largest figure once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

PresetName = Literal["drift", "nexus_phase_1", "nexus_both_phases", "nexus_and_tenth_of_dakhla", "all_announced"]
LAST_YEAR = 2030

_NEXUS_1, _NEXUS_2, _DAKHLA = "mar-nexus-nouaceur", "mar-nexus-north", "mar-igoudar-dakhla"
_RESIDENT_USE, _RESIDENT_USE_DAKHLA = 0.30, 0.50
_STAGES = ("announced", "memorandum", "under_construction", "operational")


@dataclass(frozen=True)
class SiteStage:
    """A row of `site_stages`: MW IT of a Moroccan site at one stage; sites of one project share its `project_id`."""

    site_id: str
    project_id: str
    stage: str
    it_load_mw: float


@dataclass(frozen=True)
class Phase:
    """A phase as a lever. `phase_id` is the site's id, or `<project_id>:rest` for what is announced and not signed.

    `delivered` is the part of `mw` in service (pi), `resident_use` the part of that serving residents (rho; None =
    drawn from its parameter), `moroccan_control` the part under Moroccan control (c_new; None = as the local market,
    drawn). In service from the end of `from_year` on.
    """

    phase_id: str
    project_id: str
    mw: float
    delivered: float = 0.0
    resident_use: float | None = None
    moroccan_control: float | None = None
    from_year: int = LAST_YEAR


def phases_of(stages: Iterable[SiteStage]) -> tuple[Phase, ...]:
    """Every phase not yet in service, nothing delivered. Rows of a stage outside the four known ones are ignored."""
    by_project: dict[str, list[SiteStage]] = {}
    for row in stages:
        if row.stage in _STAGES:
            by_project.setdefault(row.project_id, []).append(row)
    return tuple(phase for project_id, rows in by_project.items() for phase in _of_project(project_id, rows))


def _of_project(project_id: str, rows: list[SiteStage]) -> list[Phase]:
    announced = max((row.it_load_mw for row in rows if row.stage == "announced"), default=0.0)
    furthest: dict[str, SiteStage] = {}  # a site counts once, at the furthest stage it has reached
    for row in sorted(rows, key=lambda row: _STAGES.index(row.stage)):
        if row.stage != "announced":
            furthest[row.site_id] = row
    if not furthest:
        return [Phase(project_id, project_id, announced)]
    signed = [
        Phase(site_id, project_id, row.it_load_mw) for site_id, row in furthest.items() if row.stage != "operational"
    ]
    rest = announced - sum(row.it_load_mw for row in furthest.values())
    return [*signed, Phase(f"{project_id}:rest", project_id, rest)] if rest > 0 else signed


def presets(phases: Iterable[Phase]) -> dict[PresetName, tuple[Phase, ...]]:
    """The five named scenarios, each the full list of phases; one whose phases are not in the rows is left out.

    Resident use is 0.30, and 0.50 in the Dakhla scenario for every site, as in the method's table. Who controls a new
    site is left as the phases given say.
    """
    rows = tuple(phases)
    nexus = {_NEXUS_1: 1.0, _NEXUS_2: 1.0}
    recipes: dict[PresetName, tuple[Mapping[str, float], float]] = {
        "drift": ({}, _RESIDENT_USE),
        "nexus_phase_1": ({_NEXUS_1: 1.0}, _RESIDENT_USE),
        "nexus_both_phases": (nexus, _RESIDENT_USE),
        "nexus_and_tenth_of_dakhla": ({**nexus, _DAKHLA: 0.1}, _RESIDENT_USE_DAKHLA),
        "all_announced": ({row.phase_id: 1.0 for row in rows}, _RESIDENT_USE),
    }
    known = {row.phase_id for row in rows}
    return {
        name: tuple(replace(row, delivered=parts.get(row.phase_id, 0.0), resident_use=rho) for row in rows)
        for name, (parts, rho) in recipes.items()
        if known.issuperset(parts)
    }
