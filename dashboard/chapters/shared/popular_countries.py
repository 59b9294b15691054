"""Morocco among the countries measured alike: the last run as a mark, the range of the last twelve as a line, their median."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.chapters.shared.popular import (
    HOME,
    Row,
    country_rows,
    day_text,
    greatest_change,
    twelve_text,
    what_is_counted,
)
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Dumbbell, DumbbellChart, Value
from dashboard.content.values import Cell, Receipt, Table
from dashboard.figures.popular import share_text
from dashboard.warehouse.reading import Reading
from etl.versions import POPULAR_SITES


def countries_chart(reading: Reading, countries: Iterable[str] = ()) -> DumbbellChart | None:
    """Every country measured, the greatest share first, or Morocco and those asked for; None without a run of Morocco."""
    t = reading.t
    asked = tuple(countries)
    rows = [row for row in country_rows(reading.build) if not asked or row["country"] in (HOME, *asked)]
    if not any(row["country"] == HOME for row in rows):
        return None
    known = {row["country"] for row in rows}
    blanks = [code for code in asked if code not in known]
    title = t("Popular websites answered in each country")
    return DumbbellChart(
        chart_id="popular_countries",
        title=title,
        subtitle=reading.prose("shared_popular_countries_unit"),
        alt=_place_text(reading, rows),
        table=_table(reading, title, [*rows, *(dict.fromkeys(rows[0]) | {"country": code} for code in blanks)]),
        receipt=_receipt(reading, rows),
        note=f"{what_is_counted(reading)} {_flips(reading)}".rstrip(),
        dumbbells=(*(_dumbbell(reading, row) for row in rows), *(_blank(reading, code) for code in blanks)),
        start_label=t("Median of the last 12 runs"),
        end_label=t("Last run"),
        axis=value_axis([0, 100], t.percent),
    )


def _dumbbell(reading: Reading, row: Row) -> Dumbbell:
    t = reading.t
    name = reading.label("*", "country", row["country"])
    last = t.labelled(day_text(row, t), share_text(row["local_pct"], t))
    hover = f"{name}\n{last}\n{twelve_text(row, t)}"
    text = t(
        "{value} ({low} to {high})",
        value=share_text(row["local_pct"], t),
        low=share_text(row["low_12_pct"], t),
        high=share_text(row["high_12_pct"], t),
    )
    # One text a row, after its range: it goes with whichever mark stands further.
    is_last_further = row["local_pct"] >= row["median_12_pct"]
    median = Value(
        row["median_12_pct"],
        "" if is_last_further else text,
        low=row["low_12_pct"],
        high=row["high_12_pct"],
        hover=hover,
    )
    return Dumbbell(name, median, Value(row["local_pct"], text if is_last_further else "", hover=hover))


def _blank(reading: Reading, code: str) -> Dumbbell:
    """A country asked for of which no run is held."""
    t = reading.t
    label = t.labelled(reading.label("*", "country", code), t("no figure found"))
    return Dumbbell(label, Value(None, ""), Value(None, ""))


def _flips(reading: Reading) -> str:
    """The greatest change from one run to the next in any country: why the last run never stands alone."""
    t = reading.t
    runs = reading.rows("select * from out_locality_runs order by country, measured_on")
    changed = greatest_change(runs)
    if changed is None:
        return ""
    before, after = changed
    return t(
        "A month can flip, for a network that answers for many websites may move: {country} went from {before} on {day} to {after} "
        "on {next_day}. Read the range with the last run.",
        country=reading.label("*", "country", after["country"]),
        before=share_text(before["local_pct"], t),
        day=day_text(before, t),
        after=share_text(after["local_pct"], t),
        next_day=day_text(after, t),
    )


def _place_text(reading: Reading, rows: list[Row]) -> str:
    """Morocco's place among the countries measured on the same day, beside the median of its last runs."""
    t = reading.t
    home = next(row for row in rows if row["country"] == HOME)
    alike = [row for row in rows if row["measured_on"] == home["measured_on"]]
    place = 1 + sum(row["local_pct"] > home["local_pct"] for row in alike)
    best = alike[0]
    if len(alike) < 3:
        return t("Morocco: {share} on {day}; {twelve}.", share=share_text(home["local_pct"], t), day=day_text(home, t), twelve=twelve_text(home, t))  # fmt: skip
    rank = t.plural("{rank} of {total}", "{rank} of {total}", place, rank=t.number(place), total=t.number(len(alike)))
    return t(
        "On {day}, Morocco: {share}, {rank} countries measured that day; first: {best}, {best_share}. Morocco's {twelve}.",
        day=day_text(home, t),
        share=share_text(home["local_pct"], t),
        rank=rank,
        best=reading.label("*", "country", best["country"]),
        best_share=share_text(best["local_pct"], t),
        twelve=twelve_text(home, t),
    )


def _receipt(reading: Reading, rows: list[Row]) -> Receipt:
    t = reading.t
    keys = [row["country"] for row in rows]
    runs = reading.rows(
        "select * from out_locality_runs where runs_back <= 12 and list_contains(?, country) order by country, runs_back",
        keys,
    )
    formula = reading.prose("shared_popular_countries_formula")
    inputs = (reading.input("web_locality", run["row_key"], share_text(run["local_pct"], t)) for run in runs)
    return reading.receipt(formula, inputs, POPULAR_SITES)


def _table(reading: Reading, title: str, rows: list[Row]) -> Table:
    """A row a country; one without a run has its name alone."""
    t = reading.t
    columns = RowColumns(reading)

    def share(key: str, label: str) -> Column[Row]:
        return Column(key, label, lambda row: Cell(row[key], share_text(row[key], t)), "end")

    def last_run(row: Row) -> Cell:
        day = row["measured_on"]
        return Cell(day.isoformat(), day_text(row, t)) if day else Cell(None, t("no figure found"))

    return build_table(
        "popular_countries",
        title,
        rows,
        columns.code("country", t("Country"), "*"),
        Column("measured_on", t("Last run"), last_run),
        columns.number("sites_local", t("Answered in the country")),
        columns.number("sites_measured", t("Websites measured")),
        share("local_pct", t("Share")),
        share("low_95_pct", t("Interval at 95%, from")),
        share("high_95_pct", t("to")),
        share("regional_pct", t("In the region")),
        share("median_12_pct", t("Median of the last 12 runs")),
        share("low_12_pct", t("Lowest")),
        share("high_12_pct", t("Highest")),
    )
