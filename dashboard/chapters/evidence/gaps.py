"""The gap map: which missing observation would move a state, which parameter moves a share most, who could measure it."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.evidence.gaps_of_layers import layers_section
from dashboard.chapters.progress.rows import Row, read_rows
from dashboard.chapters.progress.words import age_text, reason_text
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.layers import ESTIMATED
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.parameters_table import retirement
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, text_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell, Section
from dashboard.figures.progress import ASSESSED, state_word
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import ACCELERATION, ON_TRACK
from etl.measures.share.compute import METHOD_VERSION, LayerName
from etl.versions import PROGRESS

_THRESHOLDS = (0.0, ACCELERATION, ON_TRACK)
_LEAST_POINTS = 0.05  # a parameter that moves every share by less is left out of the drawing
_ONE, _TWO, _AIM = 1, 2, 3  # what it takes: one observation, two, or a target that says what is aimed at and when
_LAYER_ROLES: dict[LayerName, str] = {
    "capacity": "series_1",
    "all": "series_2",
    "spend": "series_3",
    "accelerators": "series_4",
}
_AIM_REASONS = ("no_target_value", "no_target_year", "target_not_after_base")


def sections(reading: Reading) -> tuple[Section, ...]:
    """Targets without a state, states close to another, what is measured of each layer, parameters to measure."""
    rows = [row for row in read_rows(reading) if row["target_key"]]
    return (_missing(reading, rows), _close(reading, rows), layers_section(reading), _parameters(reading))


def missing_rows(reading: Reading) -> list[tuple[int, Row]]:
    """Targets without a state, with what it takes to judge each: the cheapest first, then the nearest year."""
    rows = [row for row in read_rows(reading) if row["target_key"] and row["state"] == "not_assessable"]
    ranked = [(_takes(reading.build, row), row) for row in rows]
    return sorted(ranked, key=lambda pair: (pair[0], pair[1]["target_year"] or 9999, pair[1]["name"]))


def _takes(build: Build, row: Row) -> int:
    if row["reason"] in _AIM_REASONS:
        return _AIM
    has_base = (
        row["base_value"] is not None
        or build.row(
            "select baseline_value is not null as has_base from core_targets where row_key = ?", row["target_key"]
        )["has_base"]
    )
    return _ONE if has_base else _TWO


def indicator_link(row: Row) -> str:
    """Where an indicator has its sheet."""
    return f"/progress?indicator={row['indicator_id']}"


def _missing(reading: Reading, rows: list[Row]) -> Section:
    t = reading.t
    takes = {
        _ONE: t("one observation"),
        _TWO: t("two observations: a starting value and a later one"),
        _AIM: t("what is aimed at, and by when"),
    }
    listed = missing_rows(reading)
    needs = {row["target_key"]: need for need, row in listed}
    columns = RowColumns(reading)
    receipt = reading.receipt(
        reading.prose("evidence_gaps_without_state_formula"),
        (reading.input("targets", row["target_key"], takes[need]) for need, row in listed),
        PROGRESS,
    )
    lead = t(
        "{missing} of {total} targets have no state. Where one observation is enough, publishing it moves the target "
        "out of “not assessable” at once. Whoever set a target can say how it is measured.",
        missing=t.number(len(listed)),
        total=t.number(len(rows)),
    )
    title = t("Targets that a published figure would judge")
    table = build_table(
        "gaps-targets",
        title,
        [row for _, row in listed],
        Column("target", t("Target"), lambda row: Cell(row["target_key"], row["name"], indicator_link(row))),
        Column("pillar", t("Pillar"), lambda row: Cell(row["pillar"], row["pillar_name"])),
        Column("year", t("Year"), lambda row: Cell(row["target_year"], str(row["target_year"] or ""))),
        Column(
            "takes",
            t("What it takes to judge it"),
            lambda row: Cell(needs[row["target_key"]], takes[needs[row["target_key"]]]),
        ),
        Column("reason", t("Why it can't be judged"), lambda row: Cell(row["reason"], reason_text(row, t))),
        columns.code("set_by", t("Set by"), "targets"),
        receipt=receipt,
        is_folded=True,
    )
    blocks = (table,) if listed else ()
    return Section("gaps-targets", title, lead, blocks)


def _close(reading: Reading, rows: list[Row]) -> Section:
    t = reading.t
    columns = RowColumns(reading)
    judged = [row for row in rows if row["state"] in ASSESSED and row["pace"] is not None]
    ranked = sorted(judged, key=lambda row: (_distance(row["pace"]), row["name"]))
    receipt = reading.receipt(
        t("Distance from the pace to the nearest of the thresholds {values}.", values=_thresholds(t)),
        (reading.input("targets", row["target_key"], t.number(row["pace"], 2)) for row in ranked),
        PROGRESS,
    )
    title = t("States that the next observation may move")
    lead = reading.prose("evidence_gaps_near_threshold_intro")
    blocks = (
        (
            build_table(
                "gaps-close",
                title,
                ranked,
                Column("target", t("Target"), lambda row: Cell(row["target_key"], row["name"], indicator_link(row))),
                Column("year", t("Year"), lambda row: Cell(row["target_year"], str(row["target_year"] or ""))),
                Column("state", t("State"), lambda row: Cell(row["state"], state_word(reading, row["state"]))),
                columns.number("pace", t("Pace"), digits=2),
                Column(
                    "distance",
                    t("Distance to the nearest threshold"),
                    lambda row: Cell(round(_distance(row["pace"]), 4), t.number(_distance(row["pace"]), 2)),
                    "end",
                ),
                Column(
                    "age", t("Age of the latest value"), lambda row: Cell(row["age_days"], age_text(row["age_days"], t))
                ),
                Column(
                    "method_sensitive",
                    t("Method-sensitive"),
                    lambda row: Cell(row["is_method_sensitive"], t("yes") if row["is_method_sensitive"] else t("no")),
                ),
                Column(
                    "fragile",
                    t("Fragile"),
                    lambda row: Cell(row["is_fragile"], t("yes") if row["is_fragile"] else t("no")),
                ),
                receipt=receipt,
            ),
        )
        if ranked
        else ()
    )
    return Section("gaps-close", title, lead, blocks)


def _distance(pace: float) -> float:
    return min(abs(pace - threshold) for threshold in _THRESHOLDS)


def _thresholds(t: Translator) -> str:
    return t.join([t.number(value, 2) for value in _THRESHOLDS])


class Span(NamedTuple):
    """A parameter, the layer whose local share it moves most, and by how many points."""

    parameter: str
    layer: LayerName
    points: float


def parameter_spans(found: Model) -> list[Span]:
    """Each parameter with the layer whose local share it moves most and by how many points, the greatest first."""
    most: dict[str, tuple[LayerName, float]] = {}
    for layer in ESTIMATED:
        for bar in found.tornado(layer, "local"):
            span = 100 * bar.span
            if span > most.get(bar.parameter, (layer, 0.0))[1]:
                most[bar.parameter] = (layer, span)
    ranked = [Span(name, layer, span) for name, (layer, span) in most.items() if span >= _LEAST_POINTS]
    return sorted(ranked, key=lambda row: (-row[2], row[0]))


def _parameters(reading: Reading) -> Section:
    t = reading.t
    found = model(reading.build, ShareChoices())
    spans = parameter_spans(found)
    rows, layers, missing = found.found.rows, layer_words(t), retirement(reading)
    names = {name: rows[name][f"name_{reading.lang}"] for name, _, _ in spans}
    title = t("Parameters to measure, by what they move")
    receipt = reading.receipt(
        reading.prose("evidence_gaps_parameters_formula"),
        parameter_inputs(reading, found, [name for name, _, _ in spans]),
        METHOD_VERSION,
    )
    columns: tuple[Column[Span], ...] = (
        Column("parameter", t("Parameter"), lambda span: Cell(span.parameter, names[span.parameter], "/share?")),
        Column("layer", t("Share it moves most"), lambda span: Cell(span.layer, layers[span.layer])),
        Column(
            "points",
            t("By how many points"),
            lambda span: Cell(round(span.points, 3), t.significant(span.points)),
            "end",
        ),
    )
    table = build_table(
        "gaps-parameters",
        t("Who could measure them"),
        spans,
        *columns,
        text_column("confidence", t("Grade"), lambda span: rows[span.parameter]["confidence"]),
        text_column(
            "to_measure", t("What would have to be measured to retire it"), lambda span: missing[span.parameter][0]
        ),
        text_column("provider", t("Who could provide it"), lambda span: missing[span.parameter][1]),
    )
    drawn = build_table("gaps-spans", title, spans, *columns)
    first = spans[0]
    chart = BarChart(
        chart_id="gaps-spans",
        title=title,
        subtitle=t("Points of the share it moves most; estimate"),
        alt=t(
            "What moves a share most: {parameter}, {points} of {layer}.",
            parameter=names[first[0]],
            points=_points(first[2], t),
            layer=layers[first[1]],
        ),
        table=drawn,
        receipt=receipt,
        bars=tuple(
            Bar(
                names[name], Value(span, _points(span, t), hover=f"{names[name]}\n{layers[layer]}"), _LAYER_ROLES[layer]
            )
            for name, layer, span in spans
        ),
        axis=value_axis([0, *(span for *_, span in spans)], t.number),
        legend=tuple(
            LegendItem(role, layers[layer])
            for layer, role in _LAYER_ROLES.items()
            if any(layer == on for _, on, _ in spans)
        ),
    )
    lead = reading.prose("evidence_gaps_parameters_intro")
    return Section("gaps-parameters", title, lead, (chart, table))


def _points(span: float, t: Translator) -> str:
    """Points of a share, at most two significant digits, as estimates are written."""
    return t.plural("{points} point", "{points} points", float(f"{span:.2g}"), points=t.significant(span))
