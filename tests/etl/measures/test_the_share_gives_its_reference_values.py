"""The compute share on the reviewed parameters: reference values, bands, three parts, same bytes, what moves it."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contracts.parameters import LIMITS, PARAMETER_NAMES, Parameters, Triple, read_parameters
from etl.measures.share import draws
from etl.measures.share.compute import (
    LAYERS,
    PARTS,
    Documented,
    accelerators_of_site,
    central,
    confidence,
    quantities,
    shares,
    simulate,
    tornado,
)

EVIDENCE = Path(__file__).parents[3] / "data" / "evidence"


def reviewed():
    with (EVIDENCE / "share_assumptions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {row["parameter"]: tuple(float(row[name]) for name in ("low", "central", "high")) for row in rows}, {
        row["parameter"]: row["confidence"] for row in rows
    }


ROWS, GRADES = reviewed()
PARAMETERS, PROBLEMS = read_parameters(ROWS)
DOCUMENTED = Documented(gpus=32, institutional_sample=414)


def test_reference_values_of_the_central_case():
    assert PROBLEMS == ()
    found, local, sovereign = quantities(PARAMETERS), central(PARAMETERS), central(PARAMETERS, "sovereign")
    assert found.offshore_spend_usd_m == pytest.approx(267.84, abs=0.005)
    assert found.local_spend_usd_m == pytest.approx(23.8, abs=0.05)
    assert found.revenue_usd_m_per_mw == pytest.approx(12.67, abs=0.005)
    assert found.local_mw == pytest.approx(17.5)
    assert found.offshore_mw == pytest.approx(21.1, abs=0.05)
    assert found.offshore_accelerators_h100e == pytest.approx(1382, abs=0.5)
    assert local["spend"] == pytest.approx(0.0816, abs=0.00005)
    assert sovereign["spend"] == pytest.approx(0.0432, abs=0.00005)
    assert local["all"] == pytest.approx(0.7750, abs=0.00005)
    assert local["capacity"] == pytest.approx(0.453, abs=0.0005)
    assert sovereign["capacity"] == pytest.approx(0.240, abs=0.0005)
    assert local["accelerators"] == pytest.approx(0.0143, abs=0.00005)
    assert local["institutional_sites"] == pytest.approx(0.60)


@pytest.mark.parametrize(
    ("layer", "part", "p5", "p50", "p95"),
    [
        ("spend", "local", 6.5, 8.4, 11.2),
        ("spend", "sovereign", 2.5, 4.4, 6.9),
        ("all", "local", 71.0, 77.6, 84.2),
        ("capacity", "local", 32.1, 48.2, 63.9),
        ("capacity", "sovereign", 13.5, 24.8, 39.7),
        ("accelerators", "local", 0.5, 2.0, 5.4),
        ("institutional_sites", "local", 56.0, None, 63.9),
    ],
)
def test_bands_are_those_of_the_method_to_half_a_point(layer, part, p5, p50, p95):
    band = simulate(PARAMETERS, DOCUMENTED)[layer].part(part)
    assert 100 * band.p5 == pytest.approx(p5, abs=0.5)
    assert 100 * band.p95 == pytest.approx(p95, abs=0.5)
    assert (band.p50 is None) == (p50 is None)
    if p50 is not None:
        assert 100 * band.p50 == pytest.approx(p50, abs=0.5)


def test_only_the_widest_layer_shows_its_band_alone():
    found = simulate(PARAMETERS, DOCUMENTED)
    assert [name for name in LAYERS if found[name].local.is_band_only] == ["accelerators"]


def test_what_is_measured_and_what_is_counted_say_so():
    found = simulate(PARAMETERS, DOCUMENTED)
    assert [name for name in LAYERS if found[name].is_measured] == ["institutional_sites"]
    assert [name for name in LAYERS if found[name].is_control_assumed] == ["accelerators", "institutional_sites"]
    assert {name: found[name].floor_gpus for name in LAYERS if found[name].floor_gpus is not None} == {
        "accelerators": 32
    }


def test_the_institutional_interval_follows_its_sample_and_not_its_bounds():
    moved = replace(PARAMETERS, gov_sites_local=Triple(0.0, 0.6, 1.0))
    assert simulate(moved, DOCUMENTED)["institutional_sites"] == simulate(PARAMETERS, DOCUMENTED)["institutional_sites"]
    wider = simulate(PARAMETERS, Documented(32, 40))["institutional_sites"].local
    assert wider.p5 < 0.55 and wider.p95 > 0.65
    assert draws.wilson_interval(0.6, 0) == (0.0, 1.0)
    low, high = draws.wilson_interval(0.0, 10)
    assert low == 0.0 and 0 < high < 1


def test_one_nexus_phase_is_ten_times_the_accelerators_used_abroad():
    cards, h100e = accelerators_of_site(16, {**PARAMETERS.central(), "kw_per_gpu_it": 1.79})
    assert cards == pytest.approx(5804, abs=1)
    assert h100e == pytest.approx(13_200, abs=50)


@pytest.mark.parametrize(
    ("layer", "first"),
    [
        ("spend", ["mar_share_of_five"]),
        ("all", ["externalised_share"]),
        ("capacity", ["capacity_it_mw", "gpu_price_usd_h"]),
        ("accelerators", ["local_accelerators_h100e", "ai_share_of_offshore_spend"]),
    ],
)
def test_what_moves_each_result_most(layer, first):
    bars = tornado(PARAMETERS, layer)
    assert [bar.parameter for bar in bars[: len(first)]] == first
    assert confidence(bars, GRADES) == "D"
    assert all(bar.span > 0 for bar in bars)
    mirrored = tornado(PARAMETERS, layer, "offshore")
    assert [bar.span for bar in mirrored] == pytest.approx([bar.span for bar in bars])


def test_control_moves_the_sovereign_part_alone():
    assert "moroccan_control_share" in [bar.parameter for bar in tornado(PARAMETERS, "spend", "sovereign")]
    assert "moroccan_control_share" not in [bar.parameter for bar in tornado(PARAMETERS, "spend", "local")]


def test_same_inputs_same_bytes():
    first = simulate(PARAMETERS, DOCUMENTED)
    arrays = {name: values.tobytes() for name, values in draws.draw(PARAMETERS).items()}
    draws._drawn.cache_clear()
    draws._uniforms.cache_clear()
    assert simulate(PARAMETERS, DOCUMENTED) == first
    assert {name: values.tobytes() for name, values in draws.draw(PARAMETERS).items()} == arrays


def test_a_moved_parameter_leaves_the_draws_of_the_others():
    moved = draws.draw(replace(PARAMETERS, pue=Triple(1.1, 1.2, 1.3)))
    still = draws.draw(PARAMETERS)
    changed = [name for name in PARAMETER_NAMES if not np.array_equal(moved[name], still[name])]
    assert changed == ["pue"]


def test_draws_follow_their_triangle_and_cannot_be_written_on():
    values = draws.draw(PARAMETERS)["capacity_it_mw"]
    assert values.min() >= 12 and values.max() <= 45
    assert values.mean() == pytest.approx((12 + 25 + 45) / 3, rel=0.005)
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 1
    certain = draws.triangular(Triple(3.0, 3.0, 3.0), np.array([0.0, 0.4, 0.999]))
    assert certain.tolist() == [3.0, 3.0, 3.0]


def triples(name):
    low, high = LIMITS[name]
    return st.lists(st.floats(low, high), min_size=3, max_size=3).map(lambda values: Triple(*sorted(values)))


any_parameters = st.builds(Parameters, **{name: triples(name) for name in PARAMETER_NAMES})


@given(any_parameters, st.integers(0, 1000))
def test_parts_sum_to_one_and_sovereign_is_never_more_than_local(parameters, sample):
    for layer in simulate(parameters, Documented(0, sample), draws=200).values():
        parts = [layer.part(name).central for name in ("sovereign", "local_foreign", "offshore")]
        assert sum(parts) == pytest.approx(1, abs=1e-12)
        assert all(-1e-12 <= part <= 1 + 1e-12 for part in parts)
        assert layer.sovereign.central <= layer.local.central + 1e-15
        for name in PARTS:
            band = layer.part(name)
            assert np.isfinite([band.central, band.p5, band.p95]).all()
            assert -1e-12 <= band.p5 <= band.p95 <= 1 + 1e-12
    values = draws.draw(parameters, 200)
    for local, sovereign in shares(values, np.full(200, 0.5)).values():
        assert (sovereign <= local + 1e-15).all()


RISING = {  # parameter: layers whose local share must not fall when it rises; FALLING the other way
    "local_dc_revenue_2021_usd_m": ("spend", "all"),
    "local_dc_revenue_growth": ("spend", "all"),
    "capacity_it_mw": ("capacity",),
    "capacity_occupancy": ("capacity",),
    "gpu_price_usd_h": ("capacity", "accelerators"),
    "local_accelerators_h100e": ("accelerators",),
    "gov_sites_local": ("institutional_sites",),
}
FALLING = {
    "mar_share_of_five": ("spend", "all", "capacity", "accelerators"),
    "offshore_fraction_public_cloud": ("spend", "all", "capacity", "accelerators"),
    "externalised_share": ("all",),
    "ai_share_of_offshore_spend": ("accelerators",),
}


@given(any_parameters, st.sampled_from([*RISING, *FALLING]), st.floats(0, 1))
def test_each_parameter_moves_its_layers_one_way(parameters, name, part):
    triple = parameters.triple(name)
    higher = triple.central + part * (LIMITS[name][1] - triple.central)
    moved = replace(parameters, **{name: Triple(triple.low, higher, max(higher, triple.high))})
    before, after = central(parameters), central(moved)
    for layer in LAYERS:
        change = after[layer] - before[layer]
        if layer in RISING.get(name, ()):
            assert change >= -1e-12
        elif layer in FALLING.get(name, ()):
            assert change <= 1e-12
        else:
            assert change == 0
