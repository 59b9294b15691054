"""The whole report of the published build in each language, made once."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.documents.snapshot import snapshot
from dashboard.warehouse.build import Build


@pytest.fixture(scope="session")
def whole(pinned: Build) -> dict[Lang, bytes]:
    return {lang: snapshot(pinned, lang)[0] for lang in LANGS}
