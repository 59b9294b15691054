"""The published build of the real evidence, opened as a chapter is given it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.warehouse import Build, open_warehouse


@pytest.fixture(scope="session")
def pinned(published: Path) -> Build:
    """One published build, open for reading."""
    return open_warehouse(published).current()


@pytest.fixture(scope="session")
def counted_build(counted: Path) -> Build:
    """The build of the rows that hand-counted values were counted from, open for reading."""
    return open_warehouse(counted).current()
