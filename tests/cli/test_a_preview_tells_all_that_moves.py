"""A preview tells what moves beside figures: points of the map, words of rows; and the band where it alone moves."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import Figure, Receipt
from dashboard.figures.band import tell_apart
from dashboard.i18n import translator
from etl.desk.evidence import read_evidence
from etl.paths import ROOT

SITE = "mar-toubkal"
DAY = ("--today", "2026-12-01")


def run(*words: str | os.PathLike[str]) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout + done.stderr


def proposal(tmp_path: Path, **cells: str) -> Path:
    file, out = tmp_path / "sites.csv", tmp_path / "out"
    (row,) = [row for row in read_evidence(ROOT / "data")["sites"] if row["site_id"] == SITE]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row | cells)
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    assert run("propose", file, "--table", "sites", "--out", out, *DAY)[0] in (0, 2)
    return out


def test_a_point_that_moves_and_words_that_change_are_told_in_every_form(published: Path, tmp_path: Path) -> None:
    out = proposal(tmp_path, lat="32.25", city_fr="Ben Guérir")
    words = ("preview", out, "--warehouse", published, *DAY)
    said = json.loads(run(*words, "--format", "json", "--lang", "en")[1])
    (place,) = said["places"]
    assert (place["table"], place["row_key"], place["before"], place["after"]) == (
        "sites",
        SITE,
        ["32.236", "-7.954"],
        ["32.25", "-7.954"],
    )
    (text,) = [one for one in said["texts"] if one["column"] == "city_fr"]
    assert (text["row_key"], text["before"], text["after"]) == (SITE, "Benguérir", "Ben Guérir")
    told = run(*words, "--lang", "en")[1]
    assert "1 point of the map moves:" in told
    assert "from 32.236, -7.954 to 32.25, -7.954" in told
    assert "from Benguérir to Ben Guérir" in told
    listed = {row["what"]: row for row in csv.DictReader(io.StringIO(run(*words, "--format", "csv")[1]))}
    assert (listed["place"]["after"], listed["text"]["after"]) == ("32.25, -7.954", "Ben Guérir")


def test_what_moves_neither_says_nothing_of_them(published: Path, tmp_path: Path) -> None:
    out = proposal(tmp_path, gpu_count_operational="28")
    said = json.loads(run("preview", out, "--warehouse", published, *DAY, "--format", "json")[1])
    assert (said["places"], said["texts"]) == ([], [])
    assert said["figures"]


def figure(value: float, low: float | None, high: float | None, text: str) -> Figure:
    receipt = Receipt("", (), "0" * 12)
    return Figure("share.x", "X", value, text, "pct", "estimate", "D", "", receipt, low, high)


def test_where_the_band_alone_moves_it_is_said() -> None:
    t = translator("en")
    assert tell_apart(figure(8, 6, 11, "8%"), figure(8, 6, 14, "8%"), t) == (
        "8% (between 6% and 11%)",
        "8% (between 6% and 14%)",
    )
    assert tell_apart(figure(8, 6, 11, "8%"), figure(9, 6, 14, "9%"), t) == ("8%", "9%")
    old, new = tell_apart(figure(8.01, 6, 11, "8%"), figure(8.02, 6, 11, "8%"), t)
    assert new.startswith(old) and new != old
    assert tell_apart(None, figure(8, None, None, "8%"), t) == (t("not there"), "8%")
