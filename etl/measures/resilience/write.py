"""Resilience at build time: every single and double failure ranked, and the figures of connectivity with their rows."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from etl.measures.resilience.failures import Case, Segment, State, after
from etl.measures.resilience.impacts import worst_cases
from etl.versions import RESILIENCE
from etl.warehouse.append import append
from etl.warehouse.figures import Input, MeasuredFigure, write_figures

_CASES = """
create table out_resilience_cases (
  is_with_medusa boolean, size bigint, place bigint, rank bigint, is_minimal boolean, kinds varchar[], names varchar[],
  systems_left bigint, landing_points_left bigint, far_ends_left bigint, systems varchar[],
  hhi_systems double, hhi_landing_points double, hhi_far_ends double)
"""
MOST_PAIRS = 1000
"""Failures of two elements that a build keeps of each network, the worst: each names what it leaves, and a network of a
thousand elements has half a million."""
_LATEST = {
    "connectivity_metrics": """select row_key, value, confidence, period from core_connectivity_metrics
        where country = 'MAR' and metric = ? order by period_end(period) desc, period, row_key limit 1""",
    # Of one indicator counted two ways, lines are what the figure's name says.
    "observations": """select row_key, value, confidence, period from core_observations
        where country = 'MAR' and indicator_id = ? and coalesce(perimeter, 'lines') = 'lines'
        order by period_end(period) desc, period, row_key limit 1""",
}
# Latest published values: figure, table, unit, code of the series.
_PUBLISHED = (
    ("connectivity.bandwidth_used_gbps", "connectivity_metrics", "Gbps", "international_bandwidth_gbps"),
    ("connectivity.bandwidth_deployed_gbps", "connectivity_metrics", "Gbps", "international_bandwidth_deployed_gbps"),
    ("connectivity.ftth_lines", "observations", "count", "fibre_households_eligible"),
    ("connectivity.ftth_subscribers", "observations", "count", "ftth_subscribers"),
    ("connectivity.coverage_5g_iam_pct", "observations", "pct", "coverage_5g_population_iam"),
)


def measure_resilience(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `out_resilience_cases` and the figures of connectivity; expects the tables of `etl/models`."""
    connection.execute(_CASES)
    in_service = _segments(connection, ["in_service"])
    with_medusa = _segments(connection, ["in_service", "under_construction"])
    ranked = {
        (is_with_medusa, size): worst_cases(network, size, MOST_PAIRS)
        for is_with_medusa, network in ((False, in_service), (True, with_medusa))
        for size in (1, 2)
    }
    lines = [
        line
        for (is_with_medusa, size), found in ranked.items()
        for line in _case_lines(is_with_medusa, size, found if size == 1 else found[:MOST_PAIRS])
    ]
    append(connection, "out_resilience_cases", lines)
    landings = _landing_inputs(connection)
    worst = [
        figure for size in (1, 2) for figure in _worst(connection, in_service, size, ranked[False, size], landings)
    ]
    latest = [figure for published in _PUBLISHED for figure in _latest(connection, *published)]
    write_figures(connection, [*worst, *_concentration(after(in_service, ()), landings), *latest])


def _segments(connection: duckdb.DuckDBPyConnection, statuses: list[str]) -> list[Segment]:
    rows = connection.execute(
        """select system_id, segment, landing_points, far_ends, design_capacity_tbps from out_system_segments
           where list_contains(?, status) order by system_id, segment""",
        [statuses],
    ).fetchall()
    return [Segment(row[0], row[1], frozenset(row[2]), frozenset(row[3]), row[4]) for row in rows]


def _case_lines(is_with_medusa: bool, size: int, ranked: Sequence[Case]) -> list[list[object]]:
    return [
        [
            is_with_medusa,
            size,
            place,
            case.rank,
            case.is_minimal,
            [element.kind for element in case.failed],
            [element.name for element in case.failed],
            len(case.left.systems),
            len(case.left.landing_points),
            len(case.left.far_ends),
            list(case.left.systems),
            case.left.hhi_systems,
            case.left.hhi_landing_points,
            case.left.hhi_far_ends,
        ]
        for place, case in enumerate(ranked, 1)
    ]


def _worst(
    connection: duckdb.DuckDBPyConnection,
    network: Sequence[Segment],
    size: int,
    ranked: Sequence[Case],
    landings: list[Input],
) -> list[MeasuredFigure]:
    """What the worst failure leaves, and how many failures are as bad; the inputs say which systems it leaves."""
    worst = [case for case in ranked if case.rank == 1]
    left = worst[0].left
    working = set(left.systems)
    name = f"connectivity.worst_n{size}"
    systems: list[Input] = [
        ("cables", system_id, float(system_id in working), "count") for system_id in after(network, ()).systems
    ]
    points = _counted_landings(connection, "landing_point", left.systems, left.landing_points, landings)
    ends = _counted_landings(connection, "country", left.systems, left.far_ends, landings)
    return [
        _figure(f"{name}.systems_left", float(len(left.systems)), "count", "sum", systems),
        _figure(f"{name}.landing_points_left", float(len(left.landing_points)), "count", "sum", points),
        _figure(f"{name}.far_ends_left", float(len(left.far_ends)), "count", "sum", ends),
        _figure(f"{name}.cases", float(len(worst)), "count", "measured", landings),
    ]


def _concentration(whole: State, landings: list[Input]) -> list[MeasuredFigure]:
    indexes = (whole.hhi_systems, whole.hhi_landing_points, whole.hhi_far_ends)
    return [
        _figure(f"connectivity.hhi_{key}", index, "index", "measured", landings)
        for key, index in zip(("systems", "landing_points", "far_ends"), indexes, strict=True)
        if index is not None
    ]


def _counted_landings(
    connection: duckdb.DuckDBPyConnection,
    column: str,
    systems: Sequence[str],
    names: Sequence[str],
    landings: list[Input],
) -> list[Input]:
    """The landings of the systems in service, one of each name left counted 1 and the others 0: they add up to the names."""
    places = dict(connection.execute(f"select row_key, {column} from core_landings order by row_key").fetchall())  # noqa: S608 - our own column names
    owners = dict(
        connection.execute(
            "select l.row_key, c.counts_as from core_landings l join core_cables c using (cable_id) order by l.row_key"
        ).fetchall()
    )
    missing, counted = set(names), set(systems)
    found: list[Input] = []
    for table, row_key, _, _ in landings:
        is_first = places[row_key] in missing and owners[row_key] in counted
        missing -= {places[row_key]} if is_first else set()
        found.append((table, row_key, float(is_first), "count"))
    return found


def _landing_inputs(connection: duckdb.DuckDBPyConnection) -> list[Input]:
    """The landings of the systems in service: what the graph is drawn from."""
    rows = connection.execute(
        """select distinct unnest(landing_keys) as row_key from out_system_segments where status = 'in_service'
           order by row_key"""
    ).fetchall()
    return [("landings", row[0], None, "") for row in rows]


def _latest(
    connection: duckdb.DuckDBPyConnection, figure_id: str, table: str, unit: str, code: str
) -> list[MeasuredFigure]:
    """The latest published value of a series, read off its row: no method made it."""
    return [
        MeasuredFigure(
            figure_id, value, unit, "measured", [(table, row_key, value, unit)], "", grade=grade, as_of=period
        )
        for row_key, value, grade, period in connection.execute(_LATEST[table], [code]).fetchall()
    ]


def _figure(figure_id: str, value: float, unit: str, kind: str, inputs: Sequence[Input]) -> MeasuredFigure:
    return MeasuredFigure(figure_id, value, unit, kind, inputs, RESILIENCE)
