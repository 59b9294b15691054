"""PeeringDB's list: counts of known points move, a point of Morocco is proposed, absence says nothing, a far count asks."""

from __future__ import annotations

from datetime import date

from etl.desk.connectors.refresh import refresh_from_bytes
from etl.desk.evidence import read_evidence
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.sources import exchanges

DATA = ROOT / "data"
HELD = {row["ixp_id"]: row for row in read_evidence(DATA)["ixps"]}


def proposed(body: bytes) -> Proposal:
    return refresh_from_bytes("peeringdb", body, "ix.json", DATA, date(2031, 6, 1))


def count(ixp: str) -> int:
    return int(HELD[ixp]["members"])


def test_a_count_moves_with_its_day_and_source_and_keeps_the_rest() -> None:
    made = proposed(exchanges(("KIXP - Nairobi", "Nairobi", "KE", count("kixp-nairobi") + 3)))
    assert [(row.action, row.cells["members"], row.cells["as_of"]) for row in made.rows] == [
        ("change", str(count("kixp-nairobi") + 3), "2031-04-16")
    ]
    assert made.rows[0].cells["source_ids"].endswith(";peeringdb-2031-04-16")
    assert "fib-geonames" in made.rows[0].cells["source_ids"]
    assert made.open_questions == []
    assert ("none_here", {}) in made.notes


def test_the_same_count_says_nothing_new_and_an_older_list_moves_nothing() -> None:
    assert proposed(exchanges(("CAIX", "Cairo", "EG", count("caix")))).rows == []
    assert proposed(exchanges(("CAIX", "Cairo", "EG", 99), updated="2020-01-01")).rows == []


def test_a_count_far_from_the_one_before_asks() -> None:
    made = proposed(exchanges(("IXPN Lagos", "Lagos", "NG", 3 * count("ixpn")), ("IXPN Abuja", "Abuja", "NG", 17)))
    assert [(q.row_key, q.column, q.value) for q in made.open_questions] == [
        ("ixpn", "members", str(3 * count("ixpn")))
    ]
    assert [row.cells["members"] for row in made.rows] == [""]
    assert ("other_points", {"count": 1, "names": "IXPN Abuja"}) in made.notes


def test_a_point_of_morocco_is_added_and_its_arabic_name_asked_for() -> None:
    made = proposed(exchanges(("MARIX Rabat", "Rabat", "MA", 12)))
    assert [(row.action, row.cells["ixp_id"], row.cells["members"]) for row in made.rows] == [
        ("add", "marix-rabat", "12")
    ]
    assert {q.column for q in made.open_questions} == {"name_ar"}
