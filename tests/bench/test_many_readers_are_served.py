"""Many readers at once against their limits, in one process; `make soak` measures more of them, for longer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.web.arrivals import AT_MOST, FOR_OTHERS
from tests.bench.load import arrivals, documents, measure_all, steady
from tests.bench.report import Report

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
STEADY, STEADY_P95_MS, RECOVERY_S, MOVES_MS = 300, 300, 12, 100


def test_three_hundred_sessions_change_a_choice_every_ten_seconds(published: Path) -> None:
    report = Report("Steady sessions, one process")
    (found,) = measure_all([lambda server: steady(server, STEADY, 30)], published)
    report.add(f"{STEADY} sessions: 95 % of the views within", [found.at(0.95)], STEADY_P95_MS, "ms")
    report.add("told to come again", [found.told_busy], None, "")
    report.add("errors", [len(found.wrongs)], 0, "")
    report.check()


def test_a_wave_is_let_in_as_far_as_there_is_room_and_the_rest_is_told(published: Path) -> None:
    report = Report("Three hundred readers in the same moment")
    (found,) = measure_all([lambda server: arrivals(server, 300)], published)
    recovered = re.search(r"as before after ([0-9.]+) s", "; ".join(found.notes))
    report.add("let in", [found.let_in], AT_MOST + FOR_OTHERS, "")
    report.add("errors", [len(found.wrongs)], 0, "")
    report.add(
        "a newcomer finds the server as before after", [float(recovered[1])] if recovered else [999], RECOVERY_S, "s"
    )
    report.check()


def test_two_hundred_documents_move_a_page_by_little(published: Path) -> None:
    report = Report("Two hundred documents asked for at once, while twenty sessions change a choice every second")
    (found,) = measure_all([lambda server: documents(server, 200)], published)
    before = re.search(r"p95 (\d+) ms", found.notes[0])
    assert before
    report.add("95 % of the views later by", [found.at(0.95) - float(before[1])], MOVES_MS, "ms")
    report.add("errors", [len(found.wrongs)], 0, "")
    report.check()
