"""One quantity in two tables: where both give it for a country and a period, they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from etl.evidence.plausible.findings import Finding, Line, Lines, last_day
from etl.evidence.plausible.values import plain

SAME = 0.02  # one may be rounded, or converted at a rate of two decimals


@dataclass(frozen=True)
class Side:
    """One of the two tables: which of its rows tell the quantity, in which column, and when."""

    table: str
    column: str
    when: str
    tells: Callable[[Line], bool]


def _is_named(column: str, name: str) -> Callable[[Line], bool]:
    return lambda line: line.text(column) == name


def _by_partech(line: Line) -> bool:
    return line.text("note").startswith("Partech series (equity)")


def _ict_exports(line: Line) -> bool:
    return (line.text("flow"), line.text("item")) == ("export", "ict_total")


def _indicator(name: str) -> Side:
    return Side("observations", "value", "period", _is_named("indicator_id", name))


def _metric(name: str) -> Side:
    return Side("connectivity_metrics", "value", "period", _is_named("metric", name))


TWINS = (
    (_indicator("intl_bandwidth_used"), _metric("international_bandwidth_gbps")),
    (_indicator("intl_bandwidth_capacity"), _metric("international_bandwidth_deployed_gbps")),
    (_indicator("startup_funding_usd_partech"), Side("startup_funding", "amount_usd_m", "year", _by_partech)),
    (_indicator("startup_deals_partech"), Side("startup_funding", "deals", "year", _by_partech)),
)
IN_DIRHAMS = (_indicator("digital_export_revenue"), Side("services_trade", "value_usd_m", "year", _ict_exports))
"""In billions of dirhams on one side and millions of dollars on the other: converted at the rate of the year."""


def find(lines: Lines) -> Iterator[Finding]:
    """Values that the other table tells otherwise."""
    rates = {line.text("year"): rate for line in lines["fx"] if (rate := line.number("usd_mad"))}
    for one, other in TWINS:
        yield from _apart(lines, one, other, lambda line: 1.0)
    if rates:
        newest = rates[max(rates)]
        yield from _apart(lines, *IN_DIRHAMS, lambda line: rates.get(line.text("year"), newest) / 1000)


def _apart(lines: Lines, one: Side, other: Side, rate: Callable[[Line], float]) -> Iterator[Finding]:
    known = _by_time(lines, other)
    for key, found in _by_time(lines, one).items():
        entries = [
            (twin, value * rate(twin)) for twin in known[key] if (value := twin.number(other.column)) is not None
        ]
        for line in found:
            value = line.number(one.column)
            if value is not None and entries and not any(abs(value - fits) <= SAME * abs(value) for _, fits in entries):
                twin, fits = entries[0]
                params = {"other": f"{twin.table}: {twin.text(other.column)}", "fits": plain(fits)}
                yield Finding(line, one.column, "twin_disagrees", params=params)


def _by_time(lines: Lines, side: Side) -> Mapping[tuple[str, str], list[Line]]:
    """The rows of a side by country and the day their period ends: a year and its December are one time."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines[side.table]:
        if side.tells(line):
            found[line.text("country"), str(last_day(line.text(side.when)))].append(line)
    return found
