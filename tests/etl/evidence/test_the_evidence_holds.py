"""The reviewed evidence passes its own check, and its traps are columns that give the figures of its README."""

import csv
import hashlib
import io
from pathlib import Path

import pytest

from etl.contracts.tables import TABLES, columns
from etl.evidence.check import Evidence, check
from tests.reference.counted import counted_evidence

DATA = Path(__file__).resolve().parents[3] / "data"


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    found, violations = check(DATA)
    assert [violation.text() for violation in violations] == []
    return found


def rows(evidence: Evidence, table: str) -> list[dict[str, object]]:
    contract = next(contract for contract in TABLES if contract.name == table)
    return [dict(zip(columns(contract), row.values, strict=True)) for row in evidence.rows[table]]


@pytest.mark.parametrize(
    "table", [table.name for table in TABLES if (DATA / "evidence" / f"{table.name}.csv").exists()]
)
def test_no_row_is_lost_between_the_file_and_the_check(evidence: Evidence, table: str):
    path = DATA / "evidence" / f"{table}.csv"
    read = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    names = columns(next(one for one in TABLES if one.name == table))  # one that is newer than the file is blank
    assert [list(row.texts) for row in evidence.rows[table]] == [[row.get(name, "") for name in names] for row in read]
    assert evidence.sha256[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_file_has_a_contract():
    found = {path.stem for path in (DATA / "evidence").glob("*")}
    assert {table.name for table in TABLES if not table.is_later} <= found <= {table.name for table in TABLES}


def test_blank_is_none_and_never_zero(evidence: Evidence):
    for table in TABLES:
        for row in evidence.rows[table.name]:
            assert all((text == "") == (value is None) for text, value in zip(row.texts, row.values, strict=True))


def test_one_physical_leg_counts_once():
    counted = counted_evidence()
    moroccan = {
        row["cable_id"]
        for row in counted["landings"]
        if row["country"] == "MAR" and row["landing_status"] == "in_service"
    }
    in_service = [row for row in counted["cables"] if row["status"] == "in_service" and row["cable_id"] in moroccan]
    assert {row["counts_as"] for row in in_service} == {"atlas-offshore", "canalink", "estepona-tetouan", "mtwa"}
    assert len(in_service) == 5


def test_rows_that_must_not_be_added_say_why():
    investments = {row["investment_id"]: row for row in counted_evidence()["investments"]}
    left_out = {name for name, row in investments.items() if row["counts_in_totals"] == "no"}
    assert len(investments) - len(left_out) == 41
    assert left_out >= {
        "mar-iam-capex-2025",
        "mar-5g-programme-2035",
        "mar-add-2025",
        "mar-startup-1300",
        "medusa-total",
    }
    assert all(investments[name]["exclusion_reason"] for name in left_out)
    assert investments["mar-digital-2030-budget"]["counts_in_totals"] == "yes"


def test_shares_ranks_and_megawatts_are_judged_by_equal_steps(evidence: Evidence):
    for row in rows(evidence, "indicators"):
        if row["unit"] in ("%", "% population", "rank", "MW", "index 0-1", "score 0-100"):
            assert row["growth_model"] == "linear", row["indicator_id"]
        if row["indicator_id"] in ("digital_export_revenue", "telecom_investment", "ftth_subscribers"):
            assert row["growth_model"] == "compound"
