"""Own scans in the chapter of the share: each with its frame, date, tool and ranges, beside the share published by others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.values import Cell, Figure, Receipt, Section, Table, Text
from dashboard.figures.figure import figure
from dashboard.figures.popular import share_text
from dashboard.figures.scans import PREFIX, kind_words, service_words
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, OldBuildError
from dashboard.warehouse.reading import Reading

Row = dict[str, Any]
_SERVICES = "select * from out_scan_services where scan_id = ? order by list_position(['web', 'ns', 'mx'], service)"
_KINDS = "select * from out_locality where scan_id = ? order by list_position(['web', 'ns', 'mx'], service), place"
PUBLISHED = "share.institutional_sites.local"


def scans_section(reading: Reading) -> Section:
    """Every scan that the build holds, the newest first; where there is none, how to bring one."""
    t = reading.t
    title = t("Own measurements of where names are answered")
    scans = _rows(reading.build, "select * from out_scans order by place")
    if not scans:
        return Section("scans", title, "", (Text("", (how_to_bring_one(reading),)),))
    lead = reading.prose("share_scans_intro")
    chart = _local_chart(reading, scans)
    return Section(
        "scans",
        title,
        lead,
        (*((chart,) if chart else ()), *(block for scan in scans for block in _scan_blocks(reading, scan, scans))),
    )


def how_to_bring_one(reading: Reading) -> str:
    """What an own measurement needs, in one paragraph."""
    return reading.prose("share_scans_how_to_bring_one")


def _rows(build: Build, sql: str, *values: object) -> list[Row]:
    try:
        return build.rows(sql, *values)
    except OldBuildError:  # a build made before scans were thought of holds none
        return []


def _local_chart(reading: Reading, scans: list[Row]) -> BarChart | None:
    """The share placed in Morocco of every scan and service that shows it, and last the share published by others."""
    t = reading.t
    own = [
        (scan, figure(reading, row["figure_id"]))
        for scan in scans
        for row in reading.rows(
            "select figure_id from out_figures where starts_with(figure_id, ?) order by figure_id desc",
            f"{PREFIX}{scan['scan_id']}.",
        )
    ]
    if not own:
        return None
    published = figure(reading, PUBLISHED)
    bars = [Bar(_bar_label(scan, figure, t), _value(figure, t), "local") for scan, figure in own]
    bars.append(Bar(t("{figure} (published)", figure=published.label), _value(published, t), "assumed"))
    figures = [*(figure for _, figure in own), published]
    title = t("Names answered from addresses placed in Morocco")

    def percent(key: str, label: str, of: Callable[[Figure], float | None]) -> Column[tuple[Figure, Bar]]:
        return Column(key, label, lambda row: Cell(of(row[0]), share_text(of(row[0]), t)), "end")

    table = build_table(
        "scans_local",
        title,
        zip(figures, bars, strict=True),
        Column("figure_id", t("Measured"), lambda row: Cell(row[0].figure_id, row[1].label)),
        percent("share_pct", t("Share"), lambda figure: figure.number),
        percent("low_pct", t("Interval from"), lambda figure: figure.low),
        percent("high_pct", t("to"), lambda figure: figure.high),
    )
    return BarChart(
        chart_id="scans_local",
        title=title,
        subtitle=t("Percent of the names measured; the line is the interval"),
        alt=t(
            "{own}. Published by others: {published} of institutional websites.",
            own=t.series([t.labelled(bar.label, figure.text) for (_, figure), bar in zip(own, bars, strict=False)]),
            published=published.text,
        ),
        table=table,
        receipt=_receipt(reading, figures),
        note=reading.prose("share_scans_chart_note"),
        bars=tuple(bars),
        axis=value_axis([0, 100], t.percent),
    )


def _receipt(reading: Reading, figures: list[Figure]) -> Receipt:
    inputs = tuple(row for figure in figures for row in figure.receipt.inputs)
    return reading.receipt(figures[0].receipt.formula, inputs, figures[0].receipt.method_version)


def _bar_label(scan: Row, one: Figure, t: Translator) -> str:
    service = service_words(t)[one.figure_id.split(".")[-2]]
    return t("{frame}, {service}, {day}", frame=scan["frame"], service=service, day=_day(scan, t))


def _value(one: Figure, t: Translator) -> Value:
    if one.low is None or one.high is None:
        return Value(one.number, one.text)
    low, high = (share_text(end, t) for end in (one.low, one.high))
    text = t("{value} ({low} to {high})", value=one.text, low=low, high=high)
    return Value(one.number, text, low=one.low, high=one.high)


def _day(scan: Row, t: Translator) -> str:
    return t.period(scan["first_day"]) if scan["first_day"] else t("undated")


def _scan_blocks(reading: Reading, scan: Row, scans: list[Row]) -> tuple[Text | Table, ...]:
    """One scan: what it is in words, then every kind of answer of every service."""
    t = reading.t
    services = reading.rows(_SERVICES, scan["scan_id"])
    title = t("Scan «{frame}», {day}", frame=scan["frame"], day=_day(scan, t))
    lines = [_about(scan, t), *(_of_service(row, t) for row in services)]
    if caution := _beside(reading, scan, scans):
        lines.append(caution)
    if scan["is_ranges_doubtful"]:
        lines.append(reading.prose("share_scans_ranges_doubtful"))
    return Text(title, tuple(lines)), _table(reading, scan, title)


def _about(scan: Row, t: Translator) -> str:
    size = t.number(scan["frame_size"]) if scan["frame_size"] else t("size not told")
    sampled = t("every name asked") if scan["is_census"] else t("a sample, as far as told")
    return t(
        "Frame: {frame} ({size}; {sampled}). Made with {tool}, {day}; held against address ranges of {ranges}.",
        frame=scan["frame"],
        size=size,
        sampled=sampled,
        tool=scan["tool"],
        day=_day(scan, t),
        ranges=t.period(scan["ranges_dated"]),
    )


def _of_service(row: Row, t: Translator) -> str:
    """Answered and unanswered, networks, what the location leaves open, one network that dominates."""
    text = t(
        "{service}: {measured} names measured, {unmeasured} not, of {asked} asked; {addresses} addresses in {networks} networks.",
        service=service_words(t)[row["service"]],
        measured=_count(row["names_measured"], row["measured_hidden"], t),
        unmeasured=_count(row["names_unmeasured"], row["unmeasured_hidden"], t),
        asked=_count(row["names_asked"], row["asked_hidden"], t),
        addresses=t.number(row["addresses"]),
        networks=t.number(row["networks"]),
    )
    parts = [text]
    low, high = row["bound_low_pct"], row["bound_high_pct"]
    if low is not None and high is not None:
        parts.append(
            t("Doubts about location leave {low} to {high} open.", low=share_text(low, t), high=share_text(high, t))
        )
    if row["largest_asn"] is not None and row["cluster_low_pct"] is not None:
        parts.append(
            t(
                "One network, {network}, holds {share} of the names: drawn network by network, the 95% interval is {low} to {high}.",
                network=f"AS{row['largest_asn']}",
                share=t.percent(row["largest_pct"]),
                low=share_text(row["cluster_low_pct"], t),
                high=share_text(row["cluster_high_pct"], t),
            )
        )
    return " ".join(parts)


def _beside(reading: Reading, scan: Row, scans: list[Row]) -> str:
    """The scan before of the same frame: side by side with the same ranges alone."""
    t = reading.t
    before = [one for one in scans if one["frame"] == scan["frame"] and one["place"] > scan["place"]]
    if not before:
        return ""
    older = before[0]
    if (older["ranges_id"], older["ranges_dated"]) != (scan["ranges_id"], scan["ranges_dated"]):
        return t("Not to be compared with the scan of {day}: that was held against other ranges.", day=_day(older, t))
    found = reading.rows(
        """select n.service, o.share_pct as before, n.share_pct as now from out_locality n join out_locality o
           on o.service = n.service and o.class = 'local' and o.control = '' and o.scan_id = ?
           where n.scan_id = ? and n.class = 'local' and n.control = '' and n.share_pct is not null and o.share_pct is not null
           order by list_position(['web', 'ns', 'mx'], n.service)""",
        older["scan_id"],
        scan["scan_id"],
    )
    moved = [
        t(
            "{service}: from {before} to {now}",
            service=service_words(t)[row["service"]],
            before=share_text(row["before"], t),
            now=share_text(row["now"], t),
        )
        for row in found
    ]
    if not moved:
        return ""
    return t("Since the scan of {day}, with the same ranges: {moved}.", day=_day(older, t), moved=t.series(moved))


def _table(reading: Reading, scan: Row, title: str) -> Table:
    t = reading.t

    def kind(row: Row) -> Cell:
        name = f"{row['class']}.{row['control']}" if row["control"] else row["class"]
        return Cell(name, kind_words(t)[name])

    def share(row: Row) -> Cell:
        text = share_text(row["share_pct"], t)
        if row["hidden"] and row["class"] != "unmeasured":
            text = t("not shown")  # a share of a hidden count: a number here would read as a percentage
        elif row["names"] == 0 and row["high_pct"] is not None:  # none of so many: from none to at most this
            text = t("{low} to {high}", low=t.number(0), high=share_text(row["high_pct"], t))
        return Cell(row["share_pct"], text)

    def end(key: str, label: str) -> Column[Row]:
        return Column(key, label, lambda row: Cell(row[key], share_text(row[key], t)), "end")

    rows = reading.rows(_KINDS, scan["scan_id"])
    note = reading.prose("share_scans_table_note")
    return build_table(
        f"scan_{scan['scan_id']}",
        title,
        rows,
        Column("service", t("Service"), lambda row: Cell(row["service"], service_words(t)[row["service"]])),
        Column("class", t("Answered from"), kind),
        Column("names", t("Names"), lambda row: Cell(row["names"], _count(row["names"], row["hidden"], t)), "end"),
        Column("share_pct", t("Share"), share, "end"),
        end("low_pct", t("Interval from")),
        end("high_pct", t("to")),
        note=note,
    )


def _count(number: int | None, hidden: str, t: Translator) -> str:
    """A count as it may be shown."""
    if hidden:
        return t("under 5") if hidden == "under_5" else t("not shown")
    return t.number(number)
