"""The page links to the PDF of what is on it and to the whole report, and the server answers with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from dashboard.api.app import api_app
from dashboard.chapters import registry
from dashboard.documents import snapshot as press
from dashboard.documents.service import FullError, Press
from dashboard.i18n import translator
from dashboard.render.html.markup import snapshot_links
from dashboard.warehouse.build import Build


@pytest.fixture
def client(published: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("SIYADA_WAREHOUSE", str(published))
    return TestClient(Starlette(routes=[Mount("/api/v1", api_app())]))


def test_the_links_of_a_page_bring_what_the_command_writes(client: TestClient, published_build: Build) -> None:
    choices, _ = registry.CHAPTERS["share"].choices.parse("dial=control")
    chapter = registry.build_chapter(published_build, "share", choices, "ar")
    links = snapshot_links(chapter, translator("ar")).replace("&amp;", "&")
    view = f"/api/v1/builds/{published_build.build_id}/snapshot.pdf?lang=ar&chapters=share&dial=control"
    assert f'href="{view[1:]}"' in links
    assert f'href="api/v1/builds/{published_build.build_id}/snapshot.pdf?lang=ar"' in links
    answer = client.get(view)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert f"siyada-{published_build.build_id}-share-ar.pdf" in answer.headers["content-disposition"]
    assert answer.content == press.snapshot(published_build, "ar", ["share"], "dial=control")[0]
    again = client.get(view, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_wrong_chapter_or_a_busy_server_is_said_plainly(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/v1/snapshot.pdf?chapters=nothing").status_code == 404
    assert client.get("/api/v1/snapshot.pdf?chapters=../x").status_code in (400, 422)
    assert client.get("/api/v1/builds/000000000000/snapshot.pdf").status_code == 404

    async def busy(*_: object) -> None:
        raise FullError

    monkeypatch.setattr(Press, "document", busy)
    answer = client.get("/api/v1/snapshot.pdf?chapters=sites")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
