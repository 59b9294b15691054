"""The methods in full: definitions, formulas, thresholds, uncertainty, sources; and the note on borders."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dashboard.chapters.evidence import method_failures as evidence_method_failures
from dashboard.chapters.evidence import method_popular, method_scans
from dashboard.chapters.evidence import share_checks as evidence_share_checks
from dashboard.chapters.evidence.formulas import formulas
from dashboard.chapters.evidence.share_formulas import share_formulas
from dashboard.chapters.progress.words import method_notes, state_meanings
from dashboard.chapters.share.chapter import method_notes as share_notes
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.parameters_table import parameters_table
from dashboard.chapters.share.words import layer_words, part_words
from dashboard.chapters.shared.geography import borders_note
from dashboard.chapters.shared.publishers import document, publisher
from dashboard.chapters.shared.tables import Column, build_table, number_column, text_column
from dashboard.content.values import Cell, Section, Table, Text
from dashboard.figures.progress import STATES, state_word
from dashboard.figures.share import estimate_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import SCORE_POINTS
from etl.measures.share.compute import METHOD_VERSION, Band, LayerName, PartName
from etl.versions import PROGRESS

_PARTS: tuple[PartName, ...] = ("local", "sovereign")
DECREE = {"fr": "2-24-921", "ar": "2.24.921", "en": "2-24-921"}  # as each language writes its number


def sections(reading: Reading) -> tuple[Section, ...]:
    """Progress, share, popular websites, failures, what the methods follow, borders."""
    return (
        _progress(reading),
        _share(reading),
        method_popular.section(reading),
        method_scans.section(reading),
        evidence_method_failures.section(reading),
        _followed(reading),
        borders(reading),
    )


def _progress(reading: Reading) -> Section:
    t = reading.t
    symbols = t(
        "{y0}: starting value, in year {t0}; {yi}: latest value, in year {ti}; {yT}: target, in year {tT}; {d}: 1 where "
        "more is better, -1 where less is.",
        **{name: name for name in ("y0", "t0", "yi", "ti", "yT", "tT", "d")},
    )
    rows = (
        (t("Growth a year, observed"), "g = (yi / y0)^(1 / (ti - t0)) - 1", ""),
        (t("Growth a year, required"), "gT = (yT / y0)^(1 / (tT - t0)) - 1", ""),
        (t("Pace, compound model"), "R = d × g / |gT|", reading.prose("evidence_method_progress_compound_pace")),
        (
            t("Pace, linear model"),
            "P = ((yi - y0) / (ti - t0)) / ((yT - y0) / (tT - t0))",
            reading.prose("evidence_method_progress_linear_pace"),
        ),
        (
            t("Change needed each year from now"),
            "(yT - yi) / (tT - ti)",
            t("Target less latest value, divided by the years left between the two."),
        ),
        (t("State"), "d × (yi - yT) ≥ 0", reading.prose("evidence_method_progress_achieved")),
    )
    models = reading.prose("evidence_method_progress_models")
    guards = reading.prose("evidence_method_progress_not_assessable")
    lead = t("Version {version} of the method, frozen with this build.", version=PROGRESS)
    return Section(
        "method-progress",
        t("Is a target on course?"),
        lead,
        (
            Text(t("Rules"), (*method_notes(reading), models, guards)),
            formulas("progress-formulas", t("targets"), rows, t, symbols),
            build_table(
                "progress-states",
                t("States"),
                STATES,
                Column("state", t("State"), lambda code: Cell(code, state_word(reading, code))),
                Column("meaning", t("Meaning"), lambda code: _text(state_meanings(t)[code])),
            ),
            _before_and_after(reading),
            _scores(reading),
        ),
    )


def _scores(reading: Reading) -> Table:
    """What a pace counts for in the mean of a pillar."""
    t = reading.t
    note = reading.prose("evidence_method_progress_scores_note")
    return build_table(
        "progress-scores",
        t("From pace to score, for the mean of a pillar"),
        SCORE_POINTS[::-1],
        number_column("pace", t("Pace"), t, lambda point: point[0], digits=2),
        number_column("score", t("Score"), t, lambda point: point[1], digits=1),
        note=note,
    )


def _text(words: str) -> Cell:
    return Cell(words, words)


def _before_and_after(reading: Reading) -> Table:
    """The indicators whose state, or whose mark of fragility, version 1 of the method gave otherwise, side by side."""
    t = reading.t
    listed = reading.rows(
        f"""select a.*, i.name_{reading.lang} as name from out_assessments a join core_indicators i using (indicator_id)
        where is_front and (state <> previous_state or coalesce(is_fragile, false) <> coalesce(was_fragile, false))
        order by pillar, indicator_id"""  # noqa: S608 - the language is one of three
    )

    def state_cell(state: str, is_fragile: bool | None) -> Cell:
        word = state_word(reading, state)
        return Cell(state, t("{state}, fragile", state=word) if is_fragile else word, role=state)

    note = reading.prose("evidence_method_progress_versions_note")
    return build_table(
        "progress-versions",
        t("What the new version of the method moved"),
        listed,
        Column(
            "indicator",
            t("Indicator"),
            lambda row: Cell(row["indicator_id"], row["name"], f"/progress?indicator={row['indicator_id']}"),
        ),
        Column("before", t("State by progress-1"), lambda row: state_cell(row["previous_state"], row["was_fragile"])),
        Column(
            "after", t("State by {version}", version=PROGRESS), lambda row: state_cell(row["state"], row["is_fragile"])
        ),
        note=note,
    )


def _share(reading: Reading) -> Section:
    t = reading.t
    found = model(reading.build, ShareChoices())
    definitions = Text(
        t("Definitions"),
        (
            reading.prose("evidence_method_share_definitions"),
            t(
                "Sovereign: local and under Moroccan control, by the test of the second level of decree {decree}. "
                "It is never more than local. The nationality of the maker of the chips would be a third level; it is not "
                "measured here.",
                decree=DECREE[reading.lang],
            ),
            reading.prose("evidence_method_share_layers"),
            *share_notes(reading),
        ),
    )
    uncertainty = Text(
        t("Uncertainty"),
        (
            reading.prose("shared_parameters_formula"),
            reading.prose("evidence_method_share_digits"),
            reading.prose("evidence_method_share_grade"),
            reading.prose("evidence_method_share_weaknesses"),
            reading.prose("evidence_method_share_to_2030"),
        ),
    )
    return Section(
        "method-share",
        t("Local or offshore"),
        t("Version {version} of the method, frozen with this build.", version=METHOD_VERSION),
        (
            definitions,
            share_formulas(reading, found),
            uncertainty,
            _results(found, t),
            evidence_share_checks.amounts_table(found, t),
            evidence_share_checks.checks(reading, found),
            parameters_table(reading, found),
        ),
    )


class _Part(NamedTuple):
    """A part of a layer with its band."""

    layer: LayerName
    part: PartName
    band: Band


def _results(found: Model, t: Translator) -> Table:
    layers, parts = layer_words(t), part_words(t)

    def centre(row: _Part) -> Cell:
        value = None if row.band.is_band_only else 100 * row.band.central
        return Cell(value, estimate_text(value, None, None, "pct", t) or t("band only"))

    def end(key: str, label: str, bound: Callable[[Band], float]) -> Column[_Part]:
        def cell(row: _Part) -> Cell:
            value = 100 * bound(row.band)
            return Cell(value, t.significant_percent(value))

        return Column(key, label, cell, "end")

    return build_table(
        "share-results",
        t("Results of this build"),
        [_Part(name, part, layer.part(part)) for name, layer in found.layers.items() for part in _PARTS],
        Column("layer", t("Layer"), lambda row: Cell(row.layer, layers[row.layer])),
        Column("part", t("Part"), lambda row: Cell(row.part, parts[row.part])),
        Column("central_pct", t("Central case"), centre, "end"),
        end("p5_pct", t("5th percentile"), lambda band: band.p5),
        end("p95_pct", t("95th percentile"), lambda band: band.p95),
        text_column("confidence", t("Grade"), lambda row: found.grade(row.layer, "local")),
    )


def _followed(reading: Reading) -> Section:
    """Documents that no row of evidence cites: papers whose way of measuring or legal frame the methods follow."""
    t = reading.t
    listed = reading.rows(
        """select source_id from core_sources where source_id not in (select unnest(source_ids) from core_row_sources)
           order by kind, source_id"""
    )
    documents = reading.sources(row["source_id"] for row in listed)
    title = t("Papers the methods follow")
    table = build_table(
        "followed",
        title,
        documents,
        Column("title", t("Document"), lambda source: document(source, source.url or "")),
        Column("publisher", t("Publisher"), publisher),
        Column("kind", t("Kind"), lambda source: Cell(source.kind, source.kind_label)),
    )
    lead = reading.prose("evidence_followed_intro")
    return Section("followed", title, lead, (table,) if documents else ())


def borders(reading: Reading) -> Section:
    """What is shown of Morocco's territory, and what that does not settle."""
    t = reading.t
    paragraphs = (
        borders_note(reading),
        t("Regions are Morocco's twelve (ISO 3166-2, MA-01 to MA-12)."),
        reading.prose("evidence_borders_routes_and_places"),
    )
    return Section("borders", t("Borders and maps"), "", (Text("", paragraphs),))
