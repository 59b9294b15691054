"""What two scenarios give: figures in one table, paths in one chart, and what must be true of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.levers import (
    band_of,
    calendar_note,
    path_line,
    paths_table,
    paths_unit,
    scenario_name,
    stage_inputs,
)
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.networks import edge_figure, networks
from dashboard.chapters.share.receipts import layer_figure, merged, needed_figure, path_figure
from dashboard.chapters.share.words import band_words, figure_text, part_words
from dashboard.chapters.shared.notices import scenario_letter
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import Bar, BarChart, LineChart, Value
from dashboard.content.values import Cell, Figure, Receipt, Table
from dashboard.figures.share import write_estimate
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import LayerName, PartName

_LAYERS: tuple[tuple[LayerName, PartName], ...] = (
    ("spend", "local"),
    ("spend", "sovereign"),
    ("capacity", "local"),
    ("capacity", "sovereign"),
)
Pair = tuple[Figure, Figure]


@dataclass(frozen=True)
class Scenario:
    """One of two: its letter, its model, its share in 2030 (of `part`, to which the page's dial points) and its need."""

    code: str
    letter: str
    role: str
    found: Model
    part: PartName
    end: Figure
    needed: Figure

    def name(self, t: Translator) -> str:
        """What it is called: "A: Nexus, phase 1"."""
        return t.labelled(self.letter, scenario_name(self.found, t))


def read_scenario(reading: Reading, code: str, choices: ShareChoices, part: PartName) -> Scenario:
    """The scenario of choices under a letter, `a` or `b`, as a build answers it."""
    found = model(reading.build, choices)
    end, needed = path_figure(reading, found, part), needed_figure(reading, found)
    return Scenario(
        code, scenario_letter(code, reading.t), {"a": "series_2", "b": "series_1"}[code], found, part, end, needed
    )


def figures_table(reading: Reading, both: tuple[Scenario, Scenario]) -> Table:
    """Every figure of both, with its band and its grade: today's, of 2030, and what must be true."""
    t = reading.t
    first, second = (_figures(reading, one) for one in both)
    pairs = list(zip(first, second, strict=True))
    columns = [
        Column[Pair]("figure", t("Figure"), lambda pair: Cell(pair[0].figure_id.partition("?")[0], _label(pair, t)))
    ]
    for place, one in enumerate(both):
        columns += [
            Column[Pair](one.code, one.name(t), _centre(place, t), "end"),
            Column[Pair](f"{one.code}_low", t("Low, {scenario}", scenario=one.letter), _end(place, "low", t), "end"),
            Column[Pair](f"{one.code}_high", t("High, {scenario}", scenario=one.letter), _end(place, "high", t), "end"),
            Column[Pair](f"{one.code}_grade", t("Grade, {scenario}", scenario=one.letter), _grade(place)),
        ]
    note = t("Estimates stand with their band, from the 5th to the 95th percentile.")
    receipt = _receipt_of_both(both, (first, second), t)
    return build_table("compared", t("The figures of both scenarios"), pairs, *columns, note=note, receipt=receipt)


def _figures(reading: Reading, one: Scenario) -> tuple[Figure, ...]:
    """The figures of a scenario: layers of today, both parts in 2030, what must be true, popular websites where networks may move."""
    run = networks(reading.build, one.found.choices.edge)
    parts: tuple[PartName, ...] = ("local", "sovereign")
    return (
        *(layer_figure(reading, one.found, layer, part) for layer, part in _LAYERS),
        *(one.end if part == one.part else path_figure(reading, one.found, part) for part in parts),
        one.needed,
        *((edge_figure(reading, run, run.edge),) if run else ()),
    )


def _label(pair: Pair, t: Translator) -> str:
    """What a pair of figures is called: both names, where a choice is in them."""
    return t.series(dict.fromkeys(figure.label for figure in pair))


def _centre(place: int, t: Translator) -> Callable[[Pair], Cell]:
    def cell(pair: Pair) -> Cell:
        figure = pair[place]
        return Cell(figure.value, figure.text if figure.value is not None else t("band only"))

    return cell


def _end(place: int, end: Literal["low", "high"], t: Translator) -> Callable[[Pair], Cell]:
    def cell(pair: Pair) -> Cell:
        value = pair[place].low if end == "low" else pair[place].high
        return Cell(value, "" if value is None else write_estimate(value, pair[place].unit, t))

    return cell


def _grade(place: int) -> Callable[[Pair], Cell]:
    return lambda pair: Cell(pair[place].grade, pair[place].grade)


def _receipt_of_both(
    both: tuple[Scenario, Scenario], figures: tuple[tuple[Figure, ...], ...], t: Translator
) -> Receipt:
    """The rows and steps of figures of both; each says whose it is."""
    return merged(
        (
            replace(figure, label=t.labelled(one.letter, figure.label))
            for one, own in zip(both, figures, strict=True)
            for figure in own
        ),
        t,
    )


def paths_compared(reading: Reading, both: tuple[Scenario, Scenario]) -> LineChart:
    """The paths of both to 2030, each with its band."""
    t = reading.t
    first, second = both
    lines = tuple(path_line(one.found.scenario, one.part, one.name(t), one.role, t) for one in both)
    title = t("To 2030, both scenarios: {part}", part=part_words(t)[first.part])
    ends = [band_words(band_of(one.found.scenario[-1], one.part), t) for one in both]
    receipt = _receipt_of_both(both, ((first.end,), (second.end,)), t)
    return LineChart(
        chart_id="fan_compared",
        title=title,
        subtitle=paths_unit(reading),
        alt=t(
            "In 2030: {a}, {first}; {b}, {second}.", a=first.name(t), first=ends[0], b=second.name(t), second=ends[1]
        ),
        table=paths_table("fan_compared", title, lines, t),
        receipt=replace(receipt, inputs=(*receipt.inputs, *stage_inputs(reading))),
        note=calendar_note(reading),
        lines=lines,
        x_axis=year_axis([2025, 2030], title=time_title(t)),
        y_axis=value_axis([0, *(point.high for line in lines for point in line.points)], t.percent),
    )


def needed_compared(reading: Reading, both: tuple[Scenario, Scenario]) -> BarChart:
    """What new sites must have in service for the share that each scenario asks for, with its band."""
    t = reading.t
    title = t("What must be true of both scenarios")
    bars = tuple(Bar(_asked(one, t), _needed_value(one, t), "target") for one in both)
    columns = (
        Column[Scenario]("scenario", t("Scenario"), lambda one: Cell(one.code, one.name(t))),
        Column[Scenario](
            "target",
            t("Local share asked for"),
            lambda one: Cell(one.found.choices.target, t.percent(100 * one.found.choices.target, 1)),
            "end",
        ),
        Column[Scenario](
            "year", t("Year"), lambda one: Cell(int(one.found.choices.year), one.found.choices.year), "end"
        ),
        Column[Scenario](
            "resident_mw",
            t("Capacity for residents that new sites must have"),
            lambda one: Cell(_needed_value(one, t).value, figure_text(one.needed, t)),
            "end",
        ),
    )
    return BarChart(
        chart_id="needed_compared",
        title=title,
        subtitle=t("MW of IT load reserved to residents"),
        alt=t.series(t.labelled(bar.label, bar.value.text) for bar in bars),
        table=build_table("needed_compared", title, both, *columns),
        receipt=_receipt_of_both(both, tuple((one.needed,) for one in both), t),
        note=reading.prose("share_target_note"),
        bars=bars,
        axis=value_axis([end for bar in bars for end in (bar.value.value, bar.value.high)], t.number),
    )


def _asked(one: Scenario, t: Translator) -> str:
    choices = one.found.choices
    return t(
        "{scenario}, for {target} in {year}",
        scenario=one.letter,
        target=t.percent(100 * choices.target, 1),
        year=choices.year,
    )


def _needed_value(one: Scenario, t: Translator) -> Value:
    value = one.needed.value if isinstance(one.needed.value, float) else None
    return Value(value, figure_text(one.needed, t), low=one.needed.low, high=one.needed.high)
