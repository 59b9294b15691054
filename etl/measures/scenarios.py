"""Announced projects and the named scenarios, made from rows of `site_stages`: megawatts are read, not written here.

A programme is announced at one size and signed phase by phase. Its signed phases are projects of their own, and what is
left of the announcement is one more, so that all of them together add up to the announcement once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

PresetName = Literal["drift", "nexus_phase_1", "nexus_both_phases", "nexus_and_tenth_of_dakhla", "all_announced"]
LAST_YEAR = 2030

_NEXUS_1, _NEXUS_2 = "mar-nexus-nouaceur:memorandum", "mar-nexus-north:memorandum"
_DAKHLA = "mar-igoudar-dakhla:memorandum"
_RESIDENT_USE, _RESIDENT_USE_DAKHLA = 0.30, 0.50


@dataclass(frozen=True)
class SiteStage:
    """Capacity of a Moroccan site at one stage, MW IT. `programme` is the site whose announcement contains this one."""

    site_id: str
    stage: str
    it_load_mw: float
    programme: str = ""


@dataclass(frozen=True)
class Project:
    """An announced project as a lever. `project_id` is `<site_id>:<stage>`, or `<site_id>:rest` for what no phase is.

    `delivered` is the part of `mw` in service (pi), `resident_use` the part of that serving residents (rho; None =
    drawn from its parameter), `moroccan_control` the part under Moroccan control (c_new; None = as the local market,
    drawn). In service from the end of `from_year` on.
    """

    project_id: str
    site_id: str
    mw: float
    delivered: float = 0.0
    resident_use: float | None = None
    moroccan_control: float | None = None
    from_year: int = LAST_YEAR


def projects_of(stages: Iterable[SiteStage]) -> tuple[Project, ...]:
    """Every project not yet in service, nothing delivered. Their MW sum to each programme's largest figure, once."""
    programmes: dict[str, list[SiteStage]] = {}
    for row in stages:
        if row.stage != "operational":
            programmes.setdefault(row.programme or row.site_id, []).append(row)
    return tuple(project for name, rows in programmes.items() for project in _of_programme(name, rows))


def _of_programme(name: str, rows: list[SiteStage]) -> list[Project]:
    phases = [row for row in rows if row.stage != "announced"]
    announced = max((row.it_load_mw for row in rows if row.stage == "announced"), default=0.0)
    if not phases:
        return [Project(f"{name}:announced", name, announced)]
    projects = [Project(f"{row.site_id}:{row.stage}", row.site_id, row.it_load_mw) for row in phases]
    rest = announced - sum(project.mw for project in projects)
    return [*projects, Project(f"{name}:rest", name, rest)] if rest > 0 else projects


def presets(projects: Iterable[Project]) -> dict[PresetName, tuple[Project, ...]]:
    """The five named scenarios, each a full list of projects; one whose projects are not in the rows is left out.

    Resident use is 0.30, and 0.50 in the Dakhla scenario for every site, as in the method's table. Who controls a new
    site is left as the projects given say.
    """
    rows = tuple(projects)
    phases = {_NEXUS_1: 1.0}
    recipes: dict[PresetName, tuple[Mapping[str, float], float]] = {
        "drift": ({}, _RESIDENT_USE),
        "nexus_phase_1": (phases, _RESIDENT_USE),
        "nexus_both_phases": ({**phases, _NEXUS_2: 1.0}, _RESIDENT_USE),
        "nexus_and_tenth_of_dakhla": ({**phases, _NEXUS_2: 1.0, _DAKHLA: 0.1}, _RESIDENT_USE_DAKHLA),
        "all_announced": ({row.project_id: 1.0 for row in rows}, _RESIDENT_USE),
    }
    known = {row.project_id for row in rows}
    return {
        name: tuple(replace(row, delivered=parts.get(row.project_id, 0.0), resident_use=rho) for row in rows)
        for name, (parts, rho) in recipes.items()
        if known.issuperset(parts)
    }
