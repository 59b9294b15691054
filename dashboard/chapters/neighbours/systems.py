"""Submarine systems of each country, counted by the rule that counts Morocco's."""

from __future__ import annotations

from dashboard.chapters.neighbours.rows import no_figure
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell
from dashboard.figures.money import Row
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.codes import codes_of

STATUSES = tuple(status for status in codes_of("cables", "status") if status != "retired")


def systems(reading: Reading, countries: tuple[str, ...]) -> StackedBarChart:
    """Submarine systems of each country by one rule, from one register."""
    t = reading.t
    rows = reading.rows(
        "select * from out_country_systems where list_contains(?::varchar[], country) and status <> 'retired'",
        list(countries),
    )
    labels = {status: reading.label("cables", "status", status) for status in STATUSES}
    counts = {
        (country, status): sum(1 for r in rows if r["country"] == country and r["status"] == status and r["is_counted"])
        for country in countries
        for status in STATUSES
    }
    title = t("Submarine systems by country")
    names = {country: reading.country(country) for country in countries}
    found = {country: any(row["country"] == country for row in rows) for country in countries}

    def in_status(status: str, label: str) -> Column[str]:
        return Column(status, label, lambda country: _count(counts[country, status], found[country], t), "end")

    table = build_table(
        "neighbours_systems",
        title,
        countries,
        Column("country", t("Country"), lambda country: text(names[country], country)),
        *(in_status(status, label) for status, label in labels.items()),
        Column(
            "systems",
            t("Systems"),
            lambda country: text(
                _named(country, rows, t) if found[country] else t("no system found in the register"), ""
            ),
        ),
    )
    parts = tuple(
        StackPart(
            label,
            status,
            tuple(
                Value(
                    float(counts[country, status]) if counts[country, status] else None,
                    t.number(counts[country, status]) if counts[country, status] else "",
                )
                for country in countries
            ),
        )
        for status, label in labels.items()
    )
    totals = tuple(
        t("{count} in service", count=t.number(counts[country, "in_service"])) if counts[country, "in_service"]
        else t("none found in service") if found[country] else no_figure(t)
        for country in countries
    )  # fmt: skip
    said = [
        t("{country}: {value}", country=names[country], value=total)
        for country, total in zip(countries, totals, strict=True)
    ]
    used = (reading.input("cables", row["row_key"], labels[row["status"]]) for row in rows)
    return StackedBarChart(
        "neighbours_systems",
        title,
        t("Systems with a landing in the country"),
        t("{figures}.", figures=t.join(said)),
        table,
        reading.receipt(reading.prose("neighbours_systems_formula"), used),
        note=reading.prose("neighbours_systems_note"),
        rows=tuple(names.values()),
        parts=parts,
        axis=value_axis(
            [float(sum(counts[country, status] for status in STATUSES)) for country in countries], t.number
        ),
        totals=totals,
    )


def _count(number: int, is_found: bool, t: Translator) -> Cell:
    """A count; nothing found in a register that holds no system of the country is not a zero."""
    return Cell(number or None, t.number(number) if number else "" if is_found else no_figure(t))


def _named(country: str, rows: list[Row], t: Translator) -> str:
    names = [
        row["name"] if t.lang == "en" else row[f"name_{t.lang}"]
        for row in rows
        if row["country"] == country and row["is_counted"]
    ]
    return t.join([t.isolate(name) for name in names])
