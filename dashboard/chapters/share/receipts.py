"""Figures and receipts of the share under a reader's choices: rows of evidence, and what the reader set instead."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

from dashboard.chapters.share.model import Model, shown_centre
from dashboard.content.choices import marked
from dashboard.content.values import Figure, Lang, Receipt, ReceiptInput
from dashboard.figures.share import estimate_text, parameter_row, share_descriptions, triple_text
from dashboard.figures.share_steps import layer_steps, need_steps, path_steps
from dashboard.figures.steps import with_steps
from dashboard.i18n import Translator, translator
from dashboard.warehouse.build import Build
from etl.measures.share.compute import METHOD_VERSION, LayerName, PartName
from etl.measures.share.draws import Band


def layer_figure(build: Build, found: Model, layer: LayerName, part: PartName, t: Translator) -> Figure:
    """An estimated layer as a figure: `share.<layer>.<part>`."""
    names = found.rests_on(layer, part)
    floor = card_inputs(build, t.lang) if layer == "accelerators" else ()
    inputs = (*parameter_inputs(build, found, names, t), *floor)
    band = found.layers[layer].part(part)
    made = _figure(build, f"share.{layer}.{part}", found.choices.of_layers, band, found.grade(layer, part), inputs, t=t)
    return replace(made, receipt=with_steps(made.receipt, layer_steps(found.parameters, layer, part, _told(made), t)))


def path_figure(build: Build, found: Model, part: PartName, t: Translator) -> Figure:
    """The capacity layer in 2030 under the reader's scenario: `share.capacity.<part>.2030`."""
    year = found.scenario[-1]
    band = year.sovereign if part == "sovereign" else year.local
    inputs = parameter_inputs(build, found, found.path_parameters(part), t)
    figure_id = f"share.capacity.{part}.{year.year}"
    made = _figure(build, figure_id, found.choices.of_path, band, _path_grade(inputs), inputs, t=t)
    steps = path_steps(found.parameters, found.levers, year.year, part, _told(made), t)
    return replace(made, receipt=with_steps(made.receipt, steps))


def needed_figure(build: Build, found: Model, t: Translator) -> Figure:
    """What new sites must have in service for the chosen share, MW IT: `share.must_be_true.resident_mw`."""
    inputs = parameter_inputs(build, found, found.path_parameters("local"), t)
    band = found.needed.resident_mw
    made = _figure(
        build, "share.must_be_true.resident_mw", found.choices.of_need, band, _path_grade(inputs), inputs, t=t
    )
    choices = found.choices
    steps = need_steps(found.parameters, found.levers, int(choices.year), choices.target, _told(made), t)
    return replace(made, receipt=with_steps(made.receipt, steps))


def _told(figure: Figure) -> str:
    """An estimate as a reader sees it; "" where that is its band alone."""
    return figure.text if figure.value is not None else ""


def receipt(build: Build, figure_id: str, inputs: Iterable[ReceiptInput], t: Translator) -> Receipt:
    """A receipt of the share's method with the formula of a figure."""
    return build.receipt(share_descriptions(t)[figure_id][1], inputs, METHOD_VERSION)


def merged(figures: Iterable[Figure], t: Translator) -> Receipt:
    """One receipt for a chart of several figures: their formulas, and all their rows and steps, each once.

    The last step of a figure, its formula with the numbers put in, goes by the figure's name.
    """
    figures = tuple(figures)
    formula = " ".join(t.labelled(figure.label, figure.receipt.formula) for figure in figures)
    rows = {(row.table, row.key): row for figure in figures for row in figure.receipt.inputs}
    named = (
        replace(step, label=figure.label) if step is figure.receipt.steps[-1] else step
        for figure in figures
        for step in figure.receipt.steps
    )
    steps = tuple(dict.fromkeys(named))
    return Receipt(formula, tuple(rows.values()), figures[0].receipt.build_id, METHOD_VERSION, steps)


def parameter_inputs(build: Build, found: Model, names: Iterable[str], t: Translator) -> tuple[ReceiptInput, ...]:
    """Rows of `share_assumptions` as lines of a receipt, with the values in use; an edited one says so."""
    return tuple(_parameter_input(build, found, name, t) for name in names)


def _parameter_input(build: Build, found: Model, name: str, t: Translator) -> ReceiptInput:
    row = parameter_row(build, name, t.lang)
    edited = found.choices.edited.get(name)
    if edited is None:
        return row
    note = t("Set by the reader; the evidence has {values}.", values=row.value_text)
    unit = found.found.rows[name]["unit"]
    return replace(row, value_text=triple_text(build, edited, unit, t), grade="", note=note)


@functools.lru_cache(maxsize=16)
def card_inputs(build: Build, lang: Lang) -> tuple[ReceiptInput, ...]:
    """The sites whose GPUs are counted: the floor beside the accelerators' placeholder."""
    return _inputs_of(build, "sites.gpu_documented", lang)


@functools.lru_cache(maxsize=16)
def documented_inputs(build: Build, lang: Lang) -> tuple[ReceiptInput, ...]:
    """The sites whose IT load in service is documented."""
    return _inputs_of(build, "sites.it_load_operational_mw", lang)


def _inputs_of(build: Build, figure_id: str, lang: Lang) -> tuple[ReceiptInput, ...]:
    t = translator(lang)
    rows = build.rows(
        "select table_name, row_key, value, unit from out_figure_inputs where figure_id = ? order by value desc, "
        "table_name, row_key",
        figure_id,
    )
    texts = (t.amount(row["value"], t("MW") if row["unit"] == "MW" else "", 1) for row in rows)
    return tuple(
        build.input(row["table_name"], row["row_key"], text, lang) for row, text in zip(rows, texts, strict=True)
    )


def _path_grade(inputs: Iterable[ReceiptInput]) -> str:
    return max((row.grade or "D" for row in inputs), default="")


def _figure(
    build: Build, figure_id: str, query: str, band: Band, grade: str, inputs: tuple[ReceiptInput, ...], *, t: Translator
) -> Figure:
    unit = "MW" if figure_id.endswith("_mw") else "pct"
    is_share = unit == "pct"
    scale = 100 if is_share else 1
    value = shown_centre(band) if is_share else None if band.is_band_only else band.central
    low, high = scale * band.p5, scale * band.p95
    label, _ = share_descriptions(t)[figure_id]
    return Figure(
        figure_id=marked(figure_id, query),
        label=label,
        value=value,
        text=estimate_text(value, low, high, unit, t),
        unit=unit,
        kind="estimate",
        grade=grade,
        as_of=max((row.as_of for row in inputs if row.as_of), default=""),
        receipt=receipt(build, figure_id, inputs, t),
        low=low,
        high=high,
    )
