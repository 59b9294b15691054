"""`siyada refresh` reads a source's file into a proposal folder; exit codes as `siyada propose`, 0 for nothing new."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from etl.desk.connectors.refresh import CONNECTORS
from etl.desk.connectors.release import Release
from etl.desk.evidence import read_evidence
from etl.desk.proposal import read_proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.misbehaving import answering, serving
from tests.etl.desk.connectors.sources import exchanges, register, timeline
from tests.etl.desk.files import WORLD_BANK_ERROR, world_bank


def run(*words: str | os.PathLike[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["refresh", *(str(word) for word in words)])
    return done.exit_code, done.stdout, done.stderr


def test_a_complete_file_ends_with_0_and_the_proposal_bears_its_hash(tmp_path: Path) -> None:
    file, out = tmp_path / "wdi.json", tmp_path / "out"
    file.write_bytes(world_bank(("MAR", "Morocco", "2030", 95.25)))
    evidence = {path: path.read_bytes() for path in (ROOT / "data" / "evidence").glob("*.csv")}
    code, said, _ = run("wdi", "--from", file, "--out", out, "--format", "json", "--today", "2031-06-01")
    assert (code, json.loads(said)["rows"]["add"]) == (0, 1)
    made = read_proposal(out)
    assert made.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [row.cells["value"] for row in made.rows] == ["95.25"]
    assert evidence == {path: path.read_bytes() for path in (ROOT / "data" / "evidence").glob("*.csv")}


def test_nothing_new_ends_with_0_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "ix.json").write_bytes(exchanges(("MOZIX", "Maputo", "MZ", 18)))
    code, said, _ = run("peeringdb", "--from", tmp_path / "ix.json", "--out", tmp_path / "out", "--lang", "en")
    assert (code, "Nothing to change" in said) == (0, True)
    assert read_proposal(tmp_path / "out").rows == []


def test_a_jump_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(timeline(("MA", "2031-05-17", 990, 0, 5)))
    code, said, _ = run("pulse", "--from", tmp_path / "f.csv", "--out", tmp_path / "out", "--lang", "fr")
    assert (code, "un défaut de la mesure" in said) == (2, True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_source_without_a_connector_is_refused_with_the_list_of_those_that_have_one(
    tmp_path: Path, lang: Lang
) -> None:
    code, _, wrong = run("nothing", "--from", tmp_path / "f", "--out", tmp_path / "out", "--lang", lang)
    assert (code, wrong.count("\n")) == (1, 1)
    assert "cdn-places, egov, epoch, peeringdb, pulse, rir, wdi" in wrong


def test_an_error_sent_as_an_answer_ends_with_1_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_bytes(WORLD_BANK_ERROR)
    code, said, _ = run("wdi", "--from", tmp_path / "f.json", "--out", tmp_path / "out", "--format", "json")
    assert (code, list(json.loads(said)), (tmp_path / "out").exists()) == (1, ["problem"], False)


@pytest.mark.parametrize("lang", LANGS)
def test_the_status_lists_every_indicator_and_what_is_overdue_first(lang: Lang) -> None:
    code, said, _ = run("--status", "--format", "json", "--today", "2040-01-01", "--lang", lang)
    listed = json.loads(said)
    indicators = {row["indicator_id"] for row in read_evidence(ROOT / "data")["indicators"]}
    assert (code, {one["indicator_id"] for one in listed}) == (0, indicators | {"web_locality"})
    overdue = [one["overdue_since"] for one in listed if one["overdue_since"]]
    assert overdue == sorted(one["overdue_since"] for one in listed[: len(overdue)])
    code, text, _ = run("--status", "--today", "2040-01-01", "--lang", lang)
    assert (code, text.splitlines()[0].split(":")[0].strip()) == (
        0,
        {"fr": "En retard", "en": "Overdue", "ar": "متأخرة"}[lang],
    )


def test_without_a_source_or_a_folder_it_says_what_it_needs(tmp_path: Path) -> None:
    for words in ((), ("wdi",), ("wdi", "--from", tmp_path / "f")):
        code, _, wrong = run(*words, "--lang", "en")
        assert (code, "--out DIR" in wrong) == (1, True)


def test_without_a_file_each_file_of_the_source_is_fetched_into_a_proposal_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = timeline(("MA", "2031-05-17", 190, 0, 800))
    with serving(answering(body), answering(b"gone", status=404)) as server:
        there = {"timeline": f"{server.address}/latest-timeline.csv", "networks": f"{server.address}/latest.csv"}
        monkeypatch.setitem(CONNECTORS, "pulse", replace(CONNECTORS["pulse"], addresses=lambda _: there))
        code, said, _ = run("pulse", "--out", tmp_path / "out", "--cache", tmp_path / "kept", "--format", "json")
    parts = {one["part"]: one for one in json.loads(said)}
    assert (code, "404" in parts["networks"]["problem"]) == (1, True)
    assert parts["timeline"]["sha256"] == hashlib.sha256(body).hexdigest()
    assert [row.cells["sites_local"] for row in read_proposal(tmp_path / "out" / "timeline").rows] == ["190"]
    assert not (tmp_path / "out" / "networks").exists()


def test_one_file_that_did_not_change_is_read_again_from_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = (answering(exchanges(("MARIX", "Rabat", "MA", 12)), ETag='"1"'), answering(status=304))
    with serving(*answers) as server:
        monkeypatch.setitem(
            CONNECTORS,
            "peeringdb",
            replace(CONNECTORS["peeringdb"], addresses=lambda _: {"ix": f"{server.address}/ix"}),
        )
        for name in ("1", "2"):
            assert run("peeringdb", "--out", tmp_path / name, "--cache", tmp_path / "kept")[0] == 2
    assert len(server.asked) == 2
    files = [(tmp_path / name / "ixps.csv").read_bytes() for name in ("1", "2")]
    assert files[0] == files[1]


def test_all_refreshes_each_source_by_itself_and_one_that_fails_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Release:
        raise ValueError

    answers = {
        "cdn-places": answering(b"gone", status=404),
        "peeringdb": answering(exchanges(("MOZIX", "Maputo", "MZ", 18))),
        "pulse": answering(timeline(("MA", "2031-05-17", 190, 0, 800))),
        "rir": answering(register(("MA", "asn", "36903", 1))),
        "epoch": answering(b"<html>"),
        "wdi": answering(b"{}"),
    }
    with ExitStack() as stack:
        for name, given in answers.items():
            server = stack.enter_context(serving(given))
            there = {"one": f"{server.address}/file"}
            changed = replace(CONNECTORS[name], addresses=lambda _, there=there: there)
            monkeypatch.setitem(CONNECTORS, name, replace(changed, read=fails) if name == "wdi" else changed)
        words = ("all", "--cache", tmp_path / "kept", "--format", "json", "--lang", "en")
        code, said, _ = run(*words, "--out", tmp_path / "out")
        told = json.loads(said)
        text_code, text, wrong = run(*words[:3], "--out", tmp_path / "text", "--lang", "en")
    found = {one["source"]: one for one in told["sources"]}
    assert (code, told["from_file_only"], list(found)) == (1, ["egov"], [name for name in CONNECTORS if name != "egov"])
    assert {name for name, one in found.items() if "problem" in one} == {"cdn-places", "epoch", "wdi"}
    assert found["peeringdb"]["rows"] == {"add": 0, "change": 0, "remove": 0}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"peeringdb", "pulse", "rir"}
    refused = [
        line.partition(":")[0] for line in wrong.splitlines() if line.startswith(tuple(f"{one}:" for one in answers))
    ]
    assert (text_code, refused, "peeringdb: nothing new" in text) == (1, ["cdn-places", "epoch", "wdi"], True)
    assert "Files read: 3 of 6" in text


def test_all_ends_with_0_where_nothing_is_new_and_takes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in CONNECTORS:
        if name != "peeringdb":
            monkeypatch.setitem(CONNECTORS, name, replace(CONNECTORS[name], addresses=lambda _: {}))
    with serving(answering(exchanges(("MOZIX", "Maputo", "MZ", 18)))) as server:
        there = {"ix": f"{server.address}/ix"}
        monkeypatch.setitem(CONNECTORS, "peeringdb", replace(CONNECTORS["peeringdb"], addresses=lambda _: there))
        assert run("all", "--out", tmp_path / "out", "--cache", tmp_path / "kept")[0] == 0
    code, _, wrong = run("all", "--from", tmp_path / "f.csv", "--out", tmp_path / "two", "--lang", "en")
    assert (code, "instead of all" in wrong) == (1, True)
