"""The compute share at build time: its layers, its named scenarios to 2030, and the figures with the rows they rest on.

Shares are written in percent. A figure's value is blank where only its band may be shown (its 95th percentile is over
three times its 5th); its grade is the worst of the three parameters that move it most. Method: `etl.measures`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from etl.contracts.parameters import Parameters, read_parameters
from etl.measures.share.compute import (
    LAYERS,
    PARTS,
    Documented,
    LayerName,
    PartName,
    confidence,
    rests_on,
    simulate,
    tornado,
    with_capacity,
)
from etl.measures.share.draws import Band, wilson_interval
from etl.measures.share.levers import YEARS, Levers, MustBeTrue, YearShare, path, what_must_be_true
from etl.measures.share.scenarios import LAST_YEAR, SiteStage, phases_of, presets
from etl.versions import COMPUTE_SHARE
from etl.warehouse.append import append, read_rows
from etl.warehouse.figures import Input, MeasuredFigure, write_figures

DEFAULT_TARGET_SHARE = 0.5  # the share asked about before a reader chooses one: half of residents' demand
_FIGURES: tuple[tuple[LayerName, PartName], ...] = (
    ("spend", "local"),
    ("spend", "sovereign"),
    ("all", "local"),
    ("all", "sovereign"),
    ("capacity", "local"),
    ("capacity", "sovereign"),
    ("accelerators", "local"),
)


def measure_share(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `out_shares` and `out_scenarios`, and the share's rows of `out_figures` and `out_figure_inputs`."""
    rows = read_rows(
        connection,
        "select row_key, parameter, unit, low, central, high, confidence, recorded_on from core_share_assumptions order by row_key",
    )
    parameters = _parameters(rows)
    cards = _cards(connection)
    sample = _institutional_rows(connection)
    layers = simulate(
        parameters, Documented(int(sum(card[2] or 0 for card in cards)), int(sample["gov_sites_sample_n"]["value"]))
    )
    connection.execute(
        """create table out_shares (layer varchar, part varchar, central_pct double, p5_pct double, p50_pct double,
           p95_pct double, is_measured boolean, is_control_assumed boolean)"""
    )
    append(
        connection,
        "out_shares",
        [
            [name, part, *_percents(layers[name].part(part)), layers[name].is_measured, layers[name].is_control_assumed]
            for name in LAYERS
            for part in PARTS
        ],
    )
    by_name = {row["parameter"]: row for row in rows}
    grades = {name: row["confidence"] for name, row in by_name.items()}
    figures = []
    for layer, part in _FIGURES:
        bars = tornado(parameters, layer, part)
        names = rests_on(bars, layer, part)
        inputs = _assumptions(by_name, names)
        found = layers[layer].part(part)
        floor = cards if layer == "accelerators" else []
        grade = confidence(bars, grades, names)
        figures.append(_figure(f"share.{layer}.{part}", found, grade=grade, inputs=[*inputs, *floor]))
    figures += [_documented(connection, parameters, sample, by_name), _measured(sample)]
    write_figures(connection, [*figures, *_scenarios(connection, parameters, by_name)])


def _documented(
    connection: duckdb.DuckDBPyConnection,
    parameters: Parameters,
    sample: Mapping[str, dict[str, Any]],
    by_name: Mapping[str, dict[str, Any]],
) -> MeasuredFigure:
    """The capacity layer if only what is documented site by site exists: below the band of the national figures."""
    stages = read_rows(
        connection,
        "select row_key, it_load_mw from core_site_stages where stage = 'operational' order by it_load_mw desc, row_key",
    )
    floor = with_capacity(parameters, sum(row["it_load_mw"] for row in stages))
    found = simulate(floor, Documented(0, int(sample["gov_sites_sample_n"]["value"])))["capacity"].local
    names = [name for name in rests_on(tornado(parameters, "capacity"), "capacity") if name != "capacity_it_mw"]
    inputs: list[Input] = [
        *(("site_stages", row["row_key"], row["it_load_mw"], "MW") for row in stages),
        *_assumptions(by_name, names),
    ]
    grade = max(by_name[name]["confidence"] for name in names)
    return _figure("share.capacity.local_documented", found, grade=grade, inputs=inputs)


def _scenarios(
    connection: duckdb.DuckDBPyConnection, parameters: Parameters, by_name: Mapping[str, dict[str, Any]]
) -> list[MeasuredFigure]:
    """The capacity layer from 2025 to 2030 under each named scenario, and what half of demand at home would need."""
    stages = read_rows(connection, "select site_id, project_id, stage, it_load_mw from core_site_stages order by all")
    phases = phases_of(SiteStage(**row) for row in stages)
    connection.execute(
        """create table out_scenarios (scenario varchar, year integer, part varchar, central_pct double, p5_pct double,
           p50_pct double, p95_pct double, added_mw double, demand_mw double, supply_mw double)"""
    )
    paths = {name: path(parameters, Levers(phases=chosen)) for name, chosen in presets(phases).items()}
    added = {name: sum(phase.mw * phase.delivered for phase in chosen) for name, chosen in presets(phases).items()}
    append(
        connection,
        "out_scenarios",
        [line for name, years in paths.items() for year in years for line in _scenario_lines(name, year, added[name])],
    )
    moved = [*rests_on(tornado(parameters, "capacity"), "capacity"), "demand_growth", "local_dc_revenue_growth"]
    grade = max(by_name[name]["confidence"] for name in moved)
    local = _assumptions(by_name, moved)
    end = paths["drift"][YEARS.index(LAST_YEAR)]
    sovereign = [*local, *_assumptions(by_name, ["moroccan_control_share"])]
    need: MustBeTrue = what_must_be_true(parameters, Levers(), DEFAULT_TARGET_SHARE)
    return [
        _figure("share.capacity.local.2030", end.local, grade=grade, inputs=local),
        _figure("share.capacity.sovereign.2030", end.sovereign, grade=grade, inputs=sovereign),
        _figure("share.must_be_true.resident_mw", need.resident_mw, grade=grade, inputs=local),
    ]


def _scenario_lines(name: str, year: YearShare, added_mw: float) -> list[list[object]]:
    bands = {
        "local": year.local,
        "sovereign": year.sovereign,
        "local_foreign": year.local_foreign,
        "offshore": year.offshore,
    }
    return [
        [name, year.year, part, *_percents(bands[part]), added_mw, year.demand_mw, year.supply_mw] for part in PARTS
    ]


def _parameters(rows: list[dict[str, Any]]) -> Parameters:
    found, problems = read_parameters({row["parameter"]: (row["low"], row["central"], row["high"]) for row in rows})
    if found is None:
        raise ValueError("share_assumptions: " + "; ".join(f"{p.name} {p.field} {p.code}" for p in problems))
    return found


def _cards(connection: duckdb.DuckDBPyConnection) -> list[Input]:
    """The GPUs documented in service, site by site: the floor beside the placeholder of the accelerators layer."""
    rows = read_rows(
        connection,
        """select table_name, row_key, value, unit from out_figure_inputs
           where figure_id = 'sites.gpu_documented' order by row_key""",
    )
    return [(row["table_name"], row["row_key"], row["value"], row["unit"]) for row in rows]


def _institutional_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """The measured share of institutional sites and the size of its sample, by metric; the newest of several."""
    rows = read_rows(
        connection,
        """select metric, row_key, value, confidence, period from core_compute_demand
           where country = 'MAR' and metric in ('gov_sites_local_pct', 'gov_sites_sample_n')
           order by metric, period, row_key""",
    )
    return {row["metric"]: row for row in rows}


def _assumptions(by_name: Mapping[str, dict[str, Any]], names: Iterable[str]) -> list[Input]:
    rows = (by_name[name] for name in names)
    return [("share_assumptions", row["row_key"], row["central"], row["unit"]) for row in rows]


def _figure(figure_id: str, band: Band, *, grade: str, inputs: list[Input]) -> MeasuredFigure:
    """One estimated figure and its rows, dated as they are; the value stays blank where only the band may be shown."""
    unit = "MW" if figure_id.endswith("_mw") else "pct"
    scale = 100 if unit == "pct" else 1
    value = None if band.is_band_only else scale * band.central
    low, high = scale * band.p5, scale * band.p95
    return MeasuredFigure(figure_id, value, unit, "estimate", inputs, COMPUTE_SHARE, low, high, grade)


def _measured(sample: Mapping[str, dict[str, Any]]) -> MeasuredFigure:
    """The measured share of institutional sites hosted at home, with the Wilson interval of its sample."""
    rows = list(sample.values())
    share_pct, size = sample["gov_sites_local_pct"]["value"], int(sample["gov_sites_sample_n"]["value"])
    low, high = wilson_interval(share_pct / 100, size)
    return MeasuredFigure(
        "share.institutional_sites.local",
        share_pct,
        "pct",
        "measured",
        [
            ("compute_demand", row["row_key"], row["value"], "pct" if row["metric"].endswith("_pct") else "count")
            for row in rows
        ],
        COMPUTE_SHARE,
        low=100 * low,
        high=100 * high,
        as_of=max(row["period"] for row in rows),
    )


def _percents(band: Band) -> list[float | None]:
    return [None if share is None else 100 * share for share in (band.central, band.p5, band.p50, band.p95)]
