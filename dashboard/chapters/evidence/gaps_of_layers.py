"""What is measured of each layer of the share, what is only estimated, and what was not found at all."""

from __future__ import annotations

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.parameters_table import retirement
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.popular import day_text, home_row, twelve_text
from dashboard.content.values import Cell, Column, Figure, Receipt, Section, Table
from dashboard.figures.figure import figure
from dashboard.figures.popular import PREFIX
from dashboard.figures.share import estimate_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import LayerName

# The parameter whose measurement would tell most of each estimated layer.
_TO_MEASURE: dict[LayerName, str] = {
    "spend": "mar_share_of_five",
    "all": "externalised_share",
    "capacity": "capacity_it_mw",
    "accelerators": "local_accelerators_h100e",
}
Cells = tuple[Cell, ...]


def layers_section(reading: Reading) -> Section:
    """Every layer with what is known of it today, measured ones first, and who could measure what is missing."""
    t = reading.t
    found = model(reading.build, ShareChoices())
    rows = [_institutional(reading), *_popular(reading), *(_estimated(reading, found, name) for name in _TO_MEASURE)]
    columns = (
        Column("layer", t("Layer")),
        Column("known", t("What there is")),
        Column("share", t("Share")),
        Column("as_of", t("Date")),
        Column("grade", t("Grade")),
        Column("to_measure", t("What would have to be measured")),
        Column("provider", t("Who could provide it")),
    )
    shown = [figure(reading, "share.institutional_sites.local")]
    if home_row(reading.build):
        shown += [figure(reading, f"{PREFIX}{name}") for name in ("local", "median_12")]
    receipt = _merged(shown, t)
    title = t("What is measured of each layer")
    lead = t(
        "A layer is measured, estimated, or nothing was found of it; only what is measured again and again can be followed in time."
    )
    table = Table("gaps-layers", title, columns, (*rows, _traffic(t)), receipt=receipt)
    return Section("gaps-layers", title, lead, (table,))


def _merged(figures: list[Figure], t: Translator) -> Receipt:
    first = figures[0].receipt
    formula = " ".join(t.labelled(shown.label, shown.receipt.formula) for shown in figures)
    rows = {(row.table, row.key): row for shown in figures for row in shown.receipt.inputs}
    return Receipt(formula, tuple(rows.values()), first.build_id)


def _institutional(reading: Reading) -> Cells:
    t = reading.t
    shown = figure(reading, "share.institutional_sites.local")
    name = layer_words(t)["institutional_sites"]
    return _row(
        "institutional_sites", name, t("measured once, by one author"), shown, retirement(t)["gov_sites_local"], t
    )


def _popular(reading: Reading) -> list[Cells]:
    t = reading.t
    home = home_row(reading.build)
    if home is None:
        return []
    missing = (
        t("Who controls what answers from Morocco; the list of websites, and a run of one's own"),
        t("ANRT, operators, Internet Society"),
    )
    known = t("measured by others, last on {day}; {twelve}", day=day_text(home, t), twelve=twelve_text(home, t))
    return [_row("popular_sites", t("Popular websites"), known, figure(reading, f"{PREFIX}local"), missing, t)]


def _row(code: str, name: str, known: str, shown: Figure, missing: tuple[str, str], t: Translator) -> Cells:
    return (
        Cell(code, name, "/share?"),
        Cell("measured", known),
        Cell(shown.value, shown.text),
        Cell(shown.as_of or None, t.period(shown.as_of)),
        Cell(shown.grade, shown.grade),
        *(Cell(text, text) for text in missing),
    )


def _estimated(reading: Reading, found: Model, name: LayerName) -> Cells:
    t = reading.t
    band, parameter = found.layers[name].local, _TO_MEASURE[name]
    centre = None if band.is_band_only else 100 * band.central
    grade = found.grade(name, "local")
    return (
        Cell(name, layer_words(t)[name], "/share?"),
        Cell("estimated", t("estimated")),
        Cell(centre, estimate_text(centre, 100 * band.p5, 100 * band.p95, "pct", t)),
        Cell(None, ""),
        Cell(grade, grade),
        *(Cell(text, text) for text in retirement(t)[parameter]),
    )


def _traffic(t: Translator) -> Cells:
    blank = Cell(None, "")
    missing = (
        t("Part of the traffic that caches and exchange points in the country serve"),
        t("ANRT, the exchange points, operators"),
    )
    name = t("Internet traffic served in the country")
    return (
        Cell("traffic", name),
        Cell("nothing", t("nothing found: left empty")),
        blank,
        blank,
        blank,
        *(Cell(text, text) for text in missing),
    )
