"""From a file to a table of shares by the commands alone, in the forms that programs read, told in three languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.cli.scan_problems import problem_text
from dashboard.cli.scan_words import interval_text
from dashboard.content.values import Lang
from dashboard.i18n import translator
from etl.locality.problems import LocalityError
from etl.locality.vocabulary import FormName
from etl.paths import ROOT
from tests.etl.locality import sample

CODES = sorted(
    {
        code
        for path in (ROOT / "etl" / "locality").glob("*.py")
        for code in re.findall(r'LocalityError\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    | {"no_scan", "many_scans", "line_no_json", "line_no_answer", "range_no_number", "range_out", "range_reversed"}
)
NAMES = [
    "asked",
    "bad",
    "columns",
    "file",
    "folder",
    "form",
    "frame",
    "line",
    "lines",
    "most",
    "other",
    "reason",
    "scan",
    "size",
    "value",
]


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def folders(tmp_path: Path) -> list[object]:
    """Options that name a warehouse and an evidence of our own: no build was ever published there."""
    data = sample.write_evidence(tmp_path / "data")
    return ["--warehouse", tmp_path / "warehouse", "--data", data, "--lang", "en"]


def test_a_new_user_brings_a_file_and_reads_shares(folders: list[object], tmp_path: Path) -> None:
    ranges = sample.write_ranges(tmp_path / "ranges.csv")
    scan = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    code, _, said = run("ranges", "status", *folders)
    assert (code, "siyada ranges import FILE" in said) == (1, True)
    assert run("ranges", "import", ranges, *folders)[0] == 0
    code, said, _ = run("ranges", "status", *folders)
    assert code == 0
    assert "393,216" in said
    assert "Beware" in said
    asked = ["scan", "import", scan, "--format", "zdns", "--frame", "test names", "--frame-size", 40]
    code, said, _ = run(*asked, *folders)
    assert code == 0
    words = (
        "Of 18 names measured (5 of 23 did not answer), 10 answer from addresses placed in Morocco: 56%, 95% interval"
    )
    assert words in said
    assert "Some stand behind a CDN whose origin can't be seen." in said
    assert "One network, AS30983, holds 22% of the names" in said
    code, told, _ = run("scan", "list", "--format", "json", *folders)
    (listed,) = json.loads(told)
    assert list(listed) == ["scan_id", "frame", "frame_size", "names_asked", "file_sha256", "started_utc"]
    assert (listed["frame"], listed["frame_size"], listed["names_asked"]) == ("test names", 40, 23)
    assert listed["started_utc"] == sample.SEEN
    code, told, _ = run("scan", "show", listed["scan_id"], "--format", "json", *folders)
    rows = json.loads(told)
    columns = "service class control names names_measured share ci_low ci_high bound_low bound_high"
    assert {tuple(row) for row in rows} == {tuple(columns.split())}
    assert [(row["class"], row["control"], row["names"]) for row in rows] == [
        ("local", None, 10),
        ("local", "moroccan", 3),
        ("local", "foreign", 4),
        ("local", "unknown", 3),
        ("cdn", None, 4),
        ("mixed", None, 1),
        ("offshore", None, 2),
        ("unlocated", None, 1),
        ("unmeasured", None, 5),
    ]
    assert rows[0]["share"] == pytest.approx(10 / 18)
    assert 0 < rows[0]["ci_low"] < rows[0]["share"] < rows[0]["ci_high"] < 1
    assert (rows[0]["bound_low"], rows[0]["bound_high"]) == (pytest.approx(5 / 18), pytest.approx(16 / 18))
    assert run("scan", "remove", listed["scan_id"], *folders)[0] == 0
    assert json.loads(run("scan", "list", "--format", "json", *folders)[1]) == []
    assert run("scan", "show", listed["scan_id"], *folders)[0] == 1


def test_a_narrow_interval_is_told_to_the_tenth() -> None:
    """None of a thousand is "0 to 0.4%", never "0 to 0%"."""
    t = translator("en")
    assert interval_text((0.0, 0.0038), t) == "0 to 0.4%"
    assert interval_text((0.337, 0.754), t) == "34 to 75%"


def test_the_same_file_again_says_so_and_is_kept_once(folders: list[object], tmp_path: Path) -> None:
    run("ranges", "import", sample.write_ranges(tmp_path / "ranges.csv"), *folders)
    scan = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    for already in (False, True):
        code, said, _ = run("scan", "import", scan, "--format", "zdns", "--frame", "x", *folders)
        assert (code, "measured already" in said) == (0, already)
    assert len(json.loads(run("scan", "list", "--format", "json", *folders)[1])) == 1


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_scan_reads_well_in_each_language(folders: list[object], lang: Lang, tmp_path: Path) -> None:
    """No word stands twice ("de de 39 à 42 %"), and days are written as its readers write them."""
    run("ranges", "import", sample.write_ranges(tmp_path / "ranges.csv"), "--date", "2026-10-15", *folders)
    scan = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    asked = ["scan", "import", scan, "--format", "zdns", "--frame", "x", "--frame-size", 40]
    said = "".join(run(*words, *folders[:-1], lang)[1] for words in (asked, ["scan", "list"], ["ranges", "status"]))
    assert not re.findall(r"\b([^\W\d]{1,3}) \1\b", said)
    assert "2026-" not in said
    assert translator(lang).period("2026-10-15") in said
    assert translator(lang).period(sample.SEEN[:10]) in said


@pytest.mark.parametrize("form", get_args(FormName))
def test_each_tool_is_a_form(form: str) -> None:
    assert form in run("scan", "import", "--help")[1]


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_its_sentence(code: str, lang: Lang) -> None:
    error = LocalityError(code, **dict.fromkeys(NAMES, "zz"))
    told = problem_text(error, translator(lang))
    assert code not in told
    assert told.rstrip()[-1] in ".!?؟\u2069z" or told.endswith(("FILE", "list", "remove zz"))
    assert "{" not in told


@pytest.mark.parametrize("words", [("build",), ("check",), ("figures",), ("doctor",)], ids=" ".join)
def test_no_other_command_imports_ibis(words: tuple[str, ...], published: Path, tmp_path: Path) -> None:
    """Building, checking, serving know the counts of a scan and not what counted them."""
    places = [] if words == ("check",) else ["--warehouse", str(tmp_path if words == ("build",) else published)]
    code = (
        "import sys; sys.argv = sys.argv[1:]\n"
        "from dashboard.cli.main import app\n"
        "try: app()\n"
        "except SystemExit: pass\n"
        "print('ibis' in sys.modules, 'pyspark' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "siyada", *words, *places], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "False False"


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize(("missing", "cure"), [("Spark", "make spark"), ("Java", "openjdk-17-jre-headless")])
def test_an_engine_that_is_not_there_says_what_to_install(
    missing: str, cure: str, lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not replaced in silence, and nothing is kept."""
    there = module_from_spec(ModuleSpec("pyspark", None))
    monkeypatch.setitem(sys.modules, "pyspark", None if missing == "Spark" else there)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    scan = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    asked = ["scan", "import", scan, "--format", "zdns", "--frame", "names", "--engine", "spark", "--lang", lang]
    code, _, said = run(*asked, "--warehouse", tmp_path / "warehouse")
    assert code == 1
    assert cure in said
    assert "--engine" in said
    assert not list((tmp_path / "warehouse").glob("**/*.json"))
