"""Charts of progress: how far along its way each indicator is, states by pillar, and one trajectory for a target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.chapters.progress.lines import (
    Say,
    cut,
    is_observed,
    latest_of,
    mark_notes,
    next_milestone,
    observations,
    observed,
    past_pace,
    point_of,
    required_path,
)
from dashboard.chapters.progress.rows import Row, fronts, indicator_cell, row_receipt
from dashboard.chapters.progress.words import verdict
from dashboard.chapters.shared.cells import value_cell
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import (
    Bullet,
    BulletChart,
    Line,
    LineChart,
    Point,
    StackedBarChart,
    StackPart,
    TrajectoryChart,
    Value,
)
from dashboard.content.values import Cell, Table
from dashboard.figures.progress import AIMED, ASSESSED, formulas, state_word
from dashboard.figures.units import COUNTED, axis_number, axis_title, scale_words, time_title, write_in_unit
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import Path
from etl.versions import PROGRESS

YEARS_BEFORE_BASE = 3  # of observations drawn on the chapter's own page; the sheet draws them all


def way_chart(reading: Reading, rows: Sequence[Row]) -> BulletChart:
    """How much of the way from base to target is done, against how much should be by the latest observation, in %."""
    t = reading.t
    done, due = t("Done by the latest observation"), t("Asked for by then")
    bullets: dict[str, Bullet] = {}
    for row in rows:
        span = row["target_value"] - row["base_value"]
        shares = [100 * (row[key] - row["base_value"]) / span for key in ("latest_value", "expected_at_latest")]
        texts = [t.percent(share) for share in shares]
        hover = verdict(reading, row)
        bullets[row["target_key"]] = Bullet(
            row["name"],
            Value(shares[0], texts[0], hover=hover),
            Value(shares[1], texts[1], hover=hover),
            role=row["state"],
        )
    title = t("How much of the way is done")
    formula = reading.prose("progress_way_formula")
    table = build_table(
        "way",
        title,
        rows,
        Column("indicator", t("Indicator"), indicator_cell),
        Column("done_pct", done, lambda row: value_cell(bullets[row["target_key"]].value), "end"),
        Column("due_pct", due, lambda row: value_cell(bullets[row["target_key"]].target), "end"),
        Column("state", t("State"), lambda row: Cell(row["state"], state_word(reading, row["state"]))),
    )
    numbers = [value for bullet in bullets.values() for value in (bullet.value.value, bullet.target.value)]
    return BulletChart(
        "way",
        title,
        reading.prose("progress_way_unit"),
        " ".join(verdict(reading, row) for row in rows),
        table,
        row_receipt(reading, rows, formula, method=PROGRESS),
        tuple(bullets.values()),
        done,
        due,
        value_axis([*numbers, 100.0], t.percent),
        note=t("Each bar has the colour of its state."),
    )


def pillar_chart(reading: Reading, rows: Sequence[Row], table: Table) -> StackedBarChart:
    """Targets by state and pillar, counted once an indicator."""
    t = reading.t
    pillars = {row["pillar"]: row["pillar_name"] for row in fronts(rows)}
    counted = {
        pillar: {state: sum(r["pillar"] == pillar and r["state"] == state for r in fronts(rows)) for state in AIMED}
        for pillar in pillars
    }
    parts = tuple(
        StackPart(
            state_word(reading, state),
            state,
            tuple(
                Value(counts[state], t.number(counts[state])) if counts[state] else Value(None, "")
                for counts in counted.values()
            ),
        )
        for state in AIMED
        if any(counts[state] for counts in counted.values())
    )
    totals = [sum(counts.values()) for counts in counted.values()]
    judged = [sum(counts[state] for state in ASSESSED) for counts in counted.values()]
    alt = " ".join(
        t("{pillar}, indicators judged: {judged} of {total}.", pillar=name, judged=t.number(one), total=t.number(total))
        for name, one, total in zip(pillars.values(), judged, totals, strict=True)
    )
    return StackedBarChart(
        "pillars",
        table.title,
        t("number of indicators with a target"),
        alt,
        table,
        row_receipt(reading, fronts(rows), formulas(t)["state"], method=PROGRESS),
        tuple(pillars.values()),
        parts,
        value_axis(totals, t.number),
        tuple(t.number(total) for total in totals),
    )


def trajectory(reading: Reading, row: Row, others: Sequence[Row], *, is_full: bool = False) -> TrajectoryChart:
    """What was observed, the path to the target, the past pace prolonged, the targets; needs a base and a dated aim."""
    t = reading.t
    unit = row["unit"]

    def say(value: float) -> str:
        return write_in_unit(reading, value, unit)

    seen, used = observed(reading, row, say, since=None if is_full else row["base_time"] - YEARS_BEFORE_BASE)
    path = Path(row["base_time"], row["base_value"], *(latest_of(row)), row["target_year"] + 1.0, row["target_value"])
    aims = [one for one in (row, *others) if one["target_year"] and one["target_value"] is not None]
    own = reading.rows("select target_year from core_targets where indicator_id = ?", row["indicator_id"])
    years, is_count = {one["target_year"] for one in own}, unit in COUNTED
    points = required_path(row["growth_model"], path, say, reading.build.as_of, t, aims=years, is_count=is_count)
    required = Line(t("Required path"), "required", points)
    last = max(one["target_year"] for one in aims)
    past = past_pace(row, path, last, say, t)
    targets = Line(
        t("Target"),
        "target",
        tuple(
            Point(
                float(one["target_year"]),
                one["target_value"],
                say(one["target_value"]),
                t.labelled(str(one["target_year"]), say(one["target_value"])),
            )
            for one in sorted(aims, key=lambda one: one["target_year"])
        ),
    )
    lines = [line for line in (seen, required, past, targets) if line]
    values = [point.value for line in lines for point in line.points]
    name = t("{indicator}, target {year}", indicator=row["name"], year=str(row["target_year"]))
    chart_id = f"trajectory-{row['indicator_id']}-{row['target_year']}"
    lower = t("less is better") if row["direction"] == "lower_better" else ""
    axis = value_axis(values, lambda value: axis_number(value, t), from_zero=_from_zero(values))
    is_hollow = any(p.is_provisional and not p.mark for p in seen.points)
    hollow = t("Hollow points are provisional or approximate.") if is_hollow else ""
    return TrajectoryChart(
        chart_id,
        name,
        t.listed(filter(None, (axis_title(reading, unit), lower))),
        verdict(reading, row),
        _points_table(chart_id, name, lines, say, t),
        _with_observations(reading, row_receipt(reading, [row], formulas(t)["pace"], method=PROGRESS), used, say),
        seen,
        required,
        past,
        targets,
        year_axis(
            [point.x for line in lines for point in line.points], title=time_title(t, t("end of year, or edition"))
        ),
        axis,
        note=" ".join(
            filter(None, (next_milestone(required, t), hollow, *mark_notes(reading, used), scale_words(axis, t)))
        ),
    )


def _from_zero(values: Sequence[float | None]) -> bool:
    """A scale starts at zero unless that would press the whole line into its upper half."""
    known = [value for value in values if value is not None]
    return min(known) < max(known) / 2


def series_chart(reading: Reading, row: Row) -> LineChart | None:
    """What was observed where there is no target, a line for each perimeter; None where no line has three points."""
    t = reading.t

    def say(value: float) -> str:
        return write_in_unit(reading, value, row["unit"])

    found = observations(reading.build, row["indicator_id"])
    perimeters = list(dict.fromkeys(one["perimeter"] for one in found))
    lines = [
        Line(
            reading.label("*", "perimeter", perimeter),
            f"series_{place}",
            cut(
                [
                    (point_of(one, reading, say), reading.build.marks("observations", one["row_key"]))
                    for one in found
                    if one["perimeter"] == perimeter
                ]
            ),
        )
        for place, perimeter in enumerate(perimeters, 1)
    ]
    seen = [one for one in found if is_observed(reading.build, one)]
    if not seen or max(sum(point.value is not None for point in line.points) for line in lines) < 3:
        return None
    name = row["name"]
    latest = seen[-1]
    receipt = _with_observations(
        reading, reading.receipt(t("Values as published; nothing is computed."), ()), found, say
    )
    summer = reading.prose("progress_series_quarters_note")
    values = [point.value for line in lines for point in line.points]
    axis = value_axis(values, lambda value: axis_number(value, t), from_zero=False)
    is_quarterly = any("Q3" in one["period"] for one in found)
    return LineChart(
        "series",
        name,
        axis_title(reading, row["unit"]),
        t(
            "{indicator}: {latest} ({period}).",
            indicator=name,
            latest=_number_beside(name, say(latest["value"]), axis_title(reading, row["unit"])),
            period=t.period(latest["period"]),
        ),
        _points_table("series", name, lines, say, t),
        receipt,
        tuple(lines),
        year_axis(
            [point.x for line in lines for point in line.points], title=time_title(t, t("end of year, or edition"))
        ),
        axis,
        note=" ".join(
            filter(None, (summer if is_quarterly else "", *mark_notes(reading, found), scale_words(axis, t)))
        ),
    )


def _number_beside(name: str, text: str, word: str) -> str:
    """A value without its unit's word where the name beside it ends with the same word."""
    return text.removesuffix(word).rstrip() if word and name.endswith(word) else text


def _points_table(table_id: str, title: str, lines: Sequence[Line], say: Say, t: Translator) -> Table:
    def series(row: tuple[Line, Point, float]) -> Cell:
        line, point, _ = row
        marked = t("{value}, {mark}", value=line.label, mark=point.mark) if point.mark else line.label
        return Cell(line.role, marked)

    def date(row: tuple[Line, Point, float]) -> Cell:
        year = row[1].x
        text = t.number(year, 2).replace(t.number(1000)[1:-3] or " ", "") if year % 1 else str(int(year))
        return Cell(year, text)

    return build_table(
        table_id,
        title,
        [(line, point, point.value) for line in lines for point in line.points if point.value is not None],
        Column("series", t("Series"), series),
        Column("year_end", t("Date"), date, "end"),
        Column("value", t("Value"), lambda row: Cell(row[2], say(row[2])), "end"),
    )


def _with_observations(reading: Reading, receipt: Any, used: Sequence[Row], say: Say) -> Any:
    """A receipt with every observation drawn, each row once."""
    known = {(row.table, row.key) for row in receipt.inputs}
    more = [
        reading.input("observations", one["row_key"], say(one["value"]))
        for one in used
        if ("observations", one["row_key"]) not in known
    ]
    return replace(receipt, inputs=(*receipt.inputs, *more))
