"""A machine's clock that is set forwards or back while it serves: pages go on, shares of arrivals run out in time, and a build
made by a wrong clock says so and is what it would have been."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from dashboard.web.arrivals import OF_ONE, WITHIN_S
from etl.paths import ROOT
from etl.warehouse.publish import read_pointer
from tests.browser.harness import Server, serving
from tests.clocks import HOW_TO_GET_A_COMPILER, YEAR_S, Clock, compiler
from tests.hostile.wires import draw, rerun, session

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or compiler() is None, reason=HOW_TO_GET_A_COMPILER),
    pytest.mark.alone,
]
JUMPS = {"ten years on": 10 * YEAR_S, "twenty years back": -20 * YEAR_S, "an hour back": -3600, "right again": 0}
BEHIND = {"en": "The machine's clock is behind", "fr": "L’horloge de la machine retarde", "ar": "ساعة الجهاز متأخرة"}


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    return Clock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def server(published: Path, clock: Clock) -> Iterator[Server]:
    with serving(published, settings=clock.settings) as found:
        yield found


@pytest.mark.parametrize("jump", JUMPS)
def test_pages_are_drawn_whatever_the_clock_says(server: Server, clock: Clock, jump: str) -> None:
    with session(server.url) as before, httpx.Client(base_url=server.url, timeout=60) as client:
        clock.set(0)
        assert draw(before, "share", "lang=en") == []
        clock.set(JUMPS[jump])
        time.sleep(1.5)  # the server looks at it once a second
        told = client.get("/readyz")
        assert told.status_code == 200
        offset = time.time() + JUMPS[jump]
        assert abs(_date(told.headers["date"]) - offset) < 90  # the server does live by that clock
        assert draw(before, "share", "lang=en&growth=0.3") == []  # who was in goes on
        for path in ("/brief?lang=fr", "/feed.xml?lang=ar", "/api/v1/releases?lang=en", "/search?q=nexus"):
            assert client.get(path).status_code == 200, path
        assert _metric(client, "siyada_build_age_seconds") >= 0
    with session(server.url) as after:  # who comes now is drawn
        assert draw(after, "", "lang=ar") == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_age_is_told_by_a_clock_that_stands_before_the_data(server: Server, clock: Clock, lang: Lang) -> None:
    footers = {}
    for beside_s in (0, -20 * YEAR_S):
        clock.set(beside_s)
        footers[beside_s] = _footer(server, lang)
    clock.set(0)
    assert "(" in footers[0]
    assert re.search(r"[(−-]", footers[-20 * YEAR_S]) is None
    assert translator(lang).period("2026") in footers[-20 * YEAR_S]


def test_a_share_of_arrivals_runs_out_by_the_span_and_not_by_the_clock(server: Server, clock: Clock) -> None:
    def codes(count: int) -> list[int]:
        with httpx.Client(base_url=server.url, timeout=60) as client:
            return [client.get("/?lang=en").status_code for _ in range(count)]

    time.sleep(WITHIN_S)
    assert 503 in codes(OF_ONE + 1)
    clock.set(YEAR_S)
    assert codes(1) == [503]  # a year by the clock, no time by the span
    clock.set(-YEAR_S)
    time.sleep(WITHIN_S + 1)
    assert codes(1) == [200]
    clock.set(0)


@pytest.mark.parametrize(("lang", "words"), BEHIND.items())
def test_a_build_by_a_clock_far_behind_says_so_and_is_the_same(
    published: Path, clock: Clock, tmp_path: Path, lang: Lang, words: str
) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse", ignore=shutil.ignore_patterns("documents")))
    before = read_pointer(warehouse)
    assert before
    clock.set(-20 * YEAR_S)
    done = _siyada(clock, "build", "--strict", "--warehouse", warehouse, "--lang", lang)
    clock.set(0)
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    after = read_pointer(warehouse)
    assert after
    assert after.build_id == before.build_id


def test_a_build_by_a_clock_ahead_is_published_and_one_after_it_too(
    published: Path, clock: Clock, evidence_copy: Path, tmp_path: Path
) -> None:
    """Their times of publication go back, their order does not."""
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse", ignore=shutil.ignore_patterns("documents")))
    regions = evidence_copy / "evidence" / "regions.csv"
    text = regions.read_text(encoding="utf-8")
    for day, beside_s in (("2026-11-21", YEAR_S), ("2026-11-20", 0)):
        regions.write_text(text.replace("2026-11-22", day), encoding="utf-8")
        clock.set(beside_s)
        done = _siyada(clock, "build", "--data", evidence_copy, "--warehouse", warehouse, "--lang", "en")
        assert done.returncode == 0, done.stderr
    pointer = read_pointer(warehouse)
    with serving(warehouse, settings=clock.settings) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        assert pointer
        assert client.get("/readyz").json()["build_id"] == pointer.build_id
        assert client.get("/api/v1/builds").json()["latest"] == pointer.build_id
        assert client.get("/feed.xml?lang=en").status_code == 200


def _siyada(clock: Clock, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard.cli.main", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | clock.settings, capture_output=True, text=True, check=False, timeout=120
    )


def _date(header: str) -> float:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(header).timestamp()


def _metric(client: httpx.Client, name: str) -> float:
    found = re.search(rf"^{name} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert found
    return float(found[1])


def _footer(server: Server, lang: Lang) -> str:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    with session(server.url) as reader:
        reader.send(rerun("", f"lang={lang}"))
        while True:
            message = ForwardMsg()
            message.ParseFromString(reader.recv(60))  # type: ignore[arg-type]
            found = re.search(r'<footer class="footer"><p>(.*?)</p>', message.delta.new_element.html.body)
            if found:
                return found[1]
