"""The evidence ten times as large, made and built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.warehouse.build import Build, open_warehouse
from etl.build import build
from tests.browser.harness import serving
from tests.growth.grown import grown_data


@pytest.fixture(scope="session")
def tenfold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder ten times as large as the evidence."""
    return grown_data(10, tmp_path_factory.mktemp("tenfold"))


@pytest.fixture(scope="session")
def tenfold_warehouse(tenfold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with its build."""
    warehouse = tmp_path_factory.mktemp("tenfold_warehouse")
    build(tenfold, warehouse, lambda *_: None, is_strict=True)
    return warehouse


@pytest.fixture(scope="session")
def large(tenfold_warehouse: Path) -> Build:
    """That build, open for reading."""
    return open_warehouse(tenfold_warehouse).current()


@pytest.fixture(scope="session")
def client(tenfold_warehouse: Path) -> Iterator[httpx.Client]:
    """A reader of a server of that build."""
    with serving(tenfold_warehouse) as server, httpx.Client(base_url=server.url, timeout=120) as found:
        yield found
