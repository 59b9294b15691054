"""Popular websites in the chapter of the share: the series with its last twelve runs, and their row in the charts of layers."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.shared.popular import (
    LAST,
    Row,
    control_text,
    day_text,
    greatest_change,
    home_row,
    run_rows,
    twelve_text,
    what_is_counted,
)
from dashboard.chapters.shared.popular_countries import countries_chart
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.axes import decimal_year, value_axis, year_axis
from dashboard.content.charts import Bar, Line, LineChart, Point, Value
from dashboard.content.values import Cell, Figure, Section, Table
from dashboard.figures.figure import figure
from dashboard.figures.popular import share_text
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.versions import POPULAR_SITES


def popular_section(reading: Reading) -> Section | None:
    """The series and the countries; None in a build without a run of Morocco."""
    t = reading.t
    home, countries = home_row(reading.build), countries_chart(reading)
    if home is None or countries is None:
        return None
    lead = t(
        "Measured by others, run after run from {first} to {last}: of the thousand websites most visited from Morocco, how many "
        "are answered without leaving the country? {counted}",
        first=day_text(run_rows(reading.build)[0], t),
        last=day_text(home, t),
        counted=what_is_counted(reading),
    )
    return Section("popular", t("Popular websites, month by month"), lead, (_series(reading, home), countries))


def _series(reading: Reading, home: Row) -> LineChart:
    """Each run, and over the last twelve their median with their range as its band."""
    t = reading.t
    runs = run_rows(reading.build)
    twelve = [row for row in runs if row["runs_back"] <= home["runs"]]
    band = {"low": home["low_12_pct"], "high": home["high_12_pct"]}
    hover = twelve_text(home, t)
    ends = (_x(twelve[0]), _x(twelve[-1])) if len(twelve) > 1 else (_x(twelve[0]),)
    median = tuple(Point(x, home["median_12_pct"], hover=hover, **band) for x in ends)
    points = tuple(Point(_x(row), row["local_pct"], hover=t.labelled(day_text(row, t), share_text(row["local_pct"], t))) for row in runs)  # fmt: skip
    shares = [row["local_pct"] for row in runs]
    title = t("Popular websites answered in Morocco, run by run")
    return LineChart(
        chart_id="popular_series",
        title=title,
        subtitle=reading.prose("share_popular_unit"),
        alt=t(
            "From {first} on {first_day} to {last} on {last_day}; {twelve}.",
            first=share_text(runs[0]["local_pct"], t),
            first_day=day_text(runs[0], t),
            last=share_text(home["local_pct"], t),
            last_day=day_text(home, t),
            twelve=hover,
        ),
        table=_runs_table(reading, title, runs, home),
        receipt=reading.receipt(
            figure(reading, LAST).receipt.formula,
            (reading.input("web_locality", row["row_key"], share_text(row["local_pct"], t)) for row in runs[::-1]),
            POPULAR_SITES,
        ),
        note=_note(runs, t),
        lines=(Line(t("Median of the last 12 runs"), "series_2", median), Line(t("Each run"), "series_1", points)),
        x_axis=year_axis([_x(row) for row in runs], title=time_title(t)),
        y_axis=value_axis([0, *shares], t.percent),
    )


def _note(runs: list[Row], t: Translator) -> str:
    """The greatest change from one run to the next, and that every run is drawn."""
    drawn = t("Runs are drawn as published, those given twice included.")
    changed = greatest_change(runs)
    if changed is None:
        return drawn
    before, after = changed
    text = t(
        "One run says little: {before} on {day}, {after} on the next.",
        before=share_text(before["local_pct"], t),
        day=day_text(before, t),
        after=share_text(after["local_pct"], t),
    )
    return f"{text} {drawn}"


def _x(row: Row) -> float:
    return decimal_year(row["measured_on"].isoformat())


def _runs_table(reading: Reading, title: str, runs: list[Row], home: Row) -> Table:
    """A row a run; the median and the range stand on the last of them, which they belong to."""
    t, columns = reading.t, RowColumns(reading)

    def of_last(key: str, label: str) -> Column[Row]:
        def cell(row: Row) -> Cell:
            share = home[key] if row["runs_back"] == 1 else None
            return Cell(share, share_text(share, t))

        return Column(key, label, cell, "end")

    return build_table(
        "popular_series",
        title,
        runs,
        Column("measured_on", t("Run of"), lambda row: Cell(row["measured_on"].isoformat(), day_text(row, t))),
        columns.number("sites_local", t("Answered in Morocco")),
        columns.number("sites_regional", t("In the region")),
        columns.number("sites_external", t("Further away")),
        columns.number("sites_measured", t("Websites measured")),
        Column(
            "local_pct",
            t("Share answered in Morocco"),
            lambda row: Cell(row["local_pct"], share_text(row["local_pct"], t)),
            "end",
        ),
        of_last("median_12_pct", t("Median of the last 12 runs")),
        of_last("low_12_pct", t("Lowest")),
        of_last("high_12_pct", t("Highest")),
        columns.phrase("note", t("Caution")),
        is_folded=True,
    )


@dataclass(frozen=True)
class PopularLayer:
    """The layer as the charts of all layers draw it: the last run and its interval; control leaves it at the territory."""

    home: Row
    figure: Figure
    name: str = "popular_sites"

    def label(self, t: Translator, *, is_split: bool = False) -> str:
        """What the layer is called, and that it is measured."""
        name = t("Popular websites")
        return t("{layer} (measured; control was not)", layer=name) if is_split else t("{layer} (measured)", layer=name)

    def bar(self, t: Translator) -> Bar:
        """The last run and its interval; the last twelve runs stand on hover and in the note."""
        low, high = (share_text(end, t) for end in (self.figure.low, self.figure.high))
        text = t("{value} ({low} to {high})", value=self.figure.text, low=low, high=high)
        hover = f"{text}\n{twelve_text(self.home, t)}"
        value = Value(self.home["local_pct"], text, low=self.figure.low, high=self.figure.high, hover=hover)
        return Bar(self.label(t), value, "local")

    def cells(self, t: Translator) -> tuple[Cell, ...]:
        """Value and ends of the interval, for a table of layers."""
        return tuple(
            Cell(end, share_text(end, t)) for end in (self.home["local_pct"], self.figure.low, self.figure.high)
        )

    def sentence(self, t: Translator) -> str:
        """The last run beside the last twelve."""
        wording = twelve_text(self.home, t)
        return t(
            "Of popular websites, {share} are answered in Morocco ({twelve}).", share=self.figure.text, twelve=wording
        )

    def note(self, build: Build, t: Translator, *, is_control: bool) -> str:
        """What the row needs said under a chart: its interval, its last twelve runs, why control leaves it."""
        text = t(
            "Popular websites: run of {day}, its line the interval at 95%; {twelve}.",
            day=day_text(self.home, t),
            twelve=twelve_text(self.home, t),
        )
        return f"{text} {control_text(Reading(build, t))}" if is_control else text

    def part_words(self, t: Translator) -> dict[str, str]:
        """The part that other layers don't have, where there is any of it."""
        return {"regional": t("Answered in the region, outside Morocco")} if self.home["regional_pct"] > 0 else {}

    def part(self, part: str, t: Translator) -> Value:
        """A part of the stack; one the layer doesn't have is blank."""
        away = 100 - self.home["local_pct"] - self.home["regional_pct"]
        shares = {"local": self.home["local_pct"], "regional": self.home["regional_pct"], "offshore": away}
        return Value(shares[part], share_text(shares[part], t)) if part in shares else Value(None, "")

    def part_rows(self, words: dict[str, str], t: Translator) -> list[tuple[Cell, ...]]:
        """The parts for the table of parts; only the local one has an interval."""
        rows = []
        for part, word in words.items():
            value = self.part(part, t)
            ends = self.cells(t)[1:] if part == "local" else (Cell(None, ""), Cell(None, ""))
            if value.value is not None:
                rows.append(
                    (
                        Cell(self.name, self.label(t, is_split=True)),
                        Cell(part, word),
                        Cell(value.value, value.text),
                        *ends,
                    )
                )
        return rows


def popular_layer(reading: Reading) -> PopularLayer | None:
    """The layer of a build, None where it has no run of Morocco."""
    home = home_row(reading.build)
    return PopularLayer(home, figure(reading, LAST)) if home else None
