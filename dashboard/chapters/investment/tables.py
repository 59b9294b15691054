"""Tables of the Investment chapter: every row, what is left out of totals and why, the envelope and its parts."""

from __future__ import annotations

from dashboard.chapters.investment.rows import Selection, published
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell, Receipt, Table
from dashboard.figures.money import Row, billions, in_currency, kind_words, money, origin_words
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

ENVELOPE = "mar-digital-2030-budget"


def register(reading: Reading, chosen: Selection) -> Table:
    """Every row that is added up, with what the amount is, its date and its rate."""
    t = reading.t
    columns = RowColumns(reading)
    currency = chosen.currency
    note = (
        t("Rates of the current year are provisional.")
        if any(_is_provisional(row, chosen) for row in chosen.added)
        else ""
    )
    return build_table(
        "money_register",
        t("Every amount that is added up"),
        chosen.added,
        columns.name("investment_id", t("Project")),
        columns.period("announced", t("Announced on")),
        columns.code("sector", t("Sector"), "investments"),
        Column(
            "investors",
            t("Investors"),
            lambda row: text(
                t.listed(reading.phrase(one.strip()) for one in row["investors"].split(";")), row["investors"]
            ),
        ),
        Column("origin", t("Origin of the investors"), lambda row: text(origin_words(t)[row["origin"]], row["origin"])),
        columns.code("flow", t("Flow"), "investments"),
        columns.code("amount_is", t("What the amount is"), "investments"),
        columns.code("stage", t("Stage of the project"), "investments"),
        Column("published", t("As published"), lambda row: Cell(row["amount"], published(row, t)), "end"),
        Column(
            f"amount_{currency.lower()}",
            in_currency(currency, t),
            lambda row: Cell(chosen.amount(row), money(chosen.amount(row), currency, t)),
            "end",
        ),
        columns.grade(t("Grade")),
        columns.sources(t("Sources")),
        note=note,
        receipt=_receipt(reading, chosen.added),
    )


def left_out(reading: Reading, chosen: Selection) -> Table:
    """Rows that may not be added up: the reason stands beside each, and no sum is taken."""
    t = reading.t
    columns = RowColumns(reading)
    return build_table(
        "money_left_out",
        t("Left out of totals, and why"),
        sorted(chosen.left_out, key=lambda row: (row["exclusion_reason"] or "", -(row["amount"] or 0), row["row_key"])),
        columns.name("investment_id", t("Project")),
        columns.phrase("reason", t("Why it is left out"), "exclusion_reason"),
        columns.code("amount_is", t("What the amount is"), "investments"),
        Column("published", t("As published"), lambda row: Cell(row["amount"], published(row, t)), "end"),
        Column(
            "countries",
            t("Countries"),
            lambda row: text(reading.labels("investments", "country", row["country"]), ";".join(row["country"] or ())),
        ),
        columns.grade(t("Grade")),
        columns.sources(t("Sources")),
        receipt=_receipt(reading, chosen.left_out),
    )


def unadded(reading: Reading, chosen: Selection) -> Table:
    """Rows that count in totals but add nothing: no amount is published, or it can't be converted."""
    t = reading.t
    columns = RowColumns(reading)
    found = chosen.unconverted + chosen.unpublished
    title = t("Counted, but adding nothing")
    return build_table(
        "money_unadded",
        title,
        found,
        columns.name("investment_id", t("Project")),
        columns.period("announced", t("Announced on")),
        Column("published", t("As published"), lambda row: Cell(row["amount"], published(row, t)), "end"),
        Column("why", t("Why it adds nothing"), lambda row: text(*why_nothing(row, chosen, t))),
        columns.code("stage", t("Stage of the project"), "investments"),
        columns.grade(t("Grade")),
        columns.sources(t("Sources")),
        note=t("A blank is not a zero."),
        receipt=_receipt(reading, found),
    )


def why_nothing(row: Row, chosen: Selection, t: Translator) -> tuple[str, str]:
    """Why a row that counts adds nothing, in words and as a code."""
    if row["amount"] is None:
        return t("no amount was published"), "no_amount"
    if row["announced"] is None:
        return t("no date of announcement, so no rate to convert with"), "no_date"
    return t("no {currency} rate for its year and currency", currency=chosen.currency), "no_rate"


def envelope(reading: Reading, chosen: Selection) -> BarChart | None:
    """The strategy's envelope and the rows that lie in it, side by side; None where the choice holds neither."""
    t = reading.t
    columns = RowColumns(reading)
    whole = [row for row in chosen.added if row["investment_id"] == ENVELOPE]
    parts = sorted(
        (row for row in chosen.left_out if row["part_of"] == ENVELOPE),
        key=lambda row: (-(row["amount"] or 0), row["row_key"]),
    )
    if not whole or not parts:
        return None
    title = t("The strategy's envelope, and what lies inside it")
    rows = [*whole, *parts]
    words = kind_words(t)
    values = {row["row_key"]: chosen.amount(row) for row in rows}
    amount = money(values[whole[0]["row_key"]], chosen.currency, t)
    bars = tuple(
        Bar(
            reading.name(row),
            Value(
                billions(values[row["row_key"]]),
                money(values[row["row_key"]], chosen.currency, t) or t("amount not published"),
            ),
            "accent" if row in whole else "peer",
        )
        for row in rows
    )
    return BarChart(
        "money_envelope",
        title,
        reading.prose("investment_envelope_unit"),
        t.plural(
            "The envelope is {amount}; {count} other row lies inside it or overlaps with it and is not added.",
            "The envelope is {amount}; {count} other rows lie inside it or overlap with it and are not added.",
            len(parts),
            amount=amount,
        ),
        build_table(
            "money_envelope",
            title,
            rows,
            columns.name("investment_id", t("Project")),
            Column(
                "position",
                t("Envelope or component"),
                lambda row: (
                    text(t("the envelope"), "envelope") if row in whole else text(t("inside the envelope"), "part")
                ),
            ),
            Column("amount_is", t("What the amount is"), lambda row: text(words[row["amount_is"]], row["amount_is"])),
            Column(
                f"amount_{chosen.currency.lower()}",
                in_currency(chosen.currency, t),
                lambda row: Cell(chosen.amount(row), money(chosen.amount(row), chosen.currency, t)),
                "end",
            ),
        ),
        _receipt(reading, rows),
        bars=bars,
        axis=value_axis([bar.value.value for bar in bars], lambda v: t.number(v, 1)),
        legend=(
            LegendItem("accent", t("the envelope, counted once")),
            LegendItem("peer", t("inside the envelope, not counted")),
        ),
    )


def _is_provisional(row: Row, chosen: Selection) -> bool:
    return bool(row["is_rate_provisional"]) and row["currency"] != chosen.currency


def _receipt(reading: Reading, rows: tuple[Row, ...] | list[Row]) -> Receipt:
    t = reading.t
    inputs = (reading.input("investments", row["row_key"], published(row, t)) for row in rows)
    return reading.receipt(t("Each amount is shown as its source gives it."), inputs)
