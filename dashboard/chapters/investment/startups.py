"""Startup funding: series by three houses, drawn on one scale and never joined."""

from __future__ import annotations

from itertools import pairwise

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import Line, LineChart, Point
from dashboard.content.values import Cell, Figure, Sentence
from dashboard.figures.make import make_figure
from dashboard.figures.money import Row
from dashboard.figures.units import time_title, write_millions
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

_ROWS = "select * from out_startup_funding where country = ? order by series, year, row_key"
_ROLES = ("series_1", "series_2", "series_3", "series_4", "series_5")


def startups(reading: Reading, country: str) -> LineChart | None:
    """The series of a country; None where no series covers it."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows(_ROWS, country)
    if not rows:
        return None
    series = _by_series(rows, t)
    title = t("Startup funding: series that do not join")
    latest = [
        t("{series}: {amount} in {year}", series=label, amount=_amount(found[-1], t), year=str(found[-1]["year"]))
        for label, found in series.items()
    ]
    return LineChart(
        "startup_funding",
        title,
        t("Millions of US dollars a year"),
        t("Last figure of each series: {figures}.", figures=t.join(latest)),
        build_table(
            "startup_funding",
            title,
            rows,
            Column(
                "series",
                t("Series"),
                lambda row: text(_series_words(row["series"], row["perimeter"], t), row["series"]),
            ),
            Column("year", t("Year"), lambda row: Cell(row["year"], str(row["year"]))),
            columns.number("amount_usd_m", t("Raised (million US dollars)"), digits=1),
            number_column("deals", t("Deals"), t, lambda row: row["deals"]),
            columns.phrase("perimeter", t("Perimeter, as told"), "note"),
            columns.sources(t("Sources")),
        ),
        reading.receipt(
            reading.prose("investment_startups_formula"),
            (reading.input("startup_funding", row["row_key"], _amount(row, t)) for row in rows),
        ),
        note=reading.prose("investment_startups_note"),
        lines=tuple(
            Line(label, role, _points(reading, found))
            for role, (label, found) in zip(_ROLES, series.items(), strict=False)
        ),
        x_axis=year_axis([row["year"] for row in rows], title=time_title(t)),
        y_axis=value_axis([row["amount_usd_m"] * 1.15 for row in rows], t.number),  # room for the highest label,
    )


def startup_sentence(reading: Reading, country: str) -> Sentence | None:
    """What the series say of the latest year that two of them cover; None where no two meet in a year."""
    t = reading.t
    rows = reading.rows(_ROWS, country)
    years = [
        year for year in sorted({r["year"] for r in rows}) if len({r["series"] for r in rows if r["year"] == year}) > 1
    ]
    if not years:
        return None
    figures = tuple(_figure(reading, row) for row in rows if row["year"] == max(years))
    said = [t.labelled(found.label, found.text) for found in figures]
    return Sentence(
        t(
            "Startup funding of {year}, as published: {figures}. Their perimeters differ, so the series are not joined.",
            year=str(max(years)),
            figures=t.series(said),
        ),
        figures,
    )


def _figure(reading: Reading, row: Row) -> Figure:
    t = reading.t
    amount = _amount(row, t)
    words = f"{row['series']} {row['perimeter']}".lower()  # a house may tell two perimeters of one year
    slug = "_".join("".join(c if c.isalnum() else " " for c in words).split())
    receipt = reading.receipt(
        t("As its publisher gives it."), [reading.input("startup_funding", row["row_key"], amount)]
    )
    return make_figure(
        f"investment.startups.{slug}.{row['country']}.{row['year']}_usd_m",
        _series_words(row["series"], row["perimeter"], t),
        row["amount_usd_m"],
        amount,
        "USD m",
        "measured",
        receipt,
        grade="",
        as_of=str(row["year"]),
    )


def _series_words(series: str, perimeter: str, t: Translator) -> str:
    """A series by its house and what it counts: equity alone, and equity with debt, are two."""
    counted = {
        "equity": t("equity"),
        "equity and debt": t("equity and debt"),
        "equity, debt and grants, excluding exits": t("equity, debt and grants"),
    }.get(perimeter)
    name = t.isolate(series)
    return t("{series} ({perimeter})", series=name, perimeter=counted) if counted else name


def _by_series(rows: list[Row], t: Translator) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_series_words(row["series"], row["perimeter"], t), []).append(row)
    return found


def _points(reading: Reading, rows: list[Row]) -> tuple[Point, ...]:
    """Points in order, with a gap where a year is missing or the perimeter changes."""
    points = [_point(reading, rows[0])]
    for before, row in pairwise(rows):
        if row["year"] > before["year"] + 1 or row["perimeter"] != before["perimeter"]:
            points.append(Point((before["year"] + row["year"]) / 2, None))
        points.append(_point(reading, row))
    return tuple(points)


def _point(reading: Reading, row: Row) -> Point:
    t = reading.t
    hover = f"{t.labelled(str(row['year']), _amount(row, t))}. {reading.phrase(row['note'])}"
    return Point(float(row["year"]), row["amount_usd_m"], t.number(row["amount_usd_m"], 1), hover)


def _amount(row: Row, t: Translator) -> str:
    amount = row["amount_usd_m"]
    return "" if amount is None else write_millions(amount, "USD", t)
