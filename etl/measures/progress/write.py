"""Every target judged at build time: `out_assessments`, `out_pillars`, the figures of progress and their receipts.

The day of the assessment is the build's own (its newest recording date), so that the same evidence gives the same
states on any day it is built.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb

from etl.contracts.progress import pillar_place
from etl.measures.progress.judge import (
    METHOD_VERSION,
    Assessment,
    Indicator,
    Observation,
    Point,
    Target,
    assess,
    roll_up,
)
from etl.measures.progress.pace import STATES
from etl.measures.progress.verdict import COUNTRY
from etl.warehouse.append import append
from etl.warehouse.figures import Input, MeasuredFigure, write_figures

Row = TypeVar("Row", Target, Observation)
_ASSESSMENTS = """
create table out_assessments (
  indicator_id varchar, pillar varchar, growth_model varchar,
  target_key varchar, target_year bigint, target_value double,
  is_front boolean, is_measured boolean, state varchar, reason varchar, reason_params varchar,
  pace double, second_pace double, second_state varchar, score double, is_method_sensitive boolean, is_fragile boolean,
  past_change_per_year double, required_change_per_year double, required_multiple double,
  elapsed_share double, expected_at_latest double, second_expected_at_latest double, expected_now double,
  base_table varchar, base_key varchar,
  base_period varchar, base_time double, base_value double, base_grade varchar,
  latest_key varchar,
  latest_period varchar, latest_time double, latest_value double, latest_grade varchar, age_days bigint,
  is_base_from_observation boolean, is_met_at_base boolean, is_past boolean,
  observation_count bigint, level_share double, previous_state varchar, was_fragile boolean)
"""
_PILLARS = """
create table out_pillars (pillar varchar, state varchar, indicators bigint, mean_score double,
  worst_indicator_id varchar, deteriorating varchar[])
"""


STRATEGY = "strategy_2024"  # `targets.set_by` of the strategy's own targets; the others are related commitments


@dataclass(frozen=True)
class _Rows:
    """What the measure reads, and the keys by which its rows are found again."""

    indicators: list[Indicator]
    targets: list[Target]
    observations: list[Observation]
    target_keys: dict[tuple[str, int | None], str]
    observation_keys: dict[tuple[str, str], str]

    def target_key(self, one: Assessment) -> str | None:
        return None if one.target is None else self.target_keys[one.target.indicator_id, one.target.year]

    def observation_key(self, one: Assessment, point: Point | None) -> str | None:
        return None if point is None else self.observation_keys[one.indicator.indicator_id, point.period]

    def base_key(self, one: Assessment) -> tuple[str, str] | None:
        """Table and key of the row the base was read in: the target's own, or an observation."""
        if one.base is None or one.target is None:
            return None
        if not one.is_base_from_observation:
            return "targets", self.target_keys[one.target.indicator_id, one.target.year]
        return "observations", self.observation_keys[one.indicator.indicator_id, one.base.period]

    def subject(self, one: Assessment) -> tuple[str, str]:
        """The row that stands for an indicator in a count: its target, else its latest observation, else its own."""
        if key := self.target_key(one):
            return "targets", key
        latest = self.observation_key(one, one.latest)
        return ("observations", latest) if latest else ("indicators", one.indicator.indicator_id)

    def inputs(self, one: Assessment) -> list[tuple[str, str, float | None]]:
        """Rows a state or a pace rests on, each once: latest, base, target; with none of them, the indicator's row."""
        found: list[tuple[str, str, float | None]] = []
        if (latest := self.observation_key(one, one.latest)) and one.latest:
            found.append(("observations", latest, one.latest.value))
        if (base := self.base_key(one)) and one.base and one.is_base_from_observation:
            found.append((*base, one.base.value))
        if (target := self.target_key(one)) and one.target:
            found.append(("targets", target, one.target.value))
        return list({row[:2]: row for row in found}.values()) or [("indicators", one.indicator.indicator_id, None)]


def measure_progress(connection: duckdb.DuckDBPyConnection) -> None:
    """Judge every indicator, write the two tables and the figures; expects `core_*`, `out_rows` and `out_figures`."""
    as_of = dt.date.fromisoformat(connection.execute("select as_of from out_build").fetchall()[0][0])
    rows = _read(connection)
    targets, observations = _by_indicator(rows.targets), _by_indicator(rows.observations)
    judged = [
        assess(indicator, targets[indicator.indicator_id], observations[indicator.indicator_id], as_of)
        for indicator in rows.indicators
    ]
    _write_assessments(connection, rows, judged)
    _write_pillars(connection, judged)
    units = dict(connection.execute("select indicator_id, unit from core_indicators").fetchall())
    figures = [figure for one in judged for figure in _figures(rows, one, units[one.indicator.indicator_id])]
    write_figures(connection, [*figures, *_counts(rows, judged)])


def _by_indicator(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


def _read(connection: duckdb.DuckDBPyConnection) -> _Rows:
    indicators = connection.execute(
        "select indicator_id, direction, growth_model, pillar from core_indicators order by indicator_id"
    ).fetchall()
    targets = connection.execute(
        """select row_key, indicator_id, target_year, target_value, baseline_year, baseline_value, confidence,
                  source_ids, perimeter, set_by
           from core_targets order by row_key"""
    ).fetchall()
    observations = connection.execute(
        """select row_key, indicator_id, country, period, value, confidence, source_ids, perimeter,
                  provisional = 'yes' or observation_status is not distinct from 'estimate',
                  observation_status is not distinct from 'forecast', series_break is not null
           from core_observations where country = ? order by row_key""",
        [COUNTRY],
    ).fetchall()
    return _Rows(
        sorted((Indicator(*row) for row in indicators), key=lambda one: (pillar_place(one.pillar), one.indicator_id)),
        [
            Target(row[1], row[2], row[3], row[4], row[5], row[6], tuple(row[7]), row[8] or "", row[9])
            for row in targets
        ],
        [
            Observation(row[1], row[2], row[3], row[4], row[5], tuple(row[6]), row[7] or "", row[8], row[9], row[10])
            for row in observations
        ],
        {(row[1], row[2]): row[0] for row in targets},
        {(row[1], row[3]): row[0] for row in observations},
    )


def _write_assessments(connection: duckdb.DuckDBPyConnection, rows: _Rows, judged: Iterable[Assessment]) -> None:
    connection.execute(_ASSESSMENTS)
    lines = [_line(rows, one, is_front) for front in judged for one, is_front in _each(front)]
    append(connection, "out_assessments", lines)


def _each(front: Assessment) -> list[tuple[Assessment, bool]]:
    return [(front, True), *((other, False) for other in front.other_targets)]


def _line(rows: _Rows, one: Assessment, is_front: bool) -> list[Any]:
    base_table, base_key = rows.base_key(one) or (None, None)
    base, latest, target = one.base, one.latest, one.target
    return [
        one.indicator.indicator_id,
        one.indicator.pillar,
        one.indicator.growth_model,
        rows.target_key(one),
        target and target.year,
        target and target.value,
        is_front,
        latest is not None,
        one.state,
        one.reason,
        json.dumps(dict(one.reason_params), sort_keys=True),
        one.pace,
        one.second_pace,
        one.second_state,
        one.score,
        one.is_method_sensitive,
        one.is_fragile,
        one.past_change_per_year,
        one.required_change_per_year,
        one.required_multiple,
        one.elapsed_share,
        one.expected_at_latest,
        one.second_expected_at_latest,
        one.expected_now,
        base_table,
        base_key,
        *_point(base),
        rows.observation_key(one, latest),
        *_point(latest),
        one.age_days,
        one.is_base_from_observation,
        one.is_met_at_base,
        one.is_past,
        one.observation_count,
        one.level_share,
        one.previous_state,
        one.was_fragile,
    ]


def _point(point: Point | None) -> tuple[str | None, float | None, float | None, str | None]:
    return (point.period, point.year, point.value, point.grade or None) if point else (None, None, None, None)


def _write_pillars(connection: duckdb.DuckDBPyConnection, judged: Iterable[Assessment]) -> None:
    """One row for each pillar and state; the mean, the worst and the deteriorating stand on each of a pillar's rows."""
    connection.execute(_PILLARS)
    lines = [
        [
            pillar.pillar,
            state,
            pillar.counts[state],
            pillar.mean_score,
            pillar.worst.indicator.indicator_id if pillar.worst else None,
            list(pillar.deteriorating),
        ]
        for pillar in roll_up(judged)
        for state in STATES
    ]
    append(connection, "out_pillars", lines)


def _figures(rows: _Rows, one: Assessment, unit: str) -> Iterator[MeasuredFigure]:
    """State, pace, second pace and required change of the target in front; what cannot be computed has no figure."""
    name = f"progress.{one.indicator.indicator_id}"
    inputs: list[Input] = [(*row, unit) for row in rows.inputs(one)]
    yield MeasuredFigure(f"{name}.state", None, "", "state", inputs, METHOD_VERSION, code=one.state)
    for key, value, in_unit in (
        ("pace", one.pace, "ratio"),
        ("second_pace", one.second_pace, "ratio"),
        ("required_change_per_year", one.required_change_per_year, f"{unit} per year"),
    ):
        if value is not None:
            yield MeasuredFigure(f"{name}.{key}", value, in_unit, "measured", inputs, METHOD_VERSION)


def _counts(rows: _Rows, judged: Sequence[Assessment]) -> Iterator[MeasuredFigure]:
    """How many indicators are in each state, and how many with a target nobody has measured.

    Each indicator looked at stands in the receipt with what it adds, 1 or 0, so that a zero has its rows too.
    """
    aimed = [one for one in judged if one.target is not None]
    for state in STATES:
        looked_at = [one for one in judged if one.target is None] if state == "no_official_target" else aimed
        yield _count(rows, state, [(one, one.state == state) for one in looked_at])
    yield _count(rows, "not_measured", [(one, one.latest is None) for one in aimed])
    yield _count(rows, "unobserved", [(one, one.reason == "no_observation") for one in aimed])
    unsaid = ("no_target_value", "no_target_year")
    yield _count(rows, "unsaid", [(one, one.latest is None and one.reason in unsaid) for one in aimed])
    for whose, own in (("strategy", True), ("related", False)):
        some = [one for one in aimed if one.target is not None and (one.target.set_by == STRATEGY) is own]
        for state in STATES[:-1]:
            yield _count(rows, f"{whose}_{state}", [(one, one.state == state) for one in some])


def _count(rows: _Rows, code: str, counted: Sequence[tuple[Assessment, bool]]) -> MeasuredFigure:
    inputs: list[Input] = [(*rows.subject(one), float(counts), "count") for one, counts in counted]
    total = sum(counts for _, counts in counted)
    return MeasuredFigure(f"progress.count.{code}", total, "count", "sum", inputs, METHOD_VERSION)
