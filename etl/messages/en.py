"""The rules in English: what is wrong, and what to do."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "folder_missing": ("The folder of evidence is not there.", "Give the folder that holds the tables, or restore it."),
    "file_missing": ("This table has no file.", "Restore the file: every table of the contract is needed."),
    "file_unreadable": ("The file can't be read ({reason}).", "Check that it is a file and that you may read it."),
    "unexpected_file": (
        "This file belongs to no table and would be ignored.",
        "Remove it, or give it the name of the table it is meant to be.",
    ),
    "file_empty": ("The file is empty.", "Restore its header and its rows."),
    "no_rows": ("The file has a header and no row.", "Restore its rows; it was perhaps cut short while being written."),
    "utf16": ("The file is not UTF-8 text (it looks like UTF-16 or a binary file).", "Save it again as CSV in UTF-8."),
    "not_utf8": (
        "The cell holds bytes that are not UTF-8 (often Latin-1 or Windows-1252).",
        "Save the file again in UTF-8 and check its accents.",
    ),
    "wrong_delimiter": ("The columns are not separated by commas.", "Save the file again with the comma as separator."),
    "column_missing": ("This column is missing.", "Put it back in its place in the header and in every row."),
    "column_unknown": (
        "The contract knows no such column.",
        "Remove it, correct its name, or add it to the table's contract.",
    ),
    "column_repeated": ("This column stands twice.", "Keep one of the two."),
    "column_misplaced": (
        "This column is not in its place: column {place} should be {expected}.",
        "Put the columns in the order of the data dictionary.",
    ),
    "ragged_row": (
        "The row has {found} cells, the header {expected}.",
        "Add or remove commas; quote a text that holds a comma.",
    ),
    "blank_line": ("The line is blank.", "Remove it."),
    "unterminated_quote": (
        "A quotation mark opened in this row is never closed: the rest of the file was read as one cell.",
        "Close it, or double it if it belongs to the text.",
    ),
    "bad_quoting": (
        "The quotation marks of this row don't match ({reason}); nothing after it was read.",
        "Quote the whole cell and double each quotation mark inside it.",
    ),
    "cell_too_large": (
        "The row is larger than {limit} bytes; nothing after it was read.",
        "Shorten the cell, or close a quotation mark left open.",
    ),
    "half_written": (
        "The file does not end with a line break: it was perhaps cut short while being written.",
        "Check its last row, then end it with a line break.",
    ),
    "text_too_long": ("The text has more than {limit} characters.", "Shorten it."),
    "control_character": (
        "The text holds a control character or a line break ({characters}).",
        "Remove it; write the text on one line.",
    ),
    "bidi_control": (
        "The text holds a direction control ({characters}), which can make it read backwards.",
        "Remove it.",
    ),
    "not_drawable": (
        "The font of the reports can't draw {characters} (an emoji, a symbol or another script).",
        "Replace it with words.",
    ),
    "written_otherwise": (
        "The font of the reports lacks {characters}.",
        'Write "{right}", which says the same in characters that it has.',
    ),
    "markup": ("The text holds markup (it opens a tag).", "Remove the tag; write plain text."),
    "formula": ("The text starts with = or @, which a spreadsheet would run.", "Start it with a word."),
    "french_typography": (
        "The French lacks the curved apostrophe or the no-break spaces of print.",
        'Write "{right}", or run make typography, which writes it.',
    ),
    "blank": ("The cell is blank and may not be.", "Fill it, or remove the row."),
    "placeholder": (
        "The text holds a brace, which waits for a value that nobody gives.",
        "Write the text whole; one that takes values stays in the code.",
    ),
    "edge_space": ("The text starts or ends with a space.", "Remove the space."),
    "not_a_number": (
        "This is not a number.",
        "Write digits with a point for decimals, no spaces, no unit; leave it blank if no source gives it.",
    ),
    "not_an_integer": ("This is not a whole number.", "Write digits only; leave it blank if no source gives it."),
    "out_of_range": ("The value is outside what this column allows: {allowed}.", "Check the figure and its unit."),
    "year_out_of_range": ("The year is outside {first} to {last}.", "Check the year."),
    "not_a_date": ("This is not a date.", "Write YYYY, YYYY-MM or YYYY-MM-DD."),
    "not_a_real_date": ("The calendar has no such date.", "Check the month and the day."),
    "not_a_period": ("This is not a period.", "Write YYYY, YYYY-MM, YYYY-MM-DD or a quarter such as 2025-Q3."),
    "not_a_day": ("A full day is needed here.", "Write YYYY-MM-DD."),
    "not_an_id": (
        "This is not an identifier.",
        "Use small letters, digits, - and _; separate several with ; and no space.",
    ),
    "bad_list": ("The list has a blank or a repeated item.", "Separate the items with one ; and name each once."),
    "not_a_country": (
        "This is not a country code.",
        "Use the ISO 3166 alpha-3 code, or XAF, XNA, XEU, AFR or WLD for a group.",
    ),
    "not_a_region": ("This is not a region code.", "Use the ISO 3166-2 code; in Morocco MA-01 to MA-12."),
    "not_a_url": ("This is not a web address.", "Write the whole address, starting with https://."),
    "not_in_list": (
        "The value is not in the closed list: {allowed}.",
        "Use one of these, or extend the contract and its labels.",
    ),
    "duplicate_key": ("Line {other} already has this key.", "Merge the two rows, or correct the key."),
    "unknown_reference": (
        "The table {other} has no such row.",
        "Correct the identifier, or add the row to {other}.csv.",
    ),
    "not_translated": (
        "This English text has no French and Arabic.",
        "Add a row for it to phrases.csv, with the same English, its French and its Arabic.",
    ),
    "place_taken": (
        "The text has the place of the one on line {other}, in the same chapter.",
        "Give it a number of its own.",
    ),
    "no_label": (
        "This code has no label.",
        "Write a code that has one, or add a row to labels.csv for this table or *, in three languages. The column there, and codes that it has: {other}.",
    ),
    "names_incomplete": ("The name is not given in all three languages.", "Fill {other}, or leave all of them blank."),
    "date_in_future": (
        "The date is later than the day the row was recorded ({other}).",
        "Correct the date, or record the row again.",
    ),
    "dates_out_of_order": ("The date is earlier than {other}, where the row starts.", "Put the two dates in order."),
    "opened_before_works": ("The site opens before its works start ({other}).", "Correct one of the two dates."),
    "opened_before_announced": (
        "The site opens before it is first announced ({other}), and the sites and the events don't agree on it.",
        "Correct the date; if it is right, give it in sites.csv (opened) and in site_events.csv alike.",
    ),
    "opened_but_not_in_service": (
        "The site has an opening date and the status {other}.",
        "Correct the status, or leave the date blank.",
    ),
    "out_of_scale": ("The value is outside the scale of its unit: {other}.", "Check the figure and its unit."),
    "bounds_out_of_order": (
        "The bound is on the wrong side of the central value ({other}).",
        "Keep low, central and high in this order.",
    ),
    "row_missing": (
        "The table holds no row for {other}, without which the share can't be computed.",
        "Restore that row.",
    ),
    "parameter_unknown": ("The share has no such parameter.", "Correct the name, or remove the row."),
    "half_a_position": ("One coordinate is blank while {other} is given.", "Give both, or neither."),
    "half_a_baseline": (
        "The baseline is half given: {other} stands alone.",
        "Give its year and its value, or neither.",
    ),
    "region_elsewhere": ("The region is Moroccan and the country is {other}.", "Correct the region or the country."),
    "secondary_with_address": (
        "A secondary source has an address, though its page was not read.",
        "Remove the address, or correct the kind once the page is read.",
    ),
    "address_missing": (
        "A source of kind {other} has no address.",
        "Give the address of the page read, or set the kind to secondary.",
    ),
    "exclusion_without_reason": (
        "The row is left out of totals and no reason is given.",
        "Say why in exclusion_reason, and translate it in phrases.csv.",
    ),
    "reason_without_exclusion": (
        "The row counts in totals and a reason to leave it out is given.",
        "Remove the reason, or set counts_in_totals to no.",
    ),
    "counts_in_no_country": (
        "The row counts in totals though it belongs to no single country.",
        "Set counts_in_totals to no and give the reason.",
    ),
    "read_via_contradicts_kind": (
        "How the source was read does not fit its kind, {other}.",
        "A secondary source is a note, and no other is; press is read as press, on a copy, or not opened.",
    ),
    "graded_above_its_note": (
        "No source of the row was read: they are known by notes, or were not opened.",
        "Grade it D, or add a source that was read.",
    ),
    "one_fact_two_grades": (
        "The row tells the same fact as {other}, with another grade.",
        "Give both rows one grade: the weaker, unless a better source is added.",
    ),
    "counted_twice_removed": ("The system is counted as one that is itself counted as {other}.", "Name {other} here."),
}
