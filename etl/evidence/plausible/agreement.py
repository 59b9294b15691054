"""Tables against each other: sites and their stages and events, targets and their base, systems and their landings,
envelopes and their parts, sources and what they are cited for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from etl.evidence.plausible.findings import Finding, Line, Lines, first_day, last_day
from etl.evidence.plausible.values import of_indicator, plain

SAME = 1e-6
TARGET_TIMES = 60.0  # a target so many times its base
NEXT_TARGET = 6.0  # a later target so many times the one before
PASSED = 3.0  # what was observed so many times a target that is to be reached


def find(lines: Lines) -> Iterator[Finding]:
    """Every disagreement between tables."""
    yield from _stages(lines)
    yield from _openings(lines)
    yield from _targets(lines)
    yield from _systems(lines)
    yield from _envelopes(lines)
    yield from _uncited(lines)


def _by(lines: list[Line], column: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.text(column)].append(line)
    return found


def _stages(lines: Lines) -> Iterator[Finding]:
    """In Morocco, MW of a site and of its stages are one figure given twice; the ledger adds the stages."""
    stages = _by(lines["site_stages"], "site_id")
    sites = {line.key: line for line in lines["sites"]}
    for line in lines["sites"]:
        if line.text("country") != "MAR":
            continue
        found = stages.get(line.key, [])
        for column, is_planned in (("it_load_mw_operational", False), ("it_load_mw_planned", True)):
            of_kind = [s for s in found if (s.text("stage") != "operational") == is_planned]
            stated = line.number(column)
            if stated is not None and not of_kind:
                yield Finding(line, column, "load_without_stage", "violation")
            elif stated is not None and of_kind:
                greatest = max(s.number("it_load_mw") or 0.0 for s in of_kind)
                if abs(greatest - stated) > SAME:
                    yield Finding(line, column, "stage_disagrees", "violation", {"other": plain(greatest)})
    for line in lines["site_stages"]:
        site = sites.get(line.text("site_id"))
        if site is None:
            continue
        is_planned = line.text("stage") != "operational"
        column = "it_load_mw_planned" if is_planned else "it_load_mw_operational"
        if site.number(column) is None and (line.text("project_id") == site.key):
            yield Finding(line, "it_load_mw", "stage_without_load", "violation", {"column": column})
        if not is_planned and site.text("status") != "operational":
            yield Finding(line, "stage", "stage_and_status", "violation", {"other": site.text("status")})
        if (line.text("pipeline_class") == "in_service") == is_planned:
            yield Finding(line, "pipeline_class", "stage_and_class", "violation", {"other": line.text("stage")})
        if (line.text("pipeline_class") == "stalled") != (site.text("status") == "stalled"):
            yield Finding(line, "pipeline_class", "stage_and_status", "violation", {"other": site.text("status")})


def _openings(lines: Lines) -> Iterator[Finding]:
    """The opening of a site and its event are the same day, as far as both are known."""
    events = _by([e for e in lines["site_events"] if e.text("event") == "opened"], "site_id")
    for line in lines["sites"]:
        opened, found = line.text("opened"), events.get(line.key, [])
        if opened and found and not any(_overlap(opened, event.text("date")) for event in found):
            first = min(event.text("date") for event in found)
            yield Finding(line, "opened", "opening_disagrees", params={"other": first})
        if not opened and found and line.text("status") == "operational":
            first = min(event.text("date") for event in found)
            yield Finding(line, "opened", "opening_missing", params={"other": first})


def _overlap(a: str, b: str) -> bool:
    starts, ends = (first_day(a), first_day(b)), (last_day(a), last_day(b))
    return bool(starts[0] and starts[1] and ends[0] and ends[1] and starts[0] <= ends[1] and starts[1] <= ends[0])


def _targets(lines: Lines) -> Iterator[Finding]:
    """A target against its base, and the base against what was observed that year."""
    indicators = {line.key: line for line in lines["indicators"]}
    observed = {
        (o.text("indicator_id"), o.text("period")): o for o in lines["observations"] if o.text("country") == "MAR"
    }
    seen_of = _by([o for o in lines["observations"] if o.text("country") == "MAR"], "indicator_id")
    likes: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines["targets"]:
        likes[_aim_of(line)].append(line)
    for line in lines["targets"]:
        indicator = indicators.get(line.text("indicator_id"))
        aim, base = line.number("target_value"), line.number("baseline_value")
        seen = observed.get((line.text("indicator_id"), line.text("baseline_year")))
        if base is not None and seen is not None and abs(base - (seen.number("value") or 0)) > 0.01 * abs(base):
            yield Finding(line, "baseline_value", "base_disagrees", params={"other": seen.text("value")})
        if indicator is None or aim is None:
            continue
        if base is not None and _is_met(aim, base, indicator.text("direction")):
            yield Finding(line, "target_value", "target_behind_base", params={"other": line.text("baseline_value")})
        elif base and aim and not 1 / TARGET_TIMES <= aim / base <= TARGET_TIMES:
            yield Finding(line, "target_value", "target_far_from_base", params={"other": line.text("baseline_value")})
        known = of_indicator(indicator)
        for column in ("target_value", "baseline_value"):
            value = line.number(column)
            if value is not None and not known.least <= value <= known.greatest:
                limits = {
                    "unit": indicator.text("unit"),
                    "least": plain(known.least),
                    "greatest": plain(known.greatest),
                }
                yield Finding(line, column, "beyond_unit", params=limits | {"fits": "—"})
            elif value is not None and known.is_share and 0 < value < 1:
                yield Finding(line, column, "share_under_one", params={"fits": plain(100 * value)})
        is_better_higher = indicator.text("direction") == "higher_better"
        yield from _target_order(line, likes[_aim_of(line)], is_better_higher)
        latest = max((o for o in seen_of[line.text("indicator_id")]), key=lambda o: o.text("period"), default=None)
        now = latest.number("value") if latest else None
        if now and aim and is_better_higher and now > PASSED * aim:
            yield Finding(line, "target_value", "target_far_from_base", params={"other": plain(now)})


def _aim_of(line: Line) -> tuple[str, ...]:
    return tuple(line.text(column) for column in ("indicator_id", "set_by", "perimeter"))


def _target_order(line: Line, likes: list[Line], is_better_higher: bool) -> Iterator[Finding]:
    """Targets of one indicator by one body: the later one is not the lesser, nor many times the other."""
    for other in likes:
        if not other.text("target_year") < line.text("target_year"):
            continue
        a, b = other.number("target_value"), line.number("target_value")
        if a and b and (not 1 / NEXT_TARGET <= b / a <= NEXT_TARGET or (b < a if is_better_higher else b > a)):
            yield Finding(line, "target_value", "target_far_from_base", params={"other": other.text("target_value")})
            return


def _is_met(aim: float, base: float, direction: str) -> bool:
    return base > aim if direction == "higher_better" else base < aim


def _systems(lines: Lines) -> Iterator[Finding]:
    """Systems against their landing points, their segments and their routes."""
    landings = _by(lines["landings"], "cable_id")
    for line in lines["cables"]:
        found = landings.get(line.key, [])
        states = {landing.text("landing_status") for landing in found}
        status = line.text("status")
        if not found:
            yield Finding(line, "cable_id", "system_without_landing")
        elif (
            (status == "in_service" and "in_service" not in states)
            or (status in ("planned", "under_construction") and states == {"in_service"})
            or (status == "retired" and states & {"in_service", "planned"})
        ):
            yield Finding(line, "status", "landings_disagree", params={"other": ", ".join(sorted(states))})
    for line in lines["cable_segments"]:
        known = {landing.text("landing_point") for landing in landings.get(line.text("cable_id"), [])}
        if lost := [name for name in line.text("landing_points").split(";") if name not in known]:
            yield Finding(line, "landing_points", "segment_lands_elsewhere", "violation", {"other": ", ".join(lost)})


def _envelopes(lines: Lines) -> Iterator[Finding]:
    """Parts of an envelope don't count beside it, and are together no larger."""
    rates = {line.text("year"): line for line in lines["fx"]}
    rows = {line.key: line for line in lines["investments"]}
    parts: dict[str, float] = defaultdict(float)
    for line in lines["investments"]:
        whole = rows.get(line.text("part_of"))
        if whole is None:
            continue
        if line.text("counts_in_totals") == "yes":
            yield Finding(line, "counts_in_totals", "part_counts_twice", "violation", {"other": whole.key})
        amount, limit = _in_dirhams(line, rates), _in_dirhams(whole, rates)
        if amount is None or limit is None:
            continue
        parts[whole.key] += amount
        if parts[whole.key] > 1.02 * limit:
            yield Finding(line, "amount", "parts_over_envelope", params={"other": whole.key, "whole": plain(limit)})


def _in_dirhams(line: Line, rates: dict[str, Line]) -> float | None:
    amount, currency = line.number("amount"), line.text("currency")
    if amount is None or currency == "MAD":
        return amount
    year = rates.get((line.text("announced") or line.text("start"))[:4])
    rate = year.number(f"{currency.lower()}_mad") if year and currency in ("USD", "EUR") else None
    return amount * rate if rate else None


def _uncited(lines: Lines) -> Iterator[Finding]:
    """A source that no row cites."""
    cited = {
        item
        for table, found in lines.items()
        if table != "sources"
        for line in found
        for item in line.text("source_ids").split(";")
    }
    for line in lines["sources"]:
        if line.key not in cited:
            yield Finding(line, "source_id", "source_not_cited")
