"""What is measured of each layer of the share, what is only estimated, and what was not found at all."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.parameters_table import retirement
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.popular import day_text, home_row, twelve_text
from dashboard.chapters.shared.tables import Column, build_table, text_column
from dashboard.content.values import Cell, Figure, Section
from dashboard.figures.figure import figure
from dashboard.figures.make import merge_receipts
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


class _Layer(NamedTuple):
    """What is known of a layer today; `missing` is what would have to be measured, and who could provide it."""

    code: str
    name: str
    link: str
    state: str
    known: str
    share: Cell
    as_of: str
    grade: str | None
    missing: tuple[str, str]


def layers_section(reading: Reading) -> Section:
    """Every layer with what is known of it today, measured ones first, and who could measure what is missing."""
    t = reading.t
    found = model(reading.build, ShareChoices())
    rows = [_institutional(reading), *_popular(reading), *(_estimated(reading, found, name) for name in _TO_MEASURE)]
    shown = [figure(reading, "share.institutional_sites.local")]
    if home_row(reading.build):
        shown += [figure(reading, f"{PREFIX}{name}") for name in ("local", "median_12")]
    receipt = merge_receipts(shown, t)
    title = t("What is measured of each layer")
    lead = reading.prose("evidence_gaps_layers_intro")
    table = build_table(
        "gaps-layers",
        title,
        [*rows, _traffic(t)],
        Column("layer", t("Layer"), lambda row: Cell(row.code, row.name, row.link)),
        Column("known", t("What there is"), lambda row: Cell(row.state, row.known)),
        Column("share", t("Share"), lambda row: row.share),
        Column("as_of", t("Date"), lambda row: Cell(row.as_of or None, t.period(row.as_of))),
        Column("grade", t("Grade"), lambda row: Cell(row.grade, row.grade or "")),
        text_column("to_measure", t("What would have to be measured"), lambda row: row.missing[0]),
        text_column("provider", t("Who could provide it"), lambda row: row.missing[1]),
        receipt=receipt,
    )
    return Section("gaps-layers", title, lead, (table,))


def _institutional(reading: Reading) -> _Layer:
    t = reading.t
    shown = figure(reading, "share.institutional_sites.local")
    name = layer_words(t)["institutional_sites"]
    missing = retirement(reading)["gov_sites_local"]
    return _measured("institutional_sites", name, t("measured once, by one author"), shown, missing)


def _popular(reading: Reading) -> list[_Layer]:
    t = reading.t
    home = home_row(reading.build)
    if home is None:
        return []
    missing = (reading.prose("evidence_gaps_popular_to_measure"), t("ANRT, operators, Internet Society"))
    known = t("measured by others, last on {day}; {twelve}", day=day_text(home, t), twelve=twelve_text(home, t))
    return [_measured("popular_sites", t("Popular websites"), known, figure(reading, f"{PREFIX}local"), missing)]


def _measured(code: str, name: str, known: str, shown: Figure, missing: tuple[str, str]) -> _Layer:
    return _Layer(
        code, name, "/share?", "measured", known, Cell(shown.value, shown.text), shown.as_of, shown.grade, missing
    )


def _estimated(reading: Reading, found: Model, name: LayerName) -> _Layer:
    t = reading.t
    band, parameter = found.layers[name].local, _TO_MEASURE[name]
    centre = None if band.is_band_only else 100 * band.central
    grade = found.grade(name, "local")
    share = Cell(centre, estimate_text(centre, 100 * band.p5, 100 * band.p95, "pct", t))
    missing = retirement(reading)[parameter]
    return _Layer(name, layer_words(t)[name], "/share?", "estimated", t("estimated"), share, "", grade, missing)


def _traffic(t: Translator) -> _Layer:
    missing = (
        t("Part of the traffic that caches and exchange points in the country serve"),
        t("ANRT, the exchange points, operators"),
    )
    name, known = t("Internet traffic served in the country"), t("nothing found: left empty")
    return _Layer("traffic", name, "", "nothing", known, Cell(None, ""), "", None, missing)
