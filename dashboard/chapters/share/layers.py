"""The share today, layer by layer: the band of each, what is documented, and what moves it most."""

from __future__ import annotations

from dashboard.chapters.share.model import Model, shown_centre
from dashboard.chapters.share.popular import PopularLayer, popular_layer
from dashboard.chapters.share.receipts import card_inputs, documented_inputs, layer_figure, merged, parameter_inputs
from dashboard.chapters.share.words import band_words, interval_text, layer_words, part_words
from dashboard.chapters.shared.cells import value_cell
from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.shared.tables import Column, build_table, number_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, TornadoBar, TornadoChart, Value
from dashboard.content.values import Cell, Figure, Receipt, ReceiptInput, Table
from dashboard.content.values import Column as Head
from dashboard.figures.figure import figure
from dashboard.figures.share import share_descriptions
from dashboard.figures.units import scale_words
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import LAYERS, METHOD_VERSION, Layer, LayerName, PartName
from etl.measures.share.draws import Band

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


def bands_chart(reading: Reading, found: Model, measured: Figure) -> BarChart:
    """The part the dial points at, for every layer, with its band; no average of the layers."""
    t = reading.t
    popular = popular_layer(reading)
    layers = [(found.layers[name], layer_part(name, found.part)) for name in SHOWN]
    bars = [
        Bar(
            layer_label(layer, t),
            _value(layer.part(part), t, is_measured=layer.is_measured),
            "assumed" if layer.name == "all" else part,
        )
        for layer, part in layers
    ]
    floor = _documented(reading)
    at = SHOWN.index("capacity") + 1
    empty = Bar(t("Internet traffic served in the country"), Value(None, t("nothing found: left empty")))
    rows = [
        (Cell(layer.name, bar.label), Cell(part, part_words(t)[part]), *band_cells(layer.part(part), t))
        for (layer, part), bar in zip(layers, bars, strict=True)
    ]
    blank = Cell(None, "")
    if found.part == "local":  # its own mark, below the band of the national figures
        mark = Bar(floor.label, Value(floor.number, floor.text, low=floor.low, high=floor.high), "assumed")
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
    if popular:  # what is measured stands first
        bars.insert(1, popular.bar(t))
        rows.insert(1, (Cell(popular.name, bars[1].label), Cell("local", part_words(t)["local"]), *popular.cells(t)))
    title = _bands_title(found, t)
    columns = (Head("layer", t("Layer")), Head("part", t("Part")), *band_columns(t))
    spend, institutional = found.layers["spend"], found.layers["institutional_sites"]
    figures = [layer_figure(reading, found, name, layer_part(name, found.part)) for name in SHOWN if name in ESTIMATED]
    return BarChart(
        chart_id="share_bands",
        title=title,
        subtitle=reading.prose("share_layers_unit"),
        alt=_bands_text(popular, institutional.local, spend.part(found.part), t),
        table=Table("share_bands", title, columns, tuple(rows)),
        receipt=merged([measured, *([popular.figure] if popular else []), *figures, floor], t),
        note=_bands_note(reading, popular, is_control=found.part == "sovereign"),
        bars=(*bars, empty),
        axis=value_axis([0, 100], t.percent),
    )


def _bands_text(popular: PopularLayer | None, institutional: Band, spend: Band, t: Translator) -> str:
    text = t(
        "Of institutional websites, {institutional} are local; of spending on cloud and data-centre services, {spend}. Each "
        "layer answers "
        "another question, so they are not averaged.",
        institutional=band_words(institutional, t, is_measured=True),
        spend=band_words(spend, t),
    )
    return f"{popular.sentence(t)} {text}" if popular else text


def _bands_note(reading: Reading, popular: PopularLayer | None, *, is_control: bool) -> str:
    t = reading.t
    lines = [
        t("Hatched: assumed, not measured."),
        t("Where the 95th percentile is over three times the 5th, only the band is shown."),
    ]
    return " ".join([*([popular.note(reading.build, t, is_control=is_control)] if popular else []), *lines])


def _documented(reading: Reading) -> Figure:
    """The capacity layer if only what is documented exists; no choice moves it."""
    return figure(reading, "share.capacity.local_documented")


def _bands_title(found: Model, t: Translator) -> str:
    if found.part == "sovereign":
        return t("What runs in Morocco under Moroccan control, layer by layer")
    return t("What runs in Morocco, layer by layer")


def _value(band: Band, t: Translator, *, is_measured: bool = False) -> Value:
    """A share with its band; the row's label says whether it is an estimate, so the text beside the mark is short."""
    text = interval_text(shown_centre(band), 100 * band.p5, 100 * band.p95, t)
    words = band_words(band, t, is_measured=is_measured)
    return Value(shown_centre(band), text, low=100 * band.p5, high=100 * band.p95, hover=words)


def band_columns(t: Translator) -> tuple[Head, ...]:
    """The heads of a share with its band."""
    return (
        Head("central_pct", t("Central case"), "end"),
        Head("p5_pct", t("5th percentile"), "end"),
        Head("p95_pct", t("95th percentile"), "end"),
    )


def band_cells(band: Band, t: Translator) -> tuple[Cell, ...]:
    """A share and the ends of its band, in percent."""
    centre = shown_centre(band)
    low, high = 100 * band.p5, 100 * band.p95
    write = t.significant_percent
    return Cell(centre, write(centre) or t("band only")), Cell(low, write(low)), Cell(high, write(high))


def capacity_chart(reading: Reading, found: Model) -> BarChart:
    """What is documented site by site, beside the national figures: they conflict, and the gap is the finding."""
    t = reading.t
    documented = documented_inputs(reading)
    total = reading.row("select value from out_figures where figure_id = 'sites.it_load_operational_mw'")["value"]
    national = reading.rows(_NATIONAL)
    inputs: list[ReceiptInput] = []
    bars = [Bar(t("Documented site by site"), Value(total, t.amount(total, t("MW"), 1)), "in_service")]
    sources: list[tuple[str, ...]] = [()]
    for row in national:
        text = t.amount(row["mw"], t("MW"), 1)
        shown = reading.input(row["table_name"], row["row_key"], text)
        inputs.append(shown)
        label = t("Published total, {year}", year=t.period(row["period"]))
        bars.append(Bar(label, Value(row["mw"], text), "neutral"))
        sources.append(tuple(source.source_id for source in shown.sources))
    title = t("Capacity in the country: added up, and as published")
    keys = ["documented", *(row["row_key"] for row in national)]
    table = build_table(
        "capacity_readings",
        title,
        range(len(bars)),
        Column("reading", t("Reading"), lambda at: Cell(keys[at], bars[at].label)),
        Column("it_load_mw", t("IT load"), lambda at: Cell(bars[at].value.value, bars[at].value.text), "end"),
        Column("publisher", t("Publisher"), lambda at: publishers(reading, sources[at])),
    )
    estimate = parameter_inputs(reading, found, ["capacity_it_mw"])
    return BarChart(
        chart_id="capacity_readings",
        title=title,
        subtitle=t("MW of IT load"),
        alt=_readings(bars[0].value.text, [row["mw"] for row in national], t),
        table=table,
        receipt=Receipt(
            reading.prose("share_capacity_formula"),
            (*documented, *inputs, *estimate),
            reading.build.build_id,
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


def floor_table(reading: Reading) -> Table:
    """The cards documented in service, beside the placeholder: a floor in cards, not in H100-equivalents."""
    t = reading.t
    rows = reading.rows(
        """select site_id, name as name_en, name_fr, name_ar, gpu_model, gpu_count_operational as gpus from core_sites
           where country = 'MAR' and gpu_count_operational is not null order by gpus desc, site_id"""
    )
    note = reading.prose("share_accelerators_floor_note")
    receipt = reading.receipt(
        share_descriptions(t)["share.accelerators.local"][1], card_inputs(reading), METHOD_VERSION
    )
    return build_table(
        "accelerators_floor",
        t("Accelerators documented in service"),
        rows,
        Column("site_id", t("Site"), lambda row: Cell(row["site_id"], row[f"name_{reading.lang}"])),
        number_column("gpu_count", t("Cards"), t, lambda row: row["gpus"]),
        Column(
            "gpu_model", t("Model"), lambda row: Cell(row["gpu_model"], (row["gpu_model"] or "").replace(";", ", "))
        ),
        note=note,
        receipt=receipt,
    )


def tornado_chart(reading: Reading, found: Model, layer: LayerName, measured: Figure) -> TornadoChart:
    """What the chosen layer becomes when one parameter goes to its low or its high, the others at their centre."""
    t = reading.t
    part = layer_part(layer, found.part)
    moves = [bar for bar in found.tornado(layer, part) if bar.span >= 0.0005]
    names = {bar.parameter: found.found.rows[bar.parameter][f"name_{reading.lang}"] for bar in moves}
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
    drawn = dict(zip((bar.parameter for bar in moves), bars, strict=True))
    table = build_table(
        "tornado",
        title,
        drawn,
        Column("parameter", t("Parameter"), lambda name: Cell(name, names[name])),
        Column("at_low_pct", t("Share at its low"), lambda name: value_cell(drawn[name].at_low), "end"),
        Column("at_high_pct", t("Share at its high"), lambda name: value_cell(drawn[name].at_high), "end"),
    )
    figure = measured if is_measured else layer_figure(reading, found, layer, part)
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
        table=table,
        receipt=figure.receipt,
        centre=centre,
        bars=bars,
        low_label=t("Parameter at its low"),
        high_label=t("Parameter at its high"),
        axis=axis,
        note=scale_words(axis, t),
    )
