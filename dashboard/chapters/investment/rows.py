"""Which rows of money the reader chose, what each adds in the chosen currency, and the sums over them.

The evidence says which rows may be added up; amounts are converted in the warehouse. A sum is taken for one kind of
amount at a time, and a sum of nothing is blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.content.choices import marked
from dashboard.content.values import Figure, Receipt, ReceiptInput
from dashboard.figures.make import make_count, make_figure
from dashboard.figures.money import KINDS, Row, kind_words, money, no_amount, sum_words
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

HOME = "MAR"
_SELECT = """
with given as (
  select ?::varchar as scope, ?::varchar[] as sectors, ?::varchar[] as stages, ?::varchar[] as types, ?::varchar[] as origins
)
select i.*, r.as_of from (from out_spending union all by name from out_financing) i join out_rows r on r.table_name = 'investments' and r.row_key = i.row_key, given
where (country is null or list_contains(country, scope))
  and (sectors = [] or list_contains(sectors, sector))
  and (stages = [] or list_contains(stages, stage))
  and (types = [] or list_contains(types, investor_type))
  and (origins = [] or list_contains(origins, origin))
order by announced desc nulls last, investment_id
"""


@dataclass(frozen=True)
class Selection:
    """The rows of one country that pass every filter. `filters` says the filters in words, `query` as URL text."""

    country: str
    currency: str
    rows: tuple[Row, ...]
    query: str = ""
    filters: str = ""
    flow: str = ""  # spending or financing; "" for the rows of both, which are listed and never added

    def of(self, flow: str) -> Selection:
        """The rows of one flow: what a sum may be taken over."""
        return replace(self, flow=flow, rows=tuple(row for row in self.rows if row["flow"] == flow))

    def amount(self, row: Row) -> float | None:
        """What a row adds, in units of the chosen currency; None where nothing is published or no rate applies."""
        value: float | None = row[f"amount_{self.currency.lower()}"]
        return value

    @property
    def added(self) -> tuple[Row, ...]:
        """Rows that are added up: they count in totals and have an amount in the chosen currency."""
        return tuple(row for row in self.rows if row["is_counted"] and self.amount(row) is not None)

    @property
    def unconverted(self) -> tuple[Row, ...]:
        """Rows that count and have an amount, but no date or no rate to convert it with."""
        return tuple(r for r in self.rows if r["is_counted"] and r["amount"] is not None and self.amount(r) is None)

    @property
    def unpublished(self) -> tuple[Row, ...]:
        """Rows that count and for which no amount is published."""
        return tuple(row for row in self.rows if row["is_counted"] and row["amount"] is None)

    @property
    def left_out(self) -> tuple[Row, ...]:
        """Rows that may not be added up; each says why."""
        return tuple(row for row in self.rows if not row["is_counted"])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of amount to show: always promise, commitment and payment; an estimate where one counts."""
        return tuple(kind for kind in KINDS if kind != "estimated" or any(r["amount_is"] == kind for r in self.added))

    def figure_id(self, name: str) -> str:
        """The id of a sum or a count over these rows."""
        name = f"{self.flow}.{name}" if self.flow else name
        return marked(f"investment.{name}", self.query)


def select(
    build: Build,
    country: str = HOME,
    currency: str = "MAD",
    *,
    sectors: Iterable[str] = (),
    stages: Iterable[str] = (),
    types: Iterable[str] = (),
    origins: Iterable[str] = (),
    query: str = "",
    filters: str = "",
) -> Selection:
    """Rows that touch `country` (or name no country) and whose codes are among those given; none given is no filter."""
    rows = build.rows(_SELECT, country, list(sectors), list(stages), list(types), list(origins))
    return Selection(country, currency, tuple(rows), query, filters)


def total(chosen: Selection, **codes: str) -> float | None:
    """The sum over the added rows whose columns hold `codes`, in units of the currency; None where there is none."""
    amounts = [chosen.amount(row) or 0.0 for row in matching(chosen, **codes)]
    return sum(amounts) if amounts else None


def matching(chosen: Selection, **codes: str) -> tuple[Row, ...]:
    """The added rows whose columns hold `codes`."""
    return tuple(row for row in chosen.added if all(row[column] == code for column, code in codes.items()))


def kind_figure(reading: Reading, chosen: Selection, kind: str) -> Figure:
    """The sum of one kind of amount over the chosen rows."""
    t = reading.t
    label, what = kind_words(t, chosen.flow)[kind], sum_words(t)[kind]
    return sum_figure(
        reading, chosen, f"{kind}_{chosen.currency.lower()}", label, what, matching(chosen, amount_is=kind)
    )


def sum_figure(
    reading: Reading, chosen: Selection, figure_name: str, label: str, formula: str, rows: tuple[Row, ...]
) -> Figure:
    """A sum of amounts with the rows and the rates it rests on."""
    t = reading.t
    value = sum(chosen.amount(row) or 0.0 for row in rows) if rows else None
    return make_figure(
        chosen.figure_id(figure_name),
        label,
        value,
        no_amount(t) if value is None else money(value, chosen.currency, t),
        chosen.currency,
        "sum",
        receipt(reading, chosen, f"{formula} {conversion(chosen, t)}", rows),
        grade=max((row["confidence"] for row in rows), default=""),  # of the amounts, and not of their rates
        as_of=max((row["as_of"] for row in rows if row["as_of"]), default=""),
    )


def count_figure(
    reading: Reading, chosen: Selection, figure_name: str, label: str, formula: str, rows: tuple[Row, ...]
) -> Figure:
    """A number of rows; each stands in the receipt with its amount as published."""
    t = reading.t
    shown = reading.receipt(formula, (_input(reading, row, published(row, t)) for row in rows))
    return make_count(chosen.figure_id(figure_name), label, len(rows), t.number(len(rows)), shown)


def receipt(reading: Reading, chosen: Selection, formula: str, rows: Iterable[Row]) -> Receipt:
    """The rows a sum rests on, largest first, then the exchange rates used."""
    ordered = sorted(rows, key=lambda row: (-(chosen.amount(row) or 0), row["row_key"]))
    inputs = [_input(reading, row, _both(chosen, row, reading.t)) for row in ordered]
    rates = sorted({row["rate_year"] for row in ordered if row["currency"] != chosen.currency})
    return reading.receipt(formula, (*inputs, *(_rate(reading, year) for year in rates)))


def conversion(chosen: Selection, t: Translator) -> str:
    """How amounts are converted, in a sentence."""
    return t(
        "Amounts in other currencies than {currency} are converted at the average rate of the year of announcement.",
        currency=chosen.currency,
    )


def published(row: Row, t: Translator) -> str:
    """A row's amount as published, in its own currency; of a budget, what was executed of it where that is known."""
    if row["amount"] is None:
        return t("amount not published")
    whole = money(row["amount"], row["currency"], t)
    if row["amount_executed"] is None:
        return whole
    done = money(row["amount_executed"], row["currency"], t)
    return t("{executed} executed of {whole}", executed=done, whole=whole)


def _both(chosen: Selection, row: Row, t: Translator) -> str:
    """The amount as converted, and as published where that differs."""
    shown = money(chosen.amount(row), chosen.currency, t)
    return (
        shown
        if row["currency"] == chosen.currency and row["amount_executed"] is None
        else t("{converted} ({published})", converted=shown, published=published(row, t))
    )


def _input(reading: Reading, row: Row, value_text: str) -> ReceiptInput:
    return reading.input("investments", row["row_key"], value_text)


def _rate(reading: Reading, year: int) -> ReceiptInput:
    t = reading.t
    rate = reading.row("select usd_mad, eur_mad from core_fx where year = ?", year)
    said = [t("{rate} dirhams for one US dollar", rate=t.number(rate["usd_mad"], 4))]
    if rate["eur_mad"] is not None:
        said.append(t("{rate} for one euro", rate=t.number(rate["eur_mad"], 4)))
    return reading.input("fx", str(year), t.join(said))
