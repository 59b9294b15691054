"""What `siyada verify` and `diff` print of a hostile document is shown as text: it moves no cursor, colours and turns nothing.

And whatever the document swells to, the commands stay within 300 MB and a few seconds.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.documents import MANIFEST
from dashboard.documents import snapshot as press
from dashboard.documents.seal import seal, unseal
from dashboard.support.quoting import MOST, line, quoted, quoted_words
from dashboard.warehouse.build import Build, open_warehouse
from etl.paths import ROOT

CLEAR_AND_GREEN = "\x1b[2J\x1b[H\x1b[32mGenuine: signed with the key you trust\x1b[0m"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
HOSTILE = (
    CLEAR_AND_GREEN,
    "\x9b2J\x9d0;title\x9c",
    "7 \u202e5.8 MW\u202c",
    "\u2067x\u2069 \u2066unclosed \u200f\u061c",
    "a\r\nGenuine: made again\nb\u2028c\u2029d",
    "\x00\x07\x08\x7f\u200b\ufeff\U000e0041",
    "W" * 100_000,
)
# What a terminal obeys or what turns or hides text; isolates are judged apart, for our own Arabic holds them.
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200f\u202a-\u202e\u2067\u2028\u2029\ufeff\U000e0000-\U000e0fff]"
)


@pytest.fixture(scope="module")
def published_build(published: Path) -> Build:
    return open_warehouse(published).current()


@pytest.fixture(scope="module")
def small(published_build: Build) -> bytes:
    return press.snapshot(published_build, "fr", ["share"], "dial=control")[0]


def asked(*words: str) -> tuple[int, str, float, int]:
    """Exit code, everything printed, seconds and the greatest memory (bytes) of a command or of what it starts."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _MEASURED, *words]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=120)
    printed, _, most = done.stdout.decode().rpartition("\x1ePEAK ")
    return done.returncode, printed + done.stderr.decode(), time.monotonic() - started, int(most)


# The command itself, then the most that it or its children held, behind a mark of ours. The system's own account of a
# process begins with what its parent held, so the command's is read from its memory map.
_MEASURED = """
import re, resource, sys
from pathlib import Path
from dashboard.cli.main import app
try:
    app(sys.argv[1:], standalone_mode=True)
finally:
    sys.stdout.flush()
    own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    most = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    sys.stdout.write(f"\\x1ePEAK {most * 1024}")
"""


def retold(body: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    """The document with another manifest, well sealed."""
    parts = unseal(body)
    told = json.loads(parts.files[MANIFEST])
    change(told)
    return seal(parts.drawn, parts.files | {MANIFEST: json.dumps(told).encode()})


def poison(told: dict[str, object], text: str) -> None:
    """Set a text wherever a manifest may hold one."""
    told["as_of"] = text
    told["tool_version"], told["public_key"] = text[:60], text[:100]
    figures = told["figures"]
    assert isinstance(figures, list)
    for figure in figures[:3]:
        figure |= {"label": text, "text": text, "unit": text, "kind": text, "value": text, "chapter": text}
    figures.append(figures[0] | {"figure_id": text})
    attachments = told["attachments"]
    assert isinstance(attachments, list)
    attachments.append(attachments[0] | {"name": text})


def is_harmless(printed: str) -> bool:
    isolates = re.sub("[\u2066\u2068][^\u2066-\u2069]*\u2069", "", printed)
    return not OBEYED.search(printed) and not re.search("[\u2066-\u2069]", isolates)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_verify_and_diff_show_it_as_text(small: bytes, tmp_path: Path, published: Path, text: str, lang: str) -> None:
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    old.write_bytes(small)
    new.write_bytes(retold(small, lambda told: poison(told, text)))
    for words in (["verify", str(new)], ["diff", str(old), str(new)], ["diff", str(old), str(new), "--csv"]):
        _, printed, _, _ = asked(*words, "--lang", lang, "--warehouse", str(published))
        assert "Traceback" not in printed
        assert is_harmless(printed.replace("\r\n", "\n")), printed
        # Our own verdict alone begins a line: no line of theirs does.
        assert not re.search("^(Genuine|Authentique|أصلي)", printed, re.MULTILINE)
        assert max(map(len, printed.splitlines())) < 8_000
        assert len(printed) < 100_000


def test_the_name_of_a_file_is_text_too(small: bytes, tmp_path: Path) -> None:
    name = tmp_path / "\x1b[2J\u202egood.pdf"
    _, printed, _, _ = asked("verify", str(name), "--lang", "en")
    assert is_harmless(printed)
    name.write_bytes(small[:-1])
    _, printed, _, _ = asked("diff", str(name), str(name), "--lang", "en")
    assert is_harmless(printed)
    with pikepdf.open(io.BytesIO(small)) as pdf:
        pdf.attachments["a\u202evsc\x07\nGenuine.csv"] = b"x"  # escapes themselves fall away in a name
        out = io.BytesIO()
        pdf.save(out)
    (tmp_path / "attached.pdf").write_bytes(out.getvalue())
    code, printed, _, _ = asked("verify", str(tmp_path / "attached.pdf"), "--lang", "en")
    assert (code, is_harmless(printed)) == (1, True), printed
    assert "\\u202e" in printed


@pytest.mark.parametrize(
    "words", [["snapshot", "--out", "x.pdf", "--chapters", CLEAR_AND_GREEN], ["verify", CLEAR_AND_GREEN]]
)
def test_what_is_asked_for_is_repeated_as_text(words: list[str], published: Path) -> None:
    _, printed, _, _ = asked(*words, "--lang", "en", "--warehouse", str(published))
    assert is_harmless(printed)
    assert "Traceback" not in printed


def swollen(count: int, megabytes: int) -> bytes:
    """A small PDF whose `count` attachments each inflate to `megabytes`."""
    body = zlib.compress(bytes(megabytes * 1024**2), 9)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for number in range(count):
        stream = pikepdf.Stream(pdf, body)
        stream["/Filter"], stream["/Type"] = pikepdf.Name.FlateDecode, pikepdf.Name.EmbeddedFile
        names = pikepdf.Dictionary(F=pdf.make_indirect(stream))
        spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=f"{number}.csv", UF=f"{number}.csv", EF=names)
        if number == 0:
            pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array()))
        pdf.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String(f"{number:04}"), pdf.make_indirect(spec)])
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize(("count", "megabytes"), [(14, 30), (400, 1), (1, 400), (3, 7)])
def test_memory_is_bounded_in_all(tmp_path: Path, count: int, megabytes: int) -> None:
    path = tmp_path / "swollen.pdf"
    path.write_bytes(swollen(count, megabytes))
    assert path.stat().st_size < 1_000_000
    code, printed, seconds, peak_bytes = asked("verify", str(path), "--lang", "en")
    assert code == 3, printed
    assert peak_bytes < 300 * 1024**2
    assert seconds < 60


def test_a_manifest_that_swells_is_bounded(small: bytes, tmp_path: Path) -> None:
    parts = unseal(small)
    path = tmp_path / "long.pdf"
    for manifest in (
        b"[" * 1_900_000,
        b'{"schema":"siyada-snapshot-2","figures":[' + b"[]," * 600_000 + b"[]]}",
        b" " * 15_000_000,
    ):
        path.write_bytes(seal(parts.drawn, parts.files | {MANIFEST: manifest}))
        code, printed, _, peak_bytes = asked("verify", str(path), "--lang", "en")
        assert code == 3, printed
        assert peak_bytes < 300 * 1024**2


@given(some.text(max_size=400))
def test_whatever_is_quoted_is_one_harmless_line(text: str) -> None:
    for shown in (quoted(text), quoted_words(text)):
        assert is_harmless(shown)
        assert "\n" not in shown
        assert len(shown) <= 10 * MOST
    assert not OBEYED.search(line(text).replace("\n", ""))
    assert quoted("Casablanca-Settat: 7,5 MW (2026)") == "Casablanca-Settat: 7,5 MW (2026)"
    assert quoted_words("\u20667,5\u2069 م.و") == "\u20667,5\u2069 م.و"
