"""The share as a reader's choices make it: parameters from the build, edited or not, and what the simulations give.

Simulations are kept for the last inputs, so that moving a lever runs only the path it changes.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from dashboard.chapters.share.choices import ShareChoices
from dashboard.figures.share import Evidence, evidence
from dashboard.warehouse.build import Build
from etl.contracts.parameters import Parameters
from etl.measures.share.compute import Layer, LayerName, PartName, TornadoBar, confidence, rests_on, simulate, tornado
from etl.measures.share.draws import Band
from etl.measures.share.levers import (
    YEARS,
    Levers,
    MustBeTrue,
    YearShare,
    first_year_below_today,
    share_in,
    what_must_be_true,
)
from etl.measures.share.scenarios import LAST_YEAR, Phase, PresetName, presets

WORST_GRADE = "D"
# What moves the capacity layer in a year to come, beside what moves it today.
PATH_PARAMETERS = ("demand_growth", "local_dc_revenue_growth")


@dataclass(frozen=True)
class Model:
    """Everything a chapter shows of the share, computed for one build and one set of choices."""

    found: Evidence
    choices: ShareChoices
    parameters: Parameters
    phases: tuple[Phase, ...]
    levers: Levers

    @property
    def layers(self) -> dict[LayerName, Layer]:
        """Every layer with its bands."""
        return _simulated(self.parameters, self.found.documented)

    @property
    def part(self) -> PartName:
        """The part the dial points at."""
        return "sovereign" if self.choices.dial == "control" else "local"

    def tornado(self, layer: LayerName, part: PartName) -> tuple[TornadoBar, ...]:
        """What moves one output most."""
        return _tornado(self.parameters, layer, part)

    def rests_on(self, layer: LayerName, part: PartName) -> tuple[str, ...]:
        """The parameters of one output's formula, most moving first."""
        return rests_on(self.tornado(layer, part), layer, part)

    def grade(self, layer: LayerName, part: PartName) -> str:
        """Grade of an output; a value the reader has set counts as the worst."""
        grades = {name: row["confidence"] for name, row in self.found.rows.items()}
        grades |= dict.fromkeys(self.choices.edited, WORST_GRADE)
        return confidence(self.tornado(layer, part), grades, self.rests_on(layer, part))

    def path_parameters(self, part: PartName) -> tuple[str, ...]:
        """The parameters a year to come rests on, most moving first."""
        return tuple(dict.fromkeys([*self.rests_on("capacity", part), *PATH_PARAMETERS]))

    @property
    def drift(self) -> tuple[YearShare, ...]:
        """The path if nothing announced is built."""
        return _path(self.parameters, Levers())

    @property
    def scenario(self) -> tuple[YearShare, ...]:
        """The path under the reader's levers."""
        return _path(self.parameters, self.levers)

    @property
    def is_own(self) -> bool:
        """Whether the levers differ from drift."""
        idle = not any(phase.delivered for phase in self.levers.phases)
        return not idle or replace(self.levers, phases=()) != Levers()

    @property
    def falls_below_today_in(self) -> int | None:
        """First year in which drift is below today's share."""
        return first_year_below_today(self.parameters, Levers())

    @property
    def needed(self) -> MustBeTrue:
        """What new sites must give for the share the reader chose."""
        levers = replace(self.levers, phases=())
        return _must_be_true(self.parameters, levers, self.choices.target, int(self.choices.year), self.phases)

    def preset(self, name: PresetName) -> tuple[tuple[Phase, ...], YearShare] | None:
        """A named scenario and its 2030, every other lever left alone; None if the build lacks its projects."""
        chosen = _presets(self.found.phases).get(name)
        return (
            None
            if chosen is None
            else (chosen, _share_in(self.parameters, _in_force(Levers(phases=chosen), LAST_YEAR), LAST_YEAR))
        )

    @property
    def unknown_phases(self) -> tuple[str, ...]:
        """Phases named by the choices that this build does not hold."""
        known = {phase.phase_id for phase in self.found.phases}
        return tuple(row[0] for row in self.choices.phases if row[0] not in known)


def model(build: Build, choices: ShareChoices) -> Model:
    """The share of a build under a reader's choices."""
    found = evidence(build)
    parameters = replace(found.parameters, **choices.edited)
    by_name: dict[str, tuple[Phase, ...]] = {str(name): rows for name, rows in _presets(found.phases).items()}
    base = by_name.get(choices.preset) or by_name["drift"]
    set_by_reader = {row[0]: row[1:] for row in choices.phases}
    phases = tuple(_with(phase, set_by_reader.get(phase.phase_id), choices.control_new) for phase in base)
    levers = Levers(choices.growth, choices.offshore_2030, choices.externalised_2030, phases)
    return Model(found, choices, parameters, phases, levers)


def _with(phase: Phase, values: tuple[float, float, float] | None, control: float | None) -> Phase:
    if values is None:
        return replace(phase, moroccan_control=control)
    delivered, resident_use, year = values
    return replace(phase, delivered=delivered, resident_use=resident_use, from_year=int(year), moroccan_control=control)


def shown_centre(band: Band) -> float | None:
    """The central value of a share in percent, or None where only its band may be shown."""
    return None if band.is_band_only else 100 * band.central


_presets = functools.lru_cache(maxsize=4)(presets)
_tornado = functools.lru_cache(maxsize=128)(tornado)
_simulated = functools.lru_cache(maxsize=32)(simulate)
_share_in = functools.lru_cache(maxsize=512)(share_in)


def _path(parameters: Parameters, levers: Levers) -> tuple[YearShare, ...]:
    """As `etl.measures.share.levers.path`, year by year, so that a project of 2030 runs 2030 alone."""
    return tuple(_share_in(parameters, _in_force(levers, year), year) for year in YEARS)


def _in_force(levers: Levers, year: int) -> Levers:
    """What of the levers can be felt in a year: nothing in the first, and no project that is not in service."""
    if year == YEARS[0]:
        return Levers()
    return replace(levers, phases=tuple(p for p in levers.phases if p.delivered > 0 and p.from_year <= year))


@functools.lru_cache(maxsize=128)
def _must_be_true(
    parameters: Parameters, levers: Levers, target: float, year: int, phases: tuple[Phase, ...]
) -> MustBeTrue:
    return what_must_be_true(parameters, levers, target, year, phases=phases)
