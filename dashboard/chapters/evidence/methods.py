"""The methods in full: definitions, formulas, thresholds, uncertainty, sources; and the note on borders."""

from __future__ import annotations

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
from dashboard.content.values import Cell, Column, Section, Table, Text
from dashboard.figures.progress import STATES, state_word
from dashboard.figures.share import estimate_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import SCORE_POINTS
from etl.measures.share.compute import METHOD_VERSION
from etl.versions import PROGRESS

DECREE = {"fr": "2-24-921", "ar": "2.24.921", "en": "2-24-921"}  # as each language writes its number


def sections(reading: Reading) -> tuple[Section, ...]:
    """Progress, share, popular websites, failures, what the methods follow, borders."""
    t = reading.t
    return (
        _progress(reading),
        _share(reading),
        method_popular.section(t),
        method_scans.section(t),
        evidence_method_failures.section(t),
        _followed(reading),
        borders(t),
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
        (
            t("Pace, compound model"),
            "R = d × g / |gT|",
            t("Growth a year observed, divided by the growth a year required; 1 is exactly on the path."),
        ),
        (
            t("Pace, linear model"),
            "P = ((yi - y0) / (ti - t0)) / ((yT - y0) / (tT - t0))",
            t("Change a year observed, divided by the change a year required; 1 is exactly on the path."),
        ),
        (
            t("Change needed each year from now"),
            "(yT - yi) / (tT - ti)",
            t("Target less latest value, divided by the years left between the two."),
        ),
        (
            t("State"),
            "d × (yi - yT) ≥ 0",
            t("Achieved where this holds, whatever the trend; else the pace of the declared model, R or P, decides."),
        ),
    )
    states = tuple((Cell(code, state_word(reading, code)), _text(state_meanings(t)[code])) for code in STATES)
    head = (Column("state", t("State")), Column("meaning", t("Meaning")))
    models = t(
        "Compound for what grows by a rate: users, exports, investment. Linear for shares in percent, megawatts, sites "
        "and ranks, and for what starts at zero or near a bound, where a rate would flatter it."
    )
    guards = t(
        "Not assessable, with the reason, rather than a number: no observation; only the starting value; base equal to "
        "the target; a base of zero under the compound model; values of both signs; a perimeter that changed. A zero "
        "is never replaced by a small number."
    )
    lead = t("Version {version} of the method, frozen with this build.", version=PROGRESS)
    return Section(
        "method-progress",
        t("Is a target on course?"),
        lead,
        (
            Text(t("Rules"), (*method_notes(t), models, guards)),
            formulas("progress-formulas", t("targets"), rows, t, symbols),
            Table("progress-states", t("States"), head, states),
            _before_and_after(reading),
            _scores(t),
        ),
    )


def _scores(t: Translator) -> Table:
    """What a pace counts for in the mean of a pillar."""
    rows = tuple(
        (Cell(pace, t.number(pace, 2)), Cell(score, t.number(score, 1))) for pace, score in reversed(SCORE_POINTS)
    )
    columns = (Column("pace", t("Pace"), "end"), Column("score", t("Score"), "end"))
    note = t("Straight lines join these points; beyond the first and the last the score stays the same.")
    return Table("progress-scores", t("From pace to score, for the mean of a pillar"), columns, rows, note)


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

    rows = tuple(
        (
            Cell(row["indicator_id"], row["name"], f"/progress?indicator={row['indicator_id']}"),
            state_cell(row["previous_state"], row["was_fragile"]),
            state_cell(row["state"], row["is_fragile"]),
        )
        for row in listed
    )
    head = (
        Column("indicator", t("Indicator")),
        Column("before", t("State by progress-1")),
        Column("after", t("State by {version}", version=PROGRESS)),
    )
    note = t(
        "The same rows judged by both versions. Version 2 knows missed targets, calls a state fragile by the number of its "
        "observations, and takes a pillar's mean from three judged indicators on."
    )
    return Table("progress-versions", t("What the new version of the method moved"), head, rows, note)


def _share(reading: Reading) -> Section:
    t = reading.t
    found = model(reading.build, ShareChoices())
    definitions = Text(
        t("Definitions"),
        (
            t(
                "Demand of residents: the computing used by people, firms and administrations resident in Morocco, "
                "wherever it runs. Local: the part of it that runs on machines in Morocco. Offshore: the part that "
                "runs abroad. The two add up to the whole."
            ),
            t(
                "Sovereign: local and under Moroccan control, by the test of the second level of decree {decree}. "
                "It is never more than local. The nationality of the maker of the chips would be a third level; it is not "
                "measured here.",
                decree=DECREE[reading.lang],
            ),
            t(
                "Layers are kept apart: institutional websites, popular websites, spending, all computing, capacity, "
                "accelerators. Traffic is left empty, for nothing was found. They are never merged into one index."
            ),
            *share_notes(t),
        ),
    )
    uncertainty = Text(
        t("Uncertainty"),
        (
            t(
                "Each parameter is drawn from a triangular distribution between its low and its high, independently "
                "of the others."
            ),
            t(
                "At most two significant digits are shown. Where the 95th percentile is more than three times the "
                "5th, the band alone is shown."
            ),
            t(
                "The grade of a share is the worst grade among the parameters that move it most. The institutional "
                "sites are a measured sample: their band is the Wilson interval at 90%."
            ),
            t(
                "Weaknesses: local revenue leaves out software sold as a service and cloud billed by telephone "
                "companies; revenue per megawatt rests on GPU prices, so the capacity share is more likely too high "
                "than too low."
            ),
            t(
                "To 2030: demand grows each year; existing sites grow at the pace of local revenue; a new site adds "
                "its power, times the part delivered, times the part serving residents, times occupancy. Announced "
                "megawatts are taken as IT load."
            ),
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
            evidence_share_checks.amounts(found, t),
            evidence_share_checks.checks(reading, found),
            parameters_table(reading, found),
        ),
    )


def _results(found: Model, t: Translator) -> Table:
    layers, parts = layer_words(t), part_words(t)
    rows = []
    for name, layer in found.layers.items():
        for part in ("local", "sovereign"):
            band = layer.part("sovereign" if part == "sovereign" else "local")
            centre = None if band.is_band_only else 100 * band.central
            rows.append(
                (
                    Cell(name, layers[name]),
                    Cell(part, parts[part]),
                    Cell(centre, estimate_text(centre, None, None, "pct", t) or t("band only")),
                    Cell(100 * band.p5, t.significant_percent(100 * band.p5)),
                    Cell(100 * band.p95, t.significant_percent(100 * band.p95)),
                    Cell(found.grade(name, "local"), found.grade(name, "local")),
                )
            )
    columns = (
        Column("layer", t("Layer")),
        Column("part", t("Part")),
        Column("central_pct", t("Central case"), "end"),
        Column("p5_pct", t("5th percentile"), "end"),
        Column("p95_pct", t("95th percentile"), "end"),
        Column("confidence", t("Grade")),
    )
    return Table("share-results", t("Results of this build"), columns, tuple(rows))


def _followed(reading: Reading) -> Section:
    """Documents that no row of evidence cites: papers whose way of measuring or legal frame the methods follow."""
    t = reading.t
    listed = reading.rows(
        """select source_id from core_sources where source_id not in (select unnest(source_ids) from core_row_sources)
           order by kind, source_id"""
    )
    rows = tuple(
        (document(source, source.url or ""), publisher(source), Cell(source.kind, source.kind_label))
        for source in reading.sources(row["source_id"] for row in listed)
    )
    columns = (Column("title", t("Document")), Column("publisher", t("Publisher")), Column("kind", t("Kind")))
    title = t("Papers the methods follow")
    lead = t("Published ways of measuring, and texts of law; no figure of this tool rests on them.")
    return Section("followed", title, lead, (Table("followed", title, columns, rows),) if rows else ())


def borders(t: Translator) -> Section:
    """What is shown of Morocco's territory, and what that does not settle."""
    paragraphs = (
        borders_note(t),
        t("Regions are Morocco's twelve (ISO 3166-2, MA-01 to MA-12)."),
        t(
            "Routes of submarine systems are drawn by hand and are no measurement; landing points stand at their town, "
            "rounded to two decimals of a degree."
        ),
    )
    return Section("borders", t("Borders and maps"), "", (Text("", paragraphs),))
