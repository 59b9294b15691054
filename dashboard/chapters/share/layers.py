"""The share today, layer by layer: the band of each, its three parts, what is documented, and what moves it most."""

from __future__ import annotations

from typing import cast

from dashboard.chapters.share.model import Model, shown_centre
from dashboard.chapters.share.receipts import card_inputs, documented_inputs, layer_figure, merged, parameter_inputs
from dashboard.chapters.share.words import band_words, interval_text, layer_words, part_words
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, StackedBarChart, StackPart, TornadoBar, TornadoChart, Value
from dashboard.content.values import Cell, Column, Figure, Receipt, ReceiptInput, Table
from dashboard.figures.figure import figure
from dashboard.figures.share import estimate_text, share_descriptions
from dashboard.figures.units import scale_words
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from etl.measures.share.compute import LAYERS, METHOD_VERSION, Layer, LayerName, PartName
from etl.measures.share.draws import Band

PARTS: tuple[PartName, ...] = ("sovereign", "local_foreign", "offshore")
SHOWN: tuple[LayerName, ...] = ("institutional_sites", "spend", "all", "capacity", "accelerators")
TRAFFIC = "traffic"  # the sixth layer: no figure was found, so it is shown empty
_NATIONAL = """select 'country_capacity' as table_name, row_key, it_load_mw_operational as mw, year::varchar as period
    from core_country_capacity where country = 'MAR' and it_load_mw_operational is not null
    union all
    select 'compute_demand', row_key, value, period from core_compute_demand
    where country = 'MAR' and metric = 'dc_capacity_mw'
    order by period, mw, table_name, row_key"""


def layer_part(layer: LayerName, dial_part: PartName) -> PartName:
    """The part shown for a layer: where no test of control exists, the dial leaves it at the territory."""
    return "local" if layer in ("institutional_sites", "accelerators") else dial_part


def layer_label(found: Layer, t: Translator, *, is_split: bool = False) -> str:
    """A layer's name and what it is: an estimate, or a measurement whose split by control is an estimate."""
    name = layer_words(t)[found.name]
    if found.name == "all":
        return name  # its own words say what is assumed
    if found.is_measured and is_split:
        return t("{layer} (measured; control was not)", layer=name)
    return t("{layer} (measured)", layer=name) if found.is_measured else t("{layer} (estimate)", layer=name)


ESTIMATED: tuple[LayerName, ...] = tuple(name for name in LAYERS if name != "institutional_sites")


def bands_chart(build: Build, found: Model, measured: Figure, t: Translator) -> BarChart:
    """The part the dial points at, for every layer, with its band; no average of the layers."""
    layers = [(found.layers[name], layer_part(name, found.part)) for name in SHOWN]
    bars = [
        Bar(
            layer_label(layer, t),
            _value(layer.part(part), t, is_measured=layer.is_measured),
            "assumed" if layer.name == "all" else part,
        )
        for layer, part in layers
    ]
    floor = _documented(build, t)
    at = SHOWN.index("capacity") + 1
    empty = Bar(t("Internet traffic served in the country"), Value(None, t("nothing found: left empty")))
    rows = [
        (Cell(layer.name, bar.label), Cell(part, part_words(t)[part]), *_band_cells(layer.part(part), t))
        for (layer, part), bar in zip(layers, bars, strict=True)
    ]
    blank = Cell(None, "")
    if found.part == "local":  # its own mark, below the band of the national figures
        mark = Bar(floor.label, Value(_centre(floor), floor.text, low=floor.low, high=floor.high), "assumed")
        bars.insert(at, mark)
        ends = (Cell(bound, t.significant_percent(bound)) for bound in (floor.low, floor.high))
        rows.insert(
            at,
            (
                Cell("capacity_documented", floor.label),
                Cell("local", part_words(t)["local"]),
                Cell(floor.value, floor.text),
                *ends,
            ),
        )
    rows.append((Cell(TRAFFIC, empty.label), blank, Cell(None, empty.value.text), blank, blank))
    title = _bands_title(found, t)
    columns = (Column("layer", t("Layer")), Column("part", t("Part")), *_band_columns(t))
    spend, institutional = found.layers["spend"], found.layers["institutional_sites"]
    figures = [layer_figure(build, found, name, layer_part(name, found.part), t) for name in SHOWN if name in ESTIMATED]
    return BarChart(
        chart_id="share_bands",
        title=title,
        subtitle=t(
            "Percent of what each row names (websites, dollars, megawatts, accelerators); the line is the band from the 5th "
            "to the 95th percentile"
        ),
        alt=t(
            "Of institutional websites, {institutional} are local; of spending on cloud and data-centre services, {spend}. Each "
            "layer answers "
            "another question, so they are not averaged.",
            institutional=band_words(institutional.local, t, is_measured=True),
            spend=band_words(spend.part(found.part), t),
        ),
        table=Table("share_bands", title, columns, tuple(rows)),
        receipt=merged([measured, *figures, floor], t),
        note=t("Hatched: assumed, not measured.")
        + " "
        + t("Where the 95th percentile is over three times the 5th, only the band is shown."),
        bars=(*bars, empty),
        axis=value_axis([0, 100], t.percent),
    )


def _documented(build: Build, t: Translator) -> Figure:
    """The capacity layer if only what is documented exists; no choice moves it."""
    return figure(build, "share.capacity.local_documented", t)


def _centre(shown: Figure) -> float | None:
    return shown.value if isinstance(shown.value, float) else None


def _bands_title(found: Model, t: Translator) -> str:
    if found.part == "sovereign":
        return t("What runs in Morocco under Moroccan control, layer by layer")
    return t("What runs in Morocco, layer by layer")


def _value(band: Band, t: Translator, *, is_measured: bool = False) -> Value:
    """A share with its band; the row's label says whether it is an estimate, so the text beside the mark is short."""
    text = interval_text(shown_centre(band), 100 * band.p5, 100 * band.p95, t)
    words = band_words(band, t, is_measured=is_measured)
    return Value(shown_centre(band), text, low=100 * band.p5, high=100 * band.p95, hover=words)


def _band_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("central_pct", t("Central case"), "end"),
        Column("p5_pct", t("5th percentile"), "end"),
        Column("p95_pct", t("95th percentile"), "end"),
    )


def _band_cells(band: Band, t: Translator) -> tuple[Cell, ...]:
    centre = shown_centre(band)
    low, high = 100 * band.p5, 100 * band.p95
    write = t.significant_percent
    return Cell(centre, write(centre) or t("band only")), Cell(low, write(low)), Cell(high, write(high))


def parts_chart(build: Build, found: Model, measured: Figure, t: Translator) -> StackedBarChart:
    """Sovereign, local foreign-controlled and offshore: in the central case the three add up to 100 %."""
    layers = [found.layers[name] for name in SHOWN]
    words = _stack_words(t)
    parts = tuple(
        StackPart(label, part, tuple(_part_value(found, layer, part, t) for layer in layers))
        for part, label in words.items()
    )
    empty = Value(None, t("nothing found: left empty"))
    rows = [
        (Cell(layer.name, layer_label(layer, t, is_split=True)), Cell(part, label), *_part_cells(found, layer, part, t))
        for layer in layers
        for part, label in words.items()
        if _band_of(layer, part) is not None or _part_value(found, layer, part, t).value is not None
    ]
    title = t("The parts of each layer")
    columns = (Column("layer", t("Layer")), Column("part", t("Part")), *_band_columns(t))
    spend = found.layers["spend"]
    figures = [layer_figure(build, found, name, "sovereign", t) for name in ("spend", "all", "capacity")]
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
        receipt=merged([measured, *figures], t),
        note=t(
            "Hatched: assumed, not measured. Who controls the host was not measured for institutional websites and "
            "accelerators, which are not split. Who makes the chips is no part of this test."
        ),
        rows=(*(layer_label(layer, t, is_split=True) for layer in layers), t("Internet traffic served in the country")),
        parts=tuple(StackPart(part.label, part.role, (*part.values, empty)) for part in parts),
        axis=value_axis([0, 100], t.percent),
        totals=(*(_total(layer, t) for layer in layers), empty.text),
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
    return _band_cells(band, t) if band is not None else (Cell(None, ""), Cell(None, ""), Cell(None, ""))


def _total(layer: Layer, t: Translator) -> str:
    return t("local: {band}", band=band_words(layer.local, t)) if layer.local.is_band_only else ""


def capacity_chart(build: Build, found: Model, t: Translator) -> BarChart:
    """What is documented site by site, beside the national figures: they conflict, and the gap is the finding."""
    documented = documented_inputs(build, t.lang)
    total = build.row("select value from out_figures where figure_id = 'sites.it_load_operational_mw'")["value"]
    national = build.rows(_NATIONAL)
    inputs: list[ReceiptInput] = []
    bars = [Bar(t("Documented site by site"), Value(total, t.amount(total, t("MW"), 1)), "in_service")]
    rows = [(Cell("documented", bars[0].label), Cell(total, bars[0].value.text), Cell("", ""))]
    for row in national:
        text = t.amount(row["mw"], t("MW"), 1)
        shown = build.input(row["table_name"], row["row_key"], text, t.lang)
        inputs.append(shown)
        label = t("Published total, {year}", year=t.period(row["period"]))
        bars.append(Bar(label, Value(row["mw"], text), "neutral"))
        rows.append(
            (
                Cell(row["row_key"], label),
                Cell(row["mw"], text),
                publishers(build, [s.source_id for s in shown.sources], t),
            )
        )
    title = t("Capacity in the country: added up, and as published")
    columns = (
        Column("reading", t("Reading")),
        Column("it_load_mw", t("IT load"), "end"),
        Column("publisher", t("Publisher")),
    )
    estimate = parameter_inputs(build, found, ["capacity_it_mw"], t)
    return BarChart(
        chart_id="capacity_readings",
        title=title,
        subtitle=t("MW of IT load"),
        alt=_readings(bars[0].value.text, [row["mw"] for row in national], t),
        table=Table("capacity_readings", title, columns, tuple(rows)),
        receipt=Receipt(
            t(
                "The sum of documented sites, and each published total as it stands; the estimate uses the totals as "
                "its low, central and high."
            ),
            (*documented, *inputs, *estimate),
            build.build_id,
            METHOD_VERSION,
        ),
        bars=tuple(bars),
        axis=value_axis([total, *(row["mw"] for row in national)], t.number),
    )


def _readings(documented: str, published: list[float], t: Translator) -> str:
    if not published:
        return t("{documented} are documented site by site; no national total was found.", documented=documented)
    return t(
        "{documented} are documented site by site; published national totals run from {low} to {high} and conflict.",
        documented=documented,
        low=t.amount(min(published), t("MW"), 1),
        high=t.amount(max(published), t("MW"), 1),
    )


def floor_table(build: Build, t: Translator) -> Table:
    """The cards documented in service, beside the placeholder: a floor in cards, not in H100-equivalents."""
    rows = build.rows(
        """select site_id, name as name_en, name_fr, name_ar, gpu_model, gpu_count_operational as gpus from core_sites
           where country = 'MAR' and gpu_count_operational is not null order by gpus desc, site_id"""
    )
    columns = (Column("site_id", t("Site")), Column("gpu_count", t("Cards"), "end"), Column("gpu_model", t("Model")))
    shown = tuple(
        (
            Cell(row["site_id"], row[f"name_{t.lang}"]),
            Cell(row["gpus"], t.number(row["gpus"])),
            Cell(row["gpu_model"], (row["gpu_model"] or "").replace(";", ", ")),
        )
        for row in rows
    )
    note = t(
        "Cards of several ages, counted, not converted: a floor beside the placeholder of the estimate, never an "
        "input to it."
    )
    receipt = build.receipt(
        share_descriptions(t)["share.accelerators.local"][1], card_inputs(build, t.lang), METHOD_VERSION
    )
    return Table("accelerators_floor", t("Accelerators documented in service"), columns, shown, note, receipt)


def tornado_chart(build: Build, found: Model, layer: LayerName, measured: Figure, t: Translator) -> TornadoChart:
    """What the chosen layer becomes when one parameter goes to its low or its high, the others at their centre."""
    part = layer_part(layer, found.part)
    moves = [bar for bar in found.tornado(layer, part) if bar.span >= 0.0005]
    names = {bar.parameter: found.found.rows[bar.parameter][f"name_{t.lang}"] for bar in moves}
    write = t.significant_percent
    bars = tuple(
        TornadoBar(
            names[bar.parameter],
            Value(100 * bar.at_low, write(100 * bar.at_low)),
            Value(100 * bar.at_high, write(100 * bar.at_high)),
        )
        for bar in moves
    )
    band = found.layers[layer].part(part)
    is_measured = found.layers[layer].is_measured
    centre = Value(100 * band.central, band_words(band, t, is_measured=is_measured))
    title = t("What moves it most: {layer}", layer=layer_words(t)[layer])
    rows = tuple(
        (Cell(bar.parameter, names[bar.parameter]), *(Cell(v.value, v.text) for v in (shown.at_low, shown.at_high)))
        for bar, shown in zip(moves, bars, strict=True)
    )
    columns = (
        Column("parameter", t("Parameter")),
        Column("at_low_pct", t("Share at its low"), "end"),
        Column("at_high_pct", t("Share at its high"), "end"),
    )
    figure = measured if is_measured else layer_figure(build, found, layer, part, t)
    most = t.join([names[bar.parameter] for bar in moves[:2]])
    reach = [value for bar in moves for value in (100 * bar.at_low, 100 * bar.at_high)] + [100 * band.central]
    axis = value_axis(reach, t.percent, from_zero=False)
    return TornadoChart(
        chart_id="tornado",
        title=title,
        subtitle=t("Percent; one parameter moved at a time")
        if is_measured
        else t("Percent; one parameter moved at a time, estimate"),
        alt=t("What moves this share most: {parameters}.", parameters=most),
        table=Table("tornado", title, columns, rows),
        receipt=figure.receipt,
        centre=centre,
        bars=bars,
        low_label=t("Parameter at its low"),
        high_label=t("Parameter at its high"),
        axis=axis,
        note=scale_words(axis, t),
    )
