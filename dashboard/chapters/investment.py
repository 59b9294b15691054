"""Chapter 6, Investment: what was promised, what was committed, what was paid, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.chapters import investment_charts as charts
from dashboard.chapters import investment_tables as tables
from dashboard.chapters.investment_rows import (
    HOME,
    Selection,
    count_figure,
    kind_figure,
    matching,
    select,
    sum_figure,
)
from dashboard.chapters.investment_startups import startup_sentence, startups
from dashboard.chapters.money_words import STAGES, amounts_in, name, origin_words
from dashboard.choices import Choices, choice, many
from dashboard.content import Chapter, Chart, Figure, Kpi, Lang, Section, Sentence, Table
from dashboard.i18n import Translator, translator
from dashboard.warehouse import Build

NAME = "investment"
CURRENCIES = ("MAD", "USD", "EUR")
SCOPES = (HOME, "EGY", "KEN", "NGA", "ZAF")
SECTORS = (
    "public_services",
    "mobile",
    "fibre",
    "submarine_cable",
    "cloud",
    "data_centre",
    "ai",
    "skills",
    "startup_fund",
    "other",
)
TYPES = ("public", "private", "mixed", "ppp", "dfi")
ORIGINS = ("national", "foreign", "joint", "international", "unknown")


@dataclass(frozen=True)
class InvestmentChoices(Choices):
    """The currency and country shown, and filters; an empty filter lets every row pass."""

    currency: str = choice("MAD", CURRENCIES)
    country: str = choice(HOME, SCOPES)
    sector: tuple[str, ...] = many(SECTORS)
    stage: tuple[str, ...] = many(STAGES)
    type: tuple[str, ...] = many(TYPES)
    origin: tuple[str, ...] = many(ORIGINS)


def words(build: Build, t: Translator) -> dict[str, dict[str, str]]:
    """Each code of each choice in the reader's language, by the name of the field."""
    said = {
        "currency": CURRENCIES,
        "country": SCOPES,
        "sector": SECTORS,
        "stage": STAGES,
        "investor_type": TYPES,
    }
    labels = {
        column: {code: build.label("investments", column, code, t.lang) for code in codes}
        for column, codes in said.items()
    }
    labels["type"] = labels.pop("investor_type")
    return labels | {"origin": {code: origin_words(t)[code] for code in ORIGINS}}


def build(pinned: Build, choices: InvestmentChoices, lang: Lang) -> Chapter:
    """The chapter of one build, for the reader's choices, in one language."""
    t = translator(lang)
    chosen = _selection(pinned, choices, t)
    figures = {kind: kind_figure(pinned, chosen, kind, t) for kind in chosen.kinds}
    country = pinned.label("investments", "country", choices.country, lang)
    return Chapter(
        name=NAME,
        lang=lang,
        title=t("Investment"),
        question=t("How much money was promised, how much committed, how much paid, and by whom?"),
        sentences=_sentences(pinned, chosen, figures, t),
        kpis=_kpis(pinned, chosen, figures, t),
        sections=_sections(pinned, chosen, t),
        notes=_notes(chosen, t),
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        query=choices.query(),
        choices_text=t.series(filter(None, (amounts_in(choices.currency, country, t), chosen.filters))),
    )


def _selection(pinned: Build, choices: InvestmentChoices, t: Translator) -> Selection:
    labels = words(pinned, t)
    filters = {field: getattr(choices, field) for field in ("sector", "stage", "type", "origin")}
    said = t.series(t.join([labels[field][code] for code in codes]) for field, codes in filters.items() if codes)
    return select(
        pinned,
        choices.country,
        choices.currency,
        sectors=choices.sector,
        stages=choices.stage,
        types=choices.type,
        origins=choices.origin,
        query=replace(choices, currency="MAD").query(),  # the currency stands in the figure's name
        filters=said,
    )


def _sentences(pinned: Build, chosen: Selection, figures: dict[str, Figure], t: Translator) -> tuple[Sentence, ...]:
    promised, committed, paid = (figures[kind] for kind in ("announced", "committed", "disbursed"))
    found = [
        Sentence(_totals(chosen, promised, committed, paid, t), (promised, committed, paid)),
        _development(pinned, chosen, committed, t),
        _silent(pinned, chosen, t),
        _unconverted(pinned, chosen, t),
        startup_sentence(pinned, chosen.country, t),
    ]
    return tuple(sentence for sentence in found if sentence)


def _totals(chosen: Selection, promised: Figure, committed: Figure, paid: Figure, t: Translator) -> str:
    """The three sums in a sentence that also reads well where one of them is blank."""
    if not chosen.added:
        return t("No amount may be added up for this choice.")
    if any(figure.value is None for figure in (promised, committed, paid)):
        said = [
            t("{label}: {amount}", label=figure.label, amount=figure.text) for figure in (promised, committed, paid)
        ]
        return t("Of the money that may be added up: {figures}.", figures=t.join(said))
    return t(
        "Of the money that may be added up, {promised} are announced, {committed} committed and {paid} reported as paid.",
        promised=promised.text,
        committed=committed.text,
        paid=paid.text,
    )


def _development(pinned: Build, chosen: Selection, committed: Figure, t: Translator) -> Sentence | None:
    """How much of what is committed comes from development finance; None where none does."""
    rows = matching(chosen, amount_is="committed", investor_type="dfi")
    if not rows:
        return None
    label = t("Committed by development finance institutions")
    formula = t("Sum of the committed amounts of development finance institutions, over rows that count in totals.")
    lent = sum_figure(pinned, chosen, f"committed.dfi_{chosen.currency.lower()}", label, formula, rows, t)
    return Sentence(
        t(
            "Of {total} committed, {lent} come from development finance institutions, whose loans cover more than the digital sector.",
            total=committed.text,
            lent=lent.text,
        ),
        (committed, lent),
    )


def _silent(pinned: Build, chosen: Selection, t: Translator) -> Sentence | None:
    """Promises that count and carry no amount; None where every one does."""
    silent = _unpublished(pinned, chosen, t)
    if not silent.value:
        return None
    return Sentence(
        t.plural(
            "{count} project has no published amount at all, and adds nothing to any total.",
            "{count} projects have no published amount at all, and add nothing to any total.",
            int(silent.value),
        ),
        (silent,),
    )


def _unconverted(pinned: Build, chosen: Selection, t: Translator) -> Sentence | None:
    """Amounts that could not be converted, by name; None where all could."""
    rows = chosen.unconverted
    if not rows:
        return None
    label = t("Amounts that can't be converted")
    formula = t("Number of rows that count in totals and have an amount, but no date of announcement or no rate.")
    figure = count_figure(pinned, chosen, f"unconverted_{chosen.currency.lower()}", label, formula, rows, t)
    return Sentence(
        t.plural(
            "{count} amount can't be converted to {currency} and is missing from the totals: {names}.",
            "{count} amounts can't be converted to {currency} and are missing from the totals: {names}.",
            len(rows),
            currency=chosen.currency,
            names=t.join([name(row, t) for row in rows]),
        ),
        (figure,),
    )


def _unpublished(pinned: Build, chosen: Selection, t: Translator) -> Figure:
    label = t("Projects with no published amount")
    formula = t("Number of rows that count in totals and whose amount no source gives.")
    return count_figure(pinned, chosen, "unpublished", label, formula, chosen.unpublished, t)


def _kpis(pinned: Build, chosen: Selection, figures: dict[str, Figure], t: Translator) -> tuple[Kpi, ...]:
    captions = {
        "announced": t("Promises with no later evidence; not money spent."),
        "committed": t("Decided or contracted; not necessarily paid."),
        "disbursed": t("Reported as paid; few payments are published."),
        "estimated": t("Estimated by others; neither promised nor paid."),
    }
    formula = t(
        "Number of rows that may not be added up: overlaps, several countries in one amount, transfers, mixed costs."
    )
    left_out = count_figure(pinned, chosen, "left_out", t("Rows left out of totals"), formula, chosen.left_out, t)
    return (
        *(Kpi(figure, captions[kind]) for kind, figure in figures.items()),
        Kpi(left_out, t("Each is listed below with its reason.")),
        Kpi(_unpublished(pinned, chosen, t), t("A blank is not a zero: these rows are not small.")),
    )


def _sections(pinned: Build, chosen: Selection, t: Translator) -> tuple[Section, ...]:
    overview: tuple[Chart | Table, ...] = (charts.by_stage(pinned, chosen, t),)
    who: tuple[Chart | Table, ...] = ()
    if chosen.added:
        overview += (charts.by_sector(pinned, chosen, t), charts.ledger(pinned, chosen, t))
        who = (charts.by_origin(pinned, chosen, t), charts.by_type(pinned, chosen, t))
    envelope = tables.envelope(pinned, chosen, t)
    funding = startups(pinned, chosen.country, t)
    listed = (tables.register, tables.unadded, tables.left_out)
    kept = tuple(made for make in listed if (made := make(pinned, chosen, t)).rows)
    sections = (
        Section(
            "money",
            t("Promised, committed, paid"),
            t(
                "Totals hold only rows that may be added up, one kind of amount at a time. All years together, at prices of the time."
            ),
            overview,
        ),
        Section(
            "investors",
            t("Who puts up the money"),
            t("An amount shared by several investors is not split: no source gives the shares."),
            who,
        ),
        Section(
            "envelope",
            t("An envelope is counted once"),
            t(
                "Budgets and schemes paid from the strategy's envelope are shown beside it; adding them would count the same money twice."
            ),
            (envelope,) if envelope else (),
        ),
        Section(
            "startups",
            t("Start-up funding"),
            t(
                "These are funds raised by start-ups, not investments of the ledger above; sector, stage and investor filters do not apply here."
            ),
            (funding,) if funding else (),
        ),
        Section("rows", t("Row by row"), "", kept),
    )
    return tuple(section for section in sections if section.blocks)


def _notes(chosen: Selection, t: Translator) -> tuple[str, ...]:
    notes = [
        t("Announced is not committed, and committed is not paid: the three are never added to one another."),
        t("Amounts are of the time they were announced; no correction is made for prices."),
    ]
    if any(row["is_rate_provisional"] and row["currency"] != chosen.currency for row in chosen.added):
        notes.append(t("The exchange rate of the current year is provisional: the year is not over."))
    if any(row["announced"] is None for row in chosen.added):
        notes.append(t("Amounts with no date of announcement are added only in the currency they were published in."))
    return tuple(notes)
