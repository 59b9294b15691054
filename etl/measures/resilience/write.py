"""Resilience at build time: every single and double failure ranked, and the figures of connectivity with their rows."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from etl.measures.resilience.failures import Case, Segment, State, after, cases
from etl.versions import RESILIENCE
from etl.warehouse.append import append

_CASES = """
create table out_resilience_cases (
  is_with_medusa boolean, size bigint, place bigint, rank bigint, is_minimal boolean, kinds varchar[], names varchar[],
  systems_left bigint, landing_points_left bigint, far_ends_left bigint, systems varchar[],
  hhi_systems double, hhi_landing_points double, hhi_far_ends double)
"""
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
Input = tuple[str, str, float | None, str]


def measure_resilience(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `out_resilience_cases` and the figures of connectivity; expects the tables of `etl/models`."""
    connection.execute(_CASES)
    in_service = _segments(connection, ["in_service"])
    with_medusa = _segments(connection, ["in_service", "under_construction"])
    for is_with_medusa, network in ((False, in_service), (True, with_medusa)):
        for size in (1, 2):
            _write_cases(connection, is_with_medusa, size, cases(network, size))
    for size in (1, 2):
        _write_worst(connection, in_service, size)
    _write_concentration(connection, after(in_service, ()))
    for figure_id, table, unit, code in _PUBLISHED:
        _write_latest(connection, figure_id, table, unit, code)


def _segments(connection: duckdb.DuckDBPyConnection, statuses: list[str]) -> list[Segment]:
    rows = connection.execute(
        """select system_id, segment, landing_points, far_ends, design_capacity_tbps from out_system_segments
           where list_contains(?, status) order by system_id, segment""",
        [statuses],
    ).fetchall()
    return [Segment(row[0], row[1], frozenset(row[2]), frozenset(row[3]), row[4]) for row in rows]


def _write_cases(
    connection: duckdb.DuckDBPyConnection, is_with_medusa: bool, size: int, ranked: Sequence[Case]
) -> None:
    lines = [
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
    append(connection, "out_resilience_cases", lines)


def _write_worst(connection: duckdb.DuckDBPyConnection, network: Sequence[Segment], size: int) -> None:
    """What the worst failure leaves, and how many failures are as bad; the inputs say which systems it leaves."""
    ranked = cases(network, size)
    worst = [case for case in ranked if case.rank == 1]
    left = worst[0].left
    name = f"connectivity.worst_n{size}"
    systems: list[Input] = [
        ("cables", system_id, float(system_id in left.systems), "count") for system_id in after(network, ()).systems
    ]
    points = _counted_landings(connection, "landing_point", left.systems, left.landing_points)
    ends = _counted_landings(connection, "country", left.systems, left.far_ends)
    _add(connection, f"{name}.systems_left", float(len(left.systems)), "count", "sum", systems)
    _add(connection, f"{name}.landing_points_left", float(len(left.landing_points)), "count", "sum", points)
    _add(connection, f"{name}.far_ends_left", float(len(left.far_ends)), "count", "sum", ends)
    _add(connection, f"{name}.cases", float(len(worst)), "count", "measured", _landing_inputs(connection))


def _write_concentration(connection: duckdb.DuckDBPyConnection, whole: State) -> None:
    indexes = (whole.hhi_systems, whole.hhi_landing_points, whole.hhi_far_ends)
    for key, index in zip(("systems", "landing_points", "far_ends"), indexes, strict=True):
        if index is not None:
            _add(connection, f"connectivity.hhi_{key}", index, "index", "measured", _landing_inputs(connection))


def _counted_landings(
    connection: duckdb.DuckDBPyConnection, column: str, systems: Sequence[str], names: Sequence[str]
) -> list[Input]:
    """The landings of the systems in service, one of each name left counted 1 and the others 0: they add up to the names."""
    places = dict(connection.execute(f"select row_key, {column} from core_landings order by row_key").fetchall())  # noqa: S608 - our own column names
    owners = dict(
        connection.execute(
            "select l.row_key, c.counts_as from core_landings l join core_cables c using (cable_id) order by l.row_key"
        ).fetchall()
    )
    missing = set(names)
    found: list[Input] = []
    for table, row_key, _, _ in _landing_inputs(connection):
        is_first = places[row_key] in missing and owners[row_key] in systems
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


def _write_latest(connection: duckdb.DuckDBPyConnection, figure_id: str, table: str, unit: str, code: str) -> None:
    for row_key, value, grade, period in connection.execute(_LATEST[table], [code]).fetchall():
        connection.execute(
            "insert into out_figure_inputs values (?, ?, ?, ?, ?)", [figure_id, table, row_key, value, unit]
        )
        _insert(connection, figure_id, value, unit, "measured", grade, period, "")


def _add(
    connection: duckdb.DuckDBPyConnection, figure_id: str, value: float, unit: str, kind: str, inputs: Sequence[Input]
) -> None:
    """A figure of the measure: its grade is the worst of its rows', its date that of the newest."""
    append(connection, "out_figure_inputs", [[figure_id, *row] for row in inputs])
    grade, as_of = connection.execute(
        """select max(r.confidence), max(r.as_of) from out_figure_inputs i
           join out_rows r on r.table_name = i.table_name and r.row_key = i.row_key where i.figure_id = ?""",
        [figure_id],
    ).fetchall()[0]
    _insert(connection, figure_id, value, unit, kind, grade, as_of, RESILIENCE)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    figure_id: str,
    value: float,
    unit: str,
    kind: str,
    grade: str,
    as_of: str | None,
    version: str,
) -> None:
    connection.execute(
        """insert into out_figures (figure_id, value, unit, kind, grade, as_of, method_version)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [figure_id, value, unit, kind, grade, as_of, version],
    )
