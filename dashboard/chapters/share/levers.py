"""The capacity layer to 2030: the reader's scenario against drift, the named scenarios, and each announced project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dashboard.chapters.share.choices import PRESETS, ShareChoices
from dashboard.chapters.share.model import Model, shown_centre
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.share.words import band_words, part_words, preset_words
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import Line, LineChart, Point
from dashboard.content.values import Cell, Figure, Receipt, ReceiptInput, Table
from dashboard.figures.share import estimate_text
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.measures.share.compute import METHOD_VERSION
from etl.measures.share.draws import Band
from etl.measures.share.levers import YearShare
from etl.measures.share.scenarios import Phase, PresetName

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
        subtitle=paths_unit(reading),
        alt=t(
            "{scenario}: {now} in 2025, {then} in 2030.",
            scenario=scenario_name(found, t),
            now=band_words(band_of(found.scenario[0], found.part), t),
            then=band_words(end, t),
        ),
        table=paths_table("fan", title, lines, t),
        receipt=replace(figure.receipt, inputs=(*figure.receipt.inputs, *stages)),
        note=calendar_note(reading),
        lines=tuple(lines),
        x_axis=year_axis([2025, 2030], title=time_title(t)),
        y_axis=value_axis([0, *(point.high for line in lines for point in line.points)], t.percent),
    )


def paths_unit(reading: Reading) -> str:
    """What the values of a path are."""
    return reading.prose("share_paths_unit")


def calendar_note(reading: Reading) -> str:
    """From when on a project counts."""
    return reading.prose("share_paths_calendar")


def paths_table(table_id: str, title: str, lines: Iterable[Line], t: Translator) -> Table:
    """The points of paths with their bands, year by year; a path goes by its role."""

    def percent(
        key: str, label: str, of: Callable[[Point], float | None], blank: str = ""
    ) -> Column[tuple[Line, Point]]:
        def cell(row: tuple[Line, Point]) -> Cell:
            value = of(row[1])
            return Cell(value, t.significant_percent(value) or blank)

        return Column(key, label, cell, "end")

    return build_table(
        table_id,
        title,
        [(line, point) for line in lines for point in line.points],
        Column("scenario", t("Scenario"), lambda row: Cell(row[0].role, row[0].label)),
        Column("year", t("Year"), lambda row: Cell(int(row[1].x), str(int(row[1].x))), "end"),
        percent("central_pct", t("Central case"), lambda point: point.value, t("band only")),
        percent("p5_pct", t("5th percentile"), lambda point: point.low),
        percent("p95_pct", t("95th percentile"), lambda point: point.high),
    )


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


def presets_table(reading: Reading, found: Model) -> Table:
    """The named scenarios in 2030, each a link; other levers at the evidence's."""
    t = reading.t
    ends = {name: end for name in PRESETS if (end := found.preset(name))}

    def scenario(name: PresetName) -> Cell:
        return Cell(name, preset_words(t)[name], "?" + found.choices.with_preset(name).query())

    def added(name: PresetName) -> Cell:
        mw = sum(phase.mw * phase.delivered for phase in ends[name][0])
        return Cell(mw, t.amount(mw, t("MW"), 1))

    def use(name: PresetName) -> Cell:
        part = next((phase.resident_use for phase in ends[name][0] if phase.delivered > 0), None)
        return Cell(part, t.percent(None if part is None else 100 * part))

    def local(name: PresetName) -> Cell:
        centre = shown_centre(ends[name][1].local)
        return Cell(centre, t.significant_percent(centre) or t("band only"))

    def sovereign(name: PresetName) -> Cell:
        band = ends[name][1].sovereign
        return Cell(shown_centre(band), band_words(band, t))

    note = reading.prose("share_presets_note")
    return build_table(
        "presets",
        t("Named scenarios"),
        ends,
        Column("scenario", t("Scenario"), scenario),
        Column("added_mw", t("Added capacity"), added, "end"),
        Column("resident_use", t("Serving residents"), use, "end"),
        Column("local_pct", t("Local in 2030 (estimate)"), local, "end"),
        Column("local_band_pct", t("Band"), lambda name: _span(ends[name][1].local, t), "end"),
        Column("sovereign_pct", t("Sovereign in 2030 (estimate)"), sovereign, "end"),
        note=note,
    )


def _span(band: Band, t: Translator) -> Cell:
    text = estimate_text(None, 100 * band.p5, 100 * band.p95, "pct", t)
    return Cell(f"{100 * band.p5:.6g}-{100 * band.p95:.6g}", text)


def phases_table(reading: Reading, found: Model) -> Table:
    """Each announced project as the scenario takes it: the part delivered, the part of it for residents, the year."""
    t = reading.t

    def share(key: str, label: str, of: Callable[[Phase], float]) -> Column[Phase]:
        return Column(key, label, lambda phase: Cell(of(phase), t.percent(100 * of(phase), 1)), "end")

    def resident_mw(phase: Phase) -> Cell:
        mw = phase.mw * phase.delivered * phase_use(found, phase)
        return Cell(mw, f"{t.significant(mw)}\u00a0{t('MW')}")

    has_works = reading.rows("select 1 from core_site_stages where stage = 'under_construction'")
    note = t("Announced is not delivered.") if has_works else reading.prose("share_phases_note_no_works")
    formula = reading.prose("share_phases_formula")
    inputs = (*stage_inputs(reading), *parameter_inputs(reading, found, ["resident_use_new_sites"]))
    receipt = Receipt(formula, inputs, reading.build.build_id, METHOD_VERSION)
    return build_table(
        "phases",
        t("Announced projects in this scenario"),
        found.phases,
        Column("phase_id", t("Project"), lambda phase: Cell(phase.phase_id, phase_name(reading, phase))),
        Column("it_load_mw", t("IT load"), lambda phase: Cell(phase.mw, t.amount(phase.mw, t("MW"), 1)), "end"),
        share("delivered", t("Part delivered"), lambda phase: phase.delivered),
        share("resident_use", t("Part of it serving residents"), lambda phase: phase_use(found, phase)),
        Column(
            "from_year", t("In service at the end of"), lambda phase: Cell(phase.from_year, str(phase.from_year)), "end"
        ),
        Column("resident_mw", t("For residents"), resident_mw, "end"),
        note=note,
        receipt=receipt,
    )


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
