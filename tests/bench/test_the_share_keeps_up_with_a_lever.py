"""How long the share and its path take, medians of seven runs; the limits are those of one lever movement."""

import csv
import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest

from etl.contracts.parameters import Triple, read_parameters
from etl.measures.share.compute import LAYERS, Documented, simulate, tornado
from etl.measures.share.draws import _drawn, _uniforms
from etl.measures.share.levers import Levers, path, what_must_be_true
from etl.measures.share.scenarios import Phase

pytestmark = pytest.mark.bench
EVIDENCE = Path(__file__).parents[2] / "data" / "evidence"
DOCUMENTED = Documented(32, 414)


@pytest.fixture(scope="module")
def parameters():
    with (EVIDENCE / "share_assumptions.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        return read_parameters(
            {row["parameter"]: tuple(float(row[name]) for name in ("low", "central", "high")) for row in rows}
        )[0]


def median_ms(name, run, times=7):
    spans = []
    for turn in range(times):
        start = time.perf_counter()
        run(turn)
        spans.append(1000 * (time.perf_counter() - start))
    found = statistics.median(spans)
    print(f"{name}: median {found:.1f} ms, worst {max(spans):.1f} ms of {times}")
    return found


def cold(run):
    def wrapped(turn):
        _drawn.cache_clear()
        _uniforms.cache_clear()
        run(turn)

    return wrapped


def with_price(parameters, turn):
    return replace(parameters, gpu_price_usd_h=Triple(2.0, 2.5 + turn / 100, 5.0))


def with_lever(turn):
    return Levers(demand_growth=0.1 + turn / 100, phases=tuple(Phase(str(n), str(n), 50, 0.5) for n in range(9)))


def test_all_layers_stay_under_100_ms(parameters):
    assert median_ms("layers, nothing kept", cold(lambda _: simulate(parameters, DOCUMENTED))) < 100
    assert (
        median_ms("layers, one parameter moved", lambda turn: simulate(with_price(parameters, turn), DOCUMENTED)) < 100
    )


def test_a_path_to_2030_stays_under_60_ms(parameters):
    path(parameters, Levers())
    assert median_ms("path, nine phases and a lever moved", lambda turn: path(parameters, with_lever(turn))) < 60
    assert (
        median_ms("path, one parameter moved", lambda turn: path(with_price(parameters, turn), with_lever(turn))) < 60
    )


def test_the_inverse_and_the_tornado_are_quick(parameters):
    assert median_ms("what must be true", lambda turn: what_must_be_true(parameters, with_lever(turn), 0.5)) < 60
    assert median_ms("tornado of every layer", lambda _: [tornado(parameters, layer) for layer in LAYERS]) < 60
