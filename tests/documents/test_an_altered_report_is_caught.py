"""`siyada verify` says genuine, consistent, altered, other build, other tool or not ours, and names what differs."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pikepdf
import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.documents import KEY_VARIABLE, MANIFEST, keys
from dashboard.documents import snapshot as press
from dashboard.documents.claims import Document
from dashboard.documents.manifest import complete, contents_sha256
from dashboard.documents.seal import seal, unseal
from dashboard.warehouse.build import Build

Verify = Callable[..., Result]


@pytest.fixture(scope="session")
def small(published_build: Build) -> bytes:
    return press.snapshot(published_build, "fr", ["share"], "dial=control")[0]


@pytest.fixture
def verify(published: Path, tmp_path: Path) -> Verify:
    def ask(body: bytes, *options: str, warehouse: Path = published) -> Result:
        path = tmp_path / "given.pdf"
        path.write_bytes(body)
        return CliRunner().invoke(app, ["verify", str(path), "--lang", "en", "--warehouse", str(warehouse), *options])

    return ask


def edited(body: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The document opened, changed and saved by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def retold(body: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    """The document with another manifest, well sealed."""
    parts = unseal(body)
    told = json.loads(parts.files[MANIFEST])
    change(told)
    return seal(parts.drawn, parts.files | {MANIFEST: json.dumps(told).encode()})


def test_made_again_from_its_build_it_is_genuine(verify: Verify, small: bytes) -> None:
    said = verify(small)
    assert (said.exit_code, said.output.startswith("Genuine: made again from build")) == (0, True)


def test_without_the_build_it_is_only_consistent(verify: Verify, small: bytes, tmp_path: Path) -> None:
    said = verify(small, warehouse=tmp_path / "none")
    assert (said.exit_code, said.output.startswith("Consistent")) == (0, True)
    assert "Who made it was not checked" in said.output


def test_a_page_changed_under_untouched_attachments_is_altered(verify: Verify, small: bytes, tmp_path: Path) -> None:
    def cover(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[2]
        drawing = page.Contents.read_bytes()
        assert b"Tj" in drawing
        page.Contents = pdf.make_stream(drawing.replace(b"Tj", b"Tj ET BT", 1).replace(b"TJ", b"Tj", 3))

    for warehouse in ({}, {"warehouse": tmp_path / "none"}):
        said = verify(edited(small, cover), **warehouse)
        assert said.exit_code == 1
        assert said.output.startswith("Altered")
        assert "attachment" not in said.output


def test_the_page_whose_words_changed_is_named(verify: Verify, small: bytes) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].Contents = pdf.make_stream(b"")

    said = verify(edited(small, drop))
    assert said.exit_code == 1
    assert "page 2: its text differs" in said.output
    assert "page 3" not in said.output


def test_a_drawing_or_a_note_laid_over_is_altered_too(verify: Verify, small: bytes) -> None:
    def overlay(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[2]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 1 0 0 rg 100 100 300 60 re f Q")

    said = verify(edited(small, overlay))
    assert said.exit_code == 1
    assert "a drawing, a note laid over a page" in said.output
    assert verify(small + b"\n").exit_code == 1


def test_an_attachment_changed_is_named(verify: Verify, small: bytes) -> None:
    name = next(a.name for a in Document(small).claims.attachments)

    def swap(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name].get_file().obj.write(b"a,b\n1,2\n")

    said = verify(edited(small, swap))
    assert said.exit_code == 1
    assert f"attachment {name}: not the one that was attached" in said.output


def test_another_manifest_is_noticed_without_the_build(verify: Verify, small: bytes, tmp_path: Path) -> None:
    def raise_share(told: dict[str, object]) -> None:
        figure = told["figures"][0]  # type: ignore[index]
        figure["value"], figure["text"] = 99.0, "99 %"

    def own_hash(told: dict[str, object]) -> None:
        raise_share(told)
        told["contents_sha256"] = contents_sha256(told)

    for change in (raise_share, own_hash):
        said = verify(retold(small, change), warehouse=tmp_path / "none")
        assert (said.exit_code, said.output.startswith("Altered")) == (1, True)
        assert "the manifest is not the one whose hash the document carries" in said.output


def test_a_document_forged_whole_is_told_from_its_build(verify: Verify, small: bytes, tmp_path: Path) -> None:
    """Someone with the tool makes every part agree; only the build, or a signature, can tell."""
    drawn, told = unseal(small).drawn, Document(small)
    says = {k: v for k, v in told.plain.items() if k not in ("pages", "document", "contents_sha256")}
    says["figures"][0] |= {"value": 99.0, "text": "99 %"}
    forged = drawn.replace(told.claims.contents_sha256.encode(), contents_sha256(says).encode())
    whole = seal(forged, {MANIFEST: complete(says, forged, told.contents.text_hashes)})
    said = verify(whole)
    assert (said.exit_code, said.output.startswith("Altered")) == (1, True)
    assert f"figure {says['figures'][0]['figure_id']}: 99 % in the document" in said.output


def test_another_build_and_another_tool_are_told_apart(
    verify: Verify,
    small: bytes,
    published_build: Build,
    published: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    pointer = json.loads((published / "current.json").read_text())
    shutil.copy(published / pointer["file"], other / "siyada-0123456789ab.duckdb")
    said = verify(small, warehouse=other)
    assert (said.exit_code, said.output.startswith("From another build")) == (2, True)
    monkeypatch.setattr("dashboard.documents.verify.edition", lambda: "9.9.9+000000000000")
    said = verify(small)
    assert (said.exit_code, said.output.startswith("Drawn by another version of the tool")) == (2, True)


def test_a_figure_of_another_edition_may_stand_in_another_chapter_today(verify: Verify, published_build: Build) -> None:
    """A chapter that was parted since: its figures are still those of the build, and one that is not is still caught."""
    body = press.snapshot(published_build, "fr", ["networks"])[0]
    parts, told = unseal(body), Document(body)
    for value, start in ((None, "Drawn by another version of the tool"), (1.0, "Altered")):
        says = {k: v for k, v in told.plain.items() if k not in ("pages", "document", "contents_sha256")}
        says |= {"tool_version": "0.1.0+000000000000", "chapters": [{"name": "connectivity", "choices": ""}]}
        says["figures"] = [one | {"chapter": "connectivity"} for one in says["figures"]]
        if value is not None:
            says["figures"][0]["value"] = value
        drawn = parts.drawn.replace(told.claims.contents_sha256.encode(), contents_sha256(says).encode())
        said = verify(seal(drawn, {MANIFEST: complete(says, drawn, told.contents.text_hashes)}))
        assert said.output.startswith(start)


def test_attachments_are_those_of_the_manifest_whatever_tool_drew_it(
    verify: Verify, small: bytes, tmp_path: Path
) -> None:
    """A document forged whole in another edition's name: pages are not compared, attachments are."""
    drawn, told = unseal(small).drawn, Document(small)
    says = {k: v for k, v in told.plain.items() if k not in ("pages", "document", "contents_sha256")}
    says |= {
        "tool_version": "9.9.9+000000000000",
        "attachments": [a | {"sha256": "0" * 64} for a in says["attachments"]],
    }
    forged = drawn.replace(told.claims.contents_sha256.encode(), contents_sha256(says).encode())
    said = verify(seal(forged, {MANIFEST: complete(says, forged, ["0" * 64])}), warehouse=tmp_path / "none")
    assert (said.exit_code, "not the one that was attached" in said.output) == (1, True)


def test_a_build_that_this_tool_can_no_longer_read_settles_nothing(
    verify: Verify, small: bytes, published: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    pointer = json.loads((published / "current.json").read_text())
    shutil.copy(published / pointer["file"], old)
    with duckdb.connect(str(old / pointer["file"])) as connection:
        connection.execute("drop table out_figures")
    said = verify(small, warehouse=old)
    assert (said.exit_code, said.output.startswith("Consistent")) == (0, True)


def test_a_signature_is_trusted_only_by_its_key(
    verify: Verify, published_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, yours = tmp_path / "mine", tmp_path / "yours"
    public = keys.new(mine).public
    keys.new(yours)
    monkeypatch.setenv(KEY_VARIABLE, str(mine))
    signed = press.snapshot(published_build, "en", ["share"])[0]
    monkeypatch.delenv(KEY_VARIABLE)
    nowhere = {"warehouse": tmp_path / "none"}
    for given in (public, f"{mine}.pub"):
        said = verify(signed, "--key", given, **nowhere)
        assert (said.exit_code, said.output.startswith("Genuine: signed with the key you trust")) == (0, True)
    said = verify(signed, "--key", f"{yours}.pub", **nowhere)
    assert said.output.startswith("Consistent")
    assert "signed with another key than the one you trust" in said.output
    assert "whose key that is was not checked" in verify(signed, **nowhere).output
    assert verify(signed).output.startswith("Genuine: made again from build")
    parts = unseal(signed)
    broken = seal(parts.drawn, parts.files | {"manifest.sig": b"\0" * 64})
    said = verify(broken, "--key", public, **nowhere)
    assert said.exit_code == 1
    assert "the signature does not fit the manifest" in said.output
    # The signature can be checked without Siyada.
    for name, body in parts.files.items():
        (tmp_path / name).write_bytes(body)
    if shutil.which("openssl"):
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", f"{mine}.pub", "-rawin"]
        command += ["-in", str(tmp_path / MANIFEST), "-sigfile", str(tmp_path / "manifest.sig")]
        subprocess.run(command, check=True, capture_output=True)


def test_what_is_not_ours_gets_a_sentence(verify: Verify, small: bytes, tmp_path: Path) -> None:
    empty = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(empty)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(small)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    bomb = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[MANIFEST] = pikepdf.AttachedFileSpec(
            pdf, b'{"schema": "siyada-snapshot-2"}' + b" " * 200_000_000
        )
        pdf.save(bomb, compress_streams=True)
    deep = retold(small, lambda told: None)
    deep = seal(unseal(deep).drawn, {MANIFEST: b"[" * 100_000})
    for body, words in (
        (b"", "holds no manifest"),
        (b"hello", "holds no manifest"),
        (b"%PDF-1.7\n" + b"x" * 5000, "damaged, cut short"),
        (small[: len(small) // 2], "Not a Siyada snapshot"),
        (empty.getvalue(), "holds no manifest"),
        (locked.getvalue(), "password"),
        (bomb.getvalue(), "Not a Siyada snapshot"),
        (deep, "holds no manifest"),
        (small[:9] + b"\0" * 65 * 1024 * 1024, "far larger"),
    ):
        said = verify(body)
        assert said.exit_code == 3, words
        assert words in said.output
        assert "Traceback" not in said.output
    missing = CliRunner().invoke(app, ["verify", str(tmp_path / "no.pdf"), "--lang", "en"])
    assert (missing.exit_code, "can't be read" in missing.output) == (3, True)
