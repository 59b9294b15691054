"""What a unit says of the values written in it. An indicator's own columns say otherwise where its series needs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """Values that raise no doubt: between `least` and `greatest`, growing by no more than `jump` from one year to the next.

    `elsewhere`: how many times that of another country it may be; 0: as countries differ.
    `is_whole`: counted one by one. `is_share`: in percent, so that 0.92 may be 92 %. `others` names the units that a
    value a power of ten too large or too small would fit.
    """

    least: float = 0.0
    greatest: float = 1e12
    jump: float = 3.0
    elsewhere: float = 0.0
    is_whole: bool = False
    is_share: bool = False
    others: tuple[tuple[float, str], ...] = ()


_MANY = 1e8  # people, lines or devices of a country

UNITS: dict[str, Unit] = {
    "%": Unit(0, 100, 2.5, is_share=True, others=((0.01, "ratio"),)),
    "% population": Unit(0, 100, 2.5, is_share=True, others=((0.01, "ratio"),)),
    "ratio": Unit(0, 10, 3, others=((100, "%"),)),
    "ratio/year": Unit(-1, 1, 3, others=((100, "%/year"),)),
    "index 0-1": Unit(0, 1, 2.5),
    "score 0-100": Unit(0, 100, 2.5, is_share=True, others=((0.01, "index 0-1"),)),
    "rank": Unit(1, 300, 3, is_whole=True),
    "count": Unit(0, _MANY, 4, is_whole=True, others=((1e-6, "million"), (1e-3, "thousand"))),
    "jobs": Unit(0, 2e6, 3, is_whole=True, others=((1e-3, "thousand"),)),
    "people": Unit(0, 5e7, 4, is_whole=True, others=((1e-3, "thousand"),)),
    "people/year": Unit(0, 2e7, 3, is_whole=True, others=((1e-3, "thousand"),)),
    "students/year": Unit(0, 5e6, 3, is_whole=True, others=((1e-3, "thousand"),)),
    "million": Unit(0, 1500, 3, others=((1e6, "count"), (1e3, "thousand"))),
    "per 100 people": Unit(0, 300, 3, others=((10, "per 1000 people"),)),
    "MAD bn": Unit(0, 600, 3, others=((1e3, "MAD m"), (1e9, "MAD"))),
    "MAD m": Unit(0, 200_000, 4, others=((1e-3, "MAD bn"), (1e6, "MAD"))),
    "USD m": Unit(0, 20_000, 4, others=((1e-3, "USD bn"), (1e6, "USD"))),
    "USD million": Unit(0, 200_000, 3, others=((1e-3, "USD bn"), (1e6, "USD"))),
    "USD million/year": Unit(0, 100_000, 3, others=((1e-3, "USD bn"), (1e6, "USD"))),
    "Gbit/s": Unit(0, 500_000, 3, others=((1e3, "Mbit/s"), (1e-3, "Tbit/s"))),
    "Mbit/s": Unit(0, 2000, 3, 5, others=((1e-3, "Gbit/s"), (1e3, "kbit/s"))),
    "MW": Unit(0, 20_000, 4, others=((1e3, "kW"), (1e-3, "GW"))),
    "MW IT": Unit(0, 20_000, 4, others=((1e3, "kW"), (1e-3, "GW"))),
    "PUE": Unit(1, 5, 2),
}
_BY_NAME = (
    ("_pct", "%"),
    ("_gbps", "Gbit/s"),
    ("_mbps", "Mbit/s"),
    ("_usd_m", "USD million"),
    ("_mad_m", "MAD m"),
    ("_mw", "MW"),
    ("_score", "score 0-100"),
    ("score_", "score 0-100"),
    ("pue_", "PUE"),
)


def unit(name: str) -> Unit:
    """What is known of a unit; of one never met, only that values keep their sign and their size."""
    return UNITS.get(name, Unit(least=float("-inf")))


def unit_of_metric(metric: str) -> str:
    """The unit that ends, or stands in, the name of a metric; a count where it names none."""
    return next((found for mark, found in _BY_NAME if mark in metric + "_" or metric.endswith(mark)), "count")
