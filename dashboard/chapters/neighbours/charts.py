"""Indicators side by side: figures of one edition share a row, and a place is taken in a row only."""

from __future__ import annotations

from dashboard.chapters.neighbours.rows import (
    HOME,
    Edition,
    counted,
    inputs,
    item_name,
    measure,
    no_figure,
    number,
    place,
    unit_name,
)
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, HeatCell, HeatChart, HeatRow, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

MAX_EDITIONS = 8
ROOM_FOR_WORDS = 4  # columns of a grid whose cells hold a few words on a phone
DASH = "–"


def overview(reading: Reading, found: list[Edition], countries: tuple[str, ...]) -> HeatChart:
    """Every comparable item: a row an item in its latest shared edition, a column a country."""
    t = reading.t
    title = t("Side by side, edition by edition")
    names = [reading.country(country) for country in countries]

    def of_country(country: str, name: str) -> Column[Edition]:
        return Column(country, name, lambda edition: _cell(edition, country, t), "end")

    table = build_table(
        "neighbours",
        title,
        found,
        Column("item", t("Indicator"), lambda edition: text(item_name(reading, edition.item), edition.item)),
        Column("period", t("Edition or year"), lambda edition: Cell(edition.period, t.period(edition.period))),
        Column("unit", t("Unit"), lambda edition: text(unit_name(reading, edition.unit), edition.unit)),
        *(of_country(country, name) for country, name in zip(countries, names, strict=True)),
        Column("place", t("Morocco's place"), lambda edition: Cell(edition.rank(HOME), place(edition, HOME, t))),
    )
    years_apart = reading.prose("neighbours_overview_note")
    return HeatChart(
        "neighbours",
        title,
        t("A stronger shade is better, within a row only; each row is one edition or year"),
        _first_and_last(reading, counted(found)),
        table,
        reading.receipt(
            reading.prose("neighbours_overview_formula"),
            (line for edition in found for line in inputs(reading, edition)),
        ),
        note=" ".join(filter(None, (dash_note(len(countries), t), years_apart))),
        columns=tuple(names),
        rows=tuple(
            HeatRow(
                _join(item_name(reading, edition.item), t.period(edition.period), t),
                tuple(_heat(reading, edition, country, len(countries)) for country in countries),
            )
            for edition in found
        ),
    )


def _first_and_last(reading: Reading, ranked: list[Edition]) -> str:
    """Where Morocco is first and last, among the same indicators as the chapter counts."""
    t = reading.t
    first = [item_name(reading, edition.item) for edition in ranked if edition.rank(HOME) == 1]
    last = [item_name(reading, edition.item) for edition in ranked if edition.is_last(HOME)]
    if not ranked:
        return t("None of these indicators has figures of three countries: no place is told.")
    said = [
        t("Morocco is first among those with a figure in: {indicators}.", indicators=t.join(first))
        if first
        else t("Morocco is first in none of these indicators."),
        t("It is last among them in: {indicators}.", indicators=t.join(last)) if last else t("It is last in none."),
    ]
    return " ".join(said)


def dash_note(columns: int, t: Translator) -> str:
    """What the dash of a grid means; empty where its cells have room for the words."""
    return "" if columns <= ROOM_FOR_WORDS else t("A dash ({dash}): no figure found.", dash=DASH)


def chosen_bars(reading: Reading, edition: Edition, countries: tuple[str, ...]) -> BarChart:
    """One item in one edition, best first; those without a figure stand last and say so."""
    t = reading.t
    title = item_name(reading, edition.item)
    ordered = sorted(
        countries, key=lambda country: (edition.rank(country) or len(countries) + 1, countries.index(country))
    )
    bars = tuple(
        Bar(
            reading.country(country),
            Value(edition.value(country), number(edition.value(country), edition.unit, t) or no_figure(t)),
            "home" if country == HOME else "peer",
        )
        for country in ordered
    )
    subtitle = t(
        "{unit}, {period}; {direction}",
        unit=unit_name(reading, edition.unit),
        period=t.period(edition.period),
        direction=t("lower is better") if edition.direction == "lower_better" else t("higher is better"),
    )
    return BarChart(
        "neighbours_chosen",
        title,
        subtitle,
        rank_text(reading, edition),
        build_table(
            "neighbours_chosen",
            title,
            ordered,
            Column("country", t("Country"), lambda country: text(reading.country(country), country)),
            Column("period", t("Edition or year"), lambda country: Cell(edition.period, t.period(edition.period))),
            Column("value", unit_name(reading, edition.unit), lambda country: _cell(edition, country, t), "end"),
            Column(
                "place",
                t("Place among those with a figure"),
                lambda country: Cell(edition.rank(country), place(edition, country, t)),
                "end",
            ),
        ),
        reading.receipt(reading.prose("neighbours_edition_formula"), inputs(reading, edition)),
        bars=bars,
        axis=value_axis([bar.value.value for bar in bars], lambda value: number(value, edition.unit, t) or t.number(0)),
        legend=(LegendItem("home", reading.country(HOME)), LegendItem("peer", t("Countries compared"))),
    )


def rank_text(reading: Reading, edition: Edition) -> str:
    """Morocco's figure and place in an edition, in a sentence; beside one other country, both figures and no place."""
    t = reading.t
    content = {
        country: t.labelled(reading.country(country), measure(reading, edition.value(country), edition.unit))
        for country in edition.rows
    }
    named = {"indicator": item_name(reading, edition.item), "period": t.period(edition.period)}
    if not edition.is_ranked:
        return t(
            "{indicator}, {period}. {figures}. Two figures make no ranking.",
            figures=t.series(content.values()),
            **named,
        )
    return t(
        "{indicator}, {period}. {own}, {place} countries with a figure. Best figure: {value} ({best}).",
        own=content[HOME],
        place=place(edition, HOME, t),
        value=measure(reading, edition.value(edition.best), edition.unit),
        best=reading.country(edition.best),
        **named,
    )


def history(reading: Reading, found: list[Edition], countries: tuple[str, ...]) -> HeatChart:
    """One item over its editions: a column an edition, shaded and placed within the column only."""
    t = reading.t
    shown = found[-MAX_EDITIONS:]
    latest = shown[-1]
    title = t("{indicator}: each edition by itself", indicator=item_name(reading, latest.item))

    def of_edition(edition: Edition) -> Column[str]:
        return Column(edition.period, t.period(edition.period), lambda country: _cell(edition, country, t), "end")

    table = build_table(
        "neighbours_history",
        title,
        countries,
        Column("country", t("Country"), lambda country: text(reading.country(country), country)),
        *(of_edition(edition) for edition in shown),
    )
    said = [
        t("{place} in {period}", place=place(edition, HOME, t), period=t.period(edition.period))
        for edition in shown
        if HOME in edition.rows and edition.is_ranked
    ]
    lead = (
        t("Morocco's place among those with a figure: {places}.", places=t.join(said))
        if said
        else t("Two figures make no ranking.")
    )
    changing = reading.prose("neighbours_history_note")
    return HeatChart(
        "neighbours_history",
        title,
        t("{unit}; a stronger shade is better, within a column only", unit=unit_name(reading, latest.unit)),
        lead,
        table,
        reading.receipt(
            t("Each edition as its source gives it."), (line for edition in shown for line in inputs(reading, edition))
        ),
        note=" ".join(filter(None, (dash_note(len(shown), t), changing))),
        columns=tuple(t.period(edition.period) for edition in shown),
        rows=tuple(
            HeatRow(reading.country(country), tuple(_heat(reading, edition, country, len(shown)) for edition in shown))
            for country in countries
        ),
    )


def _cell(edition: Edition, country: str, t: Translator) -> Cell:
    value = edition.value(country)
    return Cell(value, number(value, edition.unit, t) or no_figure(t))


def _join(name: str, period: str, t: Translator) -> str:
    """A label that a renderer may break over lines: no isolates, for a break would split them."""
    return f"{name}، {period}" if t.is_rtl else f"{name}, {period}"


def _heat(reading: Reading, edition: Edition, country: str, columns: int) -> HeatCell:
    """A cell; where `columns` leave no room for words a blank is a dash, and its hover and the table say what it means."""
    t = reading.t
    value, rank = edition.value(country), edition.rank(country)
    label = t("{country}, {period}", country=reading.country(country), period=t.period(edition.period))
    if value is None or rank is None:
        return HeatCell(
            None, no_figure(t) if columns <= ROOM_FOR_WORDS else DASH, hover=t.labelled(label, no_figure(t))
        )
    said = number(value, edition.unit, t)
    return HeatCell(
        value, said, heat_fill(rank, len(edition.rows)), t.labelled(label, f"{said} ({place(edition, country, t)})")
    )


def heat_fill(rank: int, count: int) -> str:
    """The shade of a place: the darkest for the best of `count`."""
    return f"heat_{4 * (count - rank) // (count - 1)}" if count > 1 else "heat_2"
