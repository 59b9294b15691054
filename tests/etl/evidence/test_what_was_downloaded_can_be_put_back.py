"""A table taken from the site as CSV and put back unchanged is the same evidence: its byte order mark, its `row_key`, its
places in kilometres and the apostrophes that guard a spreadsheet cost nothing."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.api import tables as api_tables
from dashboard.warehouse.build import Warehouse
from etl.contracts.tables import TABLES, columns, later_columns
from etl.evidence.check import check
from etl.warehouse.load import in_order

Change = Callable[[str, int, str, str], None]


@pytest.fixture(scope="module")
def downloads(published: Path) -> dict[str, bytes]:
    build = Warehouse(published).current()
    return {table.name: api_tables.as_csv(build, table.name) for table in TABLES}


def test_every_table_downloaded_and_put_back_passes_with_the_same_values(tables: Path, downloads: dict[str, bytes]):
    before, _ = check(tables)
    for name, body in downloads.items():
        assert body.startswith(b"\xef\xbb\xbf")
        (tables / f"{name}.csv").write_bytes(body)
    after, violations = check(tables)
    assert [violation.text() for violation in violations] == []
    for table in TABLES:
        # A download stands in the order of its keys: the order of rows in a file carries no meaning.
        put_back, kept = (in_order(table, found.rows[table.name]) for found in (after, before))
        assert [row.values for row in put_back] == [row.values for row in kept]


def test_an_apostrophe_before_a_sign_is_the_download_s_and_no_part_of_the_text(
    tables: Path, downloads: dict[str, bytes]
):
    guarded = [name for name, body in downloads.items() if b"'+" in body]
    assert guarded, "no download shows the case"
    (tables / "phrases.csv").write_bytes(downloads["phrases"])
    evidence, _ = check(tables)
    assert not [row.texts for row in evidence.rows["phrases"] if row.texts[0].startswith("'+")]


def test_an_apostrophe_does_not_smuggle_a_formula_in(tables: Path, change: Change):
    change("fx", 2, "note", "'=1+1")
    assert [v.rule for v in check(tables)[1] if v.file == "fx.csv"] == ["formula"]


@pytest.mark.parametrize("table", [table for table in TABLES if later_columns(table)], ids=lambda table: table.name)
def test_a_file_written_before_a_column_was_thought_of_leaves_it_blank(tables: Path, table):
    path = tables / f"{table.name}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    kept = [name for name in columns(table) if name not in later_columns(table)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    evidence, violations = check(tables)
    assert [violation.text() for violation in violations] == []
    places = [columns(table).index(name) for name in later_columns(table)]
    assert all(row.values[place] is None for row in evidence.rows[table.name] for place in places)
