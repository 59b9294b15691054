"""Values against their unit, their series, the same figure elsewhere, and the target."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.evidence.plausible.findings import Finding, Line, Lines, last_day
from etl.evidence.plausible.units import Unit, unit, unit_of_metric

ELSEWHERE = 300.0  # countries differ; by more than this hardly
TARGET_OVER, TARGET_UNDER = 10.0, 2000.0  # a value so far beyond its target, or so far from it


@dataclass(frozen=True)
class Point:
    """One number: where it stands, its unit, the series it belongs to, the figure it is an instance of, and its time."""

    line: Line
    column: str
    value: float
    unit_name: str
    unit: Unit
    series: tuple[str, ...]
    figure: tuple[str, ...]
    years: float
    when: str


@dataclass(frozen=True)
class Measure:
    """A column of numbers: its unit, what makes a series and a figure, and when a value stands."""

    table: str
    column: str
    unit: Callable[[Line], str]
    series: Callable[[Line], tuple[str, ...]]
    figure: Callable[[Line], tuple[str, ...]]
    when: str
    known: Unit | None = None  # where the column is narrower than its unit


def _texts(*columns: str) -> Callable[[Line], tuple[str, ...]]:
    return lambda line: tuple(line.text(column) for column in columns)


def _always(name: str) -> Callable[[Line], str]:
    return lambda line: name


def _metric_unit(line: Line) -> str:
    return unit_of_metric(line.text("metric"))


def _fund_series(line: Line) -> tuple[str, ...]:
    """The three series of start-up funding are named in words: what stands before "series"."""
    return (line.text("country"), line.text("note").partition(" series")[0])


_RATE = Unit(0.1, 100, 1.35)
_CAPACITY = Unit(0, 10_000, 6)
_SITES = Unit(0, 1000, 12, is_whole=True)  # one network that moves takes a country's count from 250 to 30 and back
_HOUSES = Unit(0, 500, 4, is_whole=True)
MEASURES = (
    Measure("connectivity_metrics", "value", _metric_unit, _texts("metric", "country"), _texts("metric"), "period"),
    Measure("compute_demand", "value", _metric_unit, _texts("metric", "country"), _texts("metric"), "period"),
    Measure("startup_funding", "amount_usd_m", _always("USD m"), _fund_series, lambda line: _fund_series(line)[1:], "year"),
    Measure("startup_funding", "deals", _always("count"), _fund_series, lambda line: _fund_series(line)[1:], "year", Unit(0, 2000, 4, elsewhere=5)),
    Measure("services_trade", "value_usd_m", _always("USD million"), _texts("country", "flow", "item"), _texts("flow"), "year"),
    Measure("fx", "usd_mad", _always("MAD per USD"), _texts(), _texts(), "year", _RATE),
    Measure("fx", "eur_mad", _always("MAD per EUR"), _texts(), _texts(), "year", _RATE),
    Measure("country_capacity", "it_load_mw_operational", _always("MW"), _texts("country"), _texts(), "year", _CAPACITY),
    Measure("country_capacity", "it_load_mw_pipeline", _always("MW"), _texts("country"), _texts(), "year", _CAPACITY),
    Measure("country_capacity", "data_centre_count", _always("count"), _texts("country"), _texts(), "year", _HOUSES),
    Measure("country_capacity", "gpu_count", _always("count"), _texts("country"), _texts(), "year", Unit(0, 1e6, 6, is_whole=True)),
    Measure("web_locality", "sites_local", _always("count"), _texts("country"), _texts(), "measured_on", _SITES),
    Measure("web_locality_providers", "sites", _always("count"), _texts("country", "measured_on", "provider", "answered"), _texts("provider", "answered"), "measured_on", _SITES),
)  # fmt: skip


def find(lines: Lines) -> Iterator[Finding]:
    """Every doubt about the values of the indicators, the metrics and the other series."""
    indicators = {line.key: line for line in lines["indicators"]}
    points = [*_read_points(lines, indicators), *itertools.chain.from_iterable(_points(lines, m) for m in MEASURES)]
    series, figures = defaultdict(list), defaultdict(list)
    for point in points:
        series[point.line.table, point.column, point.series].append(point)
        figures[point.line.table, point.column, point.figure].append(point)
    findings: dict[tuple[str, str, str], Finding] = {}
    of_series = itertools.chain.from_iterable(_series_doubts(found) for found in series.values())
    of_figures = itertools.chain.from_iterable(_elsewhere_doubts(found) for found in figures.values())
    of_units = itertools.chain.from_iterable(_unit_doubts(point, series) for point in points)
    for finding in itertools.chain(of_series, of_units, _against_targets(lines, points), of_figures):
        findings.setdefault(
            (finding.line.table, finding.line.key, finding.column), finding
        )  # one doubt a cell is enough
    yield from findings.values()


def _read_points(lines: Lines, indicators: dict[str, Line]) -> Iterator[Point]:
    for line in lines["observations"]:
        indicator = indicators.get(line.text("indicator_id"))
        if indicator is None:
            continue
        known = of_indicator(indicator)
        series = (line.text("indicator_id"), line.text("country"), line.text("perimeter"))
        yield _point(line, "value", indicator.text("unit"), known, series, series[:1], line.text("period"))
    for line in lines["regional_observations"]:
        if indicator := indicators.get(line.text("indicator_id")):
            series = (line.text("indicator_id"), line.text("region_code"), line.text("perimeter"))
            figure = (series[0], "regions")  # a part of a country is not held against whole ones
            known = of_indicator(indicator)
            yield _point(line, "value", indicator.text("unit"), known, series, figure, line.text("period"))


def of_indicator(indicator: Line) -> Unit:
    """The unit of an indicator, narrowed or widened by the indicator's own columns."""
    own = {"least": "least_value", "greatest": "greatest_value", "jump": "jump_factor"}
    given: dict[str, Any] = {name: indicator.number(column) for name, column in own.items()}
    return replace(unit(indicator.text("unit")), **{name: value for name, value in given.items() if value is not None})


def unit_of(line: Line, indicators: Mapping[str, Line]) -> str:
    """The name of the unit of a row: that of its indicator, or the one that its metric's name ends with."""
    indicator = indicators.get(line.text("indicator_id"))
    return indicator.text("unit") if indicator else _metric_unit(line)


def _points(lines: Lines, measure: Measure) -> Iterator[Point]:
    for line in lines[measure.table]:
        if line.number(measure.column) is not None:
            name = measure.unit(line)
            known = measure.known or unit(name)
            when = line.text(measure.when)
            yield _point(line, measure.column, name, known, measure.series(line), measure.figure(line), when)


def _point(
    line: Line, column: str, name: str, known: Unit, series: tuple[str, ...], figure: tuple[str, ...], when: str
) -> Point:
    day = last_day(when)
    years = day.toordinal() / 365.25 if day else 0.0
    return Point(line, column, line.number(column) or 0.0, name, known, series, figure, years, when)


def _unit_doubts(point: Point, series: dict[Any, list[Point]]) -> Iterator[Finding]:
    """A value outside what its unit allows, a fraction of what is counted whole, 0.92 among percentages."""
    value, known = point.value, point.unit
    limits = {"unit": point.unit_name, "least": plain(known.least), "greatest": plain(known.greatest)}
    if value < 0 <= known.least:
        yield Finding(point.line, point.column, "negative", params={"unit": point.unit_name})
    elif value > known.greatest:
        is_far = value > 10 * known.greatest
        fitting = _fitting(point, lambda fits: known.least <= fits <= known.greatest) if is_far else ""
        yield Finding(point.line, point.column, "beyond_unit", params=limits | {"fits": fitting or "—"})
    elif value < known.least:
        yield Finding(point.line, point.column, "beyond_unit", params=limits | {"fits": "—"})
    elif known.is_share and 0 < value < 1 and not _is_small(point, series):
        yield Finding(point.line, point.column, "share_under_one", params={"fits": plain(100 * value)})
    elif known.is_whole and value != int(value):
        yield Finding(point.line, point.column, "not_whole", params={"unit": point.unit_name})


def _is_small(point: Point, series: dict[Any, list[Point]]) -> bool:
    others = [p.value for p in series[point.line.table, point.column, point.series] if p is not point]
    return bool(others) and max(others) < 3


def _series_doubts(points: Sequence[Point]) -> Iterator[Finding]:
    """Values that jump from their neighbours in time, or change sign."""
    ordered = sorted(points, key=lambda p: (p.years, p.line.key, p.line.line))
    yield from _sign_doubts(ordered)
    yield from _zero_doubts(ordered)
    counted = [point for point in ordered if point.value > 0]
    torn = [_is_torn(a, b) for a, b in itertools.pairwise(counted)]
    blamed: set[int] = set()
    for i, is_torn in enumerate(torn):
        if is_torn and not {i, i + 1} & blamed:
            blamed.add(_blame(i, torn))
    for i in sorted(blamed):
        other = counted[i - 1] if i and torn[i - 1] else counted[i + 1]
        yield _jump(counted[i], other)


def _sign_doubts(ordered: Sequence[Point]) -> Iterator[Finding]:
    negative = [p for p in ordered if p.value < 0]
    positive = [p for p in ordered if p.value > 0]
    few, many = sorted((negative, positive), key=len)
    if few and len(many) >= 2 * len(few):
        for point in few:
            yield Finding(point.line, point.column, "sign", params={"other": many[-1].line.text(point.column)})


def _zero_doubts(ordered: Sequence[Point]) -> Iterator[Finding]:
    """A zero after values that were none: a blank written as zero, or digits lost."""
    for before, point in itertools.pairwise(ordered):
        if point.value == 0 and before.value > 0:
            params = {"other": before.line.text(point.column), "when": before.when}
            yield Finding(point.line, point.column, "zero_after", params=params)


def _is_torn(a: Point, b: Point) -> bool:
    """Whether two neighbours lie further apart than the years between them allow."""
    times = max(a.value, b.value) / min(a.value, b.value)
    return times > b.unit.jump * max(1.0, abs(b.years - a.years))


def _blame(i: int, torn: Sequence[bool]) -> int:
    """Which of points `i` and `i + 1` is out of line: the one torn on both sides, else an end of the series, else the later."""
    if i + 1 < len(torn) and torn[i + 1]:
        return i + 1
    if i and torn[i - 1]:
        return i
    return 0 if i == 0 and len(torn) > 1 else i + 1


def _jump(point: Point, other: Point) -> Finding:
    params = {
        "other": other.line.text(point.column),
        "when": other.when,
        "times": plain(round(max(point.value, other.value) / min(point.value, other.value), 1)),
        "unit": point.unit_name,
    }
    fitting = _fitting(point, lambda fits: 1 / point.unit.jump <= fits / other.value <= point.unit.jump)
    if fitting:
        return Finding(point.line, point.column, "scale", params=params | {"fits": fitting})
    return Finding(point.line, point.column, "jump", params=params)


def _fitting(point: Point, fits: Callable[[float], bool]) -> str:
    """The value and the unit that would fit, where the value is a hundred, a thousand or a million times off."""
    named = dict(point.unit.others)
    for power in (100.0, 1e3, 1e6, 1e9, 0.01, 1e-3, 1e-6):
        if point.value and fits(point.value / power):
            written = next((f" = {plain(point.value)} {name}" for factor, name in named.items() if factor == power), "")
            return f"{plain(point.value / power)} {point.unit_name}{written}"
    return ""


def _elsewhere_doubts(points: Sequence[Point]) -> Iterator[Finding]:
    """A series that lies far from the same figure everywhere else."""
    by_series: dict[tuple[str, ...], list[Point]] = defaultdict(list)
    for point in points:
        if point.value > 0:
            by_series[point.series].append(point)
    for name, found in by_series.items():
        others = [p.value for other, listed in by_series.items() if other != name for p in listed]
        if len(by_series) < 3:
            continue
        least, greatest = min(others), max(others)
        # Where the others agree closely, so should this one: a score is not a size.
        room = found[0].unit.elsewhere or min(ELSEWHERE, max(50.0, 10 * greatest / least))
        for point in found:
            if not least / room <= point.value <= greatest * room:
                fitting = _fitting(point, lambda fits, a=least, b=greatest: a <= fits <= b)  # type: ignore[misc]
                limits = {"least": plain(least), "greatest": plain(greatest), "fits": fitting or "—"}
                yield Finding(point.line, point.column, "elsewhere", params=limits)


def _against_targets(lines: Lines, points: Iterable[Point]) -> Iterator[Finding]:
    """A value of another order of magnitude than what is aimed at."""
    targets: dict[str, list[Line]] = defaultdict(list)
    for line in lines["targets"]:
        if line.number("target_value"):
            targets[line.text("indicator_id")].append(line)
    for point in points:
        if point.line.table != "observations" or point.value <= 0 or point.line.text("country") != "MAR":
            continue
        aims = [aim for line in targets[point.series[0]] if (aim := line.number("target_value")) and aim > 0]
        if aims and (point.value > TARGET_OVER * max(aims) or point.value < min(aims) / TARGET_UNDER):
            fitting = _fitting(point, lambda fits, a=aims: min(a) / 100 <= fits <= max(a) * 2)  # type: ignore[misc]
            params = {"target": plain(aims[0]), "unit": point.unit_name, "fits": fitting or "—"}
            yield Finding(point.line, point.column, "target_magnitude", params=params)


def plain(value: float) -> str:
    """A number as the evidence writes it: a point, no grouping, no more digits than it has."""
    if not abs(value) < 1e15:
        return str(value)
    rounded = round(value, 6) if abs(value) < 1000 else round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.6f}".rstrip("0")
