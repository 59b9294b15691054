"""The release calendar over HTTP: every indicator, overdue on the day asked for, in the latest build or a fixed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.warehouse.build import Build
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=60) as found:
        yield found


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_it_tells_every_indicator_and_what_is_overdue_on_a_day(
    client: httpx.Client, published_build: Build, lang: str
) -> None:
    early, late = (client.get(f"releases?day={day}&lang={lang}").json() for day in ("2026-01-01", "2040-01-01"))
    assert (late["build_id"], late["day"]) == (published_build.build_id, "2040-01-01")
    assert {one["indicator_id"] for one in late["releases"]} == {one["indicator_id"] for one in early["releases"]}
    assert all(one["overdue_since"] == one["expected_by"] for one in late["releases"])
    assert sum(bool(one["overdue_since"]) for one in early["releases"]) < sum(
        bool(one["overdue_since"]) for one in late["releases"]
    )
    assert client.get(f"builds/{published_build.build_id}/releases?day=2040-01-01&lang={lang}").json() == late


def test_a_day_that_is_none_is_a_problem(client: httpx.Client) -> None:
    wrong = client.get("releases?day=tomorrow")
    assert (wrong.status_code, wrong.headers["content-type"]) == (422, "application/problem+json")
