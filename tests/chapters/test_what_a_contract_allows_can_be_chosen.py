"""A code that joins a closed list of a contract can be chosen at once wherever the list is offered, and finds its rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.chapters import registry
from etl.contracts.codes import codes_of
from etl.paths import ROOT

# The table and column of each list that a chapter offers, the chapter, and what the choice is called in an address.
OFFERED = (
    ("sites", "kind", "sites", "kind"),
    ("sites", "status", "sites", "status"),
    ("investments", "sector", "investment", "sector"),
    ("investments", "stage", "investment", "stage"),
    ("investments", "investor_type", "investment", "type"),
    ("sources", "kind", "evidence", "kind"),
)
# A process of its own: the lists are read once, when the chapters are.
JOIN = """
import sys
from pathlib import Path
from typing import Literal
from etl.contracts.codes import codes_of
from etl.contracts.tables import TABLES
table, column, chapter, parameter, new = sys.argv[1:6]
codes = codes_of(table, column)
model = next(one.model for one in TABLES if one.name == table)
model.model_fields[column].annotation = Literal[(*codes, new)]
model.model_rebuild(force=True)
"""
CHOOSE = """
from dashboard.chapters.registry import CHAPTERS
choices, notices = CHAPTERS[chapter].choices.parse({parameter: f"{new},{codes[0]}"})
print(*getattr(choices, parameter), *(notice.value for notice in notices))
"""
FIND = """
from dashboard.chapters.registry import build_chapter, read_choices
from dashboard.content.values import Table
from dashboard.warehouse.build import open_warehouse
from etl.build import build
from tests.rows import fixture_rows, write_rows
rows = fixture_rows()
rows["sites"][0]["kind"] = new
label = next(row for row in rows["labels"] if (row["table"], row["column"], row["code"]) == ("sites", "kind", "edge"))
rows["labels"].append(label | dict(code=new, label_en="Floating site", label_fr="Site flottant", label_ar="موقع عائم"))
folder = Path(sys.argv[6])
build(write_rows(rows, folder / "data"), folder / "warehouse", lambda *_: None)
made = open_warehouse(folder / "warehouse").current()
chapter = build_chapter(made, "sites", read_choices(made, "sites", "kind=" + new)[0], "en")
tables = [block for section in chapter.sections for block in section.blocks if isinstance(block, Table)]
register = next(table for table in tables if table.table_id == "register")
print(*(row[0].value for row in register.rows), *(row[4].text for row in register.rows), sep="|")
"""


def run(code: str, *arguments: str) -> str:
    """What a process of its own prints."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize(("table", "column", "chapter", "parameter"), OFFERED)
def test_a_code_that_joins_a_contract_can_be_chosen(table: str, column: str, chapter: str, parameter: str) -> None:
    printed = run(JOIN + CHOOSE, table, column, chapter, parameter, "floating")
    assert printed.split() == [codes_of(table, column)[0], "floating"]


def test_a_row_with_a_new_code_passes_the_check_and_is_found_by_it(tmp_path: Path) -> None:
    printed = run(JOIN + FIND, "sites", "kind", "sites", "kind", "floating", str(tmp_path))
    assert printed.strip() == "mar-none-nouaceur|Floating site"


@pytest.mark.parametrize(("table", "column", "chapter", "parameter"), OFFERED)
def test_every_code_of_a_contract_can_be_chosen_and_no_other(
    table: str, column: str, chapter: str, parameter: str
) -> None:
    parse = registry.CHAPTERS[chapter].choices.parse
    for code in codes_of(table, column):
        choices, notices = parse({parameter: code})
        assert (getattr(choices, parameter), notices) == ((code,), ())
    assert [notice.value for notice in parse({parameter: "floating"})[1]] == ["floating"]


def test_a_list_may_begin_with_some_of_its_codes_and_lacks_none() -> None:
    codes = codes_of("investments", "flow")
    assert codes_of("investments", "flow", first=codes[1:]) == (*codes[1:], codes[0])


@pytest.mark.parametrize(
    ("table", "column", "first"),
    [("sites", "name", ()), ("sites", "nothing", ()), ("nothing", "kind", ()), ("sites", "kind", ("floating",))],
)
def test_what_is_no_code_of_a_closed_list_is_no_list(table: str, column: str, first: tuple[str, ...]) -> None:
    with pytest.raises(LookupError):
        codes_of(table, column, first=first)
