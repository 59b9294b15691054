"""Computing capacity of the neighbours: ranges with their years, never one number, and counts that don't compare."""

from __future__ import annotations

import functools

from dashboard.chapters.neighbours.charts import heat_fill
from dashboard.chapters.neighbours.rows import FEWEST_RANKED, HOME, country_name, no_figure, place_words
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, HeatCell, HeatChart, HeatRow, Value
from dashboard.content.values import Cell, Column, Figure, Table
from dashboard.figures.figure import write
from dashboard.figures.money import Row, text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

_WHOLE_FROM = 100  # MW
Claim = tuple[float, str, str, tuple[Row, ...]]  # MW, first and last year of its rows ("" where undated), its rows


def claims(build: Build, country: str) -> list[Claim]:
    """Every figure of a country's IT load in service: MW, first and last year, rows. Sites counted one by one are one figure."""
    rows = [row for row in _claimed(build) if row["country"] == country]
    found: list[Claim] = [
        (row["mw"], row["period"], row["period"], (row,)) for row in rows if row["kind"] == "published"
    ]
    counted = tuple(row for row in rows if row["kind"] == "counted")
    if counted:
        years = [row["period"] for row in counted if row["period"]]
        found.append((sum(row["mw"] for row in counted), min(years, default=""), max(years, default=""), counted))
    return found


@functools.lru_cache(maxsize=4)
def _claimed(build: Build) -> list[Row]:
    """Every figure of anyone's IT load in service, asked for once a build."""
    return build.rows("select * from out_capacity_claims order by country, kind desc, period, mw, row_key")


def range_text(build: Build, country: str, t: Translator) -> str:
    """A country's IT load in service as a range of conflicting figures with their years."""
    if not claims(build, country):
        return no_figure(t)
    amount, told = _amount(build, country, t), years(build, country, t)
    return t("{amount} (figures of {years})", amount=amount, years=told) if told else amount


def years(build: Build, country: str, t: Translator) -> str:
    """First and last year of a country's figures (there is at least one); "" where none is dated."""
    dated = [(start, end) for _, start, end, _ in claims(build, country) if start]
    return t.span(min(start for start, _ in dated), max(end for _, end in dated)) if dated else ""


def _amount(build: Build, country: str, t: Translator) -> str:
    found = claims(build, country)
    if not found:
        return no_figure(t)
    low, high = min(mw for mw, *_ in found), max(mw for mw, *_ in found)
    amount = write(_shown(high), "MW", t)
    return amount if low == high else t("{first} to {last}", first=t.number(_shown(low), 1), last=amount)


def _shown(mw: float) -> float:
    """Megawatts as a range tells them: whole from a hundred on, for no such total is known to a tenth."""
    return float(round(mw)) if mw >= _WHOLE_FROM else mw


def capacity_figure(build: Build, country: str, t: Translator) -> Figure:
    """A country's IT load in service: a band from the least to the greatest figure found, no centre."""
    found = claims(build, country)
    rows = [row for *_, group in found for row in group]
    amounts = [mw for mw, *_ in found]
    return Figure(
        figure_id=f"neighbours.capacity_mw.{country}",
        label=t("IT load in service, {country}", country=country_name(build, country, t)),
        value=None,
        text=_amount(build, country, t),
        unit="MW",
        kind="measured",
        grade=max((row["confidence"] for row in rows), default=""),
        as_of=max((row["period"] for row in rows if row["period"]), default=""),
        receipt=build.receipt(
            t(
                "From the least to the greatest of the published totals and of the sum of the sites; no average is taken."
            ),
            (build.input(row["table_name"], row["row_key"], write(row["mw"], "MW", t), t.lang) for row in rows),
        ),
        low=min(amounts, default=None),
        high=max(amounts, default=None),
    )


def capacity(build: Build, countries: tuple[str, ...], t: Translator) -> BarChart:
    """A range a country; no figure where none was found, never a zero."""
    title = t("IT load in service: the range of what is told")
    figures = {country: capacity_figure(build, country, t) for country in countries}
    told = {country: range_text(build, country, t) for country in countries}
    bars = tuple(
        Bar(_dated_name(build, country, t), _range(figure, told[country]), "home" if country == HOME else "peer")
        for country, figure in figures.items()
    )
    columns = (
        Column("country", t("Country")),
        Column("low_mw", t("Least (MW)"), "end"),
        Column("high_mw", t("Greatest (MW)"), "end"),
        Column("range", t("As a range")),
    )
    rows = tuple(
        (
            text(country_name(build, country, t), country),
            Cell(figure.low, t.number(figure.low, 1)),
            Cell(figure.high, t.number(figure.high, 1)),
            text(told[country], ""),
        )
        for country, figure in figures.items()
    )
    said = [
        t("{country}: {value}", country=country_name(build, c, t), value=told[c])
        for c, f in figures.items()
        if f.low is not None
    ]
    return BarChart(
        "neighbours_capacity",
        title,
        t("MW of IT load"),
        t("{ranges}. The ranges mix years and ways of counting: they don't rank.", ranges=t.join(said)),
        Table("neighbours_capacity", title, columns, rows),
        build.receipt(
            t(
                "From the least to the greatest of the published totals and of the sum of the sites; no average is taken."
            ),
            (line for figure in figures.values() for line in figure.receipt.inputs),
        ),
        note=t(
            "Some totals cover one town only, as their notes say; where sites publish no load, only the totals are left."
        ),
        bars=bars,
        axis=value_axis([bar.value.high or bar.value.value for bar in bars], t.number),
    )


def _dated_name(build: Build, country: str, t: Translator) -> str:
    """A country and the years of its figures: beside its range they would not fit a phone."""
    name = country_name(build, country, t)
    return f"{name} ({years(build, country, t)})" if claims(build, country) else name


def _range(figure: Figure, told: str) -> Value:
    hover = f"{figure.label}\n{told}"
    if figure.low is not None and figure.low == figure.high:
        return Value(figure.low, figure.text, hover=hover)
    return Value(None, figure.text, low=figure.low, high=figure.high, hover=hover)


def claims_table(build: Build, countries: tuple[str, ...], t: Translator) -> Table:
    """Every published total and the sum of the sites, with year, grade and caution."""
    columns = (
        Column("country", t("Country")),
        Column("kind", t("How it was counted")),
        Column("period", t("Year")),
        Column("mw", t("MW"), "end"),
        Column("grade", t("Grade")),
        Column("caution", t("Caution")),
        Column("sources", t("Sources")),
    )
    rows = [
        (
            text(country_name(build, country, t), country),
            text(t("national total as published"), "published")
            if group[0]["kind"] == "published"
            else text(t("site by site"), "counted"),
            text(t.span(start, end) or t("not dated"), start if start == end else f"{start}/{end}"),
            Cell(mw, t.number(mw, 1)),
            text(max(row["confidence"] for row in group)),
            text(build.phrase(group[0]["note"], t.lang), group[0]["note"] or "")
            if len(group) == 1
            else text(t("A floor: sites that publish no load add nothing."), ""),
            publishers(build, [source for row in group for source in row["source_ids"]], t),
        )
        for country in countries
        for mw, start, end, group in claims(build, country)
    ]
    return Table("neighbours_capacity_claims", t("Each figure behind the ranges"), columns, tuple(rows))


def centre_counts(build: Build, countries: tuple[str, ...], t: Translator) -> HeatChart | None:
    """Counts of data centres: a column a source, for each counts by its own definition."""
    found = build.rows("select * from out_centre_counts where list_contains(?::varchar[], country)", list(countries))
    keys = list(dict.fromkeys((row["source_id"], row["year"]) for row in found))
    if not keys:
        return None
    told = {(row["source_id"], row["year"], row["country"]): row for row in found}
    sources = [build.sources([source], t.lang)[0] for source, _ in keys]
    labels = [
        t("{publisher}, {year}", publisher=source.publisher, year=str(year))
        for source, (_, year) in zip(sources, keys, strict=True)
    ]
    title = (
        t("Data centres, by four sources that count differently") if len(keys) == 4 else t("Data centres, by source")
    )
    heats, places = [], []
    counts = {key: [told[*key, c]["data_centre_count"] for c in countries if (*key, c) in told] for key in keys}
    for country in countries:
        cells = []
        for key, label in zip(keys, labels, strict=True):
            row = told.get((*key, country))
            name = t("{country}, {period}", country=country_name(build, country, t), period=label)
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
        heats.append(HeatRow(country_name(build, country, t), tuple(cells)))
    columns = (
        Column("country", t("Country")),
        *(
            Column(f"{source.source_id}_{year}", label, "end", source.passages)
            for source, (_, year), label in zip(sources, keys, labels, strict=True)
        ),
    )
    body = tuple(
        (text(country_name(build, country, t), country), *(Cell(cell.value, cell.text) for cell in heat.cells))
        for country, heat in zip(countries, heats, strict=True)
    )
    used = (build.input("country_capacity", r["row_key"], t.number(r["data_centre_count"]), t.lang) for r in found)
    return HeatChart(
        "neighbours_centres",
        title,
        t("Data centres; a stronger shade is more, within a column only"),
        t("Morocco's place depends on who counts. {places}.", places=t.series(places))
        if places
        else t("Fewer than three countries of this choice are counted: no place is told."),
        Table("neighbours_centres", title, columns, body),
        build.receipt(t("Each count as its source gives it; a source is compared with itself only."), used),
        note=t(
            "Tier-certified centres, all facilities, or colocation only: the definitions differ, so columns don't compare."
        ),
        columns=tuple(labels),
        rows=tuple(heats),
    )
