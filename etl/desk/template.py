"""A workbook to fill in for a table: its columns in order, what each means, and lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from etl.contracts.fields import ISO_COUNTRIES
from etl.contracts.tables import TableContract, columns
from etl.desk.contract import can_be_blank, entry, kind
from etl.desk.evidence import Rows
from etl.messages.desk import TEMPLATE, fill

Translate = Callable[[str], str]
_ROWS = 2000  # that lists and formats reach down to
_SAME_EVERY_TIME = datetime(2020, 1, 1)  # a workbook says when it was made; ours says the same each time
_WIDTH = (12, 34)


def template(table: TableContract, evidence: Rows, language: str, translate: Translate) -> bytes:
    """The workbook as a file: sheet 1 to fill in, sheet 2 with the meaning of each column, sheet 3 with the lists.

    `translate` gives the dictionary's English in the reader's language. The same evidence gives the same bytes.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": table.name, "author": "Siyada", "created": _SAME_EVERY_TIME})
    rows = book.add_worksheet(table.name[:31])
    meanings, lists = (book.add_worksheet(fill(TEMPLATE, name, language, {})) for name in ("columns", "lists"))
    choices = {column: found for column in columns(table) if (found := _choices(table, column, evidence, language))}
    places = _write_lists(book, lists, choices)
    _write_rows(book, rows, table, choices, places, lists.get_name(), language, translate)
    _write_meanings(book, meanings, table, language, translate)
    if language == "ar":
        for sheet in (rows, meanings, lists):
            sheet.right_to_left()
    book.close()
    return out.getvalue()


def _choices(table: TableContract, column: str, evidence: Rows, language: str) -> list[tuple[str, str]]:
    """What may stand in a column of codes or references, each with what it is called."""
    names = {(row["table"], row["column"], row["code"]): row[f"label_{language}"] for row in evidence["labels"]}
    sort = kind(table, column)
    if sort in ("country", "countries"):
        return [(code, names.get(("*", "country", code), "")) for code in sorted(ISO_COUNTRIES)]
    if sort in ("reference", "references"):
        key = next(one for one in table.foreign_keys if one.column == column)
        return sorted({row[key.ref_column]: _name(row, language) for row in evidence[key.table]}.items())
    label = next((code.label_column for code in table.coded if code.column == column), column)
    known = {code: text for (of, at, code), text in names.items() if at == label and of in ("*", table.name)}
    codes = entry(table, column).codes
    return [(code, known.get(code, "")) for code in codes] if codes else sorted(known.items()) if sort == "code" else []


def _name(row: dict[str, str], language: str) -> str:
    return row.get(f"name_{language}") or row.get("name") or row.get("title") or ""


def _write_lists(book: Any, sheet: Any, choices: dict[str, list[tuple[str, str]]]) -> dict[str, int]:
    """Two columns for each list, code and name; gives the place of the codes."""
    head = book.add_format({"bold": True, "bottom": 1})
    places = {}
    for number, (column, found) in enumerate(choices.items()):
        place = places[column] = number * 2
        sheet.write_string(0, place, column, head)
        sheet.set_column(place, place + 1, _WIDTH[1])
        for line, (code, name) in enumerate(found, 1):
            sheet.write_string(line, place, code)
            sheet.write_string(line, place + 1, name)
    sheet.freeze_panes(1, 0)
    return places


def _write_rows(
    book: Any,
    sheet: Any,
    table: TableContract,
    choices: dict[str, list[tuple[str, str]]],
    places: dict[str, int],
    lists: str,
    language: str,
    translate: Translate,
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
    free = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})  # a period such as 2024-06 stays what was typed
    for place, column in enumerate(columns(table)):
        sheet.write_string(0, place, column, free if can_be_blank(table, column) else needed)
        sheet.write_comment(0, place, _meaning(table, column, language, translate), {"x_scale": 2, "y_scale": 1.5})
        is_number = kind(table, column) == "number"
        sheet.set_column(place, place, max(_WIDTH[0], len(column) + 2), None if is_number else text)
        if column in choices:
            first, last = (xl_rowcol_to_cell(line, places[column], True, True) for line in (1, len(choices[column])))
            rule = {"validate": "list", "source": f"='{lists}'!{first}:{last}", "error_type": "warning"}
            sheet.data_validation(1, place, _ROWS, place, rule)
    sheet.freeze_panes(1, len(table.key))


def _write_meanings(book: Any, sheet: Any, table: TableContract, language: str, translate: Translate) -> None:
    head, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, name in enumerate(("column", "meaning", "form", "unit", "needed")):
        sheet.write_string(0, place, fill(TEMPLATE, name, language, {}), head)
        sheet.set_column(place, place, 70 if name == "meaning" else _WIDTH[1] if name == "form" else 20)
    for line, column in enumerate(columns(table), 1):
        said = entry(table, column)
        form = ", ".join(said.codes) or " ".join(filter(None, (translate(said.form), said.limits)))
        need = fill(TEMPLATE, "no" if said.can_be_blank else "yes", language, {})
        unit = translate(said.unit) if said.unit else ""
        for place, text in enumerate((column, translate(said.meaning), form, unit, need)):
            sheet.write_string(line, place, text, wrapped)
    sheet.freeze_panes(1, 0)


def _meaning(table: TableContract, column: str, language: str, translate: Translate) -> str:
    said = entry(table, column)
    parts = (
        translate(said.meaning),
        ", ".join(said.codes) or translate(said.form),
        translate(said.unit) if said.unit else "",
    )
    need = fill(TEMPLATE, "free" if said.can_be_blank else "must", language, {})
    return "\n".join(filter(None, (*parts, need)))
