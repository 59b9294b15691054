"""A band is the 5th, 50th and 95th percentile of its draws, each one of the draws themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.share.draws import band_of


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_each_percentile_is_the_draw_of_its_rank(draws: list[float]) -> None:
    values, ordered = np.array(draws), sorted(draws)
    before = values.copy()
    band = band_of(0.5, values)
    p5, p50, p95 = (ordered[round(share * (len(draws) - 1))] for share in (0.05, 0.50, 0.95))
    assert (band.central, band.p5, band.p50, band.p95) == (0.5, p5, p50, p95)
    assert (values == before).all()
