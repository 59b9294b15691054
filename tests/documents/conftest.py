"""The whole report of the published build in each language, made once."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.documents.snapshot import snapshot
from dashboard.warehouse.build import Build


@pytest.fixture(scope="session")
def whole(published_build: Build) -> dict[Lang, bytes]:
    return {lang: snapshot(published_build, lang)[0] for lang in LANGS}
