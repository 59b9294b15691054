"""Killed, starved of disk, refused by the evidence or by the folder: what was serving goes on serving, untouched."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.content.values import Lang
from dashboard.i18n import translator
from dashboard.warehouse.build import Warehouse
from etl.paths import ROOT
from etl.warehouse.publish import is_intact, read_pointer


def siyada(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard.cli.main", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, **options,
    )  # fmt: skip


@pytest.fixture
def serving(tmp_path: Path, published: Path) -> Path:
    """A warehouse with a published build in it, of our own to spoil."""
    return Path(shutil.copytree(published, tmp_path / "warehouse"))


@pytest.fixture
def changed_evidence(evidence_copy: Path) -> Path:
    """Sound evidence that differs from what is published, so that a build has work to do."""
    regions = evidence_copy / "evidence" / "regions.csv"
    regions.write_text(regions.read_text(encoding="utf-8").replace("2026-11-22", "2026-11-21"), encoding="utf-8")
    return evidence_copy


def assert_still_serving(warehouse: Path, build_id: str) -> None:
    published = read_pointer(warehouse)
    assert published is not None
    assert published.build_id == build_id
    assert is_intact(warehouse, published)
    build = Warehouse(warehouse).current()
    load = build.row("select value from out_figures where figure_id = 'sites.it_load_operational_mw'")["value"]
    documented = build.row("select sum(it_load_mw) as mw from core_site_stages where stage = 'operational'")["mw"]
    assert load == documented > 0


def test_twenty_five_kills_at_random_moments(serving: Path, changed_evidence: Path) -> None:
    before = read_pointer(serving)
    assert before is not None
    dice = random.Random(20261122)
    started = time.perf_counter()
    whole = siyada("build", "--data", changed_evidence, "--warehouse", serving.parent / "elsewhere")
    span = time.perf_counter() - started
    assert whole.returncode == 0, whole.stderr
    killed = 0
    for _ in range(25):
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.cli.main", "build", "--data", changed_evidence, "--warehouse", serving],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(0.05, span * 1.1))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        now = read_pointer(serving)
        assert now is not None
        assert is_intact(serving, now)  # the old build or the new one, always whole
        assert_still_serving(serving, now.build_id)
        (serving / "current.json").write_text((published_text := _pointer_text(before)), encoding="utf-8")
        assert published_text
    assert killed >= 10
    done = siyada("build", "--data", changed_evidence, "--warehouse", serving)
    assert done.returncode == 0, done.stderr
    assert not list(serving.glob(".new-*"))


def _pointer_text(published: object) -> str:
    import json
    from dataclasses import asdict

    return json.dumps(asdict(published))  # type: ignore[call-overload]


def test_a_full_disk_is_said_in_one_line(serving: Path, changed_evidence: Path) -> None:
    before = read_pointer(serving)
    assert before is not None

    def small_files_only() -> None:  # what a full disk does to a writer: the write fails
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    result = siyada(
        "build", "--data", changed_evidence, "--warehouse", serving, "--lang", "en", preexec_fn=small_files_only
    )
    assert result.returncode == 1
    assert "nothing was published" in result.stderr
    assert "The build published before goes on serving." in result.stderr
    assert "Traceback" not in result.stderr
    assert_still_serving(serving, before.build_id)
    assert not list(serving.glob(".new-*.duckdb*"))


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/siyada")  # even root cannot make a folder there
    else:
        target = tmp_path / "locked"
        target.mkdir(mode=0o500)
    result = siyada("build", "--warehouse", target, "--lang", "fr")
    assert result.returncode == 1
    assert "rien n’a été publié" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "le disque est plein"), ("ar", "القرص ممتلئ"), ("en", "the disk is full")]
)
def test_a_full_disk_is_named_in_the_readers_language(lang: Lang, words: str) -> None:
    from dashboard.cli.options import reason

    for error in (OSError(errno.ENOSPC, "No space left on device"), OSError("IO Error: x: No space left on device")):
        assert reason(error, translator(lang)) == words


@pytest.mark.parametrize("name", ["drawn.json", "regions.geojson"])
def test_a_damaged_shape_publishes_nothing(serving: Path, changed_evidence: Path, name: str) -> None:
    before = read_pointer(serving)
    assert before is not None
    (changed_evidence / "geo" / name).write_text('{"frames":', encoding="utf-8")
    result = siyada("build", "--data", changed_evidence, "--warehouse", serving, "--lang", "fr")
    assert result.returncode == 1
    assert "Un fichier de contours du dossier geo manque ou est endommagé" in result.stderr
    assert_still_serving(serving, before.build_id)


def test_two_builds_at_once_the_second_is_told_to_wait(serving: Path, changed_evidence: Path) -> None:
    from etl.warehouse.publish import one_at_a_time

    before = read_pointer(serving)
    assert before is not None
    with one_at_a_time(serving):
        result = siyada("build", "--data", changed_evidence, "--warehouse", serving, "--lang", "en")
    assert result.returncode == 1
    assert "Another build is being made" in result.stderr
    assert_still_serving(serving, before.build_id)


def test_refused_evidence_publishes_nothing(serving: Path, changed_evidence: Path) -> None:
    before = read_pointer(serving)
    assert before is not None
    sites = changed_evidence / "evidence" / "sites.csv"
    sites.write_text(sites.read_text(encoding="utf-8")[:-200], encoding="utf-8")  # half written
    result = siyada("build", "--data", changed_evidence, "--warehouse", serving, "--lang", "en")
    assert result.returncode == 1
    assert "sites.csv" in result.stderr
    assert "Nothing was published." in result.stderr
    assert_still_serving(serving, before.build_id)


def test_a_damaged_file_is_made_again(serving: Path) -> None:
    before = read_pointer(serving)
    assert before is not None
    (serving / before.file).write_bytes(b"not a database")
    result = siyada("build", "--warehouse", serving)
    assert result.returncode == 0, result.stderr
    assert_still_serving(serving, before.build_id)


def test_a_reader_goes_on_while_a_new_build_is_published(serving: Path, changed_evidence: Path) -> None:
    published_build = Warehouse(serving).current()
    result = siyada("build", "--data", changed_evidence, "--warehouse", serving)
    assert result.returncode == 0, result.stderr
    after = read_pointer(serving)
    assert after is not None
    assert after.build_id != published_build.build_id
    assert published_build.row("select count(*) as sites from core_sites")["sites"] > 0
    assert (serving / f"siyada-{published_build.build_id}.duckdb").exists()  # an old build stays citable
