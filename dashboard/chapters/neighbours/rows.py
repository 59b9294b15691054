"""What may be set side by side: one indicator, one edition or year, the countries that have a figure in it.

Nothing here joins two editions. A place is taken only among the figures of one edition, and a blank stays a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.content.axes import decimal_year
from dashboard.content.values import ReceiptInput
from dashboard.figures.money import Row
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.contracts.progress import pillar_place

HOME = "MAR"
PEERS = ("EGY", "KEN", "NGA", "ZAF", "TUN", "SEN", "CIV", "RWA")
COUNTRIES = (HOME, *PEERS)


FEWEST_RANKED = 3  # countries with a figure from which a place is given


@dataclass(frozen=True)
class Edition:
    """The figures of one item in one edition or year; `rows` by country, only those that have one."""

    item: str
    period: str
    theme: str
    unit: str
    direction: str
    table_name: str
    rows: dict[str, Row]

    def value(self, country: str) -> float | None:
        """A country's figure, None where none was found for this edition."""
        row = self.rows.get(country)
        return None if row is None else row["value"]

    def rank(self, country: str) -> int | None:
        """A country's place among the figures of this edition (1 is best, ties share the better place)."""
        own = self.value(country)
        return None if own is None else 1 + sum(1 for row in self.rows.values() if self._is_better(row["value"], own))

    @property
    def is_ranked(self) -> bool:
        """Whether enough countries have a figure for a place to mean something: the last of two is no rank."""
        return len(self.rows) >= FEWEST_RANKED

    @property
    def thing(self) -> str:
        """What is measured, whatever the form: an index's value and its rank are one thing, and count once."""
        return re.sub(r"_(rank|value|score|index)$", "", self.item)

    def is_last(self, country: str) -> bool:
        """True where the country has a figure and none is worse."""
        own = self.value(country)
        return own is not None and not any(self._is_better(own, row["value"]) for row in self.rows.values())

    @property
    def best(self) -> str:
        """The country with the best figure, the first in the countries' order where several share it."""
        return next(country for country in self.rows if self.rank(country) == 1)

    def _is_better(self, one: float, other: float) -> bool:
        return one < other if self.direction == "lower_better" else one > other


def editions(build: Build, countries: Iterable[str], item: str = "") -> list[Edition]:
    """Every edition with a figure for at least two of `countries`, by item and oldest first; one item alone if named."""
    order = [country for country in COUNTRIES if country in set(countries) | {HOME}]
    rows = build.rows(
        "select * from out_comparables where list_contains(?::varchar[], country) and (? = '' or item = ?) "
        "order by item, period, country, row_keys",
        order,
        item,
        item,
    )
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in sorted(rows, key=lambda row: order.index(row["country"])):
        found.setdefault((row["item"], row["period"]), {})[row["country"]] = row
    made = [_edition(key[0], key[1], by_country) for key, by_country in found.items() if len(by_country) > 1]
    return sorted(made, key=lambda edition: (edition.item, decimal_year(edition.period), edition.period))


def side_by_side(build: Build, countries: Iterable[str], themes: Iterable[str] = ()) -> list[Edition]:
    """For each item, the latest edition with a figure for Morocco and another of `countries`; by theme, then item."""
    latest: dict[str, Edition] = {}
    for edition in editions(build, countries):
        if HOME in edition.rows:
            latest[edition.item] = edition
    kept = tuple(themes)
    return sorted(
        (edition for edition in latest.values() if not kept or edition.theme in kept),
        key=lambda edition: (pillar_place(edition.theme), edition.item),
    )


def counted(found: list[Edition]) -> list[Edition]:
    """The editions that count in "first in" and "last in": those that rank, an index's value and its rank once."""
    ranked = {edition.thing: edition for edition in reversed(found) if edition.is_ranked}
    return list(ranked.values())[::-1]


def item_name(reading: Reading, item: str) -> str:
    """What an item is called: an indicator's name, a metric's label, or our own words for what we computed."""
    t = reading.t
    ours = {
        "gtld_local_share": t("Websites under generic domains hosted in the country, of those located"),
        "peering_port_capacity": t("Peering port capacity of the cities listed"),
        "median_fixed_down_mbps": t("Median fixed download speed"),
        "median_mobile_down_mbps": t("Median mobile download speed"),
    }
    if item in ours:
        return ours[item]
    name: str | None = _indicators(reading.build).get(item, {}).get(f"name_{reading.lang}")
    return name or reading.label("connectivity_metrics", "metric", item)


@cached_per_build(4)
def _indicators(build: Build) -> dict[str, Row]:
    """The names of every indicator, asked for once a build."""
    return {row["indicator_id"]: row for row in build.rows("select * from core_indicators")}


def unit_name(reading: Reading, unit: str) -> str:
    """A unit in words."""
    return reading.t("Mbit/s") if unit == "Mbit/s" else reading.label("indicators", "unit", unit)


def number(value: float | None, unit: str, t: Translator) -> str:
    """A figure without its unit, with as many decimals as its unit bears."""
    if value is None:
        return ""
    if unit in ("rank", "count") or abs(value) >= 100:
        return t.number(value)
    return t.number(value, 3 if unit == "index 0-1" else 1 if abs(value) >= 1 else 2)


def measure(reading: Reading, value: float | None, unit: str) -> str:
    """A figure with its unit, as a sentence tells it; the name of an index says its own scale."""
    t = reading.t
    said = number(value, unit, t)
    if value is None or unit.startswith(("index", "score", "count", "per ")):
        return said
    if unit == "rank":
        return t.plural("rank {number}", "rank {number}", round(value), number=said)
    return t.percent(value, 1) if unit.startswith("%") else f"{said}\u00a0{unit_name(reading, unit)}"


def no_figure(t: Translator) -> str:
    """What stands where no source gives a figure."""
    return t("no figure found")


def place(edition: Edition, country: str, t: Translator) -> str:
    """A country's place among the figures of one edition: "7 of 9"; empty where it has no figure."""
    rank = edition.rank(country)
    if rank is not None and not edition.is_ranked:
        return t("no rank between two")
    return "" if rank is None else place_words(rank, len(edition.rows), t)


def place_words(rank: int, total: int, t: Translator) -> str:
    """A place among several, as "7 of 9"; French writes the first place otherwise than the others."""
    return t.plural("{rank} of {total}", "{rank} of {total}", rank, rank=t.number(rank), total=t.number(total))


def inputs(reading: Reading, edition: Edition, countries: Iterable[str] = ()) -> tuple[ReceiptInput, ...]:
    """The rows an edition rests on; those of `countries` only, where given."""
    t = reading.t
    kept = tuple(countries) or tuple(edition.rows)
    found = []
    for country in kept:
        row = edition.rows.get(country)
        if row is not None:
            said = t(
                "{country}: {value}", country=reading.country(country), value=number(row["value"], edition.unit, t)
            )
            found += [reading.input(edition.table_name, key, said) for key in row["row_keys"]]
    return tuple(found)


def _edition(item: str, period: str, rows: dict[str, Row]) -> Edition:
    first = next(iter(rows.values()))
    return Edition(item, period, first["theme"], first["unit"], first["direction"], first["table_name"], rows)
