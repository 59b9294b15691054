"""What two scenarios choose otherwise, lever by lever, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.chapters.share.levers import phase_name, phase_use
from dashboard.chapters.share.model import Model
from dashboard.chapters.share.networks import edge_words
from dashboard.chapters.share.parameters_table import parameter_name
from dashboard.chapters.share.words import dial_words, layer_words, preset_words
from dashboard.figures.share import number_text, triple_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES, Triple
from etl.measures.share.scenarios import Phase

# The parameter that is drawn where nobody has set a lever.
DRAWN = {
    "growth": "demand_growth",
    "control_new": "moroccan_control_share",
    "externalised_2030": "externalised_share",
    "offshore_2030": "offshore_fraction_public_cloud",
}


@dataclass(frozen=True)
class Difference:
    """One thing that two scenarios choose otherwise: its code, its name, and what each of them says.

    `is_view` is true for what changes the view and no scenario: the dial, the layer whose causes are shown.
    """

    code: str
    label: str
    first: str
    second: str
    is_view: bool = False


def differences(reading: Reading, first: Model, second: Model) -> tuple[Difference, ...]:
    """What two scenarios choose otherwise: the named scenario, levers, projects, the share asked for, parameters, the view."""
    found = (*_levers(reading, first, second), *_projects(reading, first, second), *_parameters(reading, first, second))
    return tuple(one for one in (*found, *_views(reading, first, second)) if one.first != one.second)


def _levers(reading: Reading, first: Model, second: Model) -> Iterator[Difference]:
    t = reading.t
    names = {
        "growth": t("Growth of residents' demand, a year"),
        "control_new": t("Part of new sites under Moroccan control"),
        "externalised_2030": t("Outsourced part of computing in 2030"),
        "offshore_2030": t("Part of public cloud served from abroad in 2030"),
    }
    presets = preset_words(t)
    yield Difference(
        "preset", t("Named scenario it starts from"), presets[first.choices.preset], presets[second.choices.preset]
    )
    for name, label in names.items():
        yield Difference(name, label, _lever(first, name, t), _lever(second, name, t))
    asked, other = (t.percent(100 * one.choices.target, 1) for one in (first, second))
    yield Difference("target", t("Local share asked for"), asked, other)
    yield Difference("year", t("Year of the share asked for"), first.choices.year, second.choices.year)
    words = edge_words(reading)
    named, others = (t.join([words[code] for code in one.choices.edge]) or t("as today") for one in (first, second))
    yield Difference("edge", t("Popular websites: networks answering from Morocco"), named, others)


def _lever(found: Model, name: str, t: Translator) -> str:
    """A lever as it was set, or the parameter that is drawn in its place."""
    value = getattr(found.choices, name)
    if value is not None:
        return t.percent(100 * value, 1)
    drawn = found.parameters.triple(DRAWN[name])
    low, central, high = (t.percent(100 * end, 1) for end in drawn)
    return t("not set: {central} ({low} to {high})", central=central, low=low, high=high)


def _projects(reading: Reading, first: Model, second: Model) -> Iterator[Difference]:
    others = {phase.phase_id: phase for phase in second.phases}
    for phase in first.phases:
        label = reading.t("{project}, delivered", project=phase_name(reading, phase))
        said = (_project(first, phase, reading.t), _project(second, others[phase.phase_id], reading.t))
        yield Difference(phase.phase_id, label, *said)


def _project(found: Model, phase: Phase, t: Translator) -> str:
    """What a scenario takes of a project; one that is not delivered has no year and serves nobody."""
    delivered = t.percent(100 * phase.delivered, 1)
    if not phase.delivered:
        return delivered
    return t(
        "{delivered} at the end of {year}, {use} of it for residents",
        delivered=delivered,
        year=str(phase.from_year),
        use=t.percent(100 * phase_use(found, phase), 1),
    )


def _parameters(reading: Reading, first: Model, second: Model) -> Iterator[Difference]:
    for name in PARAMETER_NAMES:
        unit = first.found.rows[name]["unit"]
        said, other = (_triple(reading, one.parameters.triple(name), unit) for one in (first, second))
        yield Difference(name, parameter_name(reading, first, name), said, other)


def _triple(reading: Reading, values: Triple, unit: str) -> str:
    """Low, central and high; the value alone where the three are one."""
    low, central, high = values
    return triple_text(reading, values, unit) if low < high else number_text(central, reading.t)


def _views(reading: Reading, first: Model, second: Model) -> Iterator[Difference]:
    dials, layers = dial_words(reading.t), layer_words(reading.t)
    one, other = first.choices, second.choices
    yield Difference("dial", reading.t("What counts"), dials[one.dial], dials[other.dial], is_view=True)
    yield Difference(
        "layer", reading.t("Layer whose causes are shown"), layers[one.layer], layers[other.layer], is_view=True
    )
