"""Scenarios reproduce the method's table, levers move the share the right way, and the inverse feeds back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contracts.parameters import Triple, read_parameters
from etl.measures.share.compute import central
from etl.measures.share.levers import YEARS, Levers, first_year_below_today, path, what_must_be_true
from etl.measures.share.scenarios import Phase, SiteStage, phases_of, presets
from tests.reference.counted import counted_evidence


def rows_of(table):
    return counted_evidence()[table]


PARAMETERS, _ = read_parameters(
    {
        row["parameter"]: tuple(float(row[name]) for name in ("low", "central", "high"))
        for row in rows_of("share_assumptions")
    }
)
PHASES = phases_of(
    SiteStage(row["site_id"], row["project_id"], row["stage"], float(row["it_load_mw"]))
    for row in rows_of("site_stages")
)
PRESETS = presets(PHASES)


def last(levers, draws=50_000, parameters=PARAMETERS):
    return path(parameters, levers, draws)[-1]


def test_the_pipeline_adds_up_once():
    assert sum(phase.mw for phase in PHASES) == pytest.approx(1469.5)
    nexus = [phase.mw for phase in PHASES if "nexus" in phase.phase_id]
    assert (sorted(nexus), sum(nexus)) == ([16, 20, 464], 500)
    assert len({phase.phase_id for phase in PHASES}) == len(PHASES)


def test_a_site_counts_once_at_its_furthest_stage():
    rows = [
        ("one", "announced", 100),
        ("one", "memorandum", 40),
        ("one", "under_construction", 30),
        ("two", "operational", 20),
    ]
    found = phases_of(SiteStage(site, "one", stage, mw) for site, stage, mw in rows)
    assert [(phase.phase_id, phase.mw) for phase in found] == [("one", 30), ("one:rest", 50)]
    assert phases_of([SiteStage("two", "two", "operational", 20), SiteStage("three", "three", "retired", 9)]) == ()


@pytest.mark.parametrize(
    ("name", "mw", "central_share", "p5", "p95"),
    [
        ("drift", 0, 32, 22, 47),
        ("nexus_phase_1", 16, 36, 26, 51),
        ("nexus_both_phases", 36, 41, 30, 58),
        ("nexus_and_tenth_of_dakhla", 86, 70, 52, 93),
    ],
)
def test_presets_reproduce_the_table_of_the_method(name, mw, central_share, p5, p95):
    phases = PRESETS[name]
    assert sum(phase.mw * phase.delivered for phase in phases) == pytest.approx(mw)
    band = last(Levers(phases=phases)).local
    assert 100 * band.central == pytest.approx(central_share, abs=1)
    assert 100 * band.p5 == pytest.approx(p5, abs=1)
    assert 100 * band.p95 == pytest.approx(p95, abs=1)


def test_all_that_is_announced_would_more_than_meet_demand():
    found = last(Levers(phases=PRESETS["all_announced"]))
    assert found.local.central == 1 and found.supply_mw > found.demand_mw
    assert found.sovereign.central == pytest.approx(0.53)


def test_a_preset_whose_projects_are_not_there_is_left_out():
    assert set(presets(PHASES[:1])) == {"drift", "all_announced"}


def test_demand_and_drift_are_those_of_the_method():
    years = path(PARAMETERS, Levers())
    assert [year.year for year in years] == list(YEARS)
    assert years[0].demand_mw == pytest.approx(38.6, abs=0.05)
    assert years[-1].demand_mw == pytest.approx(77.7, abs=0.05)
    assert years[0].local.central == pytest.approx(central(PARAMETERS)["capacity"])
    assert years[0].sovereign.central == pytest.approx(central(PARAMETERS, "sovereign")["capacity"])
    assert first_year_below_today(PARAMETERS, Levers()) == 2026
    assert first_year_below_today(PARAMETERS, Levers(demand_growth=0.0)) is None


def test_a_project_counts_from_its_year_on():
    phase = Phase("one", "one", 36, delivered=1.0, resident_use=0.3, from_year=2027)
    with_it, without = path(PARAMETERS, Levers(phases=(phase,))), path(PARAMETERS, Levers())
    assert [one.local.central > other.local.central for one, other in zip(with_it, without, strict=True)] == [
        year >= 2027 for year in YEARS
    ]


def test_a_foreign_region_inside_is_local_and_not_sovereign():
    today, inside = last(Levers()), last(Levers(offshore_fraction_2030=0.6))
    assert inside.local.central > today.local.central
    assert inside.sovereign.central == pytest.approx(today.sovereign.central)
    assert last(Levers(offshore_fraction_2030=0.9)) == today
    assert last(Levers(offshore_fraction_2030=1.0)).local.central < today.local.central


def test_who_owns_new_sites_moves_the_sovereign_part_alone():
    def owned(control):
        return last(Levers(phases=(Phase("one", "one", 50, 1.0, 0.5, control),)))

    assert owned(0.0).local == owned(1.0).local
    assert owned(0.0).sovereign.central < owned(None).sovereign.central < owned(1.0).sovereign.central


def test_more_outsourcing_needs_more_supply():
    assert last(Levers(externalised_share_2030=0.35)).local.central < last(Levers()).local.central
    assert last(Levers(externalised_share_2030=0.245)) == last(Levers())


def test_a_lever_set_by_the_reader_is_not_drawn():
    def width(levers):
        band = last(levers).local
        return band.p95 - band.p5

    assert width(Levers(demand_growth=0.15)) < width(Levers())


shares = st.floats(0.0, 1.0)
phases = st.builds(
    Phase,
    st.just("one"),
    st.just("one"),
    st.floats(0, 2000),
    shares,
    st.one_of(st.none(), shares),
    st.one_of(st.none(), shares),
    st.integers(2025, 2031),
)
levers = st.builds(
    Levers,
    st.one_of(st.none(), st.floats(0, 2)),
    st.one_of(st.none(), shares),
    st.one_of(st.none(), st.floats(0.001, 1)),
    st.lists(phases, max_size=3).map(tuple),
)


@given(levers)
def test_parts_sum_to_one_in_every_year(chosen):
    for year in path(PARAMETERS, chosen, draws=200):
        parts = (year.sovereign.central, year.local_foreign.central, year.offshore.central)
        assert sum(parts) == pytest.approx(1, abs=1e-12)
        assert all(-1e-12 <= part <= 1 + 1e-12 for part in parts)
        assert year.sovereign.central <= year.local.central
        assert year.sovereign.p95 <= year.local.p95 + 1e-12


def test_nothing_standing_and_nothing_built_is_a_share_of_zero():
    empty = replace(PARAMETERS, capacity_it_mw=Triple(0.0, 0.0, 0.0))
    found = last(Levers(), parameters=empty)
    assert (found.local.central, found.sovereign.central, found.offshore.central) == (0, 0, 1)


@given(levers, phases, st.floats(0, 1))
def test_delivering_more_never_lowers_the_share(chosen, phase, part):
    more = replace(phase, delivered=phase.delivered + part * (1 - phase.delivered))
    before = last(replace(chosen, phases=(*chosen.phases, phase)), 200)
    after = last(replace(chosen, phases=(*chosen.phases, more)), 200)
    assert after.local.central >= before.local.central - 1e-12
    assert after.local.p5 >= before.local.p5 - 1e-12


@given(levers, st.floats(0, 1))
def test_faster_demand_never_raises_the_share_without_regions_inside(chosen, growth):
    chosen = replace(chosen, offshore_fraction_2030=None)
    slow, fast = (last(replace(chosen, demand_growth=rate), 200).local.central for rate in (growth, growth + 0.1))
    assert fast <= slow + 1e-12


@settings(max_examples=50)
@given(levers, st.floats(0.01, 1.0), st.integers(2026, 2030))
def test_what_must_be_true_feeds_back_to_the_chosen_share(chosen, share, year):
    answer = what_must_be_true(PARAMETERS, chosen, share, year, draws=200)
    built = Phase("answer", "answer", answer.resident_mw.central, 1.0, 1.0, from_year=year)
    found = path(PARAMETERS, replace(chosen, phases=(built,)), draws=200)[YEARS.index(year)].local.central
    if answer.is_met_without:
        assert answer.resident_mw.central == 0
        assert found >= share - 0.0005
    else:
        assert found == pytest.approx(share, abs=0.0005)


def test_what_must_be_true_says_who_could_deliver():
    answer = what_must_be_true(PARAMETERS, Levers(), 0.5, phases=PRESETS["nexus_both_phases"])
    assert answer.resident_mw.p5 < answer.resident_mw.central < answer.resident_mw.p95
    needs = {need.phase_id: need for need in answer.needs}
    assert needs["mar-nexus-nouaceur"].needed_part is None
    dakhla = needs["mar-igoudar-dakhla"]
    assert dakhla.resident_mw == pytest.approx(150)
    assert dakhla.needed_part == pytest.approx(answer.resident_mw.central / 150)
    built = tuple(
        replace(phase, delivered=answer.pipeline_part, resident_use=0.3) for phase in PRESETS["nexus_both_phases"]
    )
    assert last(Levers(phases=built)).local.central == pytest.approx(0.5, abs=0.0005)
    assert what_must_be_true(PARAMETERS, Levers(), 0.9, phases=PHASES[:1]).pipeline_part is None
    assert what_must_be_true(PARAMETERS, Levers(), 0.1).resident_mw.central == 0
