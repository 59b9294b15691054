"""How each source was read is filled by rule and not by memory; a row is first-hand only with an original."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.contracts.tables import TABLES, columns
from etl.evidence.read_via import is_copy, read_via

EVIDENCE = Path(__file__).parents[3] / "data" / "evidence"


def rows_of(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize(
    ("kind", "url", "title", "expected"),
    [
        ("secondary", "", "A note", "note"),
        ("operator", "https://www.oracle.com/news", "New region (cited elsewhere, page not opened)", "not_opened"),
        ("official", "https://fr.scribd.com/document/1", "Monograph (only the first page seen)", "not_opened"),
        ("dataset", "https://github.com/someone/copy-of-a-map", "Cables", "mirror"),
        ("dataset", "https://raw.githubusercontent.com/someone/copy/main/data.csv", "Cables", "mirror"),
        ("dataset", "https://someone.github.io/map", "Cables", "mirror"),
        ("dataset", "https://ourworldindata.org/grapher/internet", "Users", "mirror"),
        ("press", "https://www.maghress.com/fr/lesechos/1", "Article", "mirror"),
        ("press", "https://maghress.com/fr/lesechos/1", "Article", "mirror"),
        ("operator", "https://github.com/HPC-Simlab/Tutorials", "Documentation", "original"),
        ("press", "https://fr.le360.ma/economie", "Article", "press"),
        ("official", "https://www.maroc.ma/fr", "Strategy", "original"),
        ("academic", "https://notgithub.com/paper", "Paper", "original"),
    ],
)
def test_the_rule(kind: str, url: str, title: str, expected: str) -> None:
    assert read_via(kind, url, "Publisher", title) == expected


def test_the_register_keeps_to_the_rule() -> None:
    for row in rows_of("sources"):
        found = row["read_via"]
        # A title may be cleaned of "page not opened": what it said stays in the column.
        allowed = {read_via(row["kind"], row["url"], row["publisher"], row["title"]), "not_opened"}
        assert found in allowed, row["source_id"]
        assert (found == "note") == (row["kind"] == "secondary"), row["source_id"]
        assert not (found == "original" and is_copy(row["url"])), row["source_id"]


def test_what_no_source_read_says_is_of_the_weakest_grade() -> None:
    """Known by a note, or a page that was not opened: nobody of ours saw it said."""
    via = {row["source_id"]: row["read_via"] for row in rows_of("sources")}
    graded = [table.name for table in TABLES if {"confidence", "source_ids"} <= set(columns(table))]
    assert {"sites", "observations", "as_control"} <= set(graded)
    for table in graded:
        for row in rows_of(table):
            if {via[source] for source in row["source_ids"].split(";") if source} <= {"note", "not_opened"}:
                assert row["confidence"] == "D", (table, row)
