"""Caches beside exchange points: from where a content network serves in Africa, and which answer from Morocco."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.connectivity.words import country_cell, sources_column
from dashboard.chapters.shared.popular import HOME, Row, network_rows
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.values import Cell, Column, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.figures.popular import PREFIX
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, OldBuildError

_PLACES = """select p.*, c.places from core_cdn_places p join out_cdn_countries c using (provider, country)
    order by c.places desc, p.country, p.city, p.place_code"""


def cache_rows(build: Build) -> list[Row]:
    """Every place from which a content network serves, countries with most places first; [] in a build without any."""
    try:
        return build.rows(_PLACES)
    except OldBuildError:
        return []


def caches_lead(build: Build, t: Translator) -> str:
    """Where each content network serves in Africa, and who answers from Morocco; "" where no list is held."""
    rows = cache_rows(build)
    providers = dict.fromkeys(row["provider"] for row in rows)
    told = [_places_text(build, [row for row in rows if row["provider"] == code], t) for code in providers]
    return " ".join([*told, *filter(None, (_inside_text(build, t),))])


def _places_text(build: Build, rows: Sequence[Row], t: Translator) -> str:
    """How many places of one network in how many countries, and whether Morocco is among them."""
    home = sum(row["country"] == HOME for row in rows)
    values = {
        "network": t.isolate(_provider(build, rows[0], t)),
        "places": t.number(len(rows)),
        "countries": t.number(len({row["country"] for row in rows})),
        "day": t.period(max(row["seen_on"] for row in rows).isoformat()),
    }
    if home:
        return t(
            "{network} serves from {places} places in {countries} countries of Africa, {home} of them in Morocco (list of {day}).",
            home=t.number(home),
            **values,
        )
    return t(
        "{network} serves from {places} places in {countries} countries of Africa, none of them in Morocco (list of {day}; absence "
        "from it is absence from a list).",
        **values,
    )


def _inside_text(build: Build, t: Translator) -> str:
    """The networks that answer popular websites from Morocco; "" where no run names any."""
    inside = [row for row in network_rows(build) if row["answered"] == "local" and row["provider"] != "other"]
    if not inside:
        return ""
    named = [t("{network} ({sites})", network=_network(build, row, t), sites=t.number(row["sites"])) for row in inside]
    return t(
        "Of {measured} popular websites, in a run without a date, these networks answer from Morocco: {networks}.",
        measured=t.number(inside[0]["sites_measured"]),
        networks=t.join([t.isolate(each) for each in named]),
    )


def caches_sentence(build: Build, t: Translator) -> Sentence | None:
    """What caches and exchange points are for: how many popular websites are answered without leaving the country."""
    try:
        shown = [figure(build, f"{PREFIX}{name}", t) for name in ("local", "median_12", "low_12", "high_12")]
    except LookupError:
        return None
    last, median, low, high = shown
    text = t(
        "{share} of popular websites were answered in Morocco in the last run ({day}); median of the last 12 runs {median}, from "
        "{low} to {high}.",
        share=last.text,
        day=t.period(last.as_of),
        median=median.text,
        low=low.text,
        high=high.text,
    )
    return Sentence(text, tuple(shown))


def caches_table(build: Build, t: Translator) -> Table | None:
    """A row a place, Morocco first even where the list names none of it; None where no list is held."""
    rows = cache_rows(build)
    if not rows:
        return None
    columns = (
        Column("network", t("Network")),
        Column("country", t("Country")),
        Column("city", t("Town")),
        Column("place_code", t("Code")),
        Column("seen_on", t("List of")),
        Column("grade", t("Grade")),
        sources_column(t),
    )
    home = [row for row in rows if row["country"] == HOME]
    others = [row for row in rows if row["country"] != HOME]
    cells = [_cells(build, row, t) for row in (*home, *others)]
    if not home:
        cells.insert(0, _no_place(build, rows, t))
    receipt = build.receipt(
        t("Values as published; nothing is computed."),
        (build.input("cdn_places", row["row_key"], build.phrase(row["city"], t.lang), t.lang) for row in rows),
    )
    note = t("A cache of a foreign network brings speed and resilience, not sovereignty.")
    title = t("Places in Africa from which content networks serve")
    return Table("caches", title, columns, tuple(cells), note, receipt, is_folded=True)


def _cells(build: Build, row: Row, t: Translator) -> tuple[Cell, ...]:
    return (
        Cell(row["provider"], _provider(build, row, t)),
        country_cell(build, row["country"], t),
        Cell(row["city"], build.phrase(row["city"], t.lang)),
        Cell(row["place_code"], t.isolate(row["place_code"])),
        Cell(row["seen_on"].isoformat(), t.period(row["seen_on"].isoformat())),
        Cell(row["confidence"], row["confidence"]),
        publishers(build, row["source_ids"], t),
    )


def _no_place(build: Build, rows: Sequence[Row], t: Translator) -> tuple[Cell, ...]:
    """Morocco, of which the list names no place: a blank is no zero."""
    first, blank = rows[0], Cell(None, "")
    day = max(row["seen_on"] for row in rows).isoformat()
    return (
        Cell(first["provider"], _provider(build, first, t)),
        country_cell(build, HOME, t),
        Cell(None, t("no place in this list")),
        blank,
        Cell(day, t.period(day)),
        blank,
        publishers(build, first["source_ids"], t),
    )


def _provider(build: Build, row: Row, t: Translator) -> str:
    return build.label("cdn_places", "provider", row["provider"], t.lang)


def _network(build: Build, row: Row, t: Translator) -> str:
    return build.label("web_locality_providers", "provider", row["provider"], t.lang)
