"""Figures and receipts of the share under a reader's choices: rows of evidence, and what the reader set instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.chapters.share.model import Model, shown_centre
from dashboard.content.values import Figure, Receipt, ReceiptInput
from dashboard.figures.make import make_figure
from dashboard.figures.share import estimate_text, parameter_row, share_descriptions, triple_text
from dashboard.figures.share_steps import layer_steps, need_steps, path_steps
from dashboard.figures.steps import with_steps
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.measures.share.compute import METHOD_VERSION, LayerName, PartName
from etl.measures.share.draws import Band


def layer_figure(reading: Reading, found: Model, layer: LayerName, part: PartName) -> Figure:
    """An estimated layer as a figure: `share.<layer>.<part>`."""
    names = found.rests_on(layer, part)
    floor = card_inputs(reading) if layer == "accelerators" else ()
    inputs = (*parameter_inputs(reading, found, names), *floor)
    band = found.layers[layer].part(part)
    made = _figure(reading, f"share.{layer}.{part}", found.choices.of_layers, band, found.grade(layer, part), inputs)
    return replace(
        made, receipt=with_steps(made.receipt, layer_steps(found.parameters, layer, part, _shown_text(made), reading.t))
    )


def path_figure(reading: Reading, found: Model, part: PartName) -> Figure:
    """The capacity layer in 2030 under the reader's scenario: `share.capacity.<part>.2030`."""
    year = found.scenario[-1]
    band = year.sovereign if part == "sovereign" else year.local
    inputs = parameter_inputs(reading, found, found.path_parameters(part))
    figure_id = f"share.capacity.{part}.{year.year}"
    query = found.choices.of_path
    if query and part == "sovereign":
        query = f"dial=control&{query}"  # the view that shows it, by which the figure is found again
    made = _figure(reading, figure_id, query, band, _path_grade(inputs), inputs)
    steps = path_steps(found.parameters, found.levers, year.year, part, _shown_text(made), reading.t)
    return replace(made, receipt=with_steps(made.receipt, steps))


def needed_figure(reading: Reading, found: Model) -> Figure:
    """What new sites must have in service for the chosen share, MW IT: `share.must_be_true.resident_mw`."""
    inputs = parameter_inputs(reading, found, found.path_parameters("local"))
    band = found.needed.resident_mw
    made = _figure(reading, "share.must_be_true.resident_mw", found.choices.of_need, band, _path_grade(inputs), inputs)
    choices = found.choices
    steps = need_steps(found.parameters, found.levers, int(choices.year), choices.target, _shown_text(made), reading.t)
    return replace(made, receipt=with_steps(made.receipt, steps))


def _shown_text(figure: Figure) -> str:
    """An estimate as a reader sees it; "" where that is its band alone."""
    return figure.text if figure.value is not None else ""


def receipt(reading: Reading, figure_id: str, inputs: Iterable[ReceiptInput]) -> Receipt:
    """A receipt of the share's method with the formula of a figure."""
    return reading.receipt(share_descriptions(reading.t)[figure_id][1], inputs, METHOD_VERSION)


def merged(figures: Iterable[Figure], t: Translator) -> Receipt:
    """One receipt for a chart of several figures: their formulas, and all their rows and steps, each once.

    The last step of a figure, its formula with the numbers put in, goes by the figure's name.
    """
    figures = tuple(figures)
    formula = " ".join(t.labelled(figure.label, figure.receipt.formula) for figure in figures)
    # what a reader set otherwise in one figure than in another is two rows
    rows = {
        (row.table, row.key, row.grade or row.value_text): row for figure in figures for row in figure.receipt.inputs
    }
    named = (
        replace(step, label=figure.label) if step is figure.receipt.steps[-1] else step
        for figure in figures
        for step in figure.receipt.steps
    )
    steps = tuple(dict.fromkeys(named))
    return Receipt(formula, tuple(rows.values()), figures[0].receipt.build_id, METHOD_VERSION, steps)


def parameter_inputs(reading: Reading, found: Model, names: Iterable[str]) -> tuple[ReceiptInput, ...]:
    """Rows of `share_assumptions` as lines of a receipt, with the values in use; an edited one says so."""
    return tuple(_parameter_input(reading, found, name) for name in names)


def _parameter_input(reading: Reading, found: Model, name: str) -> ReceiptInput:
    row = parameter_row(reading, name)
    edited = found.choices.edited.get(name)
    if edited is None:
        return row
    note = reading.t("Set by the reader; the evidence has {values}.", values=row.value_text)
    unit = found.found.rows[name]["unit"]
    return replace(row, value_text=triple_text(reading, edited, unit), grade="", note=note)


@cached_per_build(16)
def card_inputs(reading: Reading) -> tuple[ReceiptInput, ...]:
    """The sites whose GPUs are counted: the floor beside the accelerators' placeholder."""
    return _inputs_of(reading, "sites.gpu_documented")


@cached_per_build(16)
def documented_inputs(reading: Reading) -> tuple[ReceiptInput, ...]:
    """The sites whose IT load in service is documented."""
    return _inputs_of(reading, "sites.it_load_operational_mw")


def _inputs_of(reading: Reading, figure_id: str) -> tuple[ReceiptInput, ...]:
    t = reading.t
    rows = reading.rows(
        "select table_name, row_key, value, unit from out_figure_inputs where figure_id = ? order by value desc, "
        "table_name, row_key",
        figure_id,
    )
    texts = (t.amount(row["value"], t("MW") if row["unit"] == "MW" else "", 1) for row in rows)
    return tuple(reading.input(row["table_name"], row["row_key"], text) for row, text in zip(rows, texts, strict=True))


def _path_grade(inputs: Iterable[ReceiptInput]) -> str:
    return max((row.grade or "D" for row in inputs), default="")


def _figure(
    reading: Reading, figure_id: str, query: str, band: Band, grade: str, inputs: tuple[ReceiptInput, ...]
) -> Figure:
    t = reading.t
    unit = "MW" if figure_id.endswith("_mw") else "pct"
    is_share = unit == "pct"
    scale = 100 if is_share else 1
    value = shown_centre(band) if is_share else None if band.is_band_only else band.central
    low, high = scale * band.p5, scale * band.p95
    label, _ = share_descriptions(t)[figure_id]
    return make_figure(
        figure_id,
        label,
        value,
        estimate_text(value, low, high, unit, t),
        unit,
        "estimate",
        receipt(reading, figure_id, inputs),
        query=query,
        grade=grade,
        low=low,
        high=high,
    )
