"""Whatever the runs: a share lies inside its interval, the median inside the range, and the order of rows is nothing."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from etl.measures.locality.runs import LAST_RUNS, Run, measure_runs

COUNTS = some.tuples(*(some.integers(0, 100_000),) * 3).filter(sum)


@given(some.lists(COUNTS, min_size=1, max_size=30))
def test_the_parts_of_a_country_agree(counts: list[tuple[int, int, int]]) -> None:
    start = date(2024, 1, 17)
    runs = [Run(str(i), (start + timedelta(30 * i)).isoformat(), *each) for i, each in enumerate(counts)]
    found = measure_runs(runs)
    assert found.last == runs[-1]
    assert len(found.runs) == min(len(runs), LAST_RUNS)
    assert 0 <= found.low <= found.last.local_share + 1e-12
    assert found.last.local_share - 1e-12 <= found.high <= 1
    assert 0 <= found.least <= found.median <= found.greatest <= 1
    assert found.least <= found.last.local_share <= found.greatest
    external = found.last.external / found.last.measured
    assert abs(found.last.local_share + found.last.regional_share + external - 1) < 1e-12
    mixed = random.Random(7).sample(runs, len(runs))
    assert measure_runs(mixed) == found
