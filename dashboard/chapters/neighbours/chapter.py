"""Chapter 8, Neighbours: where Morocco stands, only where the same thing was measured in the same edition or year."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.neighbours import capacity, charts, tables
from dashboard.chapters.neighbours.pairs import pair_section, pair_words
from dashboard.chapters.neighbours.rows import (
    HOME,
    PEERS,
    Edition,
    counted,
    editions,
    inputs,
    item_name,
    place,
    side_by_side,
)
from dashboard.chapters.neighbours.strip import places_strip
from dashboard.chapters.neighbours.systems import systems
from dashboard.chapters.shared.popular import popular_kpi, popular_sentence
from dashboard.chapters.shared.popular_countries import countries_chart
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.choices import Choices, key, many, marked
from dashboard.content.values import Chapter, Chart, Figure, Kpi, Section, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.figures.make import make_count, make_figure
from dashboard.figures.progress import pillar_names
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.progress import PILLARS

NAME = "neighbours"
DEFAULT_INDICATOR = "un_osi_value"
THEMES = PILLARS  # a theme is a pillar


@dataclass(frozen=True)
class NeighboursChoices(Choices):
    """The neighbours shown beside Morocco and the themes (none: all), the indicator looked at closely, and two set against each other."""

    countries: tuple[str, ...] = many(PEERS)
    theme: tuple[str, ...] = many(THEMES)
    indicator: str = key()
    x: str = key()
    y: str = key()


def country_words(reading: Reading) -> dict[str, str]:
    """The neighbours to choose from."""
    return {code: reading.country(code) for code in PEERS}


def indicator_words(reading: Reading) -> dict[str, str]:
    """The indicators that may be looked at closely: those with an edition Morocco shares with a neighbour."""
    return {edition.item: item_name(reading, edition.item) for edition in side_by_side(reading.build, PEERS)}


def build_chapter(reading: Reading, choices: NeighboursChoices) -> Chapter:
    """The chapter of one build, for the reader's choices, in one language."""
    t = reading.t
    countries = (HOME, *(choices.countries or PEERS))
    found = side_by_side(reading.build, countries, choices.theme)
    chosen = _chosen(reading.build, choices, countries, found)
    counts = _counts(reading, found, choices)
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Comparisons"),
        question=t(
            "Where does Morocco stand beside other countries, where the same thing was measured in the same year?"
        ),
        sentences=_sentences(reading, counts, chosen, choices),
        kpis=_kpis(reading, counts, chosen, choices),
        sections=(
            *((at_a_glance(reading, places_strip(reading, counts)),) if counts else ()),
            *_sections(reading, found, chosen, countries, choices),
        ),
        notes=_notes(choices, chosen, t),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(reading, choices),
    )


def _chosen(
    build: Build, choices: NeighboursChoices, countries: tuple[str, ...], found: list[Edition]
) -> Edition | None:
    """The edition looked at closely: of the indicator asked for where it can be compared, else of the default or the first."""
    asked = [edition for edition in side_by_side(build, countries) if edition.item == choices.indicator]
    default = [edition for edition in found if edition.item == DEFAULT_INDICATOR]
    return next(iter(asked + default + found), None)


def _choices_text(reading: Reading, choices: NeighboursChoices) -> str:
    t = reading.t
    peers, themes = country_words(reading), pillar_names(reading)
    asked = indicator_words(reading).get(choices.indicator, "")
    words = pair_words(reading)
    pair = t("{x} and {y}", x=words[choices.x], y=words[choices.y]) if {choices.x, choices.y} <= set(words) else ""
    parts = (t.join([peers[c] for c in choices.countries]) if choices.countries else "", t.join([themes[c] for c in choices.theme]) if choices.theme else "", asked, pair)  # fmt: skip
    return t.series(part for part in parts if part)


def _sentences(
    reading: Reading, counts: tuple[Figure, ...], chosen: Edition | None, choices: NeighboursChoices
) -> tuple[Sentence, ...]:
    t = reading.t
    sentences = []
    if counts:
        compared, first, last = counts
        sentences.append(
            Sentence(
                t.plural(
                    "{count} indicator has a figure for Morocco and two other countries at least in one edition or year; Morocco is first in {first} and last in {last}, among those with a figure.",
                    "{count} indicators have a figure for Morocco and two other countries at least in one edition or year; Morocco is first in {first} and last in {last}, among those with a figure.",
                    round(float(compared.value or 0)),
                    first=first.text,
                    last=last.text,
                ),
                (compared, first, last),
            )
        )
    else:
        sentences.append(
            Sentence(
                t(
                    "No indicator of this choice has a figure for Morocco and two other countries in one edition or year."
                ),
                (),
            )
        )
    if chosen:
        sentences.append(Sentence(charts.rank_text(reading, chosen), (_rank(reading, chosen, choices),)))
    home = capacity.capacity_figure(reading, HOME)
    peers = [capacity.capacity_figure(reading, country) for country in choices.countries or PEERS]
    known = [peer for peer in peers if peer.high is not None]
    if known:
        largest = max(known, key=lambda peer: peer.high or 0)
        biggest = largest.figure_id.rsplit(".", 1)[1]
        sentences.append(
            Sentence(
                t(
                    "IT load in service is told as ranges of conflicting figures: {home} for Morocco, {largest} for {country}.",
                    home=capacity.range_text(reading, HOME),
                    largest=capacity.range_text(reading, biggest),
                    country=reading.country(biggest),
                ),
                (home, largest),
            )
        )
    if popular := popular_sentence(reading):
        sentences.append(popular)
    return tuple(sentences)


def _counts(reading: Reading, found: list[Edition], choices: NeighboursChoices) -> tuple[Figure, ...]:
    """How many items are compared, in how many Morocco is first, in how many last; () where none can be."""
    t = reading.t
    found = counted(found)
    if not found:
        return ()
    compared = t(
        "Number of indicators with a figure for Morocco and two other countries at least in the same edition or year; an "
        "index's value and its rank are one indicator."
    )
    better = t("Number of these indicators in which no country with a figure is better than Morocco.")
    worse = t("Number of these indicators in which no country with a figure is worse than Morocco.")
    first = [edition for edition in found if edition.rank(HOME) == 1]
    last = [edition for edition in found if edition.is_last(HOME)]
    compared_id, first_id, last_id = (
        marked(f"neighbours.{name}", choices.only("countries", "theme")) for name in ("compared", "first", "last")
    )
    return (
        _count(reading, compared_id, t("Indicators that can be compared"), compared, found),
        _count(reading, first_id, t("Indicators in which Morocco is first"), better, first),
        _count(reading, last_id, t("Indicators in which Morocco is last"), worse, last),
    )


def _count(reading: Reading, figure_id: str, label: str, formula: str, found: list[Edition]) -> Figure:
    receipt = reading.receipt(formula, (line for edition in found for line in inputs(reading, edition, (HOME,))))
    return make_count(figure_id, label, len(found), reading.t.number(len(found)), receipt)


def _rank(reading: Reading, edition: Edition, choices: NeighboursChoices) -> Figure:
    """Morocco's place in one edition, among the countries chosen."""
    t = reading.t
    formula = t("One more than the number of countries shown with a better figure in the same edition.")
    receipt = reading.receipt(formula, inputs(reading, edition))
    rank = edition.rank(HOME)
    return make_figure(
        f"neighbours.rank.{edition.item}.{edition.period}",
        t("Morocco's place: {indicator}", indicator=item_name(reading, edition.item)),
        None if rank is None else float(rank),
        place(edition, HOME, t),
        "rank",
        "sum",
        receipt,
        query=choices.only("countries"),
        as_of=edition.period,
    )


def _kpis(
    reading: Reading, counts: tuple[Figure, ...], chosen: Edition | None, choices: NeighboursChoices
) -> tuple[Kpi, ...]:
    t = reading.t
    among = t("Among those with a figure; ties share a place.")
    captions = (t("Same edition or year only."), among, among)
    kpis = [Kpi(shown, caption) for shown, caption in zip(counts, captions, strict=False)]  # all three or none
    if chosen:
        kpis.append(
            Kpi(_rank(reading, chosen, choices), t("Edition or year: {period}.", period=t.period(chosen.period)))
        )
    load = t("A range of conflicting figures ({years}), not an estimate.", years=capacity.years(reading, HOME))
    kpis.append(Kpi(capacity.capacity_figure(reading, HOME), load))
    kpis.append(Kpi(figure(reading, "connectivity.systems_in_service"), t("With a landing in Morocco.")))
    if popular := popular_kpi(reading):
        kpis.append(popular)
    return tuple(kpis)


def _sections(
    reading: Reading,
    found: list[Edition],
    chosen: Edition | None,
    countries: tuple[str, ...],
    choices: NeighboursChoices,
) -> tuple[Section, ...]:
    t = reading.t
    popular = countries_chart(reading, choices.countries)
    pair = pair_section(reading, choices.x, choices.y, countries)
    compared: list[Chart | Table] = [charts.overview(reading, found, countries)] if found else []
    close: list[Chart | Table] = []
    if chosen:
        close.append(charts.chosen_bars(reading, chosen, countries))
        past = editions(reading.build, countries, chosen.item)
        if len(past) > 1:
            close.append(charts.history(reading, past, countries))
    centres = capacity.centre_counts(reading, countries)
    sections = (
        Section(
            "compared",
            t("Side by side"),
            t(
                "Only figures of the same edition or year share a row. Where no source gives a figure, the cell says so."
            ),
            tuple(compared),
        ),
        Section("close", t("One indicator, closely"), "", tuple(close)),
        *((pair,) if pair else ()),
        Section(
            "popular",
            t("Popular websites"),
            t(
                "Measured alike and on the same days: how many of a country's most visited websites are answered inside it."
            ),
            (popular,) if popular else (),
        ),
        Section(
            "capacity",
            t("Computing capacity"),
            t(
                "National totals conflict in method, year and perimeter. They are shown as ranges and as they were published."
            ),
            (
                capacity.capacity(reading, countries),
                capacity.claims_table(reading, countries),
                *((centres,) if centres else ()),
            ),
        ),
        Section(
            "networks",
            t("Systems and exchange points"),
            t("Systems are counted by one rule for every country; exchange points as each tells of itself."),
            (systems(reading, countries), tables.exchange_points(reading, countries)),
        ),
        Section("demand", t("Demand and trade"), "", (tables.demand(reading, countries),)),
    )
    return tuple(section for section in sections if section.blocks)


def _notes(choices: NeighboursChoices, chosen: Edition | None, t: Translator) -> tuple[str, ...]:
    notes = [
        t("Where a cell says that no figure was found, nothing is known: it is neither a zero nor the last place.")
    ]
    if bool(choices.x) != bool(choices.y):
        notes.append(t("One indicator of a pair is chosen: choose the other too."))
    if choices.indicator and (chosen is None or chosen.item != choices.indicator):
        notes.append(t("The indicator asked for has no figure that can be compared for this choice; another is shown."))
    return tuple(notes)
