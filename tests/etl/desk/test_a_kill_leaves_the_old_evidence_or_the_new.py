"""Whenever a decision is cut off, the evidence is the old one or the new one, whole; what was left is cleared next time."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from etl.desk.accept import accept, one_decision
from etl.desk.apply import apply
from etl.desk.evidence import read_evidence
from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.proposal import propose_contents
from etl.desk.read import contents_of
from etl.paths import ROOT

FILE = b"year,usd_mad,eur_mad,source_ids\n2031,9.5,10.5,inv-fed-eur\n"
SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.etl.desk.test_a_kill_leaves_the_old_evidence_or_the_new import decide
print("ready", flush=True)
decide(Path({data!r}))
print("done", flush=True)
"""


def decide(data: Path) -> None:
    made = propose_contents(FILE, contents_of(FILE), "f", data, "fx", Mapping(), date(2026, 12, 1))
    with one_decision(data) as hashes:
        accept(
            made, apply(made, read_evidence(data), date(2026, 12, 1)), data, hashes, "why", "who", [], date(2026, 12, 1)
        )


def state(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / "evidence").iterdir()}


@pytest.mark.parametrize("wait_ms", [0, 40, 60, 80, 100, 140])
def test_killed_at_any_time(evidence_copy: Path, wait_ms: int) -> None:
    old = state(evidence_copy)
    script = SCRIPT.format(root=str(ROOT), data=str(evidence_copy))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(wait_ms / 1000)
        child.kill()
    left = state(evidence_copy)
    if left != old:
        assert {name for name in left if left[name] != old.get(name)} == {"fx.csv", "changes.csv"}
        return
    decide(evidence_copy)
    assert {name for name in state(evidence_copy) if state(evidence_copy)[name] != old.get(name)} == {
        "fx.csv",
        "changes.csv",
    }
    assert [path.name for path in evidence_copy.iterdir() if "-new-" in path.name] == []


def test_two_decisions_at_once_are_one(evidence_copy: Path) -> None:
    with one_decision(evidence_copy), pytest.raises(DeskError, match="busy"):
        decide(evidence_copy)


def test_evidence_edited_while_it_is_checked_is_left_as_it_is(evidence_copy: Path) -> None:
    made = propose_contents(FILE, contents_of(FILE), "f", evidence_copy, "fx", Mapping(), date(2026, 12, 1))
    with one_decision(evidence_copy) as hashes:
        path = evidence_copy / "evidence" / "pillars.csv"
        path.write_bytes(path.read_bytes().replace(b"Digital economy", b"Digital economies"))
        before = state(evidence_copy)
        with pytest.raises(DeskError, match="evidence_moved"):
            accept(
                made,
                apply(made, read_evidence(evidence_copy), date(2026, 12, 1)),
                evidence_copy,
                hashes,
                "w",
                "b",
                [],
                date(2026, 12, 1),
            )
    assert state(evidence_copy) == before
