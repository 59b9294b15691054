"""Three strips under the sentences: under whose control, how the targets stand, and megawatts from service to announcement."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import model
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.tables import Column, build_table, text_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Figure, Receipt, Section
from dashboard.figures.figure import figure
from dashboard.figures.progress import AIMED, state_word
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import LayerName

LAYERS: tuple[LayerName, ...] = ("spend", "capacity", "all")
STAGES = (
    ("it_load_operational", "in_service"),
    ("under_construction", "under_construction"),
    ("pipeline_signed", "memorandum"),
    ("pipeline_planned", "announced"),
    ("pipeline_headline", "headline"),
)


class _Stage(NamedTuple):
    """A part of a strip: its word, the role that colours it, and its figure."""

    word: str
    role: str
    shown: Figure


def strips(reading: Reading) -> Section:
    """The three strips."""
    charts = (_control(reading), _targets(reading), _megawatts(reading))
    return Section("strips", reading.t("At a glance"), "", charts, is_beside=True)


def _control(reading: Reading) -> StackedBarChart:
    """Of three layers the part under Moroccan control, that in Morocco under another's, and abroad; what is assumed apart."""
    t = reading.t
    layers = model(reading.build, ShareChoices()).layers
    outsourced = model(reading.build, ShareChoices()).parameters.externalised_share.central
    words = layer_words(t)
    figures = {
        (name, part): figure(reading, f"share.{name}.{part}") for name in LAYERS for part in ("sovereign", "local")
    }
    assumed = {name: 100 * (1 - outsourced) if name == "all" else 0.0 for name in LAYERS}
    own = {name: 100 * layers[name].sovereign.central - assumed[name] for name in LAYERS}
    foreign = {name: 100 * layers[name].local_foreign.central for name in LAYERS}
    abroad = {name: 100 * layers[name].offshore.central for name in LAYERS}

    def part(label: str, role: str, values: dict[LayerName, float]) -> StackPart:
        return StackPart(label, role, tuple(Value(values[name] or None, "") for name in LAYERS))

    def row_total(name: LayerName) -> str:
        whole = t("{share} in Morocco", share=figures[name, "local"].text)
        if name == "all":
            return t("{share}, assumed", share=whole)
        return t("{own} under Moroccan control, {whole}", own=figures[name, "sovereign"].text, whole=whole)

    parts = (
        part(t("assumed, not measured"), "assumed", assumed),
        part(t("in Morocco, Moroccan control"), "sovereign", own),
        part(t("in Morocco, foreign control"), "local_foreign", foreign),
        part(t("abroad"), "offshore", abroad),
    )
    totals = {name: row_total(name) for name in LAYERS}
    title = t("Under whose control (estimates)")

    def share_of(one: StackPart) -> Column[LayerName]:
        values = dict(zip(LAYERS, (value.value for value in one.values), strict=True))
        return Column(one.role, one.label, lambda name: Cell(values[name], t.significant_percent(values[name])), "end")

    table = build_table(
        "strip_control",
        title,
        LAYERS,
        Column("layer", t("Layer"), lambda name: Cell(name, words[name])),
        *(share_of(one) for one in parts),
        text_column("in_short", t("In short"), lambda name: totals[name]),
    )
    return StackedBarChart(
        chart_id="strip_control",
        title=title,
        subtitle=t("Percent of spending, of megawatts, of all computing; central case of estimates"),
        alt=t.series(t.labelled(words[name], totals[name]) for name in LAYERS),
        table=table,
        receipt=_merged(reading, [figures[name, part] for name in LAYERS for part in ("sovereign", "local")]),
        rows=(t("Spending"), t("Capacity"), t("All computing")),
        parts=parts,
        axis=value_axis([0, 100], t.percent),
        totals=tuple(totals[name] for name in LAYERS),
        totals_of=tuple(tuple(figures[name, part].figure_id for part in ("sovereign", "local")) for name in LAYERS),
    )


def _targets(reading: Reading) -> StackedBarChart:
    """How many indicators with a target stand in each state."""
    t = reading.t
    figures = {state: figure(reading, f"progress.count.{state}") for state in AIMED}
    words = {state: state_word(reading, state) for state in AIMED}
    total = sum(_number(shown) for shown in figures.values())
    title = t.plural("{count} indicator with a target, by state", "{count} indicators with a target, by state", total)
    return _one_row(
        "strip_targets",
        title,
        t("Number of indicators; the next target of each is judged"),
        [_Stage(words[state], state, figures[state]) for state in AIMED],
        reading,
    )


def _megawatts(reading: Reading) -> StackedBarChart:
    """Megawatts by how far they have come; each project's are counted once."""
    t = reading.t
    words = {
        "it_load_operational": t("in service"),
        "under_construction": t("works found"),
        "pipeline_signed": t("in memoranda"),
        "pipeline_planned": t("operators' plans"),
        "pipeline_headline": t("large announcements"),
    }
    stages = [_Stage(words[name], role, figure(reading, f"sites.{name}_mw")) for name, role in STAGES]
    return _one_row(
        "strip_mw",
        t("Megawatts, from service to announcement"),
        t("MW of IT load; what is to be confirmed is left out"),
        stages,
        reading,
    )


def _one_row(chart_id: str, title: str, subtitle: str, stages: list[_Stage], reading: Reading) -> StackedBarChart:
    """A strip of one row: each part a figure of its own."""
    t = reading.t
    parts = tuple(
        StackPart(word, role, (Value(_number(shown), shown.text, figure_id=shown.figure_id),))
        for word, role, shown in stages
    )
    return StackedBarChart(
        chart_id=chart_id,
        title=title,
        subtitle=subtitle,
        alt=t.series(t.labelled(word, shown.text) for word, _, shown in stages),
        table=build_table(
            chart_id,
            title,
            stages,
            Column("part", t("Part"), lambda stage: Cell(stage.shown.figure_id, stage.word, role=stage.role)),
            Column("value", t("Value"), lambda stage: Cell(stage.shown.value, stage.shown.text), "end"),
        ),
        receipt=_merged(reading, [shown for *_, shown in stages]),
        rows=(title,),
        parts=parts,
        axis=value_axis([0, sum(_number(shown) for *_, shown in stages)], t.number),
    )


def _merged(reading: Reading, figures: list[Figure]) -> Receipt:
    """One receipt for a strip of several figures: their formulas and all their rows."""
    formula = " ".join(reading.t.labelled(shown.label, shown.receipt.formula) for shown in figures)
    rows = {(row.table, row.key): row for shown in figures for row in shown.receipt.inputs}
    return reading.receipt(formula, rows.values())


def _number(shown: Figure) -> float:
    return float(shown.value) if isinstance(shown.value, int | float) else 0.0
