"""Chapter 7, Investment: what money is to be spent on, and apart from it what finances it; promised, decided, paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.chapters.investment import charts, tables
from dashboard.chapters.investment.rows import HOME, Selection, count_figure, kind_figure, matching, select, sum_figure
from dashboard.chapters.investment.startups import startup_sentence, startups
from dashboard.chapters.investment.strip import spending_strip
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.choices import Choices, choice, many
from dashboard.content.values import Chapter, Chart, Figure, Kpi, Section, Sentence, Table
from dashboard.figures.money import FLOWS, STAGES, amounts_in, origin_words
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.codes import codes_of

NAME = "investment"
_Draw = Callable[[Reading, Selection], Chart | None]
CURRENCIES = ("MAD", "USD", "EUR")
SCOPES = (HOME, "EGY", "KEN", "NGA", "ZAF")
SECTORS = codes_of("investments", "sector")
TYPES = codes_of("investments", "investor_type")
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


def words(reading: Reading) -> dict[str, dict[str, str]]:
    """Each code of each choice in the reader's language, by the name of the field."""
    said = {"currency": CURRENCIES, "country": SCOPES, "sector": SECTORS, "stage": STAGES, "investor_type": TYPES}
    labels = {
        column: {code: reading.label("investments", column, code) for code in codes} for column, codes in said.items()
    }
    labels["type"] = labels.pop("investor_type")
    return labels | {"origin": {code: origin_words(reading.t)[code] for code in ORIGINS}}


def build_chapter(reading: Reading, choices: InvestmentChoices) -> Chapter:
    """The chapter of one build, for the reader's choices, in one language."""
    t = reading.t
    chosen = _selection(reading, choices)
    figures = _figures(reading, chosen)
    country = reading.build.label("investments", "country", choices.country, reading.lang)
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Investment"),
        question=t("How much spending was promised, how much decided, how much paid, and who finances it?"),
        sentences=_sentences(reading, chosen, figures),
        kpis=_kpis(reading, chosen, figures),
        sections=_sections(reading, chosen, figures),
        notes=_notes(chosen, t),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=t.series(filter(None, (amounts_in(choices.currency, country, t), chosen.filters))),
    )


def _figures(reading: Reading, chosen: Selection) -> dict[str, Figure]:
    """The sums of the two flows, by flow and kind ("spending.announced"), and what is announced read more narrowly."""
    parts = {flow: chosen.of(flow) for flow in FLOWS}
    sums = {f"{flow}.{kind}": kind_figure(reading, part, kind) for flow, part in parts.items() for kind in part.kinds}
    return sums | charts.narrower(reading, parts["spending"])


def _selection(reading: Reading, choices: InvestmentChoices) -> Selection:
    t = reading.t
    labels = words(reading)
    filters = {field: getattr(choices, field) for field in ("sector", "stage", "type", "origin")}
    said = t.series(t.join([labels[field][code] for code in codes]) for field, codes in filters.items() if codes)
    return select(
        reading.build,
        choices.country,
        choices.currency,
        sectors=choices.sector,
        stages=choices.stage,
        types=choices.type,
        origins=choices.origin,
        query=replace(choices, currency="MAD").query(),  # the currency stands in the figure's name
        filters=said,
    )


def _sentences(reading: Reading, chosen: Selection, figures: dict[str, Figure]) -> tuple[Sentence, ...]:
    t = reading.t
    promised, committed, paid = (figures[f"spending.{kind}"] for kind in ("announced", "committed", "disbursed"))
    found = [
        Sentence(_totals(chosen.of("spending"), promised, committed, paid, t), (promised, committed, paid)),
        _readings(figures, t),
        _financing(reading, chosen.of("financing"), figures["financing.committed"]),
        _silent(reading, chosen),
        _unconverted(reading, chosen),
        startup_sentence(reading, chosen.country),
    ]
    return tuple(sentence for sentence in found if sentence)


def _totals(chosen: Selection, promised: Figure, committed: Figure, paid: Figure, t: Translator) -> str:
    """The three sums in a sentence that also reads well where one of them is blank."""
    if not chosen.added:
        return t("No spending may be added up for this choice.")
    if any(figure.value is None for figure in (promised, committed, paid)):
        said = [t.labelled(figure.label, figure.text) for figure in (promised, committed, paid)]
        return t("{figures}. Only what may be added up is counted.", figures=t.series(said))
    return t(
        "Of the spending that may be added up, {promised} are announced, {committed} decided or contracted and {paid} "
        "reported as paid: three sums of different projects.",
        promised=promised.text,
        committed=committed.text,
        paid=paid.text,
    )


def _readings(figures: dict[str, Figure], t: Translator) -> Sentence | None:
    """What is announced without finished plans and stalled projects; None where that leaves nothing out."""
    whole, live = figures["spending.announced"], figures["spending.announced_live"]
    if whole.value is None or live.value is None or whole.value == live.value:
        return None
    return Sentence(
        t(
            "Of {whole} announced, {live} remain without finished plans and stalled projects.",
            whole=whole.text,
            live=live.text,
        ),
        (whole, live),
    )


def _financing(reading: Reading, chosen: Selection, committed: Figure) -> Sentence | None:
    """How much financing is decided, and what part of it development finance lends; None where none is."""
    t = reading.t
    rows = matching(chosen, amount_is="committed", investor_type="dfi")
    if committed.value is None or not rows:
        return None
    label = t("Decided by development finance institutions")
    formula = t("Sum of the decided amounts of development finance institutions, over rows that count in totals.")
    lent = sum_figure(reading, chosen, f"committed.dfi_{chosen.currency.lower()}", label, formula, rows)
    if lent.value == committed.value:
        return Sentence(
            t(
                "Counted apart, because it may pay for the spending above: {total} of financing decided or contracted, all of "
                "it by development finance institutions, whose loans cover more than the digital sector.",
                total=committed.text,
            ),
            (lent,),
        )
    return Sentence(
        t(
            "Counted apart, because it may pay for the spending above: {total} of financing decided or contracted, {lent} of "
            "it by development finance institutions, whose loans cover more than the digital sector.",
            total=committed.text,
            lent=lent.text,
        ),
        (committed, lent),
    )


def _silent(reading: Reading, chosen: Selection) -> Sentence | None:
    """Promises that count and carry no amount; None where every one does."""
    silent = _unpublished(reading, chosen)
    if not silent.value:
        return None
    return Sentence(
        reading.t.plural(
            "{count} project has no published amount at all, and adds nothing to any total.",
            "{count} projects have no published amount at all, and add nothing to any total.",
            int(silent.value),
        ),
        (silent,),
    )


def _unconverted(reading: Reading, chosen: Selection) -> Sentence | None:
    """Amounts that could not be converted, by name; None where all could."""
    t = reading.t
    rows = chosen.unconverted
    if not rows:
        return None
    label = t("Amounts that can't be converted")
    formula = t("Number of rows that count in totals and have an amount, but no date of announcement or no rate.")
    figure = count_figure(reading, chosen, f"unconverted_{chosen.currency.lower()}", label, formula, rows)
    return Sentence(
        t.plural(
            "{count} amount can't be converted to {currency} and is missing from the totals: {names}.",
            "{count} amounts can't be converted to {currency} and are missing from the totals: {names}.",
            len(rows),
            currency=chosen.currency,
            names=t.join([reading.name(row) for row in rows]),
        ),
        (figure,),
    )


def _unpublished(reading: Reading, chosen: Selection) -> Figure:
    t = reading.t
    label = t("Projects with no published amount")
    formula = t("Number of rows that count in totals and whose amount no source gives.")
    return count_figure(reading, chosen, "unpublished", label, formula, chosen.unpublished)


def _kpis(reading: Reading, chosen: Selection, figures: dict[str, Figure]) -> tuple[Kpi, ...]:
    t = reading.t
    captions = {
        "spending.announced": t("Promises with no later evidence; not money spent."),
        "spending.announced_live": t("Without plans whose project is over, and without stalled projects."),
        "spending.committed": t("Decided or contracted; not necessarily paid."),
        "spending.disbursed": t("Reported as paid; few payments are published."),
        "financing.committed": t("Loans, equity and grants: never added to spending."),
    }
    formula = t(
        "Number of rows that may not be added up: overlaps, several countries in one amount, transfers, mixed costs."
    )
    left_out = count_figure(reading, chosen, "left_out", t("Rows left out of totals"), formula, chosen.left_out)
    return (
        *(Kpi(figures[name], caption) for name, caption in captions.items()),
        Kpi(left_out, t("Each is listed below with its reason.") if left_out.value else ""),
        Kpi(_unpublished(reading, chosen), t("A blank is not a zero.")),
    )


def _sections(reading: Reading, chosen: Selection, figures: dict[str, Figure]) -> tuple[Section, ...]:
    t = reading.t
    spending, financing = chosen.of("spending"), chosen.of("financing")
    glance = spending_strip(reading, chosen, figures)
    spent = _drawn(reading, spending, (charts.by_stage, charts.readings, charts.by_sector, charts.ledger))
    lent = _drawn(reading, financing, (charts.by_stage, charts.by_type))
    who = _drawn(reading, spending, (charts.by_origin, charts.by_type))
    envelope = tables.envelope(reading, chosen)
    funding = startups(reading, chosen.country)
    listed = (tables.register, tables.unadded, tables.left_out)
    kept = tuple(made for make in listed if (made := make(reading, chosen)).rows)
    sections = (
        at_a_glance(reading, *((glance,) if glance else ())),
        Section(
            "spending",
            t("Spending: announced, decided, paid"),
            t(
                "What money is used for. Totals hold only rows that may be added up, one kind of amount at a time; a sum of one "
                "kind holds other projects than the next. All years together, at prices of the time."
            ),
            spent,
        ),
        Section(
            "financing",
            t("Financing: loans, equity, grants"),
            t("Where money comes from. It may pay for the spending above, so the two are never added to one another."),
            lent,
        ),
        Section(
            "investors",
            t("Who finances the spending"),
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
            t("Startup funding"),
            t(
                "These are funds raised by startups, not investments of the ledger above; sector, stage and investor filters do not apply here."
            ),
            (funding,) if funding else (),
        ),
        Section("rows", t("Row by row"), "", kept),
    )
    return tuple(section for section in sections if section.blocks)


def _drawn(reading: Reading, chosen: Selection, kinds: tuple[_Draw, ...]) -> tuple[Chart | Table, ...]:
    """The charts of one flow; none where no row of it may be added up."""
    return tuple(made for draw in kinds if chosen.added and (made := draw(reading, chosen)))


def _notes(chosen: Selection, t: Translator) -> tuple[str, ...]:
    notes = [
        t(
            "Announced is not decided, and decided is not paid: the three are never added to one another, nor financing to spending."
        ),
        t("Amounts are of the time they were announced; no correction is made for prices."),
    ]
    if any(row["is_rate_provisional"] and row["currency"] != chosen.currency for row in chosen.added):
        notes.append(t("The exchange rate of the current year is provisional: the year is not over."))
    if any(row["announced"] is None for row in chosen.added):
        notes.append(t("Amounts with no date of announcement are added only in the currency they were published in."))
    return tuple(notes)
