"""`siyada key new` makes a key that only its owner can read; a key that can't be used is told, never passed over."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.documents import KEY_VARIABLE, keys


def run(*given: object) -> Result:
    return CliRunner().invoke(app, [*map(str, given), "--lang", "en"])


def test_a_new_key_is_private_and_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "siyada.key"
    made = run("key", "new", path)
    assert made.exit_code == 0, made.output
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    public = keys.load(path).public
    assert public in made.output
    assert keys.public_key(f"{path}.pub") == keys.public_key(public) == public
    before = path.read_bytes()
    again = run("key", "new", path)
    assert (again.exit_code, "left as it is" in again.output, path.read_bytes()) == (1, True, before)
    assert "no key" in run("key", "show").output
    monkeypatch.setenv(KEY_VARIABLE, str(path))
    assert run("key", "show").output.strip() == public


def test_a_signature_fits_its_body_and_key_only(tmp_path: Path) -> None:
    one, other = keys.new(tmp_path / "one"), keys.new(tmp_path / "other")
    signature = one.sign(b"body")
    assert keys.is_signed(one.public, signature, b"body")
    assert not keys.is_signed(one.public, signature, b"Body")
    assert not keys.is_signed(other.public, signature, b"body")
    assert not keys.is_signed(one.public, b"", b"body")
    assert not keys.is_signed("nonsense", signature, b"body")


def test_a_key_that_cannot_be_used_stops_the_document(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.new(tmp_path / "good")
    for wrong in (tmp_path / "missing", tmp_path / "good.pub"):
        monkeypatch.setenv(KEY_VARIABLE, str(wrong))
        made = run("snapshot", "--chapters", "share", "--out", tmp_path / "a.pdf", "--warehouse", published)
        assert made.exit_code == 1
        assert f"{wrong.name} is not a private Ed25519 key" in made.output
        assert not (tmp_path / "a.pdf").exists()
    monkeypatch.delenv(KEY_VARIABLE)
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    said = run("verify", tmp_path / "x.pdf", "--key", tmp_path / "good", "--warehouse", published)
    assert (said.exit_code, "is not a public Ed25519 key" in said.output) == (4, True)
