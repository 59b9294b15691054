"""Any two indicators, country by country: only where both have a figure of one year or edition, and nothing is weighted."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.neighbours.rows import (
    COUNTRIES,
    HOME,
    Edition,
    editions,
    inputs,
    item_name,
    measure,
    no_figure,
    number,
    unit_name,
)
from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import Axis, value_axis
from dashboard.content.charts import ScatterChart, ScatterPoint
from dashboard.content.values import Cell, Section, Table, Text
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build


@dataclass(frozen=True)
class Pair:
    """Two editions of the same year, and the countries that have a figure in both, in the countries' order."""

    x: Edition
    y: Edition
    countries: tuple[str, ...]


@cached_per_build(4)
def pair_items(build: Build) -> tuple[str, ...]:
    """The items of which two countries have a figure of one year or edition."""
    return tuple(dict.fromkeys(edition.item for edition in editions(build, COUNTRIES)))


def pair_words(reading: Reading) -> dict[str, str]:
    """The indicators that may be paired, by name."""
    return {item: item_name(reading, item) for item in pair_items(reading.build)}


def pair_section(reading: Reading, x: str, y: str, countries: tuple[str, ...]) -> Section | None:
    """The section of two indicators; None where they are not both chosen. Indicators that can't be paired say why."""
    if not x or not y:
        return None
    t = reading.t
    known = pair_items(reading.build)
    blocks: tuple[ScatterChart | Table | Text, ...]
    if x == y:
        blocks = (Text("", (t("The same indicator is chosen twice: choose two."),)),)
    elif x not in known or y not in known:
        blocks = (Text("", (t("An indicator asked for has no figures of two countries for one year."),)),)
    else:
        found = _pair(reading.build, x, y, countries)
        blocks = (_chart(reading, found, countries),) if found else (_no_year(reading, x, y, countries),)
    return Section("pair", t("Any two indicators"), reading.prose("neighbours_pair_intro"), blocks)


def _pair(build: Build, x: str, y: str, countries: tuple[str, ...]) -> Pair | None:
    """The latest year or edition in which two countries at least have a figure of both."""
    others = {edition.period: edition for edition in editions(build, countries, y)}
    for edition in reversed(editions(build, countries, x)):
        other = others.get(edition.period)
        both = tuple(code for code in countries if other and code in edition.rows and code in other.rows)
        if other and len(both) > 1:
            return Pair(edition, other, both)
    return None


def _chart(reading: Reading, found: Pair, countries: tuple[str, ...]) -> ScatterChart:
    t = reading.t
    period = t.period(found.x.period)
    title = t("{x} and {y}, {period}", x=item_name(reading, found.x.item), y=item_name(reading, found.y.item), period=period)  # fmt: skip
    points = tuple(
        ScatterPoint(
            reading.country(code),
            "home" if code == HOME else "peer",
            found.x.rows[code]["value"],
            found.y.rows[code]["value"],
            hover=t.labelled(
                reading.country(code), f"{_said(reading, found.x, code)} · {_said(reading, found.y, code)}"
            ),
        )
        for code in found.countries
    )
    return ScatterChart(
        "neighbours_pair",
        title,
        t(
            "{count} of {total} countries have both figures; no relation between the two is claimed",
            count=t.number(len(found.countries)),
            total=t.number(len(countries)),
        ),
        _alt(reading, found),
        _table(reading, found, countries),
        reading.receipt(
            reading.prose("neighbours_pair_formula"),
            (*inputs(reading, found.x, found.countries), *inputs(reading, found.y, found.countries)),
        ),
        note=_missing(reading, found, countries),
        points=points,
        x_axis=_axis(reading, found.x, [point.x for point in points]),
        y_axis=_axis(reading, found.y, [point.y for point in points]),
    )


def _said(reading: Reading, edition: Edition, country: str) -> str:
    return measure(reading, edition.value(country), edition.unit)


def _axis(reading: Reading, edition: Edition, values: list[float]) -> Axis:
    t = reading.t
    title = t(
        "{indicator} ({unit}, {period}; {direction})",
        indicator=item_name(reading, edition.item),
        unit=unit_name(reading, edition.unit),
        period=t.period(edition.period),
        direction=t("lower is better") if edition.direction == "lower_better" else t("higher is better"),
    )
    return value_axis(values, lambda value: number(value, edition.unit, t) or t.number(0), title=title, from_zero=False)


def _alt(reading: Reading, found: Pair) -> str:
    """Both figures of Morocco, or of the first country where Morocco has not both."""
    t = reading.t
    code = HOME if HOME in found.countries else found.countries[0]
    return t(
        "{country}, {period}: {x}, {first}; {y}, {second}.",
        country=reading.country(code),
        period=t.period(found.x.period),
        x=item_name(reading, found.x.item),
        first=_said(reading, found.x, code),
        y=item_name(reading, found.y.item),
        second=_said(reading, found.y, code),
    )


def _missing(reading: Reading, found: Pair, countries: tuple[str, ...]) -> str:
    """Who is not drawn, and what the drawing does not say."""
    t = reading.t
    caution = t("A few countries in one year show no relation, and no index is made of the two.")
    left = [reading.country(code) for code in countries if code not in found.countries]
    if not left:
        return caution
    unseen = t("Without both figures of that year: {countries}.", countries=t.listed(left))
    return f"{unseen} {caution}"


def _table(reading: Reading, found: Pair, countries: tuple[str, ...]) -> Table:
    """Every country with what it has of both, the grade and the source of each."""
    t = reading.t
    columns = [
        Column[str]("country", t("Country"), lambda code: Cell(code, reading.country(code))),
        Column[str]("period", t("Edition or year"), lambda _: Cell(found.x.period, t.period(found.x.period))),
    ]
    for name, edition in (("x", found.x), ("y", found.y)):
        columns += _columns_of(reading, name, edition)
    return build_table("neighbours_pair", t("Two indicators, country by country"), countries, *columns)


def _columns_of(reading: Reading, name: str, edition: Edition) -> tuple[Column[str], ...]:
    """A country's figure in an edition, with its grade and its sources."""
    t = reading.t
    label = item_name(reading, edition.item)
    ids = {code: _sources(reading, edition, code) for code in edition.rows}

    def figure(code: str) -> Cell:
        value = edition.value(code)
        return Cell(value, number(value, edition.unit, t) or no_figure(t))

    def grade_of(code: str) -> Cell:
        row = edition.rows.get(code)
        return grade(reading, row["confidence"], ids[code]) if row else Cell(None, "")

    def sources(code: str) -> Cell:
        return publishers(reading, ids[code]) if code in ids else Cell(None, "")

    return (
        Column(name, t("{indicator} ({unit})", indicator=label, unit=unit_name(reading, edition.unit)), figure, "end"),
        Column(f"{name}_grade", t("Grade"), grade_of),
        Column(f"{name}_sources", t("Sources"), sources),
    )


def _sources(reading: Reading, edition: Edition, country: str) -> tuple[str, ...]:
    lines = inputs(reading, edition, (country,))
    return tuple(dict.fromkeys(source.source_id for line in lines for source in line.sources))


def _no_year(reading: Reading, x: str, y: str, countries: tuple[str, ...]) -> Text:
    """That no year has both, and which years each has."""
    t = reading.t
    said = [
        t.labelled(
            item_name(reading, item),
            t.listed(t.period(edition.period) for edition in editions(reading.build, countries, item)) or no_figure(t),
        )
        for item in (x, y)
    ]
    first = reading.prose("neighbours_pair_no_common_year")
    return Text("", (first, *said))
