"""The parts of each layer today, in stacks that add up: under Moroccan control, local but foreign, local with control unknown, abroad."""

from __future__ import annotations

from typing import cast

from dashboard.chapters.share.layers import SHOWN, band_cells, band_columns, layer_label
from dashboard.chapters.share.model import Model, shown_centre
from dashboard.chapters.share.popular import popular_layer
from dashboard.chapters.share.receipts import layer_figure, merged
from dashboard.chapters.share.words import band_words, part_words
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Figure, Table
from dashboard.content.values import Column as Head
from dashboard.figures.share import estimate_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import Layer, PartName
from etl.measures.share.draws import Band

PARTS: tuple[PartName, ...] = ("sovereign", "local_foreign", "offshore")
ROLES = {"regional": "peer"}  # parts that have no role of their own


def parts_chart(reading: Reading, found: Model, measured: Figure) -> StackedBarChart:
    """Sovereign, local foreign-controlled and offshore: in the central case the three add up to 100 %."""
    t = reading.t
    layers, popular = [found.layers[name] for name in SHOWN], popular_layer(reading)
    words = _stack_words(t)
    values = {part: [_part_value(found, layer, part, t) for layer in layers] for part in words}
    names = [layer_label(layer, t, is_split=True) for layer in layers]
    totals = [_total(layer, t) for layer in layers]
    empty = Value(None, t("nothing found: left empty"))
    rows = [
        (Cell(layer.name, layer_label(layer, t, is_split=True)), Cell(part, label), *_part_cells(found, layer, part, t))
        for layer in layers
        for part, label in words.items()
        if _band_of(layer, part) is not None or _part_value(found, layer, part, t).value is not None
    ]
    if popular:
        words |= popular.part_words(t)
        for part in words:
            values.setdefault(part, [Value(None, "")] * len(layers)).insert(1, popular.part(part, t))
        names.insert(1, popular.label(t, is_split=True))
        totals.insert(1, "")
        at = next(i for i, row in enumerate(rows) if row[0].value != layers[0].name)
        rows[at:at] = popular.part_rows(words, t)
    title = t("The parts of each layer")
    columns = (Head("layer", t("Layer")), Head("part", t("Part")), *band_columns(t))
    spend = found.layers["spend"]
    figures = [layer_figure(reading, found, name, "sovereign") for name in ("spend", "all", "capacity")]
    return StackedBarChart(
        chart_id="share_parts",
        title=title,
        subtitle=t("Percent, central case of the estimate; pale where only the band may be shown"),
        alt=t(
            "By spending: sovereign {sovereign}, local but foreign-controlled {foreign}, offshore {offshore}.",
            sovereign=band_words(spend.sovereign, t),
            foreign=band_words(spend.local_foreign, t),
            offshore=band_words(spend.offshore, t),
        ),
        table=Table("share_parts", title, columns, tuple(rows)),
        receipt=merged([measured, *([popular.figure] if popular else []), *figures], t),
        note=reading.prose("share_parts_note"),
        rows=(*names, t("Internet traffic served in the country")),
        parts=tuple(StackPart(label, ROLES.get(part, part), (*values[part], empty)) for part, label in words.items()),
        axis=value_axis([0, 100], t.percent),
        totals=(*totals, empty.text),
    )


def _stack_words(t: Translator) -> dict[str, str]:
    """The parts of a stack: what is assumed, what is local with control unknown, and the three parts where control is known."""
    return {
        "assumed": t("In-house server rooms: assumed local and Moroccan, not measured"),
        "local": t("Local, control not measured"),
        **{part: part_words(t)[part] for part in PARTS},
    }


def _in_house(found: Model) -> float:
    """The part of all computing that is not outsourced, in percent of it (central case)."""
    spend, every = found.layers["spend"].local.central, found.layers["all"].local.central
    return 100 * (1 - (1 - every) / (1 - spend)) if spend < 1 else 0.0


def _band_of(layer: Layer, part: str) -> Band | None:
    """The band of a part of a stack; None where the layer has no such part."""
    if layer.is_control_assumed:
        return layer.local if part == "local" else layer.offshore if part == "offshore" else None
    if part in {"assumed", "local"}:
        return None
    return layer.part(cast("PartName", part))


def _part_value(found: Model, layer: Layer, part: str, t: Translator) -> Value:
    """A part of a stack; a layer of which only the band may be shown has no stack."""
    if layer.local.is_band_only:
        return Value(None, "")
    if layer.name == "all" and part in ("assumed", "sovereign"):
        own = _in_house(found)
        value = own if part == "assumed" else 100 * layer.sovereign.central - own
        return Value(
            value, t.significant_percent(value), hover=f"{_stack_words(t)[part]}\n{t.significant_percent(value)}"
        )
    band = _band_of(layer, part)
    if band is None:
        return Value(None, "")
    text = estimate_text(shown_centre(band), 100 * band.p5, 100 * band.p95, "pct", t)
    hover = band_words(band, t, is_measured=layer.is_measured)
    return Value(100 * band.central, text, is_provisional=band.is_band_only, hover=hover)


def _part_cells(found: Model, layer: Layer, part: str, t: Translator) -> tuple[Cell, ...]:
    """Central value and band of a part; of one taken out of another, the central value only."""
    value = _part_value(found, layer, part, t)
    if layer.name == "all" and part in ("assumed", "sovereign"):
        return Cell(value.value, value.text), Cell(None, ""), Cell(None, "")
    band = _band_of(layer, part)
    return band_cells(band, t) if band is not None else (Cell(None, ""), Cell(None, ""), Cell(None, ""))


def _total(layer: Layer, t: Translator) -> str:
    return t("local: {band}", band=band_words(layer.local, t)) if layer.local.is_band_only else ""
