"""A cell that breaks its contract is named by file, line, column, value and rule, with what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.evidence.check import check
from etl.evidence.text import faulty_characters
from etl.evidence.violations import Violation

Change = Callable[[str, int, str, str], None]

# table, first cell of the row, column, bad value, rule expected
BAD_CELLS = [
    ("sites", "mar-mdc-temara", "name", "Temara \U0001f600", "not_drawable"),
    ("sites", "mar-mdc-temara", "name", "Temara \u2713\ufe0f", "not_drawable"),
    ("sites", "mar-mdc-temara", "name", "Témara\u2011Skhirat", "written_otherwise"),
    ("sites", "mar-mdc-temara", "name", "ⵜⵎⴰⵔⴰ", "written_otherwise"),
    ("sites", "mar-mdc-temara", "name_ar", "\u202eTemara", "bidi_control"),
    ("sites", "mar-mdc-temara", "name_ar", "\u2067Temara", "bidi_control"),
    ("sites", "mar-mdc-temara", "name", "<script>alert(1)</script>", "markup"),
    ("sites", "mar-mdc-temara", "name", "Temara<img src=x>", "markup"),
    ("sites", "mar-mdc-temara", "name", "=1+1", "formula"),
    ("sites", "mar-mdc-temara", "name", "@SUM(A1)", "formula"),
    ("sites", "mar-mdc-temara", "name", "two\nlines", "control_character"),
    ("sites", "mar-mdc-temara", "name", "x" * 2_001, "text_too_long"),
    ("sites", "mar-mdc-temara", "name", "", "blank"),
    ("sites", "mar-mdc-temara", "name_fr", " Temara", "edge_space"),
    ("sites", "mar-mdc-temara", "site_id", "MDC Temara", "not_an_id"),
    ("sites", "mar-mdc-temara", "kind", "warehouse", "not_in_list"),
    ("sites", "mar-mdc-temara", "kind", "", "blank"),
    ("sites", "mar-mdc-temara", "lat", "91", "out_of_range"),
    ("sites", "mar-mdc-temara", "lat", "", "half_a_position"),
    ("sites", "mar-mdc-temara", "racks", "12.5", "not_an_integer"),
    ("sites", "mar-mdc-temara", "it_load_mw_planned", "6,0", "not_a_number"),
    ("sites", "mar-mdc-temara", "it_load_mw_planned", "nan", "not_a_number"),
    ("sites", "mar-mdc-temara", "it_load_mw_planned", "9" * 400, "not_a_number"),
    ("sites", "mar-mdc-temara", "it_load_mw_planned", "-6", "out_of_range"),
    ("sites", "mar-mdc-temara", "country", "MA", "not_a_country"),
    ("sites", "ken-konza", "region_code", "MA-01", "region_elsewhere"),
    ("sites", "mar-mdc-temara", "ultimate_owner_country", "GBR;;MAR", "bad_list"),
    ("sites", "mar-mdc-temara", "region_code", "MA-13", "not_a_region"),
    ("sites", "mar-mdc-temara", "confidence", "E", "not_in_list"),
    ("sites", "mar-mdc-temara", "opened", "2017-02-30", "not_a_real_date"),
    ("sites", "mar-mdc-temara", "opened", "17 September 2017", "not_a_date"),
    ("sites", "mar-mdc-temara", "opened", "1817", "year_out_of_range"),
    ("sites", "mar-mdc-temara", "city_ar", "", "names_incomplete"),
    ("sites", "mar-mdc-temara", "source_ids", "site-telquel-mdc-2023;no-such-source", "unknown_reference"),
    ("sites", "mar-mdc-temara", "source_ids", "", "blank"),
    ("sites", "mar-mdc-temara", "recorded_on", "2026-11", "not_a_day"),
    ("sites", "mar-oracle-casablanca", "opened", "2023-01-01", "opened_before_announced"),
    ("sites", "mar-igoudar-dakhla", "opened", "2026", "opened_but_not_in_service"),
    ("sites", "nga-kasi-lekki", "opened", "2021", "opened_before_works"),
    ("site_stages", "mar-mdc-casablanca", "site_id", "mar-mdc-rabat", "unknown_reference"),
    ("landings", "atlas-offshore", "cable_id", "atlas-onshore", "unknown_reference"),
    ("cables", "loukkos", "counts_as", "nowhere", "unknown_reference"),
    ("cables", "mtwa", "counts_as", "loukkos", "counted_twice_removed"),
    ("indicators", "unicorns", "pillar", "horses", "unknown_reference"),
    ("compute_demand", "WLD", "metric", "horns", "no_label"),
    ("observations", "un_osi_rank", "period", "2024-Q5", "not_a_period"),
    ("observations", "un_osi_rank", "period", "2031", "date_in_future"),
    ("observations", "un_osi_rank", "value", "0", "out_of_scale"),
    ("observations", "un_osi_rank", "country", "CHL", "no_label"),
    ("targets", "un_osi_rank", "indicator_id", "un_osi", "unknown_reference"),
    ("targets", "un_osi_rank", "baseline_year", "", "half_a_baseline"),
    ("targets", "un_osi_rank", "target_year", "2020", "dates_out_of_order"),
    ("share_assumptions", "pue", "low", "1.9", "bounds_out_of_order"),
    ("share_assumptions", "pue", "high", "1", "bounds_out_of_order"),
    ("investments", "zaf-microsoft-2027", "end", "2020", "dates_out_of_order"),
    (
        "investments",
        "zaf-microsoft-2027",
        "exclusion_reason",
        "Change of ownership, not new capacity.",
        "reason_without_exclusion",
    ),
    ("investments", "medusa-total", "exclusion_reason", "", "exclusion_without_reason"),
    ("prose", "share_question", "ar", "", "blank"),
    ("prose", "share_question", "ar", "\u202eما الحصة", "bidi_control"),
    ("prose", "share_question", "en", "What runs in country}, and where?", "placeholder"),
    ("prose", "share_question", "fr", "Où va l'argent ?", "french_typography"),
    ("prose", "share_question", "chapter", "start", "not_in_list"),
    ("prose", "share_question", "order", "0", "out_of_range"),
    ("prose", "overview_decisions_formula", "order", "1", "place_taken"),
    ("prose", "overview_decisions_formula", "id", "overview_question", "duplicate_key"),
    ("sources", "fib-tg-2022", "url", "www.example.org", "not_a_url"),
    ("sources", "fib-tg-2022", "url", "", "address_missing"),
    ("sources", "fib-tg-2022", "language", "xx", "not_in_list"),
    ("sources", "fib-tg-2022", "read_via", "note", "read_via_contradicts_kind"),
    ("sources", "fib-tg-2022", "read_via", "press", "read_via_contradicts_kind"),
    ("sources", "fib-afmanager-2025", "read_via", "original", "read_via_contradicts_kind"),
    ("sites", "egy-te-rdh2", "confidence", "C", "graded_above_its_note"),
    ("observations", "un_osi_rank", "same_as", "zaf-microsoft-2027", "one_fact_two_grades"),
    ("observations", "un_osi_rank", "shown_with", "un_osi_rank/MAR/1999", "unknown_reference"),
]


def only(violations: list[Violation], table: str, line: int, column: str) -> list[Violation]:
    return [v for v in violations if (v.file, v.line, v.column) == (f"{table}.csv", line, column)]


@pytest.mark.parametrize("bad", BAD_CELLS, ids=lambda bad: f"{bad[0]}-{bad[2]}-{bad[4]}")
def test_a_bad_cell_is_refused(
    tables: Path, change: Change, line_of: Callable[[str, str], int], bad: tuple[str, str, str, str, str]
):
    table, row, column, value, rule = bad
    line = line_of(table, row)
    change(table, line, column, value)
    _, violations = check(tables)
    found = only(violations, table, line, column)
    assert [v.rule for v in found] == [rule], [v.text() for v in violations]
    for language in ("fr", "en", "ar"):
        text = found[0].text(language)
        assert text.startswith(f"{table}.csv:{line}:{column}")
        assert "{" not in text
        assert len(text) < 700
        assert faulty_characters(text) == ""


def test_a_plus_or_a_lone_less_than_sign_is_a_figure_and_stays(tables: Path, change: Change):
    change("sites", 2, "name", "+14 % (<1.2 MW)")
    assert check(tables)[1] == []


def test_a_duplicate_key_names_both_lines(tables: Path):
    path = tables / "cables.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[3]]), encoding="utf-8")
    _, violations = check(tables)
    assert [(v.line, v.column, v.value, v.rule, v.params["other"]) for v in violations] == [
        (len(lines) + 1, "cable_id", "loukkos", "duplicate_key", "4")
    ]


def test_a_key_of_several_columns_is_compared_whole(tables: Path):
    path = tables / "landings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1].replace("Abidjan,Abidjan", "Abidjan,Ailleurs")]), encoding="utf-8")
    _, violations = check(tables)
    assert [(v.line, v.column, v.value) for v in violations] == [
        (len(lines) + 1, "cable_id, landing_point", "2africa / Abidjan")
    ]


def test_an_opening_before_the_announcement_is_found_in_the_events_too(
    tables: Path, change: Change, line_of: Callable[[str, str], int]
):
    events = (tables / "site_events.csv").read_text(encoding="utf-8").splitlines()
    line = next(n for n, row in enumerate(events, 1) if row.startswith("mar-oracle-casablanca,2026-04-07,opened"))
    change("site_events", line, "date", "2022")
    _, violations = check(tables)
    assert ("site_events.csv", line, "date", "opened_before_announced") in {
        (v.file, v.line, v.column, v.rule) for v in violations
    }
