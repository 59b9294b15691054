"""A lever moved, the figure moved, and nothing else: the dial, levers, projects, parameters and named scenarios."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.content.charts import LineChart, StackedBarChart
from dashboard.content.values import Chapter, Chart, Figure, Table
from dashboard.figures.figure import all_figures
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

NEXUS = "mar-nexus-nouaceur"


def chapter(published_build: Build, query: str = "") -> Chapter:
    choices, notices = ShareChoices.parse(query)
    assert notices == ()
    return share.build_chapter(Reading.of(published_build, "en"), choices)


def figure(found: Chapter, figure_id: str) -> Figure:
    """The figure of this id, whatever choices the id says behind it."""
    return next(each for each in found.figures if each.figure_id.partition("?")[0] == figure_id)


def block(found: Chapter, name: str) -> Chart | Table:
    blocks = [each for section in found.sections for each in section.blocks]
    return next(each for each in blocks if name in (getattr(each, "chart_id", ""), getattr(each, "table_id", "")))


def share_2030(published_build: Build, query: str) -> float:
    fan = block(chapter(published_build, query), "fan")
    assert isinstance(fan, LineChart)
    value = fan.lines[-1].points[-1].value
    assert value is not None
    return value


def test_figures_at_default_choices_are_those_of_the_build(published_build: Build) -> None:
    published = {each["figure_id"]: each for each in all_figures(Reading.of(published_build, "en"))}
    found = chapter(published_build).figures
    assert len(found) >= 7
    for shown in found:
        built = published[shown.figure_id]
        assert (shown.value, shown.low, shown.high) == (built["value"], built["low"], built["high"]), shown.figure_id
        assert (shown.grade, shown.kind, shown.unit) == (built["grade"], built["kind"], built["unit"])
        keys = {(row.table, row.key) for row in shown.receipt.inputs}
        assert keys == {(row["table"], row["key"]) for row in built["receipt"]["inputs"]}, shown.figure_id


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (32, 22, 47)),
        ("preset=nexus_phase_1", (36, 26, 51)),
        ("preset=nexus_both_phases", (41, 30, 58)),
        ("preset=nexus_and_tenth_of_dakhla", (70, 52, 93)),
        ("preset=all_announced", (100, 100, 100)),
    ],
)
def test_named_scenarios_reproduce_the_table_of_the_method(
    published_build: Build, query: str, expected: tuple[float, float, float]
) -> None:
    end = figure(chapter(published_build, query), "share.capacity.local.2030")
    assert [end.value, end.low, end.high] == [pytest.approx(each, abs=1) for each in expected]


@pytest.mark.parametrize(
    ("query", "is_up"),
    [
        ("growth=0.05", True),
        ("growth=0.3", False),
        ("externalised_2030=0.4", False),
        ("offshore_2030=0.6", True),
        (f"phases={NEXUS}~1~0.3~2030", True),
    ],
)
def test_a_lever_moves_the_share_of_2030_its_way(published_build: Build, query: str, is_up: bool) -> None:
    assert (share_2030(published_build, query) > share_2030(published_build, "")) is is_up
    moved, still = chapter(published_build, query), chapter(published_build)
    assert figure(moved, "share.spend.local") == figure(still, "share.spend.local")
    assert "in this scenario" in moved.sentences[5].text


def test_more_delivered_more_for_residents_and_sooner_each_count(published_build: Build) -> None:
    def at(entry: str) -> float:
        return share_2030(published_build, f"phases={NEXUS}~{entry}")

    assert at("0.5~0.3~2030") < at("1~0.3~2030") < at("1~0.6~2030") == at("1~0.6~2027")
    fan = block(chapter(published_build, f"phases={NEXUS}~1~0.6~2027"), "fan")
    assert isinstance(fan, LineChart)
    drift, own = ([point.value for point in line.points] for line in fan.lines)
    assert [a == b for a, b in zip(drift, own, strict=True)] == [True, True, False, False, False, False]


def test_ownership_of_new_sites_moves_the_sovereign_share_alone(published_build: Build) -> None:
    preset = "preset=nexus_and_tenth_of_dakhla"
    for name, moves in (("sovereign", True), ("local", False)):
        dial = "&dial=control" if name == "sovereign" else ""
        ends = [
            figure(chapter(published_build, f"{preset}{dial}&control_new={held}"), f"share.capacity.{name}.2030").high
            for held in (0, 1)
        ]
        assert (ends[0] != ends[1]) is moves


def test_a_new_site_that_gives_residents_nothing_leaves_the_share_as_it_is(published_build: Build) -> None:
    for dial in ("", "&dial=control"):
        without, useless = (
            figure(
                chapter(published_build, f"{query}{dial}"), f"share.capacity.{'sovereign' if dial else 'local'}.2030"
            )
            for query in ("growth=0.15", f"growth=0.15&phases={NEXUS}~1~0~2027")
        )
        assert (useless.low, useless.high) == (without.low, without.high)


def test_the_dial_asks_for_control_as_well(published_build: Build) -> None:
    territory, control = chapter(published_build), chapter(published_build, "dial=control")
    assert [kpi.figure.figure_id for kpi in territory.kpis][2] == "share.spend.local"
    assert [kpi.figure.figure_id for kpi in control.kpis][2] == "share.spend.sovereign"
    assert control.kpis[2].figure.value < territory.kpis[2].figure.value
    for measured in (0, 1):  # on the territory: no test of control exists
        assert control.kpis[measured].figure == territory.kpis[measured].figure


def test_an_edited_parameter_moves_its_layers_and_its_receipt_says_so(published_build: Build) -> None:
    edited = chapter(published_build, "externalised_share=0.3,0.4,0.5")
    shown = [block(made, "share_bands") for made in (edited, chapter(published_build))]
    every, still = (next(row[2].value for row in chart.table.rows if row[0].value == "all") for chart in shown)  # type: ignore[union-attr]
    assert every < still
    row = next(row for row in shown[0].receipt.inputs if row.key == "externalised_share")
    assert "Set by the reader" in row.note and "0.245" in row.note and row.value_text.startswith("0.4")
    assert figure(edited, "share.spend.local").value == figure(chapter(published_build), "share.spend.local").value
    assert "Parameters set by the reader" in edited.choices_text
    back = ShareChoices.parse("externalised_share=0.3,0.4,0.5&preset=nexus_phase_1")[0].without_edits()
    assert back == ShareChoices(preset="nexus_phase_1")


def test_a_named_scenario_chosen_puts_every_lever_back() -> None:
    moved = ShareChoices(preset="drift", growth=0.2, phases=((NEXUS, 0.5, 0.5, 2028.0),), dial="control")
    assert moved.with_preset("nexus_phase_1") == ShareChoices(preset="nexus_phase_1", dial="control")


def test_the_chosen_layer_is_the_one_whose_causes_are_shown(published_build: Build) -> None:
    first = {
        layer: block(chapter(published_build, f"layer={layer}"), "tornado").table.rows[0][0].value  # type: ignore[union-attr]
        for layer in ("spend", "all", "capacity", "accelerators")
    }
    assert first == {
        "spend": "mar_share_of_five",
        "all": "externalised_share",
        "capacity": "capacity_it_mw",
        "accelerators": "local_accelerators_h100e",
    }


def test_three_parts_of_each_layer_add_up_and_traffic_is_left_empty(published_build: Build) -> None:
    stack = block(chapter(published_build), "share_parts")
    assert isinstance(stack, StackedBarChart)
    sums = [[part.values[row].value for part in stack.parts] for row in range(len(stack.rows))]
    assert [sum(v for v in values if v is not None) for values in sums[:5]] == [pytest.approx(100)] * 5
    assert set(sums[5]) == set(sums[6]) == {None}  # accelerators: the band only; traffic: nothing found
    assert stack.totals[6] == "nothing found: left empty" and "band only" in stack.totals[5]


def test_a_project_that_the_build_does_not_hold_is_named_in_a_note(published_build: Build) -> None:
    found = chapter(published_build, "phases=mar-no-such~1~1~2030")
    assert "mar-no-such" in found.notes[0]
    assert replace(found, notes=found.notes[1:], query="").notes == chapter(published_build).notes
