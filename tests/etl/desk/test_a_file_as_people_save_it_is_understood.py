"""What a French Excel, a CSV of any habit, an Arabic keyboard or the World Bank writes becomes rows in the evidence's form."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from etl.desk.mapping import Mapping
from etl.desk.proposal import Proposal, propose_contents
from etl.desk.read import contents_of
from etl.paths import ROOT
from tests.etl.desk.files import WORLD_BANK_ERROR, french_workbook, world_bank

INDICATOR = "digital_export_revenue_strategy_basis"
SHARED = Mapping(values={"source_ids": "ind-le360-ambitions", "confidence": "B", "provisional": "no"})
OF_EXPORTS = Mapping(values=SHARED.values | {"indicator_id": INDICATOR})


def proposed(body: bytes, mapping: Mapping = SHARED, table: str = "observations") -> Proposal:
    return propose_contents(body, contents_of(body), "f", ROOT / "data", table, mapping, date(2026, 12, 1))


def said(made: Proposal) -> list[tuple[str, str, str]]:
    return [(row.cells["country"], row.cells["period"], row.cells["value"]) for row in made.rows]


def notes(made: Proposal) -> dict[str, dict[str, object]]:
    return dict(made.notes)


def test_a_workbook_with_merged_titles_a_notes_column_and_a_footnote() -> None:
    rows = [
        ["Indicateur", "Pays", "Date", "Valeur (MMDH)", "Remarques", "Interne"],
        ["digital_export_revenue_strategy_basis", "Maroc", datetime(2031, 2, 1), 21.5, None, "x"],
        ["digital_export_revenue_strategy_basis", "Sénégal", "juin-31", "1 234,5", "Chiffre du ministre", "y"],
    ]
    made = proposed(french_workbook(rows, hidden="Brouillon"))
    assert said(made) == [("MAR", "2031-02-01", "21.5"), ("SEN", "2031-06", "1234.5")]
    assert notes(made)["form"]["line"] == 4
    assert notes(made)["hidden_sheets"]["sheets"] == "Brouillon"
    assert notes(made)["ignored"]["heads"] == "Interne"
    assert notes(made)["footnotes"]["first"] == "Source : calculs du ministère"
    assert [(q.column, q.rule, q.value) for q in made.questions] == [("note", "english", "Chiffre du ministre")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_csv_of_a_french_excel_in_every_encoding(encoding: str) -> None:
    text = "Pays;Période;Valeur\r\nMaroc;13/02/2031;12,5\r\nCôte d’Ivoire;03/04/2031;1\u00a0234,75\r\nÉgypte;T2 2031;−3\r\n"
    made = proposed(text.replace("−", "-" if encoding == "cp1252" else "−").encode(encoding), OF_EXPORTS)
    assert said(made) == [("MAR", "2031-02-13", "12.5"), ("CIV", "2031-04-03", "1234.75"), ("EGY", "2031-Q2", "-3")]
    assert (notes(made)["day_first"]["example"], notes(made)["decimal"]["sign"]) == ("13/02/2031", ",")


def test_arabic_digits_heads_and_names() -> None:
    text = "البلد,السنة,القيمة\nالمغرب,٢٠٣١,١٢٫٥\nمصر,٢٠٣١,١٬٢٣٤٫٥\n"
    assert said(proposed(text.encode(), OF_EXPORTS)) == [("MAR", "2031", "12.5"), ("EGY", "2031", "1234.5")]


def test_years_in_columns_and_countries_as_names() -> None:
    rows = [["Pays", 2031, 2032, "2033"], ["Maroc", 1.5, None, 2.5], ["Afrique du Sud", 3, 4, "n.d."]]
    made = proposed(french_workbook(rows), OF_EXPORTS)
    assert said(made) == [("MAR", "2031", "1.5"), ("MAR", "2033", "2.5"), ("ZAF", "2031", "3"), ("ZAF", "2032", "4")]
    assert notes(made)["wide"] == {"count": 3, "first": "2031", "last": "2033", "column": "period"}


def test_countries_in_columns() -> None:
    text = "Année;Maroc;Tunisie\n2031;1,5;2,5\n2032;;3\n"
    assert said(proposed(text.encode(), OF_EXPORTS)) == [
        ("MAR", "2031", "1.5"),
        ("TUN", "2031", "2.5"),
        ("TUN", "2032", "3"),
    ]


def test_a_percent_is_read_as_it_is_shown_in_the_sheet() -> None:
    made = proposed(french_workbook([["Pays", "Année", "Valeur"], ["Maroc", 2031, (0.208,)]]), OF_EXPORTS)
    assert (said(made), notes(made)["percent_cells"]) == ([("MAR", "2031", "20.8")], {"count": 1})


def test_months_that_a_spreadsheet_made_days_of() -> None:
    rows = [["Pays", "Période", "Valeur"], *(["Maroc", datetime(2031, month, 1), month] for month in (1, 2, 3))]
    assert [period for _, period, _ in said(proposed(french_workbook(rows), OF_EXPORTS))] == [
        "2031-01",
        "2031-02",
        "2031-03",
    ]


def test_a_world_bank_answer_without_its_nulls() -> None:
    body = world_bank(("MAR", "Morocco", "2031", 91.2), ("MAR", "Morocco", "2030", None), ("", "World", "2031", 70.0))
    made = proposed(body, Mapping(values=SHARED.values | {"indicator_id": "internet_users_pct"}))
    assert said(made) == [("MAR", "2031", "91.2")]
    assert notes(made)["world_bank"] == {"rows": 3, "blank": 2}


def test_a_world_bank_error_is_told_as_one() -> None:
    with pytest.raises(Exception, match="answer_is_error") as refused:
        proposed(WORLD_BANK_ERROR)
    assert "Invalid value" in str(refused.value) or "not valid" in str(refused.value)


def test_the_note_of_a_known_phrase_is_taken_in_its_english() -> None:
    import csv

    with (ROOT / "data/evidence/phrases.csv").open(encoding="utf-8") as file:
        phrase = next(row for row in csv.DictReader(file) if row["fr"].startswith("La ") and "," not in row["fr"])
    text = f"Pays;Année;Valeur;Remarques\nMaroc;2031;1,5;{phrase['fr']}\n"
    made = proposed(text.encode(), OF_EXPORTS)
    assert (made.rows[0].cells["note"], made.questions) == (phrase["en"], [])


def test_numbers_that_can_be_read_two_ways_are_asked() -> None:
    made = proposed("Pays\tAnnée\tValeur\nMaroc\t2031\t1,234\n".encode(), OF_EXPORTS)
    assert [(q.column, q.rule, q.value) for q in made.questions] == [("value", "not_understood", "1,234")]


def test_rows_repeated_fourteen_times_stand_once_and_rows_that_disagree_are_asked() -> None:
    text = "Pays;Année;Valeur\n" + "Maroc;2031;1,5\n" * 14 + "Tunisie;2031;2\nTunisie;2031;3\n"
    made = proposed(text.encode(), OF_EXPORTS)
    assert notes(made)["repeated"] == {"count": 13}
    assert said(made) == [("MAR", "2031", "1.5"), ("TUN", "2031", "")]
    assert [(q.rule, q.value) for q in made.questions] == [("conflict", "2 | 3")]


def test_what_every_row_lacks_is_asked_once() -> None:
    made = proposed("Pays;Année;Valeur\nMaroc;2031;1,5\nTunisie;2031;2\n".encode(), Mapping())
    assert [(q.row_key, q.column) for q in made.questions] == [
        ("*", column) for column in ("indicator_id", "provisional", "source_ids", "confidence")
    ]


def test_a_new_source_and_a_new_note_are_asked_in_what_they_need() -> None:
    mapping = Mapping(values=OF_EXPORTS.values | {"source_ids": "min-2031", "note": "A caution nobody wrote before"})
    made = proposed("Pays;Année;Valeur\nMaroc;2031;1,5\n".encode(), mapping)
    asked = {(q.table, q.row_key, q.column) for q in made.questions}
    assert {("sources", "min-2031", "title"), ("sources", "min-2031", "accessed_on")} <= asked
    assert {("phrases", "A caution nobody wrote before", language) for language in ("fr", "ar")} <= asked


def test_a_value_that_moves_asks_which_source_says_so() -> None:
    made = proposed(b"Pays;Ann\xe9e;Valeur\nMaroc;2022;15,9\n", Mapping(values={"indicator_id": INDICATOR}))
    assert [(row.action, row.cells["value"]) for row in made.rows] == [("change", "15.9")]
    assert [(q.column, q.rule, q.value) for q in made.questions] == [
        ("source_ids", "old_source", "ind-le360-ambitions")
    ]
