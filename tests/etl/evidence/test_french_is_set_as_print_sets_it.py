"""French stands in the data, in the catalogue and in the messages with its apostrophes and no-break spaces."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import read_catalogue
from etl.evidence.check import check
from etl.evidence.text import text_ok
from etl.evidence.typography import is_french, rewrite, set_french
from etl.messages import fr
from etl.paths import ROOT

EVIDENCE = ROOT / "data" / "evidence"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'argent : 8,2 % (5 à 11)", "L’argent\u00a0: 8,2\u00a0% (5 à 11)"),
        ("Où ? Là; ici!", "Où\u00a0? Là\u00a0; ici\u00a0!"),
        ("« engagé » et «décidé»", "«\u00a0engagé\u00a0» et «\u00a0décidé\u00a0»"),
        ("dit \"souverain\" en '2025'", "dit «\u00a0souverain\u00a0» en «\u00a02025\u00a0»"),
        ("narrow\u202f: 1 469,5 MW", "narrow\u00a0: 1\u00a0469,5\u00a0MW"),
        ("{share} % de {mw} MW", "{share}\u00a0% de {mw}\u00a0MW"),
        ("1 000 000 DH", "1\u00a0000\u00a0000\u00a0DH"),
        # What is not French punctuation stays: addresses, times, standards, dates, names.
        ("https://a.ma/?q=1;2", "https://a.ma/?q=1;2"),
        ("ISO 27001:2013 à 10:30", "ISO 27001:2013 à 10:30"),
        ("en 2024 100 sites", "en 2024 100 sites"),
        ("Série Africa: The Big Deal", "Série Africa: The Big Deal"),
    ],
)
def test_what_is_typed_becomes_what_is_printed(typed: str, printed: str) -> None:
    assert set_french(typed) == printed


@given(st.text(alphabet="aé'\"«»: ;!?%\u00a0\u202f19(),.{}€MWh", max_size=30))
def test_a_text_once_set_stays_as_it_is_and_loses_no_letter(text: str) -> None:
    once = set_french(text)
    assert set_french(once) == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


def test_the_evidence_is_set() -> None:
    wrong = []
    for path in sorted(EVIDENCE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                wrong += [v for k, v in row.items() if is_french(path.stem, k, row) and set_french(v) != v]
    assert wrong == []


def test_the_catalogue_and_the_messages_are_set() -> None:
    texts = [text for pair in fr.RULES.values() for text in pair]
    for message in read_catalogue("fr"):
        if message.id:
            texts += message.string if isinstance(message.string, tuple) else [message.string]
    assert [text for text in texts if set_french(text) != text] == []


def test_the_spaces_of_print_pass_the_gate_of_texts() -> None:
    assert text_ok(set_french("L'été : « 1 000 MW » ; où ?")) is None


@pytest.mark.parametrize(
    ("table", "column", "line"), [("phrases", "fr", 5), ("labels", "label_fr", 5), ("sites", "name_fr", 2)]
)
def test_the_check_refuses_a_typed_apostrophe_and_says_what_to_write(
    tables: Path, change: Callable[[str, int, str, str], None], table: str, column: str, line: int
) -> None:
    change(table, line, column, "L'essai : un")
    (found,) = check(tables)[1]
    assert (found.file, found.line, found.column, found.rule) == (f"{table}.csv", line, column, "french_typography")
    for lang in ("fr", "ar", "en"):
        assert "L’essai\u00a0: un" in found.cure(lang)


def test_the_title_of_an_english_document_keeps_its_apostrophe(
    tables: Path, change: Callable[[str, int, str, str], None]
) -> None:
    change("sources", 2, "language", "en")
    change("sources", 2, "title", "Morocco's data centres: a race")
    assert check(tables)[1] == []
    change("sources", 2, "language", "fr")
    assert [v.rule for v in check(tables)[1]] == ["french_typography"]


def test_a_folder_is_rewritten_once_and_a_broken_file_is_left(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EVIDENCE, tmp_path / "tables"))
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    assert rewrite(folder) == 0
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    labels = folder / "labels.csv"
    labels.write_text(labels.read_text(encoding="utf-8").replace("’", "'"), encoding="utf-8")
    (folder / "glossary.csv").write_text("not,a,table\n'\n", encoding="utf-8")
    assert rewrite(folder) > 0
    assert labels.read_bytes() == before["labels.csv"]
    assert (folder / "glossary.csv").read_text(encoding="utf-8") == "not,a,table\n'\n"
