"""A registry's statistics: addresses and networks registered in each country, a record once, free blocks never."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from etl.desk.connectors.refresh import refresh_from_bytes
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.sources import register

DATA = ROOT / "data"
RECORDS = (
    ("MA", "ipv4", "41.77.112.0", 2048),
    ("MA", "ipv4", "41.140.0.0", 262144),
    ("MA", "ipv6", "2001:4200::", 32),
    ("MA", "ipv6", "2001:4300:1::", 48),
    ("MA", "asn", "36903", 1),
    ("MA", "asn", "999998", 2),
    ("MZ", "ipv4", "41.2.0.0", 1024),
)


def proposed(body: bytes, data: Path = DATA, as_of: date | None = None) -> Proposal:
    return refresh_from_bytes("rir", body, "delegated-afrinic", data, date(2031, 12, 1), as_of)


def values(made: Proposal) -> dict[str, str]:
    return {row.cells["metric"].removeprefix("registered_"): row.cells["value"] for row in made.rows}


@pytest.mark.parametrize("times", [1, 14])
def test_records_are_summed_once_for_the_countries_compared(times: int) -> None:
    made = proposed(register(*RECORDS, times=times))
    assert values(made) == {"ipv4_addresses_count": "264192", "ipv6_48_networks_count": "65537", "networks_count": "3"}
    assert {(row.cells["country"], row.cells["period"]) for row in made.rows} == {("MAR", "2031-11-30")}
    assert {row.cells["source_ids"] for row in made.rows} == {"rir-afrinic-2031-11-30"}
    assert made.open_questions == []
    assert ("networks_unlisted", {"count": 2, "names": "AS999998, AS999999"}) in made.notes


def held(folder: Path, value: int) -> Path:
    """The evidence with a count of Moroccan networks of 2031-10-31."""
    shutil.copytree(DATA / "evidence", folder / "evidence")
    file = folder / "evidence" / "connectivity_metrics.csv"
    with file.open("a", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow(
            ["MAR", "registered_networks_count", "2031-10-31", value, "fib-pulse-data", "A", "", "", "2031-11-01"]
        )
    return folder


def test_what_the_evidence_holds_already_is_nothing_new(tmp_path: Path) -> None:
    data = held(tmp_path, 1)
    assert proposed(register(("MA", "asn", "36903", 1)), data).rows == []
    assert proposed(register(("MA", "asn", "36903", 9), day="20311001"), data).rows == []


def test_a_count_far_from_the_one_before_asks(tmp_path: Path) -> None:
    made = proposed(register(("MA", "asn", "36903", 9)), held(tmp_path, 4))
    assert [(q.column, q.rule, q.value) for q in made.open_questions] == [("value", "jump", "9")]
    assert values(made) == {"networks_count": ""}


def test_a_register_without_a_day_asks_for_it_and_as_of_gives_it() -> None:
    body = register(("MA", "asn", "36903", 1), day="")
    assert next((q.column, q.rule) for q in proposed(body).open_questions) == ("period", "blank")
    assert [row.cells["period"] for row in proposed(body, as_of=date(2031, 11, 1)).rows] == ["2031-11-01"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (register(*RECORDS, said=1), "damaged"),
        (register(("MA", "ipv6", "2001::", 999)), "damaged"),
        (register(("MA", "asn", "1", 4_000_000_000)), "damaged"),
        (b"2|afrinic|20311130\n", "damaged"),
        (b"country_code,local\nMA,3\n", "other_shape"),
    ],
)
def test_what_is_cut_short_or_of_another_form_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(DeskError) as refused:
        proposed(body)
    assert refused.value.code == code


def test_a_large_register_is_read_within_its_bounds() -> None:
    body = register(*(("MA", "ipv4", f"{n >> 8 & 255}.{n & 255}.{n >> 16}.0", 256) for n in range(150_000)))
    assert values(proposed(body)) == {"ipv4_addresses_count": str(150_000 * 256)}
