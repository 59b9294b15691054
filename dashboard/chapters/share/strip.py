"""Three layers in one small drawing: what is in Morocco and under Moroccan control, in Morocco under another's, and abroad."""

from __future__ import annotations

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import model
from dashboard.chapters.share.receipts import layer_figure, merged
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.tables import Column, build_table, text_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import LayerName, PartName

LAYERS: tuple[LayerName, ...] = ("spend", "capacity", "all")
PARTS: tuple[PartName, ...] = ("sovereign", "local")


def control_strip(reading: Reading, choices: ShareChoices) -> StackedBarChart:
    """Of three layers the part under Moroccan control, that in Morocco under another's, and abroad; what is assumed apart."""
    t = reading.t
    found = model(reading.build, choices.today)
    layers, outsourced, words = found.layers, found.parameters.externalised_share.central, layer_words(t)
    figures = {(name, part): layer_figure(reading, found, name, part) for name in LAYERS for part in PARTS}
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
        receipt=merged(figures.values(), t),
        rows=(t("Spending"), t("Capacity"), t("All computing")),
        parts=parts,
        axis=value_axis([0, 100], t.percent),
        totals=tuple(totals[name] for name in LAYERS),
        totals_of=tuple(tuple(figures[name, part].figure_id for part in PARTS) for name in LAYERS),
    )
