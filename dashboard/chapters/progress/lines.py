"""The lines of a trajectory: what was observed, the path a target requires, and the past pace prolonged.

Time runs in year numbers of periods' ends less one, so that the end of 2024 (and the 2024 edition of an index) stands
at 2024 and June 2024 at 2023.5. Values of another perimeter than the target's are left out of its line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dashboard.chapters.progress.rows import Row
from dashboard.content.charts import Line, Point
from dashboard.figures.progress import ASSESSED
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.marks import ESTIMATE, FORECAST, Marks
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import GrowthModel, Path, required_value
from etl.measures.progress.periods import period_year

Say = Callable[[float], str]  # writes a value in the indicator's unit


def observations(build: Build, indicator_id: str) -> list[Row]:
    """Moroccan observations of an indicator in order of time."""
    found = build.rows("select * from core_observations where indicator_id = ? and country = 'MAR'", indicator_id)
    return sorted(found, key=lambda one: (period_year(one["period"]) or 0.0, one["period"], one["row_key"]))


def observed(reading: Reading, row: Row, say: Say, since: float | None) -> tuple[Line, list[Row]]:
    """Observations of the target's perimeter, and the published baseline where no observation stands at its date."""
    t = reading.t
    used = [
        one
        for one in observations(reading.build, row["indicator_id"])
        if row["target_perimeter"] in (None, one["perimeter"])
        and (since is None or (period_year(one["period"]) or 0.0) >= since)
    ]
    drawn = [(point_of(one, reading, say), reading.build.marks("observations", one["row_key"])) for one in used]
    base_x = row["base_time"] - 1
    if all(point.x != base_x for point, _ in drawn):
        text = t(
            "{period}: {value} (published baseline)", period=t.period(row["base_period"]), value=say(row["base_value"])
        )
        drawn.append((Point(base_x, row["base_value"], "", text), Marks()))
    return Line(t("Observed"), "observed", cut(_ending(sorted(drawn, key=lambda one: one[0].x), say))), used


def point_of(one: Row, reading: Reading, say: Say) -> Point:
    """An observation as a point, hollow where it is provisional, an estimate or a forecast."""
    t = reading.t
    hover = t.labelled(t.period(one["period"]), say(one["value"]))
    status = reading.build.marks("observations", one["row_key"]).status
    mark = reading.label("observations", "observation_status", status or None)
    hover = t("{value}, {mark}", value=hover, mark=mark) if mark else hover
    is_hollow = one["provisional"] == "yes" or status != ""
    return Point((period_year(one["period"]) or 0.0) - 1, one["value"], "", hover, is_hollow, mark=mark)


def cut(drawn: Sequence[tuple[Point, Marks]]) -> tuple[Point, ...]:
    """Points in order of time as a line that is cut before a break, and between what was observed and what is forecast."""
    points: list[Point] = []
    before: Marks | None = None
    for point, marks in drawn:
        if before is not None and (marks.is_break or (marks.status == FORECAST) != (before.status == FORECAST)):
            points.append(Point((points[-1].x + point.x) / 2, None))
        points.append(point)
        before = marks
    return tuple(points)


def mark_notes(reading: Reading, used: Sequence[Row]) -> list[str]:
    """What the marks of drawn observations mean, a sentence each."""
    t = reading.t
    marks = {one["row_key"]: reading.build.marks("observations", one["row_key"]) for one in used}
    statuses = {one.status for one in marks.values()}
    breaks = [t.period(one["period"]) for one in used if marks[one["row_key"]].is_break]
    return [
        *([t("Estimates are hollow.")] if ESTIMATE in statuses else []),
        *([t("Forecasts are hollow and stand apart: nothing of them was observed.")] if FORECAST in statuses else []),
        *(
            [
                t(
                    "The line is cut before {periods}: from there on values are counted in another way.",
                    periods=t.join(breaks),
                )
            ]
            if breaks
            else []
        ),
    ]


def is_observed(build: Build, one: Row) -> bool:
    """False for a forecast."""
    return build.marks("observations", one["row_key"]).status != FORECAST


def _ending(drawn: list[tuple[Point, Marks]], say: Say) -> list[tuple[Point, Marks]]:
    """The last point that was observed with its value beside it."""
    seen = [place for place, (_, marks) in enumerate(drawn) if marks.status != FORECAST]
    return [
        (replace(point, label=say(point.value or 0.0)), marks) if place == seen[-1] else (point, marks)
        for place, (point, marks) in enumerate(drawn)
    ]


def latest_of(row: Row) -> tuple[float, float]:
    """Time and value of the latest observation; of the base where there is none."""
    return (row["latest_time"], row["latest_value"]) if row["latest_time"] else (row["base_time"], row["base_value"])


def required_path(
    model: GrowthModel, path: Path, say: Say, as_of: str, t: Translator, *, aims: Collection[int], is_count: bool
) -> tuple[Point, ...]:
    """The required path year by year; the point at the end of the running year carries its value.

    Not where a target was set for that year (`aims`), which a computed value would contradict, nor where things are
    counted and less than one is asked for: nobody can have a fifth of a company.
    """
    moments = [path.t0, *(float(y) for y in range(int(path.t0) + 1, int(path.t_target))), path.t_target]
    milestone = int(as_of[:4]) + 1.0
    points = []
    for moment in moments:
        value = required_value(model, path, moment)
        if value is not None:
            is_next = moment == milestone < path.t_target and int(moment) - 1 not in aims
            is_next = is_next and not (is_count and value < 1)
            text = t("Required at the end of {year}: {value}", year=str(int(moment) - 1), value=say(value))
            points.append(Point(moment - 1, value, say(value) if is_next else "", text))
    return tuple(points)


def next_milestone(required: Line, t: Translator) -> str:
    """What a required path asks for at the end of the running year: computed here, and so said."""
    found = next((point for point in required.points if point.label), None)
    return (
        t(
            "On the required path, as computed here: {value} at the end of {year}.",
            year=str(int(found.x)),
            value=found.label,
        )
        if found
        else ""
    )


def past_pace(row: Row, path: Path, last_year: int, say: Say, t: Translator) -> Line | None:
    """The past pace prolonged from the latest observation to the last target; None where no state was given."""
    end = last_year + 1.0
    if row["state"] not in ASSESSED or path.ti >= end or path.ti <= path.t0:
        return None
    moments = [path.ti, *(float(y) for y in range(int(path.ti) + 1, int(end) + 1))]
    if row["growth_model"] == "linear":
        slope = (path.yi - path.y0) / (path.ti - path.t0)
        values = [path.yi + slope * (moment - path.ti) for moment in moments]
    else:
        yearly = (path.yi / path.y0) ** (1 / (path.ti - path.t0))
        values = [path.yi * yearly ** (moment - path.ti) for moment in moments]
    if row["unit"].startswith("%"):
        values = [min(value, 100.0) for value in values]
    points = []
    for moment, value in zip(moments, values, strict=True):
        text = t("At the past pace, end of {year}: {value}", year=str(int(moment) - 1), value=say(value))
        points.append(Point(moment - 1, value, "", text))
    return Line(t("At the past pace"), "past_pace", tuple(points))
