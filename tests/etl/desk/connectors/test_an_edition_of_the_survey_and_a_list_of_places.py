"""UN e-government: the edition from the file's name, ranks only of a whole table. Places: new ones added, none removed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.desk.connectors.refresh import refresh_from_bytes, refresh_from_publisher
from etl.desk.evidence import read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.sources import places, survey

DATA = ROOT / "data"
VALUES = {"un_egdi_rank", "un_egdi_value", "un_osi_value", "un_hci_value", "un_tii_value"}


def of_survey(body: bytes, name: str = "egdi_2030.csv") -> Proposal:
    return refresh_from_bytes("egov", body, name, DATA, date(2031, 6, 1))


def of_places(body: bytes, as_of: date | None = None) -> Proposal:
    return refresh_from_bytes("cdn-places", body, "places.csv", DATA, date(2031, 6, 1), as_of)


def test_an_edition_is_one_row_an_indicator_of_the_year_in_the_file_s_name() -> None:
    made = of_survey(survey(("MAR", 80, 0.71), ("MEX", 60, 0.8)))
    assert {row.cells["indicator_id"] for row in made.rows} == VALUES
    assert {(row.cells["country"], row.cells["period"], row.cells["confidence"]) for row in made.rows} == {
        ("MAR", "2030", "A")
    }
    assert made.open_questions == []


def test_ranks_are_counted_in_a_whole_table_alone() -> None:
    made = of_survey(survey(("MAR", 80, 0.71), ("MEX", 60, 0.8), ("CHL", 61, 0.71), whole=190))
    ranks = {
        row.cells["country"]: row.cells["value"] for row in made.rows if row.cells["indicator_id"] == "un_osi_rank"
    }
    assert ranks == {"MAR": "2"}


def test_an_edition_known_to_its_decimals_says_nothing_new() -> None:
    known = {
        row["indicator_id"]: row["value"]
        for row in read_evidence(DATA)["observations"]
        if (row["country"], row["period"]) == ("MAR", "2018")
    }
    body = (
        "country-code,country-name,e-gov-rank,e-gov-index,osi,hci,tii\n"
        f"MAR,Morocco,{known['un_egdi_rank']},{float(known['un_egdi_value']):.4f},{known['un_osi_value']},"
        f"{known['un_hci_value']},{known['un_tii_value']}\n"
    )
    made = of_survey(body.encode(), "egdi_2018.csv")
    assert (made.rows, dict(made.notes)["same"]) == ([], {"count": 5})


def test_a_file_that_names_no_edition_asks_for_it() -> None:
    made = of_survey(survey(("MAR", 80, 0.71)), "data.csv")
    assert ("*", "period") in {(q.row_key, q.column) for q in made.open_questions}
    assert {row.cells["period"] for row in made.rows} == {""}


def test_the_survey_is_read_from_a_file_alone(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        list(refresh_from_publisher("egov", tmp_path, DATA, date(2031, 6, 1)))
    assert refused.value.code == "only_from_file"


def test_a_new_place_in_africa_is_added_and_a_missing_one_is_named_and_stays() -> None:
    body = places(("RBA", "Rabat", "MA", "Africa"), ("ACC", "Accra", "GH", "Africa"), ("CDG", "Paris", "FR", "Europe"))
    made = of_places(body, date(2031, 5, 1))
    assert [(row.action, row.cells["place_code"], row.cells["country"]) for row in made.rows] == [("add", "RBA", "MAR")]
    assert made.rows[0].cells["seen_on"] == "2031-05-01"
    assert "JNB" in str(dict(made.notes)["gone"]["names"])
    assert "seen_on" in {q.column for q in of_places(body).open_questions}


def test_a_list_without_morocco_says_that_absence_says_nothing() -> None:
    made = of_places(places(("ACC", "Accra", "GH", "Africa")))
    assert made.rows == []
    assert ("none_here", {}) in made.notes
