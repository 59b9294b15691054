"""What every test may lean on: a copy of the evidence to spoil, and one published build of the real evidence."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.warehouse.build import Build, open_warehouse
from etl.paths import ROOT
from tests.announced import Announced, make_announced
from tests.reference.counted import counted_data

# A busy machine is no fault of what is tested: only the benchmarks count time.
settings.register_profile("unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever provokes a server measures what its readers feel meanwhile: no other test may be what they feel."""
    for item in items:
        if "hostile" in item.path.parts:
            item.add_marker("alone")


@pytest.fixture
def evidence_copy(tmp_path: Path) -> Path:
    """A data folder (`evidence/`, `geo/`) of our own to spoil."""
    for name in ("evidence", "geo"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    return tmp_path / "data"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds one build of the real evidence. Copy it before spoiling it."""
    from etl.build import build

    warehouse = tmp_path_factory.mktemp("warehouse")
    build(ROOT / "data", warehouse, lambda *_: None)
    return warehouse


@pytest.fixture(scope="session")
def counted_evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the rows that hand-counted values were counted from (see tests/reference). Copy it before spoiling it."""
    return counted_data(tmp_path_factory.mktemp("counted"))


@pytest.fixture(scope="session")
def counted(counted_evidence: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse as `published`, of these rows alone: for values counted by hand, that no added row may move."""
    from etl.build import build

    warehouse = tmp_path_factory.mktemp("counted_warehouse")
    build(counted_evidence, warehouse, lambda *_: None)
    return warehouse


@pytest.fixture(scope="session")
def announced(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Announced:
    """A warehouse of two builds and a log of changes, so with something to tell."""
    return make_announced(published, tmp_path_factory.mktemp("announced"))


@pytest.fixture(scope="session")
def published_build(published: Path) -> Build:
    """One published build, open for reading."""
    return open_warehouse(published).current()


@pytest.fixture(scope="session")
def counted_build(counted: Path) -> Build:
    """The build of the rows that hand-counted values were counted from, open for reading."""
    return open_warehouse(counted).current()


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """The text of a PDF as poppler reads it."""

    def read(pdf: bytes) -> str:
        made = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
        return made.stdout.decode()

    return read
