"""Tables and charts that another chapter or part shows today are found at their old addresses, choices kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from dashboard.api.app import api_app
from dashboard.warehouse.build import open_warehouse

API = "/api/v1/"
MOVED = {
    "chapters/connectivity/tables/fibre_lines.csv": "chapters/networks/tables/fibre_lines.csv",
    "chapters/connectivity/tables/resilience_score.csv?lang=ar": "chapters/networks/tables/resilience_score.csv?lang=ar",
    "chapters/connectivity/tables/caches.xlsx?lang=en": "chapters/networks/tables/caches.xlsx?lang=en",
    "chapters/connectivity/charts/subscribers.svg?lang=fr": "chapters/networks/charts/subscribers.svg?lang=fr",
    "chapters/connectivity/tables/neighbours.csv?metric=ixp_count&peers=KEN": (
        "chapters/networks/tables/neighbours.csv?metric=ixp_count&peers=KEN"
    ),
    "chapters/evidence/tables/register.csv?lang=en": "chapters/evidence/tables/register.csv?lang=en&part=sources",
}
STAYED = (
    "chapters/connectivity/tables/systems.csv",
    "chapters/connectivity/tables/neighbours.csv?metric=cable_count",
    "chapters/evidence/tables/register.csv?kind=press",
)


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIYADA_WAREHOUSE", str(published))
        app = Starlette(routes=[Mount("/api/v1", api_app())])
        yield TestClient(app, follow_redirects=False)


@pytest.mark.parametrize("old", MOVED)
@pytest.mark.parametrize("is_fixed", [False, True])
def test_the_old_address_leads_to_the_new_one(client: TestClient, published: Path, old: str, is_fixed: bool) -> None:
    prefix = f"builds/{open_warehouse(published).current().build_id}/" if is_fixed else ""
    answer = client.get(f"{API}{prefix}{old}")
    there = urljoin(f"{API}{prefix}{old}", answer.headers["location"])
    assert (answer.status_code, there) == (308, f"{API}{prefix}{MOVED[old]}")
    assert client.get(there).status_code == 200


@pytest.mark.parametrize("address", STAYED)
def test_what_did_not_move_is_answered_where_it_is(client: TestClient, address: str) -> None:
    assert client.get(API + address).status_code == 200


def test_what_never_was_is_not_found_and_a_wrong_choice_is_refused(client: TestClient) -> None:
    assert client.get(f"{API}chapters/connectivity/tables/nothing.csv").status_code == 404
    assert client.get(f"{API}chapters/connectivity/tables/neighbours.csv?metric=happiness").status_code == 400
    assert client.get(f"{API}chapters/nowhere/tables/fibre_lines.csv").status_code == 404


def test_a_choice_that_another_chapter_takes_says_which(client: TestClient) -> None:
    (notice,) = client.get(f"{API}chapters/connectivity?metric=ixp_count").json()["notices"]
    assert (notice["parameter"], notice["value"], notice["moved_to"]) == ("metric", "ixp_count", "networks")
    (notice,) = client.get(f"{API}chapters/connectivity?metric=happiness").json()["notices"]
    assert notice["moved_to"] == ""
