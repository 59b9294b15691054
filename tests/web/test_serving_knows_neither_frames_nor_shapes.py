"""geopandas and pandas check and build; the process that serves loads neither, whatever is asked of it."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx
import psutil
import pytest

from dashboard.chapters.registry import CHAPTERS
from tests.browser.harness import serving

FORBIDDEN = ("/pandas/", "/shapely/", "/shapely.libs/", "/pyproj/", "/pyogrio/")


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory maps of the process")
def test_a_live_server_has_loaded_neither_pandas_nor_geopandas(published: Path) -> None:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        for name in CHAPTERS:
            assert client.get(f"/api/v1/chapters/{name}", params={"lang": "fr"}).status_code == 200
        for path in (
            "/brief?lang=ar",
            "/search?q=asilah",
            "/api/v1/search?q=asilah",
            "/api/v1/figures",
            "/api/v1/tables/sites.parquet",
        ):
            assert client.get(path).status_code == 200
        for path in ("geo/sites.geojson", "geo/sites.parquet", "geo.gpkg"):
            assert client.get(f"/api/v1/{path}").status_code == 200
        loaded = {file.path for file in psutil.Process(server.process.pid).memory_maps()}
    assert [path for path in loaded if any(mark in path for mark in FORBIDDEN)] == []
