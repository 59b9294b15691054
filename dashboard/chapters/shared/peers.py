"""Morocco and other countries on one metric, country by country: values of different years, never ranked."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.chapters.shared.cells import as_published, rows_receipt
from dashboard.chapters.shared.publishers import grade
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Cell, Receipt, Section, Table
from dashboard.warehouse.reading import Reading, Row

# What the chapters on links and on networks each compare; codes of `connectivity_metrics.metric`.
LINK_METRICS = ("international_bandwidth_gbps", "international_bandwidth_deployed_gbps", "cable_count")
NETWORK_METRICS = ("median_fixed_down_mbps", "median_mobile_down_mbps", "ixp_count")
PEERS = ("EGY", "KEN", "NGA", "ZAF", "TUN", "SEN", "CIV")
_SCORE = "resilience_score"


def neighbours(reading: Reading, metric: str, peers: tuple[str, ...], *others: Table) -> Section:
    """The latest values of one metric country by country, then the earlier ones; then `others`."""
    t = reading.t
    return Section(
        "neighbours",
        t("Beside other countries"),
        reading.prose("shared_peers_intro"),
        (_metric(reading, metric, ("MAR", *(peers or PEERS))), *others),
    )


def metric_words(reading: Reading, metrics: tuple[str, ...]) -> dict[str, str]:
    """Metrics to choose from, in words."""
    return {code: reading.label("connectivity_metrics", "metric", code) for code in metrics}


def comparison_text(reading: Reading, metric: str, peers: tuple[str, ...], default: str) -> list[str]:
    """What of the comparison was chosen, in words; nothing for the defaults."""
    t = reading.t
    said = []
    if metric != default:
        said.append(t("Countries compared on: {metric}.", metric=metric_words(reading, (metric,))[metric]))
    if peers:
        said.append(t("Countries compared: {names}.", names=t.join([reading.country(code) for code in peers])))
    return said


def _metric(reading: Reading, metric: str, countries: tuple[str, ...]) -> Table:
    t = reading.t
    rows = reading.rows(
        """select * from core_connectivity_metrics where metric = ? and list_contains(?, country)
           order by row_number() over (partition by country order by period_end(period) desc, period, row_key) > 1,
                    list_position(?, country), period_end(period) desc, period, row_key""",
        metric,
        list(countries),
        list(countries),
    )
    known = {row["country"] for row in rows}
    unknown = [
        {"country": code, "period": None, "value": None, "note": None} for code in countries if code not in known
    ]
    lines = [(row["row_key"], t.number(row["value"], 2)) for row in rows]
    receipt = rows_receipt(reading, "connectivity_metrics", lines, as_published(t))
    title = reading.label("connectivity_metrics", "metric", metric)
    note = t("The latest value of each country comes first, then the earlier ones.")
    listed = [*rows[: len(known)], *unknown, *rows[len(known) :]]
    return _scores_table(reading, "neighbours", title, listed, note, receipt)


def resilience_scores(reading: Reading) -> Table:
    """The score of a country's Internet by edition: three methods, so no line joins them."""
    t = reading.t
    rows = reading.rows(
        "select * from core_connectivity_metrics where metric = ? order by period_end(period), period, country <> 'MAR', country, row_key",
        _SCORE,
    )
    lines = [(row["row_key"], t.number(row["value"])) for row in rows]
    receipt = rows_receipt(reading, "connectivity_metrics", lines, as_published(t))
    note = reading.prose("shared_resilience_scores_note")
    title = t("Internet resilience score, edition by edition (out of 100)")
    return _scores_table(reading, "resilience_score", title, rows, note, receipt)


def _scores_table(
    reading: Reading, table_id: str, title: str, rows: Iterable[Row], note: str, receipt: Receipt
) -> Table:
    """A row a value; a country of which none was found has its name alone."""
    t = reading.t
    columns = RowColumns(reading)

    def value(row: Row) -> Cell:
        return Cell(row["value"], t.number(row["value"], 2) if "row_key" in row else t("no figure found"))

    def graded(row: Row) -> Cell:
        return grade(reading, row["confidence"], row["source_ids"]) if "row_key" in row else Cell(None, "")

    return build_table(
        table_id,
        title,
        rows,
        columns.code("country", t("Country"), "*"),
        columns.period("period", t("Period or edition")),
        Column("value", t("Value"), value, "end"),
        Column("grade", t("Grade"), graded),
        columns.phrase("note", t("Caution")),
        note=note,
        receipt=receipt,
        is_folded=True,
    )
