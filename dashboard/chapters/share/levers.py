"""The capacity layer to 2030: the reader's scenario against drift, the named scenarios, and each announced project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.chapters.share.choices import PRESETS, ShareChoices
from dashboard.chapters.share.model import Model, shown_centre
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.share.words import band_words, part_words, preset_words
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import Line, LineChart, Point
from dashboard.content.values import Cell, Column, Figure, Receipt, ReceiptInput, Table
from dashboard.figures.share import estimate_text
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.measures.share.compute import METHOD_VERSION
from etl.measures.share.draws import Band
from etl.measures.share.levers import YearShare
from etl.measures.share.scenarios import Phase

REST = ":rest"  # ends the id of what is announced of a project and not signed


def scenario_name(found: Model, t: Translator) -> str:
    """What the reader's scenario is called: a preset as it stands, or the reader's own."""
    choices = found.choices
    is_preset = choices == choices.with_preset(choices.preset)
    return preset_words(t)[choices.preset] if is_preset else t("Your scenario")


def fan_chart(reading: Reading, found: Model, figure: Figure) -> LineChart:
    """The share from 2025 to 2030 under the reader's scenario against drift; `figure` is its 2030, with its receipt."""
    t = reading.t
    drift = path_line(found.drift, found.part, t("Drift: nothing announced is built"), "drift", t)
    lines = [drift]
    if found.is_own:
        lines.append(path_line(found.scenario, found.part, scenario_name(found, t), "scenario", t))
    title = t("To 2030: {part}", part=part_words(t)[found.part])
    end = band_of(found.scenario[-1], found.part)
    stages = stage_inputs(reading) if found.is_own else ()
    return LineChart(
        chart_id="fan",
        title=title,
        subtitle=paths_unit(t),
        alt=t(
            "{scenario}: {now} in 2025, {then} in 2030.",
            scenario=scenario_name(found, t),
            now=band_words(band_of(found.scenario[0], found.part), t),
            then=band_words(end, t),
        ),
        table=paths_table("fan", title, lines, t),
        receipt=replace(figure.receipt, inputs=(*figure.receipt.inputs, *stages)),
        note=calendar_note(t),
        lines=tuple(lines),
        x_axis=year_axis([2025, 2030], title=time_title(t)),
        y_axis=value_axis([0, *(point.high for line in lines for point in line.points)], t.percent),
    )


def paths_unit(t: Translator) -> str:
    """What the values of a path are."""
    return t("Percent of the capacity residents use; estimate, with the band from the 5th to the 95th percentile")


def calendar_note(t: Translator) -> str:
    """From when on a project counts."""
    return t(
        "A project counts from the end of the year set for it, 2030 unless changed: announcements give no firm calendar."
    )


def paths_table(table_id: str, title: str, lines: Iterable[Line], t: Translator) -> Table:
    """The points of paths with their bands, year by year; a path goes by its role."""
    columns = (
        Column("scenario", t("Scenario")),
        Column("year", t("Year"), "end"),
        Column("central_pct", t("Central case"), "end"),
        Column("p5_pct", t("5th percentile"), "end"),
        Column("p95_pct", t("95th percentile"), "end"),
    )
    rows = tuple(
        (
            Cell(line.role, line.label),
            Cell(int(point.x), str(int(point.x))),
            Cell(point.value, t.significant_percent(point.value) or t("band only")),
            Cell(point.low, t.significant_percent(point.low)),
            Cell(point.high, t.significant_percent(point.high)),
        )
        for line in lines
        for point in line.points
    )
    return Table(table_id, title, columns, rows)


def path_line(path: tuple[YearShare, ...], part: str, label: str, role: str, t: Translator) -> Line:
    """A path with its bands as a line; where any year's band is too wide for its centre, the bands alone."""
    bands = [(year.year, band_of(year, part)) for year in path]
    is_band_only = any(band.is_band_only for _, band in bands)
    points = (
        Point(
            float(year),
            None if is_band_only else 100 * band.central,
            hover=t("{year}: {share}", year=str(year), share=band_words(band, t)),
            low=100 * band.p5,
            high=100 * band.p95,
        )
        for year, band in bands
    )
    return Line(label, role, tuple(points))


def band_of(year: YearShare, part: str) -> Band:
    """A part of a year's share."""
    return year.sovereign if part == "sovereign" else year.local


def presets_table(found: Model, t: Translator) -> Table:
    """The named scenarios in 2030, each a link; other levers at the evidence's."""
    columns = (
        Column("scenario", t("Scenario")),
        Column("added_mw", t("Added capacity"), "end"),
        Column("resident_use", t("Serving residents"), "end"),
        Column("local_pct", t("Local in 2030 (estimate)"), "end"),
        Column("local_band_pct", t("Band"), "end"),
        Column("sovereign_pct", t("Sovereign in 2030 (estimate)"), "end"),
    )
    rows = []
    for name in PRESETS:
        end = found.preset(name)
        if end is None:
            continue
        phases, year = end
        added = sum(phase.mw * phase.delivered for phase in phases)
        use = next((phase.resident_use for phase in phases if phase.delivered > 0), None)
        link = "?" + found.choices.with_preset(name).query()
        centre, sovereign = shown_centre(year.local), shown_centre(year.sovereign)
        rows.append(
            (
                Cell(name, preset_words(t)[name], link),
                Cell(added, t.amount(added, t("MW"), 1)),
                Cell(use, t.percent(None if use is None else 100 * use)),
                Cell(centre, t.significant_percent(centre) or t("band only")),
                _span(year.local, t),
                Cell(sovereign, band_words(year.sovereign, t)),
            )
        )
    note = t(
        "Announced megawatts are taken as IT load: the announcements do not say whether they are the power of the "
        "whole site."
    )
    return Table("presets", t("Named scenarios"), columns, tuple(rows), note)


def _span(band: Band, t: Translator) -> Cell:
    text = estimate_text(None, 100 * band.p5, 100 * band.p95, "pct", t)
    return Cell(f"{100 * band.p5:.6g}-{100 * band.p95:.6g}", text)


def phases_table(reading: Reading, found: Model) -> Table:
    """Each announced project as the scenario takes it: the part delivered, the part of it for residents, the year."""
    t = reading.t
    columns = (
        Column("phase_id", t("Project")),
        Column("it_load_mw", t("IT load"), "end"),
        Column("delivered", t("Part delivered"), "end"),
        Column("resident_use", t("Part of it serving residents"), "end"),
        Column("from_year", t("In service at the end of"), "end"),
        Column("resident_mw", t("For residents"), "end"),
    )
    rows = []
    for phase in found.phases:
        use = phase_use(found, phase)
        given = phase.mw * phase.delivered * use
        rows.append(
            (
                Cell(phase.phase_id, phase_name(reading, phase)),
                Cell(phase.mw, t.amount(phase.mw, t("MW"), 1)),
                Cell(phase.delivered, t.percent(100 * phase.delivered, 1)),
                Cell(use, t.percent(100 * use, 1)),
                Cell(phase.from_year, str(phase.from_year)),
                Cell(given, f"{t.significant(given)}\u00a0{t('MW')}"),
            )
        )
    has_works = reading.rows("select 1 from core_site_stages where stage = 'under_construction'")
    note = (
        t("Announced is not delivered.")
        if has_works
        else t("Announced is not delivered: no project of this list was found under construction.")
    )
    formula = t(
        "Announced or signed capacity × part delivered × part of it serving residents, as the scenario sets them."
    )
    inputs = (*stage_inputs(reading), *parameter_inputs(reading, found, ["resident_use_new_sites"]))
    receipt = Receipt(formula, inputs, reading.build.build_id, METHOD_VERSION)
    return Table("phases", t("Announced projects in this scenario"), columns, tuple(rows), note, receipt)


def phase_use(found: Model, phase: Phase) -> float:
    """The part of a phase that serves residents: the scenario's, or the parameter's central value."""
    return found.parameters.resident_use_new_sites.central if phase.resident_use is None else phase.resident_use


def phase_name(reading: Reading, phase: Phase) -> str:
    """A phase by the name of its site; what is announced and not signed of a project says so."""
    names = _site_names(reading)
    if phase.phase_id.endswith(REST):
        return reading.t("{project}: announced, not signed", project=names[phase.project_id])
    return names[phase.phase_id]


@cached_per_build(16)
def _site_names(reading: Reading) -> dict[str, str]:
    rows = reading.rows("select site_id, name as name_en, name_fr, name_ar from core_sites where country = 'MAR'")
    return {row["site_id"]: row[f"name_{reading.lang}"] for row in rows}


@cached_per_build(16)
def stage_inputs(reading: Reading) -> tuple[ReceiptInput, ...]:
    """The rows of `site_stages` that are not yet in service."""
    t = reading.t
    rows = reading.rows(
        "select row_key, it_load_mw from core_site_stages where stage <> 'operational' order by it_load_mw desc, "
        "row_key"
    )
    return tuple(reading.input("site_stages", row["row_key"], t.amount(row["it_load_mw"], t("MW"), 1)) for row in rows)


def levers_text(choices: ShareChoices, t: Translator) -> tuple[str, ...]:
    """The levers that the reader moved, in words."""
    ratios = (
        (choices.growth, t("Growth of residents' demand, a year: {percent}", percent=_percent(choices.growth, t))),
        (
            choices.control_new,
            t("New sites under Moroccan control: {percent}", percent=_percent(choices.control_new, t)),
        ),
        (choices.externalised_2030, t("Outsourced in 2030: {percent}", percent=_percent(choices.externalised_2030, t))),
        (
            choices.offshore_2030,
            t("Cloud served from abroad in 2030: {percent}", percent=_percent(choices.offshore_2030, t)),
        ),
    )
    return tuple(text for value, text in ratios if value is not None)


def _percent(value: float | None, t: Translator) -> str:
    return t.percent(None if value is None else 100 * value, 1)
