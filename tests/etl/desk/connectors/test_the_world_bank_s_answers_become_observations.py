"""World Bank answers: nulls are no zeros, groups no countries, an error is told, a value known to its decimals says nothing new."""

from __future__ import annotations

from datetime import date

import pytest

from etl.desk.connectors.refresh import CONNECTORS, refresh_from_bytes
from etl.desk.connectors.wdi import series_of
from etl.desk.evidence import read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.files import WORLD_BANK_ERROR, world_bank

DATA = ROOT / "data"
EVIDENCE = read_evidence(DATA)
INDICATOR = series_of(EVIDENCE)["IT.NET.USER.ZS"]


def proposed(body: bytes) -> Proposal:
    return refresh_from_bytes("wdi", body, "f.json", DATA, date(2031, 6, 1))


def known() -> dict[str, str]:
    return max(
        (row for row in EVIDENCE["observations"] if (row["indicator_id"], row["country"]) == (INDICATOR, "MAR")),
        key=lambda row: row["period"],
    )


def test_a_new_year_is_added_with_its_source_and_asks_nothing() -> None:
    made = proposed(
        world_bank(
            ("MAR", "Morocco", "2030", 95.25), ("MAR", "Morocco", "2031", None), ("", "Not classified", "2030", 5.0)
        )
    )
    assert [(row.action, row.cells["indicator_id"], row.cells["period"], row.cells["value"]) for row in made.rows] == [
        ("add", INDICATOR, "2030", "95.25")
    ]
    assert ("world_bank", {"rows": 3, "blank": 2}) in made.notes
    assert made.open_questions == []
    assert {q.column: q.answer for q in made.questions if q.table == "sources"}["publisher"] == "World Bank"


def test_a_revised_value_is_a_change_and_a_known_one_to_its_decimals_is_not() -> None:
    row = known()
    value = float(row["value"])
    same = proposed(world_bank(("MAR", "Morocco", row["period"], value + 1e-9)))
    assert (same.rows, dict(same.notes)["same"]) == ([], {"count": 1})
    made = proposed(world_bank(("MAR", "Morocco", row["period"], value + 1)))
    assert [(one.action, one.cells["period"]) for one in made.rows] == [("change", row["period"])]
    assert made.open_questions == []


def test_countries_that_the_evidence_does_not_follow_are_counted_and_left() -> None:
    made = proposed(world_bank(("MEX", "Mexico", "2030", 80.0), ("EMU", "Euro area", "2030", 90.0)))
    assert (made.rows, dict(made.notes)["other_countries"]) == ([], {"count": 2})


def test_the_error_of_one_object_and_a_series_that_no_indicator_names_are_told() -> None:
    with pytest.raises(DeskError) as refused:
        proposed(WORLD_BANK_ERROR)
    assert refused.value.code == "answer_is_error"
    with pytest.raises(DeskError) as refused:
        proposed(world_bank(("MAR", "Morocco", "2030", 1.0)).replace(b"IT.NET.USER.ZS", b"NY.GDP.MKTP.CD"))
    assert "IT.NET.USER.ZS" in refused.value.text("en")


def test_what_is_asked_of_the_bank_are_the_series_and_countries_of_the_evidence() -> None:
    addresses = CONNECTORS["wdi"].addresses(EVIDENCE)
    assert len(addresses) == len(series_of(EVIDENCE))
    assert all(
        "MAR" in address and address.startswith("https://api.worldbank.org/v2/") for address in addresses.values()
    )
