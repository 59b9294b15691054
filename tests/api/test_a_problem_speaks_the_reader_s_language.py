"""Whatever can't be given is told in the language that the address names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.content.values import LANGS
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=60) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("chapters/nothing", 404),
        ("chapters/nothing.xlsx", 404),
        ("chapters/sites/tables/nothing.xlsx", 404),
        ("chapters/sites/tables/nothing.csv", 404),
        ("chapters/sites/tables/register.csv?for=word", 422),
        ("chapters/sites/tables/register.ods", 404),
        ("chapters/sites/tables/register.xlsx?status=elsewhere", 400),
        ("chapters/sites/charts/nothing.svg", 404),
        ("chapters/sites/charts/ledger.gif", 422),
        ("chapters/sites/charts/ledger.png?lang=de", 400),
        ("builds/000000000000/chapters/sites/charts/ledger.png", 404),
        ("tables/nothing.csv", 404),
        ("geo/nothing.geojson", 404),
        ("snapshot.pdf?chapters=nothing", 404),
    ],
)
def test_in_three_languages(client: httpx.Client, path: str, status: int) -> None:
    told = set()
    for lang in LANGS:
        found = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json"), lang
        assert found.headers["content-language"] == lang
        told.add(found.json()["detail"])
    assert len(told) == 3
