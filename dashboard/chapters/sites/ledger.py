"""The ledger: announced, memorandum, works, in service; and what was expected against what opened."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.chapters.sites.figures import HOME, Selection, site_figure
from dashboard.chapters.sites.pipeline_words import rounded
from dashboard.chapters.sites.words import Row, day, mw, no_figure, site_link, slip_words
from dashboard.content.charts import LedgerChart, LedgerRow, LedgerStage, Value
from dashboard.content.values import Cell, Figure, Receipt, ReceiptInput, Section, Table
from dashboard.figures.figure import write
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

# Stage, its columns in out_ledger (megawatts, date) and its role in the palette.
_STAGES = (
    ("announced", "announced_mw", "announced_on", "announced"),
    ("memorandum", "memorandum_mw", "memorandum_on", "memorandum"),
    ("under_construction", "construction_mw", "works_on", "under_construction"),
    ("operational", "operational_mw", "opened_on", "in_service"),
)
_SLIPS = """
select l.*, s.name, s.name_fr, s.name_ar, s.confidence, s.row_key, s.control,
       d.delay_keys, d.delay_days, d.delay_details
from out_slips l join out_sites s using (site_id)
left join (
  select site_id, list(row_key order by date, row_key) as delay_keys, list(date order by date, row_key) as delay_days,
         list(detail order by date, row_key) as delay_details
  from core_site_events where event = 'delayed' group by site_id
) d using (site_id)
where list_contains(?::varchar[], l.site_id) and (l.expected is not null or d.delay_keys is not null)
order by l.months_late desc nulls last, l.expected nulls last, l.site_id
"""
_TOTALS = """
select list_sum(list(announced_mw order by announced_mw)) as announced_mw,
       list_sum(list(memorandum_mw order by memorandum_mw)) as memorandum_mw,
       list_sum(list(construction_mw order by construction_mw)) as construction_mw,
       list_sum(list(operational_mw order by operational_mw)) as operational_mw
from out_ledger where list_contains(?::varchar[], site_id)
"""


def ledger(reading: Reading, chosen: Selection) -> Section:
    """The ledger over the chosen sites (Morocco only: the neighbours' stages are not recorded) and their slips."""
    t = reading.t
    rows = reading.rows("select * from out_ledger where list_contains(?::varchar[], site_id)", list(chosen.site_ids))
    slips = reading.rows(_SLIPS, list(chosen.site_ids))
    blocks: list[LedgerChart | Table] = []
    if rows and chosen.country == HOME:
        blocks.append(_chart(reading, chosen, rows))
    if slips:
        blocks.append(_slips(reading, slips))
    lead = reading.prose("sites_ledger_intro")
    if not blocks and chosen.country == HOME:
        lead = t("None of the sites chosen has a dated or measured promise.")
    elif not blocks:
        lead = reading.prose("sites_ledger_intro_nothing_dated")
    return Section("ledger", t("From announcement to service"), lead, tuple(blocks))


def _chart(reading: Reading, chosen: Selection, rows: list[Row]) -> LedgerChart:
    t = reading.t
    sums = reading.row(_TOTALS, list(chosen.site_ids))
    works = site_figure(reading, "sites.under_construction_mw", chosen)
    widest = site_figure(reading, "sites.it_load_announced_mw", chosen)
    # Every project was looked at for works, so a zero there is known; elsewhere no amount is no figure.
    sums["construction_mw"] = works.value if sums["construction_mw"] is None else sums["construction_mw"]
    written = {amount: no_figure(t) if value is None else write(value, "MW", t) for amount, value in sums.items()}
    late = sum(1 for row in rows if row["slip"] == "overdue")
    alt = t(
        "Announced: {announced}. Under a signed memorandum: {signed}. Works found: {works}. In service: {served}.",
        announced=written["announced_mw"],
        signed=written["memorandum_mw"],
        works=written["construction_mw"],
        served=written["operational_mw"],
    )
    if late:
        alt += " " + t.plural("{count} project is past its date.", "{count} projects are past their date.", late)
    return LedgerChart(
        "ledger",
        t("From announcement to service"),
        t("MW of IT load at each stage, as of {date}", date=t.period(reading.build.as_of)),
        alt,
        _table(reading, rows),
        _receipt(reading, chosen),
        note=_overlap(sums, widest, t),
        stages=tuple(
            LedgerStage(reading.label("site_stages", "stage", stage), role, Value(sums[amount], written[amount]))
            for stage, amount, _, role in _STAGES
        ),
        rows=tuple(
            LedgerRow(
                t("{site}: extension", site=reading.name(row)) if row["is_extension"] else reading.name(row),
                tuple(_value(row, stage, amount, on, reading) for stage, amount, on, _ in _STAGES),
                slip_words(row, reading.build.as_of, t),
            )
            for row in rows
        ),
    )


def _value(row: Row, stage: str, amount: str, on: str, reading: Reading) -> Value | None:
    """What a site has reached at a stage: an amount, a date, both, or nothing."""
    t = reading.t
    when = t.period(row[on])
    # An extension is a promise of its own: the day the site first opened does not answer it.
    is_first_opening = stage == "operational" and row["is_extension"] and row[amount] is None
    is_reached = row[amount] is not None or when or (stage == "operational" and row["is_in_service"])
    if is_first_opening or not is_reached:
        return None
    size = t("MW not published") if row[amount] is None else write(row[amount], "MW", t)
    full = t("{stage_size}, {date}", stage_size=size, date=when) if when else size
    return Value(
        row[amount], size if row[amount] is not None or not when else when, hover=f"{reading.name(row)}\n{full}"
    )


def _overlap(sums: Row, widest: Figure, t: Translator) -> str:
    """Why the columns do not add up to everything announced."""
    announced = sum(sums[amount] or 0.0 for amount in ("announced_mw", "memorandum_mw", "construction_mw"))
    if not isinstance(widest.value, float) or announced <= widest.value:
        return ""
    return t(
        "The columns do not add up to everything announced ({widest}): {inside} are phases inside a programme "
        "already announced at its full size.",
        widest=rounded(widest, t),
        inside=write(announced - widest.value, "MW", t),
    )


def _table(reading: Reading, rows: list[Row]) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    stages: list[Column[Row]] = []
    for stage, amount, on, _ in _STAGES:
        label = reading.label("site_stages", "stage", stage)
        stages += (
            _mw_column(amount, t("{stage} (MW)", stage=label), t),
            columns.period(on, t("{stage}: date", stage=label)),
        )
    return build_table(
        "ledger",
        t("From announcement to service"),
        rows,
        columns.name("site", t("Site"), site_link(""), source="site_id"),
        *stages,
        Column(
            "slip", t("Expected against opened"), lambda row: text(slip_words(row, reading.build.as_of, t), row["slip"])
        ),
    )


def _mw_column(key: str, label: str, t: Translator) -> Column[Row]:
    return Column(key, label, lambda row: mw(row[key], t), "end")


def _receipt(reading: Reading, chosen: Selection) -> Receipt:
    t = reading.t
    rows = reading.rows(
        "select row_key, it_load_mw from core_site_stages where list_contains(?::varchar[], site_id) order by "
        "it_load_mw desc, row_key",
        list(chosen.site_ids),
    )
    events = reading.rows(
        "select e.row_key, e.event from core_site_events e join out_ledger using (site_id) "
        "where list_contains(?::varchar[], e.site_id) order by e.row_key",
        list(chosen.site_ids),
    )
    formula = reading.prose("sites_ledger_formula")
    return reading.receipt(
        formula,
        (
            *(reading.input("site_stages", r["row_key"], write(r["it_load_mw"], "MW", t)) for r in rows),
            *(
                reading.input("site_events", r["row_key"], reading.label("site_events", "event", r["event"]))
                for r in events
            ),
        ),
    )


def _slips(reading: Reading, rows: list[Row]) -> Table:
    """Sites that were given a date, or whose delay was reported, latest first."""
    t = reading.t
    columns = RowColumns(reading)
    used: list[ReceiptInput] = []
    for row in rows:
        used.append(reading.input("sites", row["row_key"], slip_words(row, reading.build.as_of, t)))
        delayed = reading.label("site_events", "event", "delayed")
        used += [reading.input("site_events", key, delayed) for key in row["delay_keys"] or ()]

    def delays(row: Row) -> Cell:
        keys, days, details = (row[column] or () for column in ("delay_keys", "delay_days", "delay_details"))
        lines = [
            t("{date}: {detail}", date=t.period(on), detail=reading.phrase(detail))
            for on, detail in zip(days, details, strict=True)
        ]
        return Cell(";".join(keys), t.series(lines))

    def opened(row: Row) -> Cell:
        """The opening; an extension answers to a date of its own, for which the day the site first opened is none."""
        return day(None if row["is_extension"] else row["opened_on"], t)

    formula = reading.prose("sites_slips_formula")
    note = t("Where a year is all that was announced, lateness starts when that year ends.")
    return build_table(
        "slips",
        t("Expected against opened"),
        rows,
        columns.name("site", t("Site"), site_link(""), source="site_id"),
        columns.period("expected", t("Expected")),
        Column("opened", t("Opened"), opened),
        columns.number("months_late", t("Months past the date")),
        Column(
            "slip", t("Expected against opened"), lambda row: text(slip_words(row, reading.build.as_of, t), row["slip"])
        ),
        Column("delays", t("Delays reported"), delays),
        columns.text("grade", t("Grade"), "confidence"),
        note=note,
        receipt=reading.receipt(formula, used),
    )
