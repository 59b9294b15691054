"""Runs over popular sites: against each other, against the size of such a run, and against the networks that answer."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.plausible.values import plain

COUNTS = ("sites_local", "sites_regional", "sites_external")
LEAST_SITES, MOST_SITES = 900, 1000  # a list of a thousand, of which few don't answer
LEAP = 42.0  # points of the local share; runs that were well explained leapt by 40


def find(lines: Lines) -> Iterator[Finding]:
    """Runs of another size, runs given twice, and networks that don't add up to the run of their day."""
    runs = lines["web_locality"]
    for line in runs:
        if not LEAST_SITES <= sites_of(line) <= MOST_SITES:
            limits = {"sites": sites_of(line), "least": LEAST_SITES, "greatest": MOST_SITES}
            yield Finding(line, "measured_on", "run_of_another_size", params=limits)
    yield from _repeats(runs)
    yield from _of_another_country(runs)
    yield from _leaps(runs)
    yield from _networks(lines)


def sites_of(line: Line) -> int:
    """How many sites a run measured."""
    return sum(_counts(line))


def _counts(line: Line) -> tuple[int, ...]:
    return tuple(int(line.number(column) or 0) for column in COUNTS)


def _repeats(runs: list[Line]) -> Iterator[Finding]:
    """The three counts of a run are those of the one before, in the same country."""
    ordered = sorted(runs, key=lambda line: (line.text("country"), line.text("measured_on")))
    for before, line in itertools.pairwise(ordered):
        if before.text("country") == line.text("country") and _counts(before) == _counts(line):
            yield Finding(line, "measured_on", "run_repeats", params={"other": before.text("measured_on")})


def _leaps(runs: list[Line]) -> Iterator[Finding]:
    """The local share lies far from those of the runs before and after: two counts exchanged, or one mistyped."""
    countries: dict[str, list[Line]] = defaultdict(list)
    for line in sorted(runs, key=lambda line: line.text("measured_on")):
        countries[line.text("country")].append(line)
    for found in countries.values():
        shares = [100 * (line.number("sites_local") or 0) / max(sites_of(line), 1) for line in found]
        for place, line in enumerate(found):
            around = shares[max(0, place - 1) : place] + shares[place + 1 : place + 2]
            if around and all(abs(shares[place] - other) > LEAP for other in around):
                content = {"share": plain(round(shares[place])), "other": plain(round(around[0]))}
                yield Finding(line, "sites_local", "run_leaps", params=content)


def _of_another_country(runs: list[Line]) -> Iterator[Finding]:
    """The three counts of a run are those of another country on the same day; the last of the countries is asked."""
    alike: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in sorted(runs, key=lambda line: line.text("country")):
        alike[(line.text("measured_on"), *_counts(line))].append(line)
    for first, *others in alike.values():
        for line in others:
            yield Finding(line, "measured_on", "run_of_another_country", params={"other": first.text("country")})


def _networks(lines: Lines) -> Iterator[Finding]:
    """The networks of a dated file add up to the run of that day."""
    runs = {(line.text("country"), line.text("measured_on")): line for line in lines["web_locality"]}
    files: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines["web_locality_providers"]:
        files[line.text("country"), line.text("measured_on")].append(line)
    for day, found in files.items():
        total = sum(line.number("sites") or 0 for line in found)
        if not day[1] and not LEAST_SITES <= total <= MOST_SITES:
            limits = {"sites": plain(total), "least": LEAST_SITES, "greatest": MOST_SITES}
            yield Finding(found[0], "sites", "run_of_another_size", params=limits)
        if day in runs and total != sites_of(runs[day]):
            content = {"sites": plain(total), "other": sites_of(runs[day])}
            yield Finding(found[0], "measured_on", "networks_and_run", params=content)
