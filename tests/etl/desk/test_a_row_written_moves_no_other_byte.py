"""A row changed, added or removed leaves every other byte of its file as it was, and a new row stands beside its kin."""

from etl.contracts.tables import TABLES
from etl.desk.evidence import changed_file
from etl.paths import ROOT

FX = next(table for table in TABLES if table.name == "fx")
BODY = (ROOT / "data/evidence/fx.csv").read_bytes()
NEW = {
    "year": "2031",
    "usd_mad": "9.5",
    "eur_mad": "10.5",
    "source_ids": "inv-fed-eur",
    "note": "one, with a comma",
    "doubts_answered": "",
    "recorded_on": "2031-01-01",
}


def test_a_row_added_goes_at_the_end_and_taken_away_again_leaves_the_very_bytes() -> None:
    body = changed_file(BODY, FX, {"2031": NEW})
    assert body == BODY + b'2031,9.5,10.5,inv-fed-eur,"one, with a comma",,2031-01-01\n'
    assert changed_file(body, FX, {"2031": None}) == BODY


def test_a_row_changed_changes_its_line_alone() -> None:
    key = BODY.splitlines()[3].decode().partition(",")[0]
    body = changed_file(BODY, FX, {key: NEW | {"year": key}})
    moved = [n for n, (a, b) in enumerate(zip(BODY.splitlines(), body.splitlines(), strict=True)) if a != b]
    assert moved == [3]


def test_a_row_of_a_series_goes_behind_its_series() -> None:
    table = next(table for table in TABLES if table.name == "observations")
    body = (ROOT / "data/evidence/observations.csv").read_bytes()
    first = body.splitlines()[1].decode().partition(",")[0]
    row = dict.fromkeys(["indicator_id", "country", "period", "value", "perimeter", "provisional", "source_ids", "confidence", "note", "shown_with", "same_as", "doubts_answered", "recorded_on"], "")  # fmt: skip
    lines = changed_file(
        body, table, {f"{first}/MAR/2040": row | {"indicator_id": first, "country": "MAR", "period": "2040"}}
    ).splitlines()
    place = next(n for n, line in enumerate(lines) if b",2040," in line)
    assert lines[place - 1].startswith(first.encode())
    assert not lines[place + 1].startswith(first.encode() + b",")
