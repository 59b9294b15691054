"""Tables of the Investment chapter: every row, what is left out of totals and why, the envelope and its parts."""

from __future__ import annotations

from dashboard.chapters.investment.rows import Selection, published
from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell, Column, Receipt, Table
from dashboard.figures.money import BILLION, Row, in_currency, kind_words, money, name, origin_words, text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

ENVELOPE = "mar-digital-2030-budget"


def register(build: Build, chosen: Selection, t: Translator) -> Table:
    """Every row that is added up, with what the amount is, its date and its rate."""
    currency = chosen.currency
    columns = (
        Column("investment_id", t("Project")),
        Column("announced", t("Announced on")),
        Column("sector", t("Sector")),
        Column("investors", t("Investors")),
        Column("origin", t("Origin of the investors")),
        Column("flow", t("Flow")),
        Column("amount_is", t("What the amount is")),
        Column("stage", t("Stage of the project")),
        Column("published", t("As published"), "end"),
        Column(f"amount_{currency.lower()}", in_currency(currency, t), "end"),
        Column("grade", t("Grade")),
        Column("sources", t("Sources")),
    )
    rows = tuple(
        (
            text(name(row, t), row["investment_id"]),
            Cell(row["announced"], t.period(row["announced"])),
            text(build.label("investments", "sector", row["sector"], t.lang), row["sector"]),
            text(t.listed(build.phrase(one.strip(), t.lang) for one in row["investors"].split(";")), row["investors"]),
            text(origin_words(t)[row["origin"]], row["origin"]),
            text(build.label("investments", "flow", row["flow"], t.lang), row["flow"]),
            text(build.label("investments", "amount_is", row["amount_is"], t.lang), row["amount_is"]),
            text(build.label("investments", "stage", row["stage"], t.lang), row["stage"]),
            Cell(row["amount"], published(row, t)),
            Cell(chosen.amount(row), money(chosen.amount(row), currency, t)),
            grade(build, row["confidence"], row["source_ids"], t),
            publishers(build, row["source_ids"], t),
        )
        for row in chosen.added
    )
    note = (
        t("Rates of the current year are provisional.")
        if any(_is_provisional(row, chosen) for row in chosen.added)
        else ""
    )
    return Table(
        "money_register", t("Every amount that is added up"), columns, rows, note, _receipt(build, chosen.added, t)
    )


def left_out(build: Build, chosen: Selection, t: Translator) -> Table:
    """Rows that may not be added up: the reason stands beside each, and no sum is taken."""
    columns = (
        Column("investment_id", t("Project")),
        Column("reason", t("Why it is left out")),
        Column("amount_is", t("What the amount is")),
        Column("published", t("As published"), "end"),
        Column("countries", t("Countries")),
        Column("grade", t("Grade")),
        Column("sources", t("Sources")),
    )
    rows = tuple(
        (
            text(name(row, t), row["investment_id"]),
            text(build.phrase(row["exclusion_reason"], t.lang), row["exclusion_reason"]),
            text(build.label("investments", "amount_is", row["amount_is"], t.lang), row["amount_is"]),
            Cell(row["amount"], published(row, t)),
            text(build.labels("investments", "country", row["country"], t.lang), ";".join(row["country"] or ())),
            grade(build, row["confidence"], row["source_ids"], t),
            publishers(build, row["source_ids"], t),
        )
        for row in sorted(
            chosen.left_out, key=lambda row: (row["exclusion_reason"] or "", -(row["amount"] or 0), row["row_key"])
        )
    )
    return Table(
        "money_left_out", t("Left out of totals, and why"), columns, rows, "", _receipt(build, chosen.left_out, t)
    )


def unadded(build: Build, chosen: Selection, t: Translator) -> Table:
    """Rows that count in totals but add nothing: no amount is published, or it can't be converted."""
    columns = (
        Column("investment_id", t("Project")),
        Column("announced", t("Announced on")),
        Column("published", t("As published"), "end"),
        Column("why", t("Why it adds nothing")),
        Column("stage", t("Stage of the project")),
        Column("grade", t("Grade")),
        Column("sources", t("Sources")),
    )
    found = chosen.unconverted + chosen.unpublished
    rows = tuple(
        (
            text(name(row, t), row["investment_id"]),
            Cell(row["announced"], t.period(row["announced"])),
            Cell(row["amount"], published(row, t)),
            text(*why_nothing(row, chosen, t)),
            text(build.label("investments", "stage", row["stage"], t.lang), row["stage"]),
            grade(build, row["confidence"], row["source_ids"], t),
            publishers(build, row["source_ids"], t),
        )
        for row in found
    )
    title = t("Counted, but adding nothing")
    return Table(
        "money_unadded",
        title,
        columns,
        rows,
        t("A blank is not a zero."),
        _receipt(build, found, t),
    )


def why_nothing(row: Row, chosen: Selection, t: Translator) -> tuple[str, str]:
    """Why a row that counts adds nothing, in words and as a code."""
    if row["amount"] is None:
        return t("no amount was published"), "no_amount"
    if row["announced"] is None:
        return t("no date of announcement, so no rate to convert with"), "no_date"
    return t("no {currency} rate for its year and currency", currency=chosen.currency), "no_rate"


def envelope(build: Build, chosen: Selection, t: Translator) -> BarChart | None:
    """The strategy's envelope and the rows that lie in it, side by side; None where the choice holds neither."""
    whole = [row for row in chosen.added if row["investment_id"] == ENVELOPE]
    parts = sorted(
        (row for row in chosen.left_out if row["part_of"] == ENVELOPE),
        key=lambda row: (-(row["amount"] or 0), row["row_key"]),
    )
    if not whole or not parts:
        return None
    title = t("The strategy's envelope, and what lies inside it")
    rows = [*whole, *parts]
    columns = (
        Column("investment_id", t("Project")),
        Column("position", t("Envelope or component")),
        Column("amount_is", t("What the amount is")),
        Column(f"amount_{chosen.currency.lower()}", in_currency(chosen.currency, t), "end"),
    )
    words = kind_words(t)
    body = tuple(
        (
            text(name(row, t), row["investment_id"]),
            text(t("the envelope"), "envelope") if row in whole else text(t("inside the envelope"), "part"),
            text(words[row["amount_is"]], row["amount_is"]),
            Cell(chosen.amount(row), money(chosen.amount(row), chosen.currency, t)),
        )
        for row in rows
    )
    values = {row["row_key"]: chosen.amount(row) for row in rows}
    amount = money(values[whole[0]["row_key"]], chosen.currency, t)
    bars = tuple(
        Bar(
            name(row, t),
            Value(
                _billions(values[row["row_key"]]),
                money(values[row["row_key"]], chosen.currency, t) or t("amount not published"),
            ),
            "accent" if row in whole else "peer",
        )
        for row in rows
    )
    return BarChart(
        "money_envelope",
        title,
        t("Billions; the grey bars lie inside the envelope or overlap with it, and none is added to it"),
        t.plural(
            "The envelope is {amount}; {count} other row lies inside it or overlaps with it and is not added.",
            "The envelope is {amount}; {count} other rows lie inside it or overlap with it and are not added.",
            len(parts),
            amount=amount,
        ),
        Table("money_envelope", title, columns, body),
        _receipt(build, rows, t),
        bars=bars,
        axis=value_axis([bar.value.value for bar in bars], lambda v: t.number(v, 1)),
        legend=(
            LegendItem("accent", t("the envelope, counted once")),
            LegendItem("peer", t("inside the envelope, not counted")),
        ),
    )


def _billions(value: float | None) -> float | None:
    return None if value is None else value / BILLION


def _is_provisional(row: Row, chosen: Selection) -> bool:
    return bool(row["is_rate_provisional"]) and row["currency"] != chosen.currency


def _receipt(build: Build, rows: tuple[Row, ...] | list[Row], t: Translator) -> Receipt:
    inputs = (build.input("investments", row["row_key"], published(row, t), t.lang) for row in rows)
    return build.receipt(t("Each amount is shown as its source gives it."), inputs)
