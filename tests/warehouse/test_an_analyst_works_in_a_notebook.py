"""`import siyada` gives a build as pandas and geopandas frames: the same values as over HTTP, blanks blank, ready to map."""

from __future__ import annotations

import doctest
import json
import os
import sqlite3
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import nbclient
import nbformat
import pandas as pd
import pyogrio
import pytest
from pyarrow import parquet
from shapely.geometry import mapping, shape

import siyada
from dashboard.api.tables import layer
from dashboard.warehouse.build import Build, NoBuildError, open_warehouse
from dashboard.warehouse.licences import licences
from dashboard.warehouse.tables import LAYERS, geo_file, rows
from etl.paths import ROOT
from siyada import Analysis

NOTEBOOK = ROOT / "docs" / "analyst.ipynb"


@pytest.fixture(scope="module")
def build(published: Path) -> Build:
    return open_warehouse(published).current()


@pytest.fixture(scope="module")
def frames(build: Build) -> Analysis:
    return Analysis(build)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_worked_notebook_runs_from_its_first_cell_to_its_last(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIYADA_WAREHOUSE", str(published))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code), "kept without outputs: they age"
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    assert all(cell.outputs for cell in code)


def test_what_the_door_says_of_itself_is_true(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIYADA_WAREHOUSE", str(published))
    found = doctest.testmod(siyada)
    assert found.attempted > 0
    assert found.failed == 0


def test_no_build_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(NoBuildError):
        siyada.open_build(warehouse=tmp_path)


def test_every_table_comes_whole_and_typed(frames: Analysis, build: Build) -> None:
    for name in frames.tables():
        assert len(frames.table(name)) == len(rows(build, name)), name
    sites = frames.table("sites")
    assert sites["it_load_mw_operational"].dtype == pd.Float64Dtype()
    assert sites["racks"].dtype == pd.Int64Dtype()
    assert sites["recorded_on"].dtype.kind == "M"
    listed = {row["site_id"]: row["it_load_mw_operational"] for row in rows(build, "sites")}
    blank = sites[sites["it_load_mw_operational"].isna()]["site_id"]
    assert set(blank) == {site for site, value in listed.items() if value is None}
    with pytest.raises(LookupError):
        frames.table("nothing")


def test_a_figure_in_a_frame_is_the_figure_of_the_command(frames: Analysis, published: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "dashboard.cli.main", "figures", "--lang", "fr", "--format", "json"],
        env=os.environ | {"SIYADA_WAREHOUSE": str(published)},
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    listed = json.loads(told.stdout)
    listed = listed["figures"] if isinstance(listed, dict) else listed
    found = frames.figures("fr")
    assert list(found.index) == [one["figure_id"] for one in listed]
    for one in listed:
        row = found.loc[one["figure_id"]]
        value = row["state"] if isinstance(one["value"], str) else row["value"]
        assert (None if pd.isna(value) else value) == one["value"]
        assert row["text"] == one["text"]


def test_two_perimeters_of_an_indicator_are_two_columns(frames: Analysis) -> None:
    listed = frames.table("observations")
    wide = frames.observations_wide()
    assert wide.columns.names == ["indicator_id", "country", "perimeter"]
    assert int(wide.notna().to_numpy().sum()) == len(listed)
    assert len(wide.columns) == len(listed.fillna({"perimeter": ""}).groupby(wide.columns.names))


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_holds_what_the_geojson_holds(frames: Analysis, build: Build, name: str) -> None:
    found = frames.layer(name)
    assert found.crs.to_epsg() == 4326
    features = layer(build, name)["features"]
    placed = found[found.geometry.notna()]
    assert len(placed) == len(features)
    assert sorted(mapping(one)["type"] for one in placed.geometry) == sorted(
        shape(feature["geometry"]).geom_type for feature in features
    )
    in_file, shown = placed.total_bounds, gpd.GeoDataFrame.from_features(features).total_bounds
    assert in_file == pytest.approx(shown)


def test_a_file_of_a_layer_says_its_terms(build: Build) -> None:
    for name in LAYERS:
        told = parquet.read_schema(BytesIO(geo_file(build, f"{name}.parquet"))).metadata[b"siyada_licenses"]
        assert json.loads(told) == licences(build, name)


def test_the_geopackage_opens_where_maps_are_made(build: Build, tmp_path: Path) -> None:
    path = tmp_path / "siyada.gpkg"
    path.write_bytes(geo_file(build, "siyada.gpkg"))
    assert {name for name, _ in pyogrio.list_layers(path)} == set(LAYERS)
    for name in LAYERS:
        found = pyogrio.read_dataframe(path, layer=name)
        assert found.crs.to_epsg() == 4326
        assert len(found) > 0
        assert "license" in json.dumps(pyogrio.read_info(path, layer=name)["layer_metadata"])
    with sqlite3.connect(path) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


_HASHES = """
import hashlib, sys
from pathlib import Path
from dashboard.warehouse.build import open_warehouse
from etl.build import build
from etl.paths import ROOT
build(ROOT / "data", Path(sys.argv[1]), lambda *_: None, threads=int(sys.argv[2]))
for row in open_warehouse(Path(sys.argv[1])).current().rows("select name, body from out_geo_files order by name"):
    print(row["name"], hashlib.sha256(row["body"]).hexdigest())
"""


def test_two_builds_of_one_evidence_give_the_same_files(tmp_path: Path) -> None:
    printed, script = set(), tmp_path / "hashes.py"  # a file: DuckDB takes `-c` for a person and draws its progress
    script.write_text(_HASHES, encoding="utf-8")
    for seed, threads, zone in (("0", "1", "UTC"), ("7", "8", "Pacific/Auckland")):
        told = subprocess.run(
            [sys.executable, str(script), str(tmp_path / seed), threads],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        printed.add(told.stdout)
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == len(LAYERS) + 1
