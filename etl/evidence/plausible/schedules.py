"""Years that belong together: what is expected against the words of its row, targets against each other, systems against their state."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from etl.evidence.plausible.findings import Finding, Line, Lines, first_day, last_day

SAID_YEARS = {
    ("sites", "expected"): ("name", "note"),
    ("investments", "end"): ("name", "note"),
    ("investments", "start"): ("name",),  # notes tell of much else
}
"""Columns whose year the words of the row say, and which words."""
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d,.]?\d)")
LEAST_TARGETS = 5  # of one body, to know the years it uses


def find(lines: Lines) -> Iterator[Finding]:
    """Every year that others contradict."""
    for (table, column), words in SAID_YEARS.items():
        for line in lines[table]:
            yield from _said(line, column, words)
    yield from _targets(lines)
    yield from _systems(lines)
    yield from _exchange_points(lines)
    yield from _projects(lines)


def _said(line: Line, column: str, words: tuple[str, ...]) -> Iterator[Finding]:
    """The words of the row name the year before or after, and not the one given."""
    if not line.text(column):
        return
    year = int(line.text(column)[:4])
    said = {int(found) for name in words for found in _YEAR.findall(line.text(name))}
    if year not in said and {year - 1, year + 1} & said:
        yield Finding(line, column, "words_name_year", params={"other": ", ".join(map(str, sorted(said)))})


def _targets(lines: Lines) -> Iterator[Finding]:
    """A year that no other target of the same body has, and a base that was observed in another year."""
    bodies: dict[str, list[Line]] = defaultdict(list)
    observed: dict[str, list[Line]] = defaultdict(list)
    for line in lines["targets"]:
        if line.text("target_year"):
            bodies[line.text("set_by")].append(line)
    for line in lines["observations"]:
        if line.text("country") == "MAR":
            observed[line.text("indicator_id")].append(line)
    for found in bodies.values():
        years = Counter(line.text("target_year") for line in found)
        usual = {year for year, count in years.items() if count > 1}
        for line in found:
            if len(found) >= LEAST_TARGETS and line.text("target_year") not in usual:
                yield Finding(line, "target_year", "lone_target_year", params={"other": ", ".join(sorted(usual))})
    for line in lines["targets"]:
        base, year = line.number("baseline_value"), line.text("baseline_year")
        seen = observed[line.text("indicator_id")]
        others = [o for o in seen if base and o.number("value") == base]
        if others and year not in {o.text("period")[:4] for o in seen}:
            yield Finding(line, "baseline_year", "base_of_another_year", params={"other": others[0].text("period")})


def _systems(lines: Lines) -> Iterator[Finding]:
    """A system in service is ready, and one that is planned is not."""
    for line in lines["cables"]:
        ready, recorded = line.text("rfs"), first_day(line.text("recorded_on"))
        starts, ends = first_day(ready), last_day(ready)
        if not starts or not ends or not recorded:
            continue
        is_late = line.text("status") == "in_service" and starts > recorded
        is_early = line.text("status") == "planned" and ends < recorded
        if is_late or is_early:
            yield Finding(line, "rfs", "ready_and_status", params={"other": line.text("status")})
    yield from _outages(lines)


def _outages(lines: Lines) -> Iterator[Finding]:
    """No fault of a system before it was ready."""
    ready = {line.text("name"): line for line in lines["cables"] if line.text("rfs")}
    for line in lines["outages"]:
        for name in line.text("cables").split(";"):
            system, ends = ready.get(name), last_day(line.text("date"))
            starts = first_day(system.text("rfs")) if system else None
            if system and starts and ends and ends < starts:
                yield Finding(
                    line, "date", "fault_before_ready", params={"other": f"{system.key} {system.text('rfs')}"}
                )


def _exchange_points(lines: Lines) -> Iterator[Finding]:
    for line in lines["ixps"]:
        opened, seen = first_day(line.text("established")), last_day(line.text("as_of"))
        if opened and seen and opened > seen:
            yield Finding(line, "established", "established_after", params={"other": line.text("as_of")})


def _projects(lines: Lines) -> Iterator[Finding]:
    """A site is not expected before it was first heard of; a project that is over has not yet to end."""
    heard: dict[str, str] = {}
    for line in lines["site_events"]:
        if line.text("event") in ("announced", "mou_signed"):
            heard[line.text("site_id")] = min(heard.get(line.text("site_id"), "9999"), line.text("date"))
    for line in lines["sites"]:
        ends, first = last_day(line.text("expected")), heard.get(line.key)
        starts = first_day(first) if first else None
        if ends and starts and ends < starts:
            yield Finding(line, "expected", "expected_before_heard", params={"other": first})
    for line in lines["investments"]:
        starts, recorded = first_day(line.text("end")), first_day(line.text("recorded_on"))
        if line.text("stage") == "completed" and starts and recorded and starts > recorded:
            yield Finding(line, "end", "ready_and_status", params={"other": "completed"})
