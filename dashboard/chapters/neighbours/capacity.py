"""Computing capacity of the neighbours: ranges with their years, never one number, and counts that don't compare."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.neighbours.charts import heat_fill
from dashboard.chapters.neighbours.rows import FEWEST_RANKED, HOME, no_figure, place_words
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.shared.tables import Column, build_table, number_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, HeatCell, HeatChart, HeatRow, Value
from dashboard.content.values import Cell, Figure, Table
from dashboard.figures.figure import write
from dashboard.figures.make import make_figure
from dashboard.figures.money import Row
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

_WHOLE_FROM = 100  # MW


class Claim(NamedTuple):
    """What sources say of a country's capacity: how much, in its first and last year, by which rows."""

    country: str
    mw: float
    start: str
    end: str
    rows: tuple[Row, ...]


def claims(build: Build, country: str) -> list[Claim]:
    """Every figure of a country's IT load in service: MW, first and last year, rows. Sites counted one by one are one figure."""
    rows = [row for row in _claimed(build) if row["country"] == country]
    found: list[Claim] = [
        Claim(country, row["mw"], row["period"], row["period"], (row,)) for row in rows if row["kind"] == "published"
    ]
    counted = tuple(row for row in rows if row["kind"] == "counted")
    if counted:
        years = [row["period"] for row in counted if row["period"]]
        total = sum(row["mw"] for row in counted)
        found.append(Claim(country, total, min(years, default=""), max(years, default=""), counted))
    return found


@cached_per_build(4)
def _claimed(build: Build) -> list[Row]:
    """Every figure of anyone's IT load in service, asked for once a build."""
    return build.rows("select * from out_capacity_claims order by country, kind desc, period, mw, row_key")


def range_text(reading: Reading, country: str) -> str:
    """A country's IT load in service as a range of conflicting figures with their years."""
    t = reading.t
    if not claims(reading.build, country):
        return no_figure(t)
    amount, figure_years = _amount(reading, country), years(reading, country)
    return t("{amount} (figures of {years})", amount=amount, years=figure_years) if figure_years else amount


def years(reading: Reading, country: str) -> str:
    """First and last year of a country's figures (there is at least one); "" where none is dated."""
    dated = [claim for claim in claims(reading.build, country) if claim.start]
    return reading.t.span(min(claim.start for claim in dated), max(claim.end for claim in dated)) if dated else ""


def _amount(reading: Reading, country: str) -> str:
    t = reading.t
    found = claims(reading.build, country)
    if not found:
        return no_figure(t)
    low, high = min(claim.mw for claim in found), max(claim.mw for claim in found)
    amount = write(_shown(high), "MW", t)
    return amount if low == high else t("{first} to {last}", first=t.number(_shown(low), 1), last=amount)


def _shown(mw: float) -> float:
    """Megawatts as a range tells them: whole from a hundred on, for no such total is known to a tenth."""
    return float(round(mw)) if mw >= _WHOLE_FROM else mw


def capacity_figure(reading: Reading, country: str) -> Figure:
    """A country's IT load in service: a band from the least to the greatest figure found, no centre."""
    t = reading.t
    found = claims(reading.build, country)
    rows = [row for claim in found for row in claim.rows]
    amounts = [claim.mw for claim in found]
    return make_figure(
        f"neighbours.capacity_mw.{country}",
        t("IT load in service, {country}", country=reading.country(country)),
        None,
        _amount(reading, country),
        "MW",
        "measured",
        reading.receipt(
            reading.prose("neighbours_capacity_formula"),
            (reading.input(row["table_name"], row["row_key"], write(row["mw"], "MW", t)) for row in rows),
        ),
        as_of=max((row["period"] for row in rows if row["period"]), default=""),
        low=min(amounts, default=None),
        high=max(amounts, default=None),
    )


def capacity(reading: Reading, countries: tuple[str, ...]) -> BarChart:
    """A range a country; no figure where none was found, never a zero."""
    t = reading.t
    title = t("IT load in service: the range of what is told")
    figures = {country: capacity_figure(reading, country) for country in countries}
    content = {country: range_text(reading, country) for country in countries}
    bars = tuple(
        Bar(_name_with_years(reading, country), _range(figure, content[country]), "home" if country == HOME else "peer")
        for country, figure in figures.items()
    )
    said = [
        t("{country}: {value}", country=reading.country(c), value=content[c])
        for c, f in figures.items()
        if f.low is not None
    ]
    return BarChart(
        "neighbours_capacity",
        title,
        t("MW of IT load"),
        t("{ranges}. The ranges mix years and ways of counting: they don't rank.", ranges=t.join(said)),
        build_table(
            "neighbours_capacity",
            title,
            countries,
            Column("country", t("Country"), lambda country: text(reading.country(country), country)),
            number_column("low_mw", t("Least (MW)"), t, lambda country: figures[country].low, digits=1),
            number_column("high_mw", t("Greatest (MW)"), t, lambda country: figures[country].high, digits=1),
            Column("range", t("As a range"), lambda country: text(content[country], "")),
        ),
        reading.receipt(
            reading.prose("neighbours_capacity_formula"),
            (line for figure in figures.values() for line in figure.receipt.inputs),
        ),
        note=reading.prose("neighbours_capacity_note"),
        bars=bars,
        axis=value_axis([bar.value.high or bar.value.value for bar in bars], t.number),
    )


def _name_with_years(reading: Reading, country: str) -> str:
    """A country and the years of its figures: beside its range they would not fit a phone."""
    name = reading.country(country)
    return f"{name} ({years(reading, country)})" if claims(reading.build, country) else name


def _range(figure: Figure, sentence: str) -> Value:
    hover = f"{figure.label}\n{sentence}"
    if figure.low is not None and figure.low == figure.high:
        return Value(figure.low, figure.text, hover=hover)
    return Value(None, figure.text, low=figure.low, high=figure.high, hover=hover)


def claims_table(reading: Reading, countries: tuple[str, ...]) -> Table:
    """Every published total and the sum of the sites, with year, grade and caution."""
    t = reading.t

    def kind(claim: Claim) -> Cell:
        if claim.rows[0]["kind"] == "published":
            return text(t("national total as published"), "published")
        return text(t("site by site"), "counted")

    def year(claim: Claim) -> Cell:
        start, end = claim.start, claim.end
        return text(t.span(start, end) or t("not dated"), start if start == end else f"{start}/{end}")

    def caution(claim: Claim) -> Cell:
        if len(claim.rows) > 1:
            return text(t("A floor: sites that publish no load add nothing."), "")
        note = claim.rows[0]["note"]
        return text(reading.phrase(note), note or "")

    return build_table(
        "neighbours_capacity_claims",
        t("Each figure behind the ranges"),
        [claim for country in countries for claim in claims(reading.build, country)],
        Column("country", t("Country"), lambda claim: text(reading.country(claim.country), claim.country)),
        Column("kind", t("How it was counted"), kind),
        Column("period", t("Year"), year),
        number_column("mw", t("MW"), t, lambda claim: claim.mw, digits=1),
        Column("grade", t("Grade"), lambda claim: text(max(row["confidence"] for row in claim.rows))),
        Column("caution", t("Caution"), caution),
        Column(
            "sources",
            t("Sources"),
            lambda claim: publishers(reading, [source for row in claim.rows for source in row["source_ids"]]),
        ),
    )


def centre_counts(reading: Reading, countries: tuple[str, ...]) -> HeatChart | None:
    """Counts of data centres: a column a source, for each counts by its own definition."""
    t = reading.t
    found = reading.rows("select * from out_centre_counts where list_contains(?::varchar[], country)", list(countries))
    keys = list(dict.fromkeys((row["source_id"], row["year"]) for row in found))
    if not keys:
        return None
    content = {(row["source_id"], row["year"], row["country"]): row for row in found}
    sources = [reading.sources([source])[0] for source, _ in keys]
    labels = [
        t("{publisher}, {year}", publisher=source.publisher, year=str(year))
        for source, (_, year) in zip(sources, keys, strict=True)
    ]
    title = (
        t("Data centres, by four sources that count differently") if len(keys) == 4 else t("Data centres, by source")
    )
    heats, places = [], []
    counts = {key: [content[*key, c]["data_centre_count"] for c in countries if (*key, c) in content] for key in keys}
    for country in countries:
        cells = []
        for key, label in zip(keys, labels, strict=True):
            row = content.get((*key, country))
            name = t("{country}, {period}", country=reading.country(country), period=label)
            if row is None:
                cells.append(HeatCell(None, no_figure(t), hover=t.labelled(name, no_figure(t))))
                continue
            rank = 1 + sum(1 for other in counts[key] if other > row["data_centre_count"])
            said = t.number(row["data_centre_count"])
            cells.append(
                HeatCell(row["data_centre_count"], said, heat_fill(rank, len(counts[key])), t.labelled(name, said))
            )
            if country == HOME and len(counts[key]) >= FEWEST_RANKED:
                places.append(t.labelled(label, place_words(rank, len(counts[key]), t)))
        heats.append(HeatRow(reading.country(country), tuple(cells)))

    def by_source(at: int) -> Column[str]:
        source, (_, year) = sources[at], keys[at]
        cells = {country: heat.cells[at] for country, heat in zip(countries, heats, strict=True)}
        return Column(
            f"{source.source_id}_{year}",
            labels[at],
            lambda country: Cell(cells[country].value, cells[country].text),
            "end",
            source.passages,
        )

    table = build_table(
        "neighbours_centres",
        title,
        countries,
        Column("country", t("Country"), lambda country: text(reading.country(country), country)),
        *(by_source(at) for at in range(len(keys))),
    )
    used = (reading.input("country_capacity", r["row_key"], t.number(r["data_centre_count"])) for r in found)
    return HeatChart(
        "neighbours_centres",
        title,
        t("Data centres; a stronger shade is more, within a column only"),
        t("Morocco's place depends on who counts. {places}.", places=t.series(places))
        if places
        else t("Fewer than three countries of this choice are counted: no place is told."),
        table,
        reading.receipt(t("Each count as its source gives it; a source is compared with itself only."), used),
        note=reading.prose("neighbours_centres_note"),
        columns=tuple(labels),
        rows=tuple(heats),
    )
