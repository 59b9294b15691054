"""What rows of a proposal still need around them: sources, texts in three languages, names of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from etl.contracts.tables import TABLES, TableContract, columns
from etl.desk.contract import can_be_blank
from etl.desk.evidence import Rows, key_of
from etl.desk.questions import EVERY_ROW, Question

Cells = Mapping[str, str]
_BY_NAME = {table.name: table for table in TABLES}


def blanks(table: TableContract, rows: list[dict[str, str]]) -> list[Question]:
    """A question for each cell that may not be blank; one for all rows where a column is blank in all of several."""
    found: list[Question] = []
    for column in columns(table):
        if can_be_blank(table, column):
            continue
        without = [row for row in rows if not row.get(column)]
        if len(without) > 1 and len(without) == len(rows):
            found.append(Question(table.name, EVERY_ROW, column, "blank", ""))
        else:
            found += [Question(table.name, key_of(table, row), column, "blank", "") for row in without]
    return found


def around(table: TableContract, rows: Iterable[Cells], evidence: Rows) -> list[Question]:
    """What rows name and the evidence does not hold: sources, phrases, labels."""
    listed = list(rows)
    asked = [*_sources(listed, evidence), *_phrases(table, listed, evidence), *_labels(table, listed, evidence)]
    return list({question.place: question for question in asked}.values())


def _sources(rows: list[Cells], evidence: Rows) -> Iterator[Question]:
    known = {row["source_id"] for row in evidence["sources"]}
    named = {source for row in rows for source in row.get("source_ids", "").split(";") if source}
    for source in sorted(named - known):
        for column in columns(_BY_NAME["sources"]):
            if column not in ("source_id", "doubts_answered", "recorded_on"):
                yield Question("sources", source, column, "new_source", "")


def _phrases(table: TableContract, rows: list[Cells], evidence: Rows) -> Iterator[Question]:
    known = {row["en"] for row in evidence["phrases"]}
    named = {text for row in rows for column in table.phrases if (text := row.get(column, ""))}
    for text in sorted(named - known):
        for language in ("fr", "ar"):
            yield Question("phrases", text, language, "phrase", text)


def _labels(table: TableContract, rows: list[Cells], evidence: Rows) -> Iterator[Question]:
    known = {(row["table"], row["column"], row["code"]) for row in evidence["labels"]}
    for coded in table.coded:
        cells = {row.get(coded.column, "") for row in rows}
        codes = {part for cell in cells for part in (cell.split(";") if coded.is_list else [cell]) if part}
        for code in sorted(codes):
            if not {("*", coded.label_column, code), (table.name, coded.label_column, code)} & known:
                for language in ("en", "fr", "ar"):
                    key = f"{table.name}/{coded.label_column}/{code}"
                    yield Question("labels", key, f"label_{language}", "label", code)
