"""The sites known in Morocco and its neighbours: counts by status and kind, and the load where sites publish one."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.chapters.sites.figures import HOME, select, site_figure
from dashboard.chapters.sites.words import STATUSES, Row, no_figure
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Figure, ReceiptInput, Section, Table
from dashboard.figures.figure import write
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, cached_per_build

_COUNTS = f"""
select country, count(*) as sites, {", ".join(f"count(*) filter (status = '{code}') as {code}" for code in STATUSES)},
       count(documented_mw) as measured
from out_sites where is_comparable group by country order by country <> 'MAR', sites desc, country
"""  # noqa: S608 - codes of a contract
_KINDS = """
select kind, country, is_comparable, count(*) as sites from out_sites group by kind, country, is_comparable
order by not is_comparable, kind, country
"""


@cached_per_build(16)
def neighbours(reading: Reading) -> Section:
    """Morocco and its neighbours side by side; filters do not bear on it."""
    t = reading.t
    rows = reading.rows(_COUNTS)
    words = {row["country"]: reading.label("*", "country", row["country"]) for row in rows}
    loads = {c: site_figure(reading, "sites.it_load_operational_mw", select(reading.build, c)) for c in words}
    silent = [words[c] for c, load in loads.items() if load.value is None]
    lead = reading.prose("sites_neighbours_intro")
    if silent:
        lead += " " + t(
            "No published load in service was found for any site of: {countries}.", countries=t.join(silent)
        )
    blocks = (_chart(reading, rows, words, loads), _kinds(reading, words))
    return Section("neighbours", t("Morocco and the countries compared"), lead, blocks)


def _chart(reading: Reading, rows: list[Row], words: dict[str, str], loads: dict[str, Figure]) -> StackedBarChart:
    t = reading.t
    parts = tuple(
        StackPart(
            reading.label("sites", "status", status),
            "in_service" if status == "operational" else status,
            tuple(Value(float(row[status]), t.number(row[status])) if row[status] else Value(None, "") for row in rows),
        )
        for status in STATUSES
    )
    said = t.join(
        [t("{country} {count}", country=words[row["country"]], count=t.number(row["operational"])) for row in rows]
    )
    return StackedBarChart(
        "neighbours",
        t("Sites known, by country and status"),
        t("Number of sites of the kinds looked for in every country"),
        t("Sites in service, of the kinds looked for in every country: {said}.", said=said),
        _table(reading, rows, words, loads),
        reading.receipt(
            t("Each site of a kind looked for in every country counts once, under its status."), _inputs(reading, words)
        ),
        rows=tuple(words.values()),
        parts=parts,
        axis=value_axis([float(row["sites"]) for row in rows], t.number),
        totals=tuple(t.number(row["sites"]) for row in rows),
    )


def _table(reading: Reading, rows: list[Row], words: dict[str, str], loads: dict[str, Figure]) -> Table:
    t = reading.t
    columns = RowColumns(reading)

    def country(row: Row) -> Cell:
        code = row["country"]
        return Cell(code, words[code], "?" if code == HOME else f"?country={code}")

    return build_table(
        "neighbours",
        t("Sites known, by country and status"),
        rows,
        Column("country", t("Country"), country),
        columns.number("sites", t("Sites")),
        *(columns.number(status, reading.label("sites", "status", status)) for status in STATUSES),
        columns.number("measured", t("Sites with a published load")),
        Column(
            "mw",
            t("Their load (MW)"),
            lambda row: Cell(loads[row["country"]].value, _load(loads[row["country"]], t)),
            "end",
        ),
        Column("grade", t("Grade"), lambda row: text(loads[row["country"]].grade)),
    )


def _load(load: Figure, t: Translator) -> str:
    return write(load.value, "MW", t) if isinstance(load.value, float) else no_figure(t)


def _kinds(reading: Reading, words: dict[str, str]) -> Table:
    t = reading.t
    listed = reading.rows(_KINDS)
    found = {(row["kind"], row["country"]): row["sites"] for row in listed}
    kinds = {row["kind"]: row["is_comparable"] for row in listed}

    def in_country(country: str, word: str) -> Column[str]:
        def known(kind: str) -> int | None:
            return found.get((kind, country), 0 if kinds[kind] or country == HOME else None)

        return number_column(country, word, t, known)

    note = reading.prose("sites_neighbours_note")
    receipt = reading.receipt(t("Each site of the register counts once, under its kind."), _inputs(reading, words))
    return build_table(
        "kinds",
        t("Sites known, by country and kind"),
        kinds,
        Column("kind", t("Kind"), lambda kind: text(_kind_words(reading, kind, kinds[kind]), kind)),
        *(in_country(country, word) for country, word in words.items()),
        note=note,
        receipt=receipt,
    )


def _kind_words(reading: Reading, kind: str, is_comparable: bool) -> str:
    words = reading.label("sites", "kind", kind)
    return words if is_comparable else reading.t("{kind} (looked for in Morocco only)", kind=words)


def _inputs(reading: Reading, words: dict[str, str]) -> tuple[ReceiptInput, ...]:
    return tuple(
        row
        for country in words
        for row in site_figure(reading, "sites.listed", select(reading.build, country)).receipt.inputs
    )
