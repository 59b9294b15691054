"""The failure simulator: what is left, how concentrated it is, which points are shared; and every case, worst first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dashboard.chapters.connectivity.network import Network, building_names, receipt
from dashboard.chapters.connectivity.words import capacity, count_cell
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Dumbbell, DumbbellChart, Value
from dashboard.content.values import Cell, Chart, Receipt, Section, Table
from dashboard.figures.connectivity import kind_word
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, Row
from etl.measures.resilience.failures import Element, Segment
from etl.measures.resilience.impacts import Impacts, shared_points, single_points_of_failure

PAIRS_SHOWN = 12


def simulator(reading: Reading, net: Network) -> Section:
    """What the failures chosen leave, segment by segment, and where it is concentrated."""
    t = reading.t
    return Section(
        "failures",
        t("If something fails"),
        reading.prose("connectivity_simulator_intro"),
        (_left(reading, net), _concentration(reading, net), _points(reading, net)),
    )


def _left(reading: Reading, net: Network) -> Table:
    """A row per segment: what it still joins, its state, and its capacity where known."""
    t = reading.t
    found = {(segment.system_id, segment.segment): segment for segment in net.left.segments}
    words = {"lost": t("Lost"), "whole": t("Works"), "partial": t("Works in part")}

    def left_of(before: Segment) -> Segment | None:
        return found.get((before.system_id, before.segment))

    def system(before: Segment) -> Cell:
        name = net.words[Element("system", before.system_id)]
        if before.segment:
            segment = reading.label("cable_segments", "segment", before.segment)
            name = t("{system}, {segment}", system=name, segment=segment)
        return Cell(f"{before.system_id}/{before.segment}".rstrip("/"), name)

    def state(before: Segment) -> Cell:
        left = left_of(before)
        code = "lost" if left is None else "whole" if left == before else "partial"
        return Cell(code, words[code])

    def places(kind: str, of: Callable[[Segment], frozenset[str]]) -> Callable[[Segment], Cell]:
        def cell(before: Segment) -> Cell:
            left = left_of(before)
            listed = sorted(of(left)) if left else []
            return Cell(";".join(listed), net.names(kind, listed, t))

        return cell

    def design(before: Segment) -> Cell:
        left = left_of(before)
        return Cell(left.design_capacity_tbps, capacity(left.design_capacity_tbps, t)) if left else Cell(None, "")

    note = reading.prose("connectivity_what_is_left_note")
    return build_table(
        "left",
        t("What is left, segment by segment"),
        net.segments,
        Column("system", t("System"), system),
        Column("state", t("State"), state),
        Column("landing_points", t("Landing points left"), places("landing_point", lambda left: left.landing_points)),
        Column("far_ends", t("Far-end countries left"), places("far_end", lambda left: left.far_ends)),
        Column("design_capacity_tbps", t("Design capacity left"), design, "end"),
        note=note,
        receipt=receipt(reading, net),
    )


class _Index(NamedTuple):
    """A Herfindahl index of the network before and after a failure, in numbers and in words."""

    key: str
    label: str
    before: float | None
    after: float | None
    before_text: str
    after_text: str


def _concentration(reading: Reading, net: Network) -> DumbbellChart:
    """The three indexes before and after."""
    t = reading.t
    whole, left, nothing = net.whole, net.left, t("nothing left")
    indexes = [
        _Index(key, label, before, after, t.number(before, 2), t.number(after, 2) or nothing)
        for key, label, before, after in (
            ("systems", t("Over systems"), whole.hhi_systems, left.hhi_systems),
            ("landing_points", t("Over landing points"), whole.hhi_landing_points, left.hhi_landing_points),
            ("far_ends", t("Over far-end countries"), whole.hhi_far_ends, left.hhi_far_ends),
        )
    ]
    is_failing = bool(net.failed)
    title = t("Concentration before and after") if is_failing else t("Concentration")
    lines = [
        t("{over}: {before}, then {after}", over=one.label, before=one.before_text, after=one.after_text)
        if is_failing
        else t.labelled(one.label, one.before_text)
        for one in indexes
    ]
    return DumbbellChart(
        chart_id="concentration",
        title=title,
        subtitle=t("Herfindahl index: 1 is everything in one place; a working system weighs one"),
        alt=". ".join(lines) + ".",
        table=build_table(
            "concentration",
            title,
            indexes,
            Column("over", t("Over"), lambda one: Cell(one.key, one.label)),
            Column("before", t("Before"), lambda one: Cell(one.before, one.before_text), "end"),
            Column("after", t("After"), lambda one: Cell(one.after, one.after_text), "end"),
        ),
        receipt=receipt(reading, net),
        dumbbells=tuple(
            Dumbbell(
                one.label,
                Value(one.before, one.before_text),
                Value(one.after, one.after_text) if is_failing else Value(None, ""),
            )
            for one in indexes
        ),
        start_label=t("Before"),
        end_label=t("After"),
        axis=value_axis([0.0, 1.0], lambda value: t.number(value, 1)),
    )


def _points(reading: Reading, net: Network) -> Table:
    """Single points of failure and shared points of what is left, named."""
    t = reading.t
    left, count = net.left.segments, len(net.left.systems)
    alone = dict.fromkeys(single_points_of_failure(left), count)
    lost = alone | {element: systems for element, systems in shared_points(left) if element not in alone}

    def weakness(element: Element) -> Cell:
        if element in alone:
            return Cell("single", t("Single point of failure"))
        return Cell("shared", t("Shared by several systems"))

    note = (
        t("A single point of failure takes every system that is left.")
        if alone
        else t("No single failure takes every system that is left.")
        if count
        else t("Nothing is left to fail.")
    )
    return build_table(
        "points",
        t("Single points of failure, and points several systems share"),
        lost,
        Column("element", t("Element"), lambda element: Cell(element.name, net.words[element])),
        Column("kind", t("Kind"), lambda element: Cell(element.kind, kind_word(element.kind, t))),
        Column("weakness", t("Weakness"), weakness),
        Column("systems_lost", t("Systems it would take"), lambda element: count_cell(lost[element]), "end"),
        note=note,
        receipt=receipt(reading, net),
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


def _failed_words(net: Network, row: Row, t: Translator) -> str:
    failed = [Element(kind, code) for kind, code in zip(row["kinds"], row["names"], strict=True)]
    return t.join([t.isolate(net.describe(element, t)) for element in failed])


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
        table=_case_table(reading, net, "n1", title, rows),
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
        others=t.number(max(len(minimal) - PAIRS_SHOWN, 0)),
    )
    if len(rows) < count:
        kept = t("That table keeps the {kept} worst pairs.", kept=t.number(len(rows)))
        note = f"{note} {kept}"
    title = t("The worst failures of two elements at once (N-2)")
    return _case_table(reading, net, "n2", title, minimal[:PAIRS_SHOWN], note, receipt(reading, net))


def _case_table(
    reading: Reading,
    net: Network,
    table_id: str,
    title: str,
    rows: Sequence[Row],
    note: str = "",
    of: Receipt | None = None,
) -> Table:
    """A row a failure, the worst first."""
    t = reading.t
    columns = RowColumns(reading)
    return build_table(
        table_id,
        title,
        rows,
        Column("rank", t("Rank"), lambda row: count_cell(row["rank"]), "end"),
        Column("failed", t("What fails"), lambda row: Cell(";".join(row["names"]), _failed_words(net, row, t))),
        Column("systems_left", t("Systems left"), lambda row: count_cell(row["systems_left"]), "end"),
        Column(
            "systems", t("Which"), lambda row: Cell(";".join(row["systems"]), net.names("system", row["systems"], t))
        ),
        Column(
            "landing_points_left", t("Landing points left"), lambda row: count_cell(row["landing_points_left"]), "end"
        ),
        Column("far_ends_left", t("Far-end countries left"), lambda row: count_cell(row["far_ends_left"]), "end"),
        columns.number("hhi_landing_points", t("Concentration over landing points"), digits=2),
        columns.number("hhi_far_ends", t("Concentration over far-end countries"), digits=2),
        note=note,
        receipt=of,
    )
