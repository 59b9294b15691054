"""`siyada diff` says which figures moved, appeared or vanished and which states changed, in the reader's language."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.documents import snapshot as press
from dashboard.documents.claims import Document
from dashboard.documents.seal import seal, unseal
from dashboard.warehouse.build import open_warehouse
from etl.build import build


@pytest.fixture(scope="module")
def pair(counted: Path, counted_evidence: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A report of the rows counted by hand, one with a better rank, and the second's warehouse."""
    folder = tmp_path_factory.mktemp("pair")
    shutil.copytree(counted_evidence, folder / "data")
    path = folder / "data" / "evidence" / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    found = next(line for line in lines if line.startswith("un_osi_rank,MAR,2024,"))
    path.write_text("".join(lines).replace(found, found.replace(",2024,100", ",2024,60", 1)), encoding="utf-8")
    assert ",2024,60" in path.read_text(encoding="utf-8")
    build(folder / "data", folder / "warehouse", lambda *_: None)
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(press.snapshot(open_warehouse(counted).current(), "fr", ["progress"])[0])
    new.write_bytes(press.snapshot(open_warehouse(folder / "warehouse").current(), "ar", ["progress"])[0])
    return old, new, folder / "warehouse"


def diff(*given: object) -> tuple[int, str]:
    made = CliRunner().invoke(app, ["diff", *map(str, given)])
    return made.exit_code, made.output


def test_a_state_that_changed_is_told_in_words(pair: tuple[Path, Path, Path]) -> None:
    old, new, warehouse = pair
    code, text = diff(old, new, "--lang", "en", "--warehouse", warehouse)
    assert code == 0
    (line,) = [line for line in text.splitlines() if "UN Online Service" in line and "the state goes from" in line]
    # One document is in French and was made elsewhere, the other in Arabic: only the build at hand gives English words.
    assert line.endswith("”")
    assert "“on track”" in line.lower()
    assert "figures differ." in text
    _, french = diff(old, new, "--lang", "fr", "--warehouse", warehouse)
    assert "l’état passe de" in french


def test_the_same_as_csv_holds_codes_and_plain_values(pair: tuple[Path, Path, Path]) -> None:
    old, new, warehouse = pair
    _, text = diff(old, new, "--lang", "en", "--csv", "--warehouse", warehouse)
    rows = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(text))}
    state = rows["progress.un_osi_rank.state"]
    assert (state["change"], state["old_value"], state["new_value"]) == ("state", "acceleration_needed", "on_track")
    assert rows["progress.un_osi_rank.pace"]["change"] == "moved"
    assert float(rows["progress.un_osi_rank.pace"]["new_value"]) > float(rows["progress.un_osi_rank.pace"]["old_value"])
    assert not any("|" in row["old_value"] for row in rows.values())


def test_figures_that_come_and_go_are_told(pair: tuple[Path, Path, Path], published: Path, tmp_path: Path) -> None:
    old, _, _ = pair
    other = tmp_path / "sites.pdf"
    other.write_bytes(press.snapshot(open_warehouse(published).current(), "en", ["sites"])[0])
    _, text = diff(old, other, "--lang", "en", "--warehouse", published)
    assert "GPUs documented in service: new, 32" in text
    assert "no longer there (it was" in text
    assert diff(old, old, "--lang", "en")[1].splitlines()[-1] == "No figure differs."


def test_what_cannot_be_compared_is_told(pair: tuple[Path, Path, Path], tmp_path: Path) -> None:
    old, new, _ = pair
    odd = tmp_path / "odd.pdf"
    odd.write_bytes(b"%PDF-1.7 nothing")
    code, text = diff(old, odd, "--lang", "en")
    assert (code, "odd.pdf: Not a Siyada snapshot" in text) == (3, True)
    parts = unseal(new.read_bytes())
    page = re.sub(rb"D:(\d{7})\d000000Z", rb"D:\g<1>x000000Z", parts.drawn, count=1)
    odd.write_bytes(seal(page, parts.files))
    assert not Document(odd.read_bytes()).is_intact
    code, text = diff(old, odd, "--lang", "en")
    assert (code, "odd.pdf was altered" in text) == (0, True)


@pytest.fixture(scope="module")
def asked(published: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Documents of one build, each with other choices."""
    folder = tmp_path_factory.mktemp("asked")
    choices = {
        "whole": "",
        "filtered": "pillar=talent",
        "same": "pillar=talent&state=",
        "levers": "growth=0.4",
        "more": "pillar=talent,governance",
    }
    build_ = open_warehouse(published).current()
    for name, query in choices.items():
        chapters = ["share"] if name == "levers" else ["progress"]
        (folder / f"{name}.pdf").write_bytes(press.snapshot(build_, "fr", chapters, query)[0])
    (folder / "share.pdf").write_bytes(press.snapshot(build_, "fr", ["share"])[0])
    return {path.stem: path for path in folder.glob("*.pdf")}


@pytest.mark.parametrize(("first", "second"), [("whole", "filtered"), ("filtered", "more"), ("share", "levers")])
def test_another_question_is_told_before_any_figure(asked: dict[str, Path], first: str, second: str) -> None:
    code, text = diff(asked[first], asked[second], "--lang", "en")
    assert code == 2
    assert "the documents answer different questions" in text.splitlines()[0]
    assert text.splitlines()[-1] == "No figure differs."
    assert ": from " not in text and "no longer there" not in text
    _, french = diff(asked[first], asked[second], "--lang", "fr")
    assert "répondent à des questions différentes" in french
    _, arabic = diff(asked[first], asked[second], "--lang", "ar")
    assert "سؤالين مختلفين" in arabic


def test_the_same_question_put_in_other_words_is_the_same(asked: dict[str, Path]) -> None:
    code, text = diff(asked["filtered"], asked["same"], "--lang", "en")
    assert (code, text.splitlines()[-1]) == (0, "No figure differs.")
    assert "different questions" not in text


def test_a_chapter_of_one_document_only_is_told(asked: dict[str, Path]) -> None:
    code, text = diff(asked["whole"], asked["share"], "--lang", "en")
    assert code == 2
    assert "Chapter Digital Morocco 2030 is in the first document only." in text
    assert "Chapter Local or offshore is in the second document only." in text


def test_a_table_of_changes_holds_no_other_question(asked: dict[str, Path]) -> None:
    made = CliRunner().invoke(app, ["diff", str(asked["whole"]), str(asked["filtered"]), "--csv", "--lang", "en"])
    assert (made.exit_code, len(made.stdout.splitlines())) == (2, 1)
    assert "different questions" in made.stderr
