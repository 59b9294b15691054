"""Whatever is done to the bytes of a sealed document, its seal breaks or its hash differs; nothing else ever happens."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.documents import MANIFEST
from dashboard.documents.seal import SealError, seal, unseal

# As short as a document can be that ends as Typst ends one and holds a file to seal.
DRAWN = (
    b"%PDF-1.7\n"
    b"3 0 obj\n<</Type/Filespec/F(manifest.json)/UF(manifest.json)/EF<</F 4 0 R/UF 4 0 R>>/AFRelationship/Data>>\nendobj\n"
    b"4 0 obj\n<</Length 2/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size 2/ModDate(D:20261122000000Z)>>>>\n"
    b"stream\n{}\nendstream\nendobj\n"
    b"xref\n0 1\n0000000000 65535 f\r\ntrailer\n<</Size 5/Root 1 0 R/Info 2 0 R/ID[(YQ==)(Yg==)]>>\nstartxref\n333\n%%EOF"
)
SAID = json.dumps({"sha256": hashlib.sha256(DRAWN).hexdigest(), "xref\n": "trailer\n<<"}).encode()
WHOLE = seal(DRAWN, {MANIFEST: SAID})


def is_intact(body: bytes) -> bool:
    parts = unseal(body)
    return parts.files == {MANIFEST: SAID} and json.loads(SAID)["sha256"] == hashlib.sha256(parts.drawn).hexdigest()


def test_what_was_sealed_comes_out_again() -> None:
    assert is_intact(WHOLE)
    assert WHOLE.startswith(DRAWN)


@settings(max_examples=400)
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=40))
def test_any_change_is_seen(start: int, removed: int, put: bytes) -> None:
    changed = WHOLE[:start] + put + WHOLE[start + removed :]
    if changed != WHOLE:
        try:
            assert not is_intact(changed)
        except SealError:
            return


@given(st.binary(max_size=300))
def test_any_manifest_can_be_sealed(said: bytes) -> None:
    assert unseal(seal(DRAWN, {MANIFEST: said})).files == {MANIFEST: said}


@given(st.binary(max_size=2000))
def test_any_other_bytes_are_refused(body: bytes) -> None:
    for given_bytes in (body, DRAWN + body, b"%PDF-1.7\n" + body + b"\nstartxref\n0\n%%EOF"):
        with pytest.raises(SealError):
            unseal(given_bytes)


def test_only_files_that_are_there_are_sealed() -> None:
    for files in ({}, {"other.json": b"{}"}, {MANIFEST: b"{}", "other.json": b"{}"}):
        with pytest.raises(SealError):
            seal(DRAWN, files)
    with pytest.raises(SealError):
        seal(DRAWN + b"\n", {MANIFEST: b"{}"})
