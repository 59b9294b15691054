"""What a reader chooses in "Local or offshore": the dial, a layer, a scenario and its levers, a target, parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self, get_args

from dashboard.chapters.share.linked import BUILD, linked_parameters, with_build
from dashboard.content.choices import (
    MAX_TEXT,
    Choices,
    Notice,
    amount,
    choice,
    keyed,
    linked,
    listed,
    parameters_of,
    triple,
)
from etl.contracts.parameters import LIMITS, Triple
from etl.measures.share.compute import LAYERS, REFERENCE_YEAR
from etl.measures.share.levers import LEVER_LIMITS
from etl.measures.share.scenarios import LAST_YEAR, PresetName
from etl.measures.share.write import DEFAULT_TARGET_SHARE

DIALS = ("territory", "control")
PRESETS: tuple[PresetName, ...] = get_args(PresetName)
FIRST_YEAR = REFERENCE_YEAR + 1
YEARS_AHEAD = tuple(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))
LINKS = ("a", "b")
_LEVERS = ("growth", "externalised_2030", "offshore_2030")  # they move demand, so the need and the path alike
MAX_GROWTH = 0.5  # a year: the end of the slider
STEP = 0.001  # of every lever: a tenth of a percent, finer than its slider


@dataclass(frozen=True)
class ShareChoices(Choices):
    """Shares are ratios, 0 to 1. A lever or parameter left at None is the evidence's.

    `phases` holds (phase id, part delivered, part of it serving residents, year at whose end it is in service) for
    phases that differ from the preset; `edge` the networks that would answer popular websites from Morocco. Eighteen fields
    are parameters: low, central and high in the unit of `share_assumptions`. The measured share of institutional sites is
    no parameter to edit. `a` and `b` are scenarios set side by side, each the link of one: `b` stands in place of the other
    choices, and `a` beside them.
    """

    dial: str = choice("territory", DIALS)
    layer: str = choice("spend", LAYERS)
    preset: str = choice("drift", PRESETS)
    phases: tuple[tuple[str, float, float, float], ...] = keyed(
        LEVER_LIMITS["delivered"], LEVER_LIMITS["resident_use"], (FIRST_YEAR, LAST_YEAR)
    )
    growth: float | None = amount(None, 0.0, MAX_GROWTH, STEP)
    control_new: float | None = amount(None, *LEVER_LIMITS["moroccan_control"], STEP)
    externalised_2030: float | None = amount(None, *LEVER_LIMITS["externalised_share_2030"], STEP)
    offshore_2030: float | None = amount(None, *LEVER_LIMITS["offshore_fraction_2030"], STEP)
    target: float = amount(DEFAULT_TARGET_SHARE, *LEVER_LIMITS["target_share"], STEP)
    year: str = choice(str(LAST_YEAR), YEARS_AHEAD)
    edge: tuple[str, ...] = listed()
    cloud_market_five_usd_m: tuple[float, float, float] | None = triple(*LIMITS["cloud_market_five_usd_m"])
    mar_share_of_five: tuple[float, float, float] | None = triple(*LIMITS["mar_share_of_five"])
    offshore_fraction_public_cloud: tuple[float, float, float] | None = triple(
        *LIMITS["offshore_fraction_public_cloud"]
    )
    local_dc_revenue_2021_usd_m: tuple[float, float, float] | None = triple(*LIMITS["local_dc_revenue_2021_usd_m"])
    local_dc_revenue_growth: tuple[float, float, float] | None = triple(*LIMITS["local_dc_revenue_growth"])
    externalised_share: tuple[float, float, float] | None = triple(*LIMITS["externalised_share"])
    capacity_it_mw: tuple[float, float, float] | None = triple(*LIMITS["capacity_it_mw"])
    capacity_occupancy: tuple[float, float, float] | None = triple(*LIMITS["capacity_occupancy"])
    gpu_price_usd_h: tuple[float, float, float] | None = triple(*LIMITS["gpu_price_usd_h"])
    kw_per_gpu_it: tuple[float, float, float] | None = triple(*LIMITS["kw_per_gpu_it"])
    gpu_billed_utilisation: tuple[float, float, float] | None = triple(*LIMITS["gpu_billed_utilisation"])
    ai_share_of_offshore_spend: tuple[float, float, float] | None = triple(*LIMITS["ai_share_of_offshore_spend"])
    local_accelerators_h100e: tuple[float, float, float] | None = triple(*LIMITS["local_accelerators_h100e"])
    b200_to_h100: tuple[float, float, float] | None = triple(*LIMITS["b200_to_h100"])
    pue: tuple[float, float, float] | None = triple(*LIMITS["pue"])
    moroccan_control_share: tuple[float, float, float] | None = triple(*LIMITS["moroccan_control_share"])
    demand_growth: tuple[float, float, float] | None = triple(*LIMITS["demand_growth"])
    resident_use_new_sites: tuple[float, float, float] | None = triple(*LIMITS["resident_use_new_sites"])
    a: str = linked()
    b: str = linked()

    @classmethod
    def parse(cls, query: str | Mapping[str, str]) -> tuple[Self, tuple[Notice, ...]]:
        """As of every chapter; a link to compare that tells no scenario is named in a notice."""
        given = parameters_of(query)
        links = {name: link for name in LINKS if (link := given.pop(name, "").strip())}
        choices, notices = super().parse(given)
        read = {name: cls._read_link(link) for name, link in links.items()}
        refused = (Notice(name, links[name][:MAX_TEXT], "", reason="no_scenario") for name in read if not read[name])
        return replace(choices, a=read.get("a", ""), b=read.get("b", "")), (*notices, *refused)

    @classmethod
    def _read_link(cls, link: str) -> str:
        """The scenario of a link in its one form, with the build that the link names; "" where it tells none."""
        found = linked_parameters(link, {item.name for item in fields(cls)} - set(LINKS))
        if found is None:
            return ""
        choices, notices = cls.parse(found)
        return "" if notices else with_build(choices.scenario, found.get(BUILD, ""))

    def within(self, known: Mapping[str, Collection[str]]) -> tuple[Self, tuple[Notice, ...]]:
        """As of every chapter; `b` takes the place of the other choices, and no link may be of another build."""
        lists = {name: codes for name, codes in known.items() if name != BUILD}
        settled, notices = super().within(lists)
        read = {name: self._checked(name, lists, known.get(BUILD, ())) for name in LINKS if getattr(self, name)}
        refused = tuple(one for one in read.values() if isinstance(one, Notice))
        a, b = (one if isinstance(one := read.get(name), type(self)) else None for name in LINKS)
        first = a.scenario if a else settled.scenario if b else ""
        return replace(b or settled, a=first, b=""), (*notices, *refused)

    def _checked(self, name: str, lists: Mapping[str, Collection[str]], builds: Collection[str]) -> Self | Notice:
        """The scenario of a link as a build answers it, or why it can't."""
        given = parameters_of(getattr(self, name))
        build = given.pop(BUILD, "")
        if build and builds and build not in builds:
            return Notice(name, build[:MAX_TEXT], next(iter(builds)), reason="other_build")
        found, notices = type(self).parse(given)[0].within(lists)
        return Notice(name, getattr(self, name)[:MAX_TEXT], "", reason="no_scenario") if notices else found

    @property
    def scenario(self) -> str:
        """These choices without the one they are compared with, as URL text that is never empty."""
        return replace(self, a="", b="").query() or f"preset={PRESETS[0]}"

    @property
    def edited(self) -> dict[str, Triple]:
        """The parameters the reader has set, by name."""
        found = ((item.name, getattr(self, item.name)) for item in fields(self) if item.name in LIMITS)
        return {name: Triple(*value) for name, value in found if value is not None}

    @property
    def part(self) -> str:
        """The part of a layer the dial points at: `local` or `sovereign`."""
        return "sovereign" if self.dial == "control" else "local"

    @property
    def today(self) -> ShareChoices:
        """What the layers of today depend on: the dial, the layer and the parameters, no lever."""
        return replace(
            self.with_preset(PRESETS[0]), target=DEFAULT_TARGET_SHARE, year=str(LAST_YEAR), edge=(), a="", b=""
        )

    @property
    def of_layers(self) -> str:
        """What bears on the layers of today, as URL text: the parameters set."""
        return self.only(*LIMITS)

    @property
    def of_path(self) -> str:
        """What bears on the share of 2030: the scenario, its projects, every lever and the parameters set."""
        return self.only("preset", "phases", "control_new", *_LEVERS, *LIMITS)

    @property
    def of_need(self) -> str:
        """What bears on what must be true: the share asked for, its year, the levers of demand and the parameters set."""
        return self.only("target", "year", *_LEVERS, *LIMITS)

    def with_preset(self, name: str) -> ShareChoices:
        """The same choices under a named scenario as it stands, every project at the preset's own values."""
        return replace(
            self, preset=name, phases=(), growth=None, control_new=None, externalised_2030=None, offshore_2030=None
        )

    def without_edits(self) -> ShareChoices:
        """The same choices with every parameter back at the evidence's."""
        cleared: dict[str, Any] = dict.fromkeys(self.edited)
        return replace(self, **cleared)


EDITABLE: tuple[str, ...] = tuple(item.name for item in fields(ShareChoices) if item.name in LIMITS)
