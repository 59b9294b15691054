"""Chapter 1, the Overview: where does Morocco's computing run, and what is announced, what delivered?"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.progress.counts import codes_of, missing_sentence, parts_sentences
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.hosting import hosting_caution, hosting_sentences
from dashboard.chapters.share.layers import bands_chart
from dashboard.chapters.share.model import model
from dashboard.chapters.shared.popular import popular_kpi
from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.sites.figures import select
from dashboard.chapters.sites.map import site_map
from dashboard.chapters.sites.pipeline import pipeline
from dashboard.chapters.sites.pipeline_words import PIPELINE, promises_sentence
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.choices import Choices
from dashboard.content.values import Cell, Chapter, Column, Figure, Kpi, Receipt, Section, Sentence, Table
from dashboard.figures.figure import figure, write
from dashboard.figures.progress import AIMED, state_word
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

NAME = "overview"
READINGS = ("announced", "announced_unfinished", "announced_live")
_MISSING = ("not_measured", "unobserved", "unsaid")
_FIGURES = (
    "share.institutional_sites.local",
    "share.spend.local",
    *(f"progress.count.{code}" for code in (*AIMED, *codes_of("strategy"), *codes_of("related"), *_MISSING)),
    *PIPELINE,
    "sites.gpu_documented",
    "connectivity.systems_in_service",
    "connectivity.systems_under_construction",
    *(f"investment.spending.{reading}_mad" for reading in READINGS),
    "investment.envelope_mad",
    "investment.envelope_payments",
    "investment.financing.recent_mad",
)


@dataclass(frozen=True)
class OverviewChoices(Choices):
    """The Overview has nothing to choose but the language."""


def build_chapter(reading: Reading, choices: OverviewChoices) -> Chapter:
    """The Overview of one build in one language."""
    t = reading.t
    shown = {figure_id: figure(reading, figure_id) for figure_id in _FIGURES}
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Overview"),
        question=t("Where does Morocco's computing run, at home or offshore, and is Digital Morocco 2030 on course?"),
        sentences=_sentences(reading, shown),
        kpis=_kpis(reading, shown),
        sections=(
            Section(
                "share",
                t("What runs at home"),
                t(
                    "Each layer answers another question; the levers and the parameters stand in the chapter Local or offshore."
                ),
                (bands_chart(reading, model(reading.build, ShareChoices()), shown["share.institutional_sites.local"]),),
            ),
            Section(
                "targets",
                t("Digital Morocco 2030, target by target"),
                t("A target without a published measurement can be called neither kept nor missed."),
                (_targets(reading, shown),),
            ),
            Section("map", t("Where the sites and the systems are"), "", (site_map(reading),)),
            pipeline(reading, select(reading.build, "MAR")),
            Section(
                "money",
                t("Spending announced"),
                t("Only rows that may be added up; financing, and what is left out and why, stand in Investment."),
                (_money(shown, t),),
            ),
            Section("recent", t("The last twelve months"), _newest(reading), (_recent(reading),)),
        ),
        notes=(
            t("Announced is not delivered: only what a source reports in service is counted as in service."),
            t("Hosted in Morocco is not the same as under Moroccan control: local is not sovereign."),
        ),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
    )


def _sentences(reading: Reading, shown: dict[str, Figure]) -> tuple[Sentence, ...]:
    t = reading.t
    local, spend = shown["share.institutional_sites.local"], shown["share.spend.local"]
    systems, building = shown["connectivity.systems_in_service"], shown["connectivity.systems_under_construction"]
    counts = {figure_id.rpartition(".")[2]: found for figure_id, found in shown.items() if ".count." in figure_id}
    not_measured, unobserved, unsaid = (counts[code] for code in _MISSING)
    missing = missing_sentence(not_measured, unobserved, unsaid, t)
    return (
        *hosting_sentences(reading, local, spend),
        *parts_sentences(counts, t),
        *((missing,) if missing else ()),
        promises_sentence((shown[figure_id] for figure_id in PIPELINE), t),
        Sentence(
            t(
                "Submarine systems with a landing in Morocco: {systems} in service, {building} under construction.",
                systems=systems.text,
                building=building.text,
            ),
            (systems, building),
        ),
        _money_sentence(shown, t),
    )


def _money_sentence(shown: dict[str, Figure], t: Translator) -> Sentence:
    """The strategy's envelope, the year's new financing, and what is known to be paid out of the envelope."""
    envelope, payments = shown["investment.envelope_mad"], shown["investment.envelope_payments"]
    recent = shown["investment.financing.recent_mad"]
    sentence = t("The strategy's envelope for 2024-2026 is {envelope}.", envelope=envelope.text)
    if not payments.value:
        sentence = t(
            "The strategy's envelope for 2024-2026 is {envelope}; no published payment out of it was found.",
            envelope=envelope.text,
        )
    figures = [envelope]
    if recent.value:
        sentence += " " + t("Over the last twelve months, {recent} of new financing were decided.", recent=recent.text)
        figures.append(recent)
    return Sentence(sentence, tuple(figures))


def _kpis(reading: Reading, shown: dict[str, Figure]) -> tuple[Kpi, ...]:
    t = reading.t
    captions = {
        "share.institutional_sites.local": hosting_caution(t),
        "share.spend.local": t(
            "Cloud and data-centre services only: the market of five countries, and local revenue of 2021."
        ),
        "sites.it_load_operational_mw": t("Site by site; published national totals conflict."),
        "sites.it_load_announced_mw": t("Promises, memoranda included.")
        if shown["sites.under_construction_mw"].value
        else t("Promises, memoranda included; none was found under construction."),
        "progress.count.strategy_on_track": t(
            "The strategy's own targets; a commitment of operators is no target of it."
        ),
        "progress.count.not_measured": t("A target exists, but no published observation was found."),
        "connectivity.systems_in_service": t(
            "What they carry is not published: lit capacity is unknown for every system."
        ),
        "investment.envelope_mad": t("Decided for 2024-2026; it holds several other budgets."),
    }
    tones = {"progress.count.strategy_on_track": "on_track", "progress.count.not_measured": "not_assessable"}
    first, *others = (
        Kpi(shown[figure_id], caption, tones.get(figure_id, "neutral")) for figure_id, caption in captions.items()
    )
    popular = popular_kpi(reading)
    return (first, *((popular,) if popular else ()), *others)


def _targets(reading: Reading, shown: dict[str, Figure]) -> BarChart:
    """How many indicators with a target stand in each state."""
    t = reading.t
    figures = {state: shown[f"progress.count.{state}"] for state in AIMED}
    words = {state: state_word(reading, state) for state in AIMED}
    counts = {state: float(found.value or 0) for state, found in figures.items()}
    bars = tuple(Bar(words[state], Value(counts[state], found.text), state) for state, found in figures.items())
    columns = (Column("state", t("State")), Column("count", t("Indicators"), "end"))
    rows = tuple(
        (Cell(state, words[state], role=state), Cell(counts[state], found.text)) for state, found in figures.items()
    )
    title = t("Indicators with a target, by state")
    return BarChart(
        chart_id="targets",
        title=title,
        subtitle=t("Number of indicators; the next target of each is judged"),
        alt=t.join([t("{state}: {count}", state=words[state], count=found.text) for state, found in figures.items()]),
        table=Table("targets", title, columns, rows),
        receipt=figures["not_assessable"].receipt,
        note=t(
            "Not assessable: no published observation ({unmeasured}), only a starting value, or a perimeter that changed.",
            unmeasured=shown["progress.count.not_measured"].text,
        ),
        bars=bars,
        axis=value_axis(counts.values(), t.number),
    )


def _money(shown: dict[str, Figure], t: Translator) -> BarChart:
    """Announced spending read three ways, side by side."""
    figures = [shown[f"investment.spending.{reading}_mad"] for reading in READINGS]
    values = [float(found.value or 0) / 1e9 for found in figures]
    bars = tuple(Bar(found.label, Value(v, found.text), "announced") for found, v in zip(figures, values, strict=True))
    rows = tuple((Cell(found.figure_id, found.label), Cell(found.value, found.text)) for found in figures)
    columns = (Column("reading", t("Reading")), Column("amount_mad", t("Amount"), "end"))
    title = t("Announced spending, three readings")
    return BarChart(
        chart_id="money",
        title=title,
        subtitle=t("Billions of dirhams, all years"),
        alt=t.series(t("{label}: {amount}", label=found.label, amount=found.text) for found in figures),
        table=Table("money", title, columns, rows),
        receipt=_merged(tuple(figures), t),
        bars=bars,
        axis=value_axis(values, lambda value: t.number(value, 1)),
    )


def _merged(figures: tuple[Figure, ...], t: Translator) -> Receipt:
    """One receipt for a chart of several figures: their formulas and all their rows."""
    first = figures[0].receipt
    formula = " ".join(t.labelled(found.label, found.receipt.formula) for found in figures)
    return Receipt(formula, tuple(row for found in figures for row in found.receipt.inputs), first.build_id)


def _newest(reading: Reading) -> str:
    """How recent the newest thing shown is, for nothing after it was found."""
    t = reading.t
    newest = reading.rows("select max(date) as date from out_events where is_recent and date <= ?", reading.build.as_of)
    date = newest[0]["date"] if newest else None
    return t("The newest fact here is of {date}; nothing later was found.", date=t.period(date)) if date else ""


def _recent(reading: Reading) -> Table:
    """Every event that may fall in the last twelve months, newest first."""
    t = reading.t
    events = reading.rows("select * from out_events where is_recent")
    columns = (
        Column("date", t("Date")),
        Column("kind", t("What kind of news")),
        Column("subject", t("Who or where")),
        Column("detail", t("In short")),
        Column("amount_mad", t("Amount"), "end"),
        Column("source_ids", t("Sources")),
    )
    rows = tuple(
        (
            Cell(event["date"], t.period(event["date"])),
            Cell(event["news_kind"], reading.label("*", "news_kind", event["news_kind"])),
            _subject(event, t),
            Cell(event["detail"], reading.phrase(event["detail"])),
            Cell(event["amount_mad"], write(event["amount_mad"], "MAD", t)),
            publishers(reading, event["source_ids"]),
        )
        for event in events
    )
    return Table("recent", t("What sources reported of the last twelve months"), columns, rows)


def _subject(event: dict[str, str], t: Translator) -> Cell:
    link = f"/sites?site={event['subject']}" if event["subject_table"] == "site" else ""
    return Cell(event["subject"], event[f"title_{t.lang}"] or "", link)
