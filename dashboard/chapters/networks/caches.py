"""Caches beside exchange points: from where a content network serves in Africa, and which answer from Morocco."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.shared.cells import as_published
from dashboard.chapters.shared.popular import HOME, Row, network_rows
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Cell, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.figures.popular import PREFIX
from dashboard.warehouse.build import Build, OldBuildError
from dashboard.warehouse.reading import Reading

_PLACES = """select p.*, c.places from core_cdn_places p join out_cdn_countries c using (provider, country)
    order by c.places desc, p.country, p.city, p.place_code"""


def cache_rows(build: Build) -> list[Row]:
    """Every place from which a content network serves, countries with most places first; [] in a build without any."""
    try:
        return build.rows(_PLACES)
    except OldBuildError:
        return []


def caches_lead(reading: Reading) -> str:
    """Where each content network serves in Africa, and who answers from Morocco; "" where no list is held."""
    rows = cache_rows(reading.build)
    providers = dict.fromkeys(row["provider"] for row in rows)
    lines = [_places_text(reading, [row for row in rows if row["provider"] == code]) for code in providers]
    return " ".join([*lines, *filter(None, (_inside_text(reading),))])


def _places_text(reading: Reading, rows: Sequence[Row]) -> str:
    """How many places of one network in how many countries, and whether Morocco is among them."""
    t = reading.t
    home = sum(row["country"] == HOME for row in rows)
    values = {
        "network": t.isolate(_provider(reading, rows[0])),
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


def _inside_text(reading: Reading) -> str:
    """The networks that answer popular websites from Morocco; "" where no run names any."""
    t = reading.t
    inside = [row for row in network_rows(reading.build) if row["answered"] == "local" and row["provider"] != "other"]
    if not inside:
        return ""
    named = [t("{network} ({sites})", network=_network(reading, row), sites=t.number(row["sites"])) for row in inside]
    return t(
        "Of {measured} popular websites, in a run without a date, these networks answer from Morocco: {networks}.",
        measured=t.number(inside[0]["sites_measured"]),
        networks=t.join([t.isolate(each) for each in named]),
    )


def caches_sentence(reading: Reading) -> Sentence | None:
    """What caches and exchange points are for: how many popular websites are answered without leaving the country."""
    t = reading.t
    try:
        shown = [figure(reading, f"{PREFIX}{name}") for name in ("local", "median_12", "low_12", "high_12")]
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


def caches_table(reading: Reading) -> Table | None:
    """A row a place, Morocco first even where the list names none of it; None where no list is held."""
    t = reading.t
    rows = cache_rows(reading.build)
    if not rows:
        return None
    home = [row for row in rows if row["country"] == HOME]
    others = [row for row in rows if row["country"] != HOME]
    if not home:  # a blank is no zero
        day = max(row["seen_on"] for row in rows)
        home = [rows[0] | {"country": HOME, "city": None, "place_code": None, "seen_on": day, "confidence": None}]
    receipt = reading.receipt(
        as_published(t), (reading.input("cdn_places", row["row_key"], reading.phrase(row["city"])) for row in rows)
    )

    def town(row: Row) -> Cell:
        return Cell(row["city"], reading.phrase(row["city"]) if row["city"] else t("no place in this list"))

    def place(row: Row) -> Cell:
        return Cell(row["place_code"], t.isolate(row["place_code"]) if row["place_code"] else "")

    columns = RowColumns(reading)
    return build_table(
        "caches",
        t("Places in Africa from which content networks serve"),
        [*home, *others],
        Column("network", t("Network"), lambda row: Cell(row["provider"], _provider(reading, row))),
        columns.code("country", t("Country"), "*"),
        Column("city", t("Town"), town),
        Column("place_code", t("Code"), place),
        Column(
            "seen_on", t("List of"), lambda row: Cell(row["seen_on"].isoformat(), t.period(row["seen_on"].isoformat()))
        ),
        columns.text("grade", t("Grade"), "confidence"),
        columns.sources(t("Sources"), "source_ids"),
        note=t("A cache of a foreign network brings speed and resilience, not sovereignty."),
        receipt=receipt,
        is_folded=True,
    )


def _provider(reading: Reading, row: Row) -> str:
    return reading.label("cdn_places", "provider", row["provider"])


def _network(reading: Reading, row: Row) -> str:
    return reading.label("web_locality_providers", "provider", row["provider"])
