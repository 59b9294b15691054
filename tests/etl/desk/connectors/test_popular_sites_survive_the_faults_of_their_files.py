"""Pulse's files: rows fourteen times over, countries that sum to zero, no date, and jumps that ask before they count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.desk.connectors.refresh import refresh_from_bytes, refresh_from_file
from etl.desk.evidence import read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.sources import networks, timeline, undated_timeline

DATA = ROOT / "data"
TODAY = date(2031, 6, 1)


def proposed(body: bytes) -> Proposal:
    return refresh_from_bytes("pulse", body, "f.csv", DATA, TODAY)


def last_run(country: str) -> dict[str, str]:
    return max(
        (row for row in read_evidence(DATA)["web_locality"] if row["country"] == country),
        key=lambda row: row["measured_on"],
    )


def near(country: str) -> tuple[int, int, int]:
    """Counts close to those of the last run: nothing to ask about."""
    run = last_run(country)
    return int(run["sites_local"]) + 1, int(run["sites_regional"]), int(run["sites_external"]) - 1


def test_rows_repeated_fourteen_times_count_once() -> None:
    made = proposed(timeline(("MA", "2031-05-17", *near("MAR")), ("EG", "2031-05-17", *near("EGY")), times=14))
    assert [(row.action, row.cells["country"], row.cells["measured_on"]) for row in made.rows] == [
        ("add", "MAR", "2031-05-17"),
        ("add", "EGY", "2031-05-17"),
    ]
    assert ("repeated", {"count": 26}) in made.notes
    assert made.open_questions == []


def test_a_country_that_sums_to_zero_is_left_out_and_named() -> None:
    made = proposed(timeline(("MA", "2031-05-17", *near("MAR")), ("EG", "2031-05-17", 0, 0, 0)))
    assert [row.cells["country"] for row in made.rows] == ["MAR"]
    assert ("zero_sum", {"runs": "EGY 2031-05-17"}) in made.notes


def test_a_jump_is_asked_about_and_the_run_after_it_is_held_against_the_run_before() -> None:
    local, regional, external = near("MAR")
    far = (local + 400, regional, external - 400)
    made = proposed(
        timeline(
            ("MA", "2031-03-17", local, regional, external),
            ("MA", "2031-04-17", *far),
            ("MA", "2031-05-17", *near("MAR")),
        )
    )
    assert [(q.row_key, q.column, q.rule, q.value) for q in made.open_questions] == [
        ("MAR/2031-04-17", "sites_local", "jump", str(far[0]))
    ]
    assert [row.cells["sites_local"] for row in made.rows] == [str(local), "", str(local)]
    assert str(local) in made.questions[0].text("fr")


def test_known_runs_say_nothing_new_and_older_ones_are_left() -> None:
    run = last_run("MAR")
    counts = tuple(int(run[name]) for name in ("sites_local", "sites_regional", "sites_external"))
    made = proposed(
        timeline(("MA", run["measured_on"], *counts), ("MA", "2019-01-17", 1, 1, 1), ("AF", "2031-05-17", 1, 2, 3))
    )  # type: ignore[arg-type]
    assert (made.rows, made.questions) == ([], [])
    assert dict(made.notes) == {"other_countries": {"count": 1}, "earlier": {"count": 1}, "same": {"count": 1}}


@pytest.mark.parametrize("times", [1, 14])
def test_a_timeline_without_days_asks_for_its_day_once(times: int) -> None:
    made = proposed(undated_timeline(("MA", *near("MAR")), ("EG", *near("EGY")), times=times))
    assert [(q.row_key, q.column) for q in made.open_questions] == [("*", "measured_on")]
    assert [row.cells["measured_on"] for row in made.rows] == ["", ""]


def test_the_day_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(undated_timeline(("MA", *near("MAR"))))
    made = refresh_from_file("pulse", tmp_path / "f.csv", DATA, TODAY, date(2031, 5, 17))
    assert ([row.cells["measured_on"] for row in made.rows], made.open_questions) == (["2031-05-17"], [])


def test_the_networks_of_a_run_never_write_over_an_earlier_undated_run() -> None:
    body = networks(("MA", "Akamai", "Local", 61), ("MA", "Bunnycdn", "External", 4), ("AL", "Fastly", "Regional", 7))
    made = proposed(body)
    assert [(row.action, row.cells["provider"], row.cells["sites"]) for row in made.rows] == [
        ("add", "akamai", "61"),
        ("add", "bunny", "4"),
    ]
    assert [(q.row_key, q.column) for q in made.open_questions] == [("*", "measured_on")]


def test_a_network_without_a_name_in_the_labels_is_asked_for() -> None:
    made = proposed(networks(("MA", "Medianova", "Local", 61)))
    assert {q.row_key for q in made.open_questions if q.table == "labels"} == {
        "web_locality_providers/provider/medianova"
    }


def test_a_file_of_something_else_is_told_with_its_columns() -> None:
    with pytest.raises(DeskError) as refused:
        proposed(b"Plat;Prix\nTajine;60\n")
    assert refused.value.code == "other_shape"
    assert "plat" in refused.value.text("fr").casefold()
