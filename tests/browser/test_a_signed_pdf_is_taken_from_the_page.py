"""Where the deployment has a key, its Evidence page shows it, and the PDF taken from a page verifies with it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.documents import KEY_VARIABLE, keys
from tests.browser.conftest import Reader
from tests.browser.harness import serving


def test_the_key_of_the_page_fits_the_pdf_of_the_page(
    reader: Reader, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = keys.new(tmp_path / "key").public
    monkeypatch.setenv(KEY_VARIABLE, str(tmp_path / "key"))
    with serving(published) as server:
        page = reader.open(f"{server.url}/evidence?lang=ar")
        shown = page.locator("#public-key bdi").inner_text()
        assert shown == public
        link = page.locator("a[download][href*='snapshot.pdf'][href*='chapters=evidence']").get_attribute("href") or ""
        page.context.close()
        body = httpx.get(f"{server.url}/{link}", timeout=60).content
    monkeypatch.delenv(KEY_VARIABLE)
    (tmp_path / "page.pdf").write_bytes(body)
    asked = [
        "verify",
        str(tmp_path / "page.pdf"),
        "--lang",
        "en",
        "--key",
        shown,
        "--warehouse",
        str(tmp_path / "none"),
    ]
    said = CliRunner().invoke(app, asked)
    assert (said.exit_code, said.output.startswith("Genuine: signed with the key you trust")) == (0, True)
