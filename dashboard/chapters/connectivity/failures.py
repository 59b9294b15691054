"""The failure simulator: what is left, how concentrated it is, which points are shared; and every case, worst first."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.network import Network, building_names, receipt
from dashboard.chapters.connectivity.words import capacity, count_cell
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Dumbbell, DumbbellChart, Value
from dashboard.content.values import Cell, Chart, Column, Section, Table
from dashboard.figures.connectivity import kind_word
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.resilience.failures import Element, Segment
from etl.measures.resilience.impacts import Impacts, shared_points, single_points_of_failure

PAIRS_SHOWN = 12


def simulator(reading: Reading, net: Network) -> Section:
    """What the failures chosen leave, segment by segment, and where it is concentrated."""
    t = reading.t
    return Section(
        "failures",
        t("If something fails"),
        t(
            "Choose systems, landing points or far-end countries that fail. What is left of a segment is taken to go on "
            "between the ends that remain: reality may be worse."
        ),
        (_left(reading, net), _concentration(reading, net), _points(reading, net)),
    )


def _left(reading: Reading, net: Network) -> Table:
    """A row per segment: what it still joins, its state, and its capacity where known."""
    t = reading.t
    columns = (
        Column("system", t("System")),
        Column("state", t("State")),
        Column("landing_points", t("Landing points left")),
        Column("far_ends", t("Far-end countries left")),
        Column("design_capacity_tbps", t("Design capacity left"), "end"),
    )
    found = {(segment.system_id, segment.segment): segment for segment in net.left.segments}
    rows = tuple(
        _segment_row(reading, net, row, before, found.get((before.system_id, before.segment)))
        for row, before in zip(net.rows, net.segments, strict=True)
    )
    note = t(
        "Capacities are never added: segments lead to different places, and the figures date from different years. "
        "Lit capacity is unknown for every system."
    )
    return Table("left", t("What is left, segment by segment"), columns, rows, note, receipt(reading, net))


def _segment_row(
    reading: Reading, net: Network, row: dict[str, Any], before: Segment, left: Segment | None
) -> tuple[Cell, ...]:
    t = reading.t
    words = net.words[Element("system", before.system_id)]
    if before.segment:
        segment = reading.label("cable_segments", "segment", before.segment)
        words = t("{system}, {segment}", system=words, segment=segment)
    state = "lost" if left is None else "whole" if left == before else "partial"
    text = {"lost": t("Lost"), "whole": t("Works"), "partial": t("Works in part")}[state]
    points, ends = (sorted(left.landing_points), sorted(left.far_ends)) if left else ([], [])
    known = left.design_capacity_tbps if left else None
    return (
        Cell(f"{before.system_id}/{before.segment}".rstrip("/"), words),
        Cell(state, text),
        Cell(";".join(points), net.names("landing_point", points, t)),
        Cell(";".join(ends), net.names("far_end", ends, t)),
        Cell(known, capacity(known, t) if left else ""),
    )


def _concentration(reading: Reading, net: Network) -> DumbbellChart:
    """The three indexes before and after."""
    t = reading.t
    pairs = (
        ("systems", t("Over systems"), net.whole.hhi_systems, net.left.hhi_systems),
        ("landing_points", t("Over landing points"), net.whole.hhi_landing_points, net.left.hhi_landing_points),
        ("far_ends", t("Over far-end countries"), net.whole.hhi_far_ends, net.left.hhi_far_ends),
    )
    nothing = t("nothing left")
    is_failing = bool(net.failed)
    title = t("Concentration before and after") if is_failing else t("Concentration")
    columns = (Column("over", t("Over")), Column("before", t("Before"), "end"), Column("after", t("After"), "end"))
    rows = tuple(
        (Cell(key, label), Cell(old, t.number(old, 2)), Cell(new, t.number(new, 2) or nothing))
        for key, label, old, new in pairs
    )
    lines = [
        t("{over}: {before}, then {after}", over=label, before=rows[i][1].text, after=rows[i][2].text)
        if is_failing
        else t.labelled(label, rows[i][1].text)
        for i, (_, label, _, _) in enumerate(pairs)
    ]
    return DumbbellChart(
        chart_id="concentration",
        title=title,
        subtitle=t("Herfindahl index: 1 is everything in one place; a working system weighs one"),
        alt=". ".join(lines) + ".",
        table=Table("concentration", title, columns, rows),
        receipt=receipt(reading, net),
        dumbbells=tuple(
            Dumbbell(
                label,
                Value(old, t.number(old, 2)),
                Value(new, t.number(new, 2) or nothing) if is_failing else Value(None, ""),
            )
            for _, label, old, new in pairs
        ),
        start_label=t("Before"),
        end_label=t("After"),
        axis=value_axis([0.0, 1.0], lambda value: t.number(value, 1)),
    )


def _points(reading: Reading, net: Network) -> Table:
    """Single points of failure and shared points of what is left, named."""
    t = reading.t
    columns = (
        Column("element", t("Element")),
        Column("kind", t("Kind")),
        Column("weakness", t("Weakness")),
        Column("systems_lost", t("Systems it would take"), "end"),
    )
    left, count = net.left.segments, len(net.left.systems)
    alone = dict.fromkeys(single_points_of_failure(left), count)
    shared = {element: lost for element, lost in shared_points(left) if element not in alone}
    rows = tuple(
        (
            Cell(element.name, net.words[element]),
            Cell(element.kind, kind_word(element.kind, t)),
            Cell(
                "single" if element in alone else "shared",
                t("Single point of failure") if element in alone else t("Shared by several systems"),
            ),
            count_cell(lost),
        )
        for element, lost in (alone | shared).items()
    )
    note = (
        t("A single point of failure takes every system that is left.")
        if alone
        else t("No single failure takes every system that is left.")
        if count
        else t("Nothing is left to fail.")
    )
    return Table(
        "points",
        t("Single points of failure, and points several systems share"),
        columns,
        rows,
        note,
        receipt(reading, net),
    )


def every_case(reading: Reading, net: Network, *, is_with_medusa: bool) -> Section:
    """All single failures as a chart, the worst double ones as a table."""
    t = reading.t
    rows = reading.rows(
        "select * from out_resilience_cases where is_with_medusa = ? order by size, place", is_with_medusa
    )
    singles = [row for row in rows if row["size"] == 1]
    pairs = [row for row in rows if row["size"] == 2]
    building = building_names(reading)
    counted = (
        t("Computed as if in service: {systems}.", systems=building)
        if is_with_medusa
        else t("Under construction, and not counted: {systems}.", systems=building)
    )
    counted = counted if building else ""
    rule = t("What one failure (N-1) and two at once (N-2) would leave of the whole network.")
    return Section(
        "cases",
        t("Every failure of one and of two, worst first"),
        f"{rule} {counted}".strip(),
        (_singles(reading, net, singles), _pairs(reading, net, pairs)),
    )


def _failed_words(net: Network, row: dict[str, Any], t: Translator) -> str:
    failed = [Element(kind, code) for kind, code in zip(row["kinds"], row["names"], strict=True)]
    return t.join([t.isolate(net.describe(element, t)) for element in failed])


def _case_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("rank", t("Rank"), "end"),
        Column("failed", t("What fails")),
        Column("systems_left", t("Systems left"), "end"),
        Column("systems", t("Which")),
        Column("landing_points_left", t("Landing points left"), "end"),
        Column("far_ends_left", t("Far-end countries left"), "end"),
        Column("hhi_landing_points", t("Concentration over landing points"), "end"),
        Column("hhi_far_ends", t("Concentration over far-end countries"), "end"),
    )


def _case_row(net: Network, row: dict[str, Any], t: Translator) -> tuple[Cell, ...]:
    return (
        count_cell(row["rank"]),
        Cell(";".join(row["names"]), _failed_words(net, row, t)),
        count_cell(row["systems_left"]),
        Cell(";".join(row["systems"]), net.names("system", row["systems"], t)),
        count_cell(row["landing_points_left"]),
        count_cell(row["far_ends_left"]),
        Cell(row["hhi_landing_points"], t.number(row["hhi_landing_points"], 2)),
        Cell(row["hhi_far_ends"], t.number(row["hhi_far_ends"], 2)),
    )


def _singles(reading: Reading, net: Network, rows: list[dict[str, Any]]) -> Chart:
    t = reading.t
    title = t("Systems left when one element fails (N-1)")
    worst = [_failed_words(net, row, t) for row in rows if row["rank"] == 1]
    whole = len(net.whole.systems)
    return BarChart(
        chart_id="n1",
        title=title,
        subtitle=t("Number of systems left, out of {count}", count=t.number(whole)),
        alt=t(
            "Worst, with {left} of {count} systems left: {failed}.",
            failed=t.series(worst),
            left=t.number(rows[0]["systems_left"]),
            count=t.number(whole),
        ),
        table=Table("n1", title, _case_columns(t), tuple(_case_row(net, row, t) for row in rows)),
        receipt=receipt(reading, net),
        bars=tuple(
            Bar(_failed_words(net, row, t), Value(float(row["systems_left"]), t.number(row["systems_left"])))
            for row in rows
        ),
        axis=value_axis([0.0, float(whole)], t.number),
    )


def _pairs(reading: Reading, net: Network, rows: list[dict[str, Any]]) -> Table:
    t = reading.t
    minimal = [row for row in rows if row["is_minimal"]]
    every = Impacts(net.segments)
    count, matter = len(every.elements) * (len(every.elements) - 1) // 2, every.count_minimal_pairs()
    note = t(
        "{count} pairs were computed. Of the {minimal} in which each of the two matters, the {shown} worst are "
        "shown here; the other {others} are in the table of all failures, among the downloads of the chapter Sources and method.",
        count=t.number(count),
        minimal=t.number(matter),
        shown=t.number(min(PAIRS_SHOWN, len(minimal))),
        others=t.number(max(matter - PAIRS_SHOWN, 0)),
    )
    shown = tuple(_case_row(net, row, t) for row in minimal[:PAIRS_SHOWN])
    title = t("The worst failures of two elements at once (N-2)")
    return Table("n2", title, _case_columns(t), shown, note, receipt(reading, net))
