"""Of the cells that go wrong one at a time the check sees most, column by column; what it can't see is named, with the reason.

`python -m tests.spoiling` lists every column with what is caught.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from etl.contracts.tables import TABLES, columns
from tests.spoiling import Spoiler, Wrong, kind_of

JUDGED = "a judgement of whoever read the sources: nothing else in the evidence tells it"
CITED = "any document could tell it; only one that is too old for the fact is seen"
ELSEWHERE = "any country, system or day beside it would be as likely"
NAMED = "a name or a number that identifies"
SETTING = "a limit of the checks themselves"
WORDS = "the day on which words were written moves nothing"

UNSEEN = {
    ("*", "confidence"): JUDGED,
    ("*", "source_ids"): CITED,
    ("*", "perimeter"): JUDGED,
    ("*", "news_kind"): JUDGED,
    ("as_control", "control"): JUDGED,
    ("as_control", "asn"): NAMED,
    ("backbone", "km"): "no positions of its ends are kept: only its note tells it",
    ("backbone", "status"): JUDGED,
    ("cable_segments", "segment"): NAMED,
    ("cables", "rfs"): ELSEWHERE,
    ("cdn_marks", "mark_is"): JUDGED,
    ("cdn_marks", "provider"): JUDGED,
    ("connectivity_metrics", "country"): ELSEWHERE,
    ("connectivity_metrics", "metric"): ELSEWHERE,
    ("connectivity_metrics", "period"): ELSEWHERE,
    ("indicators", "growth_model"): JUDGED,
    ("indicators", "pillar"): JUDGED,
    ("indicators", "direction"): JUDGED,
    ("indicators", "least_value"): SETTING,
    ("indicators", "greatest_value"): SETTING,
    ("indicators", "jump_factor"): SETTING,
    ("investments", "amount_is"): JUDGED,
    ("investments", "flow"): JUDGED,
    ("investments", "part_of"): JUDGED,
    ("investments", "region_code"): ELSEWHERE,
    ("investments", "sector"): JUDGED,
    ("investments", "stage"): JUDGED,
    ("investments", "start"): ELSEWHERE,
    ("ixps", "established"): ELSEWHERE,
    ("landings", "landing_status"): JUDGED,
    ("latency", "method"): JUDGED,
    ("observations", "provisional"): JUDGED,
    ("outages", "countries"): ELSEWHERE,
    ("prose", "chapter"): "only the code says which chapter asks for a text",
    ("prose", "order"): "any place that no other text has is one",
    ("share_assumptions", "unit"): JUDGED,
    ("site_events", "event"): JUDGED,
    ("site_events", "site_id"): ELSEWHERE,
    ("sites", "kind"): JUDGED,
    ("sites", "sovereign_hosting"): JUDGED,
    ("sites", "tier"): JUDGED,
    ("startup_funding", "country"): ELSEWHERE,
    ("targets", "set_by"): JUDGED,
    ("web_locality", "country"): ELSEWHERE,
    ("web_locality_providers", "answered"): JUDGED,
    ("web_locality_providers", "country"): ELSEWHERE,
    ("web_locality_providers", "provider"): ELSEWHERE,
    ("web_locality_providers", "sites"): "only the sum of a file is known",
    **{(table, "recorded_on"): WORDS for table in ("phrases", "prose", "labels", "glossary", "regions", "pillars")},
}
"""Columns of which one cell gone wrong is seen by chance at most, by table (*: of every table)."""

FLOORS = {"number": 0.85, "date": 0.8, "code": 0.6, "exchange": 0.8, "added": 0.9}
"""By kind, the least share of wrong cells that the check sees, of columns not named above."""
TRIED = {"number": 90, "date": 40, "code": 40, "exchange": 25, "added": 25}


@pytest.fixture(scope="module")
def spoiler(counted_evidence: Path) -> Spoiler:
    return Spoiler(counted_evidence)


def test_what_can_not_be_seen_is_a_column_of_the_evidence() -> None:
    known = {(table.name, column) for table in TABLES for column in columns(table) if kind_of(table, column)}
    known |= {("*", column) for _, column in known}
    assert sorted(set(UNSEEN) - known) == []


def _tried(spoiler: Spoiler, kind: str) -> list[Wrong]:
    """Some of the wrong cells of a kind, as many of each column as of any other."""
    dice = random.Random(20261129)
    found = {"exchange": spoiler.exchanged, "added": spoiler.added}.get(kind)
    every = [*found(3, dice)] if found else [*_of_kind(spoiler, kind, dice)]
    by_column: dict[tuple[str, str], list[Wrong]] = {}
    for wrong in every:
        by_column.setdefault((wrong.table.name, wrong.column), []).append(wrong)
    for some in by_column.values():
        dice.shuffle(some)
    rounds = [some[place] for place in range(24) for some in by_column.values() if place < len(some)]
    return rounds[: TRIED[kind]] if len(by_column) < TRIED[kind] else dice.sample(rounds[: len(by_column)], TRIED[kind])


def _of_kind(spoiler: Spoiler, kind: str, dice: random.Random) -> Iterator[Wrong]:
    for table in TABLES:
        for column in columns(table):
            is_named = {(table.name, column), ("*", column)} & set(UNSEEN)
            if kind_of(table, column) == kind and column != "doubts_answered" and not is_named:
                yield from spoiler.wrongs(table, column, 3, dice)


def _names(passed: Iterable[Wrong], spoiler: Spoiler) -> list[str]:
    return [f"{w.table.name}.{w.column} {w.how}: {spoiler.lines[w.table.name][w.place].key}" for w in passed]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", FLOORS)
def test_most_wrong_cells_are_caught(spoiler: Spoiler, kind: str) -> None:
    tried = _tried(spoiler, kind)
    passed = [wrong for wrong in tried if not spoiler.told(wrong)]
    seen = 1 - len(passed) / len(tried)
    assert len(tried) >= 20
    assert seen >= FLOORS[kind], (round(seen, 2), _names(passed, spoiler))
