"""Numbers that belong to no series: the size of sites, systems, links, faults and amounts, and what they are made of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.plausible.units import unit
from etl.evidence.plausible.values import plain

EARTH_KM = 6371.0088
TBPS_UNTIL = (("2000", 10.0), ("2010", 20.0), ("2018", 120.0), ("9999", 700.0))  # laid before; upgrades included
TBPS_PER_PAIR = (0.05, 40.0)
RAND_PER_DOLLAR, DOLLARS_PER_EURO = 18.0, 1.1  # for an order of magnitude, where fx.csv has no rate
BETWEEN_COUNTRIES_KM = 1000.0  # towns of which we know no position, against those of the same countries
WIDE_BOUNDS = 12.0  # the high value of a parameter, so many times its low one
SLOW = 12.0  # times light, beside what the ends take
GBPS_PER_MEMBER = (0.02, 60.0)
USD_M_PER_DEAL = (0.5, 60.0)
LIGHT_KM_PER_MS = 100.0  # there and back in glass: 200 km a millisecond, one way


@dataclass(frozen=True)
class Size:
    """A column, the values that raise no doubt, and its unit."""

    table: str
    column: str
    least: float
    greatest: float
    unit: str


SIZES = (
    Size("sites", "gpu_count_operational", 0, 50_000, ""),
    Size("sites", "gpu_count_planned", 0, 200_000, ""),
    Size("sites", "racks", 1, 50_000, ""),
    Size("sites", "floor_area_m2", 20, 500_000, "m2"),
    Size("site_stages", "it_load_mw", 0, 2000, "MW"),
    Size("cables", "length_km", 10, 50_000, "km"),
    Size("cables", "design_capacity_tbps", 0.001, 1000, "Tbit/s"),
    Size("cables", "lit_capacity_tbps", 0.0001, 1000, "Tbit/s"),
    Size("cables", "fibre_pairs", 1, 48, ""),
    Size("cable_segments", "design_capacity_tbps", 0.001, 1000, "Tbit/s"),
    Size("ixps", "members", 0, 3000, ""),
    Size("ixps", "peak_gbps", 0, 30_000, "Gbit/s"),
    Size("backbone", "km", 1, 20_000, "km"),
    Size("latency", "rtt_ms", 0.1, 1500, "ms"),
    Size("latency", "great_circle_km", 1, 20_038, "km"),
    Size("as_control", "asn", 1, 410_000, ""),
    Size("outages", "days", 0, 120, ""),
)
LARGEST_AMOUNTS = {
    "public_services": 3e9,
    "mobile": 1.5e10,
    "fibre": 5e9,
    "submarine_cable": 2e9,
    "cloud": 5e9,
    "data_centre": 6e9,
    "ai": 6e9,
    "skills": 1e9,
    "startup_fund": 1.5e9,
    "other": 5e9,
}
"""By sector, the largest amount that raises no doubt, in US dollars."""
LEAST_AMOUNT = 3e5  # in US dollars: millions written as such are less


def find(lines: Lines) -> Iterator[Finding]:
    """Doubts about the size of single values, and about values of one row that can't go together."""
    rates = {line.text("year"): line for line in lines["fx"]}
    for size in SIZES:
        for line in lines[size.table]:
            yield from _out_of_size(line, size)
    for line in lines["investments"]:
        yield from _amount(line, rates)
        yield from _over(line, "amount_executed", "amount")
    for line in lines["share_assumptions"]:
        yield from _parameter(line)
    for line in lines["cables"]:
        yield from _over(line, "lit_capacity_tbps", "design_capacity_tbps")
        yield from _capacity(line)
    for line in lines["latency"]:
        yield from _latency(line)
    for line in lines["ixps"]:
        yield from _each(line, "peak_gbps", "members", GBPS_PER_MEMBER)
    for line in lines["startup_funding"]:
        yield from _each(line, "amount_usd_m", "deals", USD_M_PER_DEAL)
    for line in lines["fx"]:
        yield from _euro(line)
    yield from _distances(lines)
    yield from _lengths(lines)


def _out_of_size(line: Line, size: Size) -> Iterator[Finding]:
    value = line.number(size.column)
    if value and not size.least <= value <= size.greatest:
        limits = {"least": plain(size.least), "greatest": plain(size.greatest), "unit": size.unit}
        powers = (1e3, 1e6, 1e-3, 1e-6, 100.0, 0.01)
        fits = next((value / power for power in powers if size.least <= value / power <= size.greatest), None)
        yield Finding(line, size.column, "beyond_size", params=limits | {"fits": plain(fits) if fits else "—"})


def _amount(line: Line, rates: Mapping[str, Line]) -> Iterator[Finding]:
    """An announcement too large for its sector, or that only millions written as such would make so small."""
    amount, dollars = line.number("amount"), in_dollars(line, rates)
    if amount and dollars:
        least, greatest = (amount * limit / dollars for limit in (LEAST_AMOUNT, LARGEST_AMOUNTS[line.text("sector")]))
        yield from _out_of_size(line, Size("investments", "amount", least, greatest, line.text("currency")))


def in_dollars(line: Line, rates: Mapping[str, Line]) -> float | None:
    """The amount of an investment in US dollars at the rate of its year, else of the newest; None without one."""
    amount, currency = line.number("amount"), line.text("currency")
    if amount is None or currency == "USD":
        return amount
    if currency == "ZAR":
        return amount / RAND_PER_DOLLAR
    rate = rates.get((line.text("announced") or line.text("start"))[:4]) or rates.get(max(rates, default=""))
    dollar = rate.number("usd_mad") if rate else None
    euro = (rate.number("eur_mad") if rate else None) or (dollar or 0.0) * DOLLARS_PER_EURO
    return amount * (euro if currency == "EUR" else 1.0) / dollar if dollar else None


def _over(line: Line, part: str, whole: str) -> Iterator[Finding]:
    a, b = line.number(part), line.number(whole)
    if a is not None and b is not None and a > b:
        yield Finding(line, part, "part_over_whole", params={"whole": whole, "other": line.text(whole)})


def _each(line: Line, whole: str, count: str, limits: tuple[float, float]) -> Iterator[Finding]:
    """More or less for each than was ever seen."""
    a, b = line.number(whole), line.number(count)
    if a and b and not limits[0] <= a / b <= limits[1]:
        yield Finding(line, count, "load_and_size", params={"other": f"{whole} {line.text(whole)}"})


def _euro(line: Line) -> Iterator[Finding]:
    """Over a year the euro was never worth less than the dollar since 2003."""
    euro, dollar = line.number("eur_mad"), line.number("usd_mad")
    if euro and dollar and euro < dollar:
        yield Finding(line, "eur_mad", "load_and_size", params={"other": f"usd_mad {line.text('usd_mad')}"})


def _capacity(line: Line) -> Iterator[Finding]:
    """More than fibre carried when the system was laid, or than its pairs carry."""
    capacity, pairs = line.number("design_capacity_tbps"), line.number("fibre_pairs")
    year = line.text("rfs")[:4]
    greatest = next((limit for until, limit in TBPS_UNTIL if year < until), TBPS_UNTIL[-1][1])
    if capacity and year and capacity > greatest:
        limits = {"least": "0", "greatest": plain(greatest), "unit": f"Tbit/s, {year}", "fits": "—"}
        yield Finding(line, "design_capacity_tbps", "beyond_size", params=limits)
    elif capacity and pairs and not TBPS_PER_PAIR[0] <= capacity / pairs <= TBPS_PER_PAIR[1]:
        other = f"fibre_pairs {line.text('fibre_pairs')}"
        yield Finding(line, "design_capacity_tbps", "load_and_size", params={"other": other})


def _parameter(line: Line) -> Iterator[Finding]:
    known = unit(line.text("unit"))
    for column in ("low", "central", "high"):
        value = line.number(column)
        if value is not None and not known.least <= value <= known.greatest:
            limits = {"unit": line.text("unit"), "least": plain(known.least), "greatest": plain(known.greatest)}
            yield Finding(line, column, "beyond_unit", params=limits | {"fits": "—"})
    low, high = line.number("low"), line.number("high")
    if low and high and low > 0 and high / low > WIDE_BOUNDS:
        yield Finding(line, "high", "wide_bounds", params={"other": line.text("low"), "times": plain(high / low)})


def _latency(line: Line) -> Iterator[Finding]:
    time, way = line.number("rtt_ms"), line.number("great_circle_km")
    if time and way and time < way / LIGHT_KM_PER_MS:
        yield Finding(line, "rtt_ms", "faster_than_light", params={"least": plain(round(way / LIGHT_KM_PER_MS, 1))})
    elif time and way and time > 60 + SLOW * way / LIGHT_KM_PER_MS:
        yield Finding(line, "rtt_ms", "slow_for_distance", params={"other": line.text("great_circle_km")})


def _distances(lines: Lines) -> Iterator[Finding]:
    """A distance between two towns is the same in every row, and that of their coordinates where we have them."""
    towns = _towns(lines)
    apart = _Apart(towns)
    lengths: dict[frozenset[tuple[str, str]], tuple[float, str]] = {}
    for line in lines["latency"]:
        ends = [(_town(line.text(f"{end}_city")), line.text(f"{end}_country")) for end in ("from", "to")]
        way = line.number("great_circle_km")
        if not way:
            continue
        expected = lengths.setdefault(frozenset(ends), (way, line.key))[0]
        if ends[0] in towns and ends[1] in towns:
            expected = kilometres(towns[ends[0]], towns[ends[1]])
        if abs(way - expected) > max(60, 0.05 * expected):
            yield Finding(line, "great_circle_km", "distance_disagrees", params={"other": plain(round(expected))})
        elif known := apart.of(ends[0][1], ends[1][1]):
            shortest, longest = known
            if not shortest - BETWEEN_COUNTRIES_KM <= way <= longest + BETWEEN_COUNTRIES_KM:
                nearest = plain(round(shortest if way < shortest else longest))
                yield Finding(line, "great_circle_km", "distance_disagrees", params={"other": nearest})


class _Apart:
    """The shortest and the longest way between a town of one country and a town of another, asked once a pair."""

    def __init__(self, towns: Mapping[tuple[str, str], tuple[float, float]]) -> None:
        self._places: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for (_, country), place in towns.items():
            self._places[country].append(place)
        self._known: dict[tuple[str, str], tuple[float, float] | None] = {}

    def of(self, one: str, other: str) -> tuple[float, float] | None:
        """Both in kilometres; None where we know no town of one of the two."""
        if (one, other) not in self._known:
            self._known[one, other] = self._measured(one, other)
        return self._known[one, other]

    def _measured(self, one: str, other: str) -> tuple[float, float] | None:
        """Every way on the chord, which is ordered as the ways are, then the two that count along the earth."""
        import numpy as np

        here, there = self._places.get(one, []), self._places.get(other, [])
        if not here or not there:
            return None
        dots = _on_sphere(here) @ _on_sphere(there).T  # the less, the farther
        ends = (np.unravel_index(place, dots.shape) for place in (dots.argmax(), dots.argmin()))
        shortest, longest = (kilometres(here[int(a)], there[int(b)]) for a, b in ends)
        return shortest, longest


def _on_sphere(places: list[tuple[float, float]]) -> Any:
    """Points (lon, lat) as unit vectors, one a row."""
    import numpy as np

    lon, lat = np.radians(np.array(places)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _town(name: str) -> str:
    return name.partition(" (")[0]


def _towns(lines: Lines) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for table, column in (("landings", "landing_point"), ("ixps", "city"), ("sites", "city")):
        for line in lines[table]:
            lon, lat = line.number("lon"), line.number("lat")
            if lon is not None and lat is not None and line.text(column):
                found[_town(line.text(column)), line.text("country")] = (lon, lat)
    return found


def _lengths(lines: Lines) -> Iterator[Finding]:
    """A system is at least as long as its two farthest landing points lie apart, and not many times longer."""
    places: dict[str, list[tuple[float, float]]] = {}
    for line in lines["landings"]:
        lon, lat = line.number("lon"), line.number("lat")
        if lon is not None and lat is not None:
            places.setdefault(line.text("cable_id"), []).append((lon, lat))
    for line in lines["cables"]:
        length, ends = line.number("length_km"), places.get(line.key, [])
        apart = max((kilometres(a, b) for a in ends for b in ends), default=0.0)
        if length and apart and length < 0.9 * apart:
            yield Finding(line, "length_km", "shorter_than_apart", params={"other": plain(round(apart))})


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lon, lat)."""
    (lon_a, lat_a), (lon_b, lat_b) = (map(math.radians, place) for place in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
