"""Every package that the server runs with states a licence that fits ours, and the SBOM names each with its version and hashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.paths import ROOT
from tests.supply.audit import is_allowed, licence, locked, vulnerabilities, write_sbom

TOOLS = ROOT / ".venv" / "audit" / "bin"
needs_tools = pytest.mark.skipif(not (TOOLS / "cyclonedx-py").exists(), reason="make audit installs what this needs")


def test_every_licence_fits_ours() -> None:
    stated = {name: licence(name) for name in locked()}
    assert len(stated) > 50
    assert {name: words for name, words in stated.items() if words is not None and not is_allowed(words)} == {}


@pytest.mark.parametrize("words", ["", "GPL-3.0-only", "AGPL-3.0", "Proprietary", "GNU General Public License v3 (GPLv3)", "SSPL-1.0 AND MIT"])  # fmt: skip
def test_others_would_be_refused(words: str) -> None:
    assert not is_allowed(words)


@pytest.mark.parametrize("words", ["MIT", "LGPL-2.1-or-later", "GNU Lesser General Public License v3 (LGPLv3)", "MPL-2.0", "GPL-2.0 OR MIT"])  # fmt: skip
def test_these_are_not(words: str) -> None:
    assert is_allowed(words)


@needs_tools
def test_the_sbom_names_each_package_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        write_sbom(TOOLS, tmp_path / name)
    told = json.loads((tmp_path / "one.json").read_text())
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert told["bomFormat"] == "CycloneDX"
    named = {one["name"]: one for one in told["components"]}
    assert {name: named[name]["version"] for name in locked()} == locked()
    assert all(one["externalReferences"][0]["hashes"] for one in named.values())
    assert named["streamlit"]["licenses"]


@needs_tools
def test_an_index_that_is_not_reached_is_told_and_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert vulnerabilities(TOOLS) == ([], len(locked()))
