"""Charts of the Investment chapter, each of one flow: spending or financing. Kinds of amount are never stacked."""

from __future__ import annotations

from dashboard.chapters.investment.rows import Selection, conversion, kind_figure, matching, receipt, sum_figure, total
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import (
    Bar,
    BarChart,
    HeatCell,
    HeatChart,
    HeatRow,
    LedgerChart,
    LedgerRow,
    LedgerStage,
    StackedBarChart,
    StackPart,
    Value,
)
from dashboard.content.values import Cell, Figure
from dashboard.figures.money import (
    BILLION,
    ROLE_OF_KIND,
    STAGES,
    Row,
    billions,
    billions_of,
    kind_words,
    money,
    no_amount,
    origin_words,
    stage_descriptions,
)
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

LEDGER_KINDS = ("announced", "committed", "disbursed")


def by_stage(reading: Reading, chosen: Selection) -> StackedBarChart:
    """One stack a kind of amount, one part a stage of the project: the only sums that may be taken."""
    t = reading.t
    kinds = chosen.kinds
    sums = {(kind, stage): total(chosen, amount_is=kind, stage=stage) for kind in kinds for stage in STAGES}
    figures = {kind: kind_figure(reading, chosen, kind) for kind in kinds}
    stages = {stage: reading.label("investments", "stage", stage) for stage in STAGES}
    chart_id = f"{chosen.flow}_by_stage"
    title = {
        "spending": t("Spending by what the amount is, and by the stage of the project"),
        "financing": t("Financing by what the amount is, and by the stage of the project"),
    }[chosen.flow]
    currency = chosen.currency.lower()

    def in_stage(stage: str, label: str) -> Column[str]:
        return Column(f"{stage}_{currency}", label, lambda kind: _amount(sums[kind, stage], chosen, t), "end")

    table = build_table(
        chart_id,
        title,
        kinds,
        Column("amount_is", t("What the amount is"), lambda kind: text(figures[kind].label, kind)),
        *(in_stage(stage, label) for stage, label in stages.items()),
        Column(f"total_{currency}", t("Total"), lambda kind: Cell(figures[kind].value, figures[kind].text), "end"),
    )
    said = [t("{label}: {amount}", label=figures[kind].label, amount=figures[kind].text) for kind in kinds]
    return StackedBarChart(
        chart_id,
        title,
        billions_of(chosen.currency, t),
        t("{figures}. The three are not parts of one another and are not added.", figures=t.join(said)),
        table,
        receipt(reading, chosen, sums_formula(chosen, t), chosen.added),
        note=t(
            "A completed project whose amount is only announced is a plan whose realised amount was not found published."
        )
        if sums.get(("announced", "completed")) is not None
        else "",
        rows=tuple(figures[kind].label for kind in kinds),
        parts=tuple(
            StackPart(label, stage, tuple(_value(sums[kind, stage], chosen, t) for kind in kinds))
            for stage, label in stages.items()
        ),
        axis=value_axis([billions(total(chosen, amount_is=kind)) for kind in kinds], lambda v: t.number(v, 1)),
        totals=tuple(figures[kind].text for kind in kinds),
    )


def by_sector(reading: Reading, chosen: Selection) -> HeatChart:
    """A row a sector, a column a kind of amount."""
    t = reading.t
    found = {row["sector"] for row in chosen.added}
    codes = sorted(found, key=lambda code: (-_largest(chosen, "sector", code), code))
    labels = {code: reading.label("investments", "sector", code) for code in codes}
    return _grid(reading, chosen, "spending_by_sector", t("Spending by sector"), "sector", t("Sector"), labels)


def by_origin(reading: Reading, chosen: Selection) -> HeatChart:
    """A row an origin of the investors, a column a kind of amount."""
    t = reading.t
    found = {row["origin"] for row in chosen.added}
    labels = {code: label for code, label in origin_words(t).items() if code in found}
    title = t("Where the investors are from")
    return _grid(reading, chosen, f"{chosen.flow}_by_origin", title, "origin", t("Origin of the investors"), labels)


def by_type(reading: Reading, chosen: Selection) -> HeatChart:
    """A row a kind of investor, a column a kind of amount."""
    t = reading.t
    found = {row["investor_type"] for row in chosen.added}
    order = [code for code in ("public", "private", "mixed", "ppp", "dfi") if code in found]
    labels = {code: reading.label("investments", "investor_type", code) for code in order}
    title = t("Public, private or development finance")
    return _grid(reading, chosen, f"{chosen.flow}_by_type", title, "investor_type", t("Kind of investor"), labels)


def _grid(
    reading: Reading, chosen: Selection, chart_id: str, title: str, column: str, heading: str, labels: dict[str, str]
) -> HeatChart:
    t = reading.t
    kinds = chosen.kinds
    words = kind_words(t, chosen.flow)
    sums = {(code, kind): total(chosen, amount_is=kind, **{column: code}) for code in labels for kind in kinds}
    known = {key: value for key, value in sums.items() if value is not None}
    largest = max(known, key=lambda key: known[key], default=None)
    alt = t("No amount may be added up for this choice.")
    if largest:
        alt = t(
            "The largest sum is {amount}: {label}, {kind}.",
            amount=money(known[largest], chosen.currency, t),
            label=labels[largest[0]],
            kind=words[largest[1]],
        )

    def of_kind(kind: str) -> Column[str]:
        key = f"{kind}_{chosen.currency.lower()}"
        return Column(key, words[kind], lambda code: _amount(sums[code, kind], chosen, t), "end")

    table = build_table(
        chart_id,
        title,
        labels,
        Column(column, heading, lambda code: text(labels[code], code)),
        *(of_kind(kind) for kind in kinds),
    )
    top = max(known.values(), default=0.0)
    cells = tuple(
        HeatRow(label, tuple(_heat(sums[code, kind], top, t.listed((label, words[kind])), chosen, t) for kind in kinds))
        for code, label in labels.items()
    )
    return HeatChart(
        chart_id,
        title,
        billions_of(chosen.currency, t),
        alt,
        table,
        receipt(reading, chosen, sums_formula(chosen, t), chosen.added),
        note=t("An empty cell means that no amount was found, not that nothing was spent. Columns are not added."),
        columns=tuple(words[kind] for kind in kinds),
        rows=cells,
    )


def ledger(reading: Reading, chosen: Selection) -> LedgerChart:
    """From promise to payment, project by project: where an amount stands, and where a later one was not published."""
    t = reading.t
    rows = sorted(
        (row for row in chosen.added if row["amount_is"] in LEDGER_KINDS),
        key=lambda row: (-(chosen.amount(row) or 0), row["row_key"]),
    )
    words = kind_words(t)
    silent = [row for row in rows if row["amount_is"] != "disbursed" and row["stage"] in ("under_way", "completed")]
    title = t("The ledger: announced, decided, paid")
    columns = RowColumns(reading)

    def of_kind(kind: str) -> Column[Row]:
        key, at = f"{kind}_{chosen.currency.lower()}", LEDGER_KINDS.index(kind)
        return Column(key, words[kind], lambda row: _ledger_cell(_steps(row, chosen, t)[at]), "end")

    table = build_table(
        "money_ledger",
        title,
        rows,
        columns.name("investment_id", t("Project")),
        columns.period("announced", t("Announced on")),
        *(of_kind(kind) for kind in LEDGER_KINDS),
        columns.code("stage", t("Stage of the project"), "investments"),
    )
    return LedgerChart(
        "money_ledger",
        title,
        billions_of(chosen.currency, t),
        _silent_text(len(silent), len(rows), t),
        table,
        receipt(reading, chosen, sums_formula(chosen, t), rows),
        note=t(
            "An amount announced with no later evidence stays a promise. Columns hold different projects: they are not added."
        ),
        stages=tuple(
            LedgerStage(words[kind], ROLE_OF_KIND[kind], _value(total(chosen, amount_is=kind), chosen, t))
            for kind in LEDGER_KINDS
        ),
        rows=tuple(LedgerRow(reading.name(row), _steps(row, chosen, t)) for row in rows),
    )


def _silent_text(silent: int, total: int, t: Translator) -> str:
    """How many projects are past their promise with no payment found."""
    if not silent:
        return t(
            "Projects under way or completed whose payments were not found published: none out of {total}.",
            total=t.number(total),
        )
    return t.plural(
        "{count} project of {total} is under way or completed, and what was paid for it was not found published.",
        "{count} projects of {total} are under way or completed, and what was paid for them was not found published.",
        silent,
        total=t.number(total),
    )


def narrower(reading: Reading, chosen: Selection) -> dict[str, Figure]:
    """What is announced without finished plans, and without stalled projects either, by name."""
    rows = matching(chosen, amount_is="announced")
    unfinished = tuple(row for row in rows if row["stage"] != "completed")
    live = tuple(row for row in unfinished if row["stage"] != "stalled")
    found = {}
    for key, some in (("announced_unfinished", unfinished), ("announced_live", live)):
        label, formula = stage_descriptions(reading.t)[f"investment.spending.{key}_mad"]
        figure_name = f"{key}_{chosen.currency.lower()}"
        found[f"spending.{key}"] = sum_figure(reading, chosen, figure_name, label, formula, some)
    return found


def readings(reading: Reading, chosen: Selection) -> BarChart | None:
    """Announced spending read three ways, side by side; None where nothing is announced."""
    t = reading.t
    whole = kind_figure(reading, chosen, "announced")
    if whole.value is None:
        return None
    shown = (whole, *narrower(reading, chosen).values())
    title = t("Announced spending, three readings")
    values = [billions(found.value if isinstance(found.value, float) else None) for found in shown]
    return BarChart(
        "spending_readings",
        title,
        billions_of(chosen.currency, t),
        t.series(t("{label}: {amount}", label=found.label, amount=found.text) for found in shown),
        build_table(
            "spending_readings",
            title,
            shown,
            Column("reading", t("Reading"), lambda found: text(found.label, found.figure_id)),
            Column(
                f"amount_{chosen.currency.lower()}", t("Amount"), lambda found: Cell(found.value, found.text), "end"
            ),
        ),
        whole.receipt,
        note=t("No reading is the right one: each answers another question, and none says that anything was paid."),
        bars=tuple(
            Bar(found.label, Value(value, found.text), "announced") for found, value in zip(shown, values, strict=True)
        ),
        axis=value_axis(values, lambda v: t.number(v, 1)),
    )


def _steps(row: Row, chosen: Selection, t: Translator) -> tuple[Value | None, ...]:
    """Promise, commitment and payment of a row: its amount stands under what it is, blanks say what is not published."""
    at = LEDGER_KINDS.index(row["amount_is"])
    reached = {"announced": 0, "stalled": 0, "committed": 1, "under_way": 2, "completed": 2}[row["stage"]]
    steps: list[Value | None] = [None, None, None]
    for later in range(at + 1, reached + 1):
        steps[later] = Value(None, t("not published"))
    steps[at] = _value(chosen.amount(row), chosen, t)
    return tuple(steps)


def _ledger_cell(value: Value | None) -> Cell:
    if value is None:
        return Cell(None, "")
    return Cell(None if value.value is None else round(value.value * BILLION), value.text)


def sums_formula(chosen: Selection, t: Translator) -> str:
    """How sums of several kinds of amount are taken, and converted."""
    return t("Sums over the rows that count in totals, one kind of amount at a time.") + " " + conversion(chosen, t)


def _amount(value: float | None, chosen: Selection, t: Translator) -> Cell:
    return Cell(value, money(value, chosen.currency, t))


def _value(value: float | None, chosen: Selection, t: Translator) -> Value:
    return Value(billions(value), no_amount(t) if value is None else money(value, chosen.currency, t))


def _heat(value: float | None, top: float, label: str, chosen: Selection, t: Translator) -> HeatCell:
    if value is None:
        return HeatCell(None, "", hover=t.labelled(label, no_amount(t)))
    level = min(int(5 * value / top), 4) if top > 0 else 0
    said = money(value, chosen.currency, t)
    return HeatCell(value / BILLION, said, f"heat_{level}", t.labelled(label, said))


def _largest(chosen: Selection, column: str, code: str) -> float:
    return max((chosen.amount(row) or 0.0 for row in matching(chosen, **{column: code})), default=0.0)
