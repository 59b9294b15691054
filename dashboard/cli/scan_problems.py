"""Why a file of ranges or of answers can't be used, and what to do about it, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.support.quoting import quoted

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.locality.problems import LocalityError

_NAMES = "asked bad columns file folder form frame line lines most other reason scan size value"


def problem_text(error: LocalityError, t: Translator) -> str:
    """One sentence for what is wrong and one for the cure."""
    values = dict.fromkeys(_NAMES.split(), "") | {name: _shown(value, t) for name, value in error.values.items()}
    for texts in (_of_files, _of_lines, _of_ranges, _of_scans):
        if text := texts(t, values).get(error.code):
            return text
    return quoted(str(error))


def _shown(value: object, t: Translator) -> str:
    """A value fit to be printed: nothing hidden in it; what is counted, as the reader writes numbers."""
    return t.number(value) if isinstance(value, int | float) else quoted(value)


def _of_files(t: Translator, v: dict[str, str]) -> dict[str, str]:
    """What is said of a file that can't be read, by code."""
    return {
        "no_file": t("{file} is not there.", **v),
        "no_spark": t(
            "Spark is not installed here. Install it with: make spark. Or leave --engine out: DuckDB counts the same."
        ),
        "no_java": t(
            "Spark needs Java 17 or newer and could not start. Install it (on Debian and Ubuntu openjdk-17-jre-headless), or name it with JAVA_HOME. Or leave --engine out: DuckDB counts the same."
        ),
        "empty_folder": t("The folder {file} holds no file.", **v),
        "empty_file": t("{file} is empty: there is nothing to bring in.", **v),
        "packed_otherwise": t(
            "{file} is packed or written as {form}. Plain files, gzip and zstd are read: unpack it, or convert it first.",
            **v,
        ),
        "damaged_archive": t("{file} can't be unpacked to its end: it is damaged or cut short. Copy it again.", **v),
        "columns_missing": t("{file} lacks the columns: {columns}", **v),
        "no_csv": t("{file} can't be read as CSV: {reason}", **v),
        "row_does_not_fit": t(
            "{file}, line {line}: the row has more or fewer cells than the header. Rows that don't fit: {bad} of {lines}.",
            **v,
        ),
        "busy": t("Another command is at work on the scans of this warehouse. Wait until it is done, then try again."),
        "no_evidence": t("{file} is not in the folder {folder}. Name the folder of the evidence with --data.", **v),
        "bad_evidence": t("{file}:{line}: «{value}» can't be used. siyada check says what the table needs.", **v),
    }


def _of_lines(t: Translator, v: dict[str, str]) -> dict[str, str]:
    """What is said of answers that can't be read, by code."""
    return {
        "line_too_long": t(
            "{file}, line {line}: the line is longer than 16 MB. Remove it, or write the file again.", **v
        ),
        "line_no_json": t(
            "{file}, line {line}: no whole JSON object. Lines that can't be read: {bad} of {lines}; at most one in a thousand may be.",
            **v,
        ),
        "line_no_answer": t(
            "{file}, line {line}: no answer in the form {form}. Lines that can't be read: {bad} of {lines}; at most one in a thousand may be.",
            **v,
        ),
        "no_lines": t("{file} is not written as one JSON object a line, as {form} writes it.", **v),
        "wrong_form": t("{file} is in the form {other}, not {form}: bring it in with --format {other}", **v),
        "mixed_forms": t(
            "{file} holds lines in the form {form} and lines in the form {other}: one file, one form.", **v
        ),
        "mixed_parts": t("The folder holds Parquet and other files ({file}): one scan, one form.", **v),
        "parquet_lines": t("{file} is Parquet, which {form} does not write: is it --format openintel?", **v),
        "nothing_asked": t(
            "The file holds no question for an address, a name server or a mail host (A, NS, MX): nothing to measure."
        ),
    }


def _of_ranges(t: Translator, v: dict[str, str]) -> dict[str, str]:
    """What is said of ranges that can't be a set, by code."""
    return {
        "range_no_number": t("{file}, line {line}: «{value}» is not two whole numbers.", **v),
        "range_out": t(
            "{file}, line {line}: «{value}» lies outside the numbers of IPv4 addresses, 0 to 4294967295.", **v
        ),
        "range_reversed": t("{file}, line {line}: «{value}» ends before it begins.", **v),
        "range_anycast": t("{file}, line {line}: is_anycast is «{value}»; write true, false or nothing.", **v),
        "range_overlap": t(
            "{file}, line {line}: the range begins inside that of line {other}. An address has one row.", **v
        ),
        "sources_missing": t(
            "The folder {folder} holds fewer than two of the three votes on countries. Not there: {columns}", **v
        ),
        "source_overlaps": t(
            "{file}: {bad} of {lines} rows begin inside another, more than one in two hundred. Take the file again.",
            **v,
        ),
        "source_lost_rows": t(
            "{file} has {lines} rows; the last set was built from {most}. A loss of a fifth or more is refused: take the file again.",
            **v,
        ),
        "not_plausible": t(
            "Two of three votes place {asked} addresses in Morocco, outside the 11.5 to 13 million of a sound set. The last good set stays.",
            **v,
        ),
        "no_prefix": t("{file}, line {line}: «{value}» is not a prefix such as 192.0.2.0/24.", **v),
        "no_cdn_list": t(
            "{file} is not a list of providers with their prefixes and suffixes, as docs/scans.md shows it.", **v
        ),
        "no_ranges": t("No table of address ranges is here yet. Bring one in with: siyada ranges import FILE"),
    }


def _of_scans(t: Translator, v: dict[str, str]) -> dict[str, str]:
    """What is said of a scan that can't be kept or found, by code."""
    return {
        "bad_frame": t(
            "«{frame}» can't name a frame: up to {most} letters, digits and signs that print, no space at either end.",
            **v,
        ),
        "frame_too_small": t(
            "The frame is said to hold {size} names, and {asked} were asked: --frame-size is the size of the whole frame.",
            **v,
        ),
        "no_census": t(
            "A census asks every name of its frame: the frame is said to hold {size}, and {asked} were asked.", **v
        ),
        "kept_otherwise": t(
            "This very file is kept already, as scan {scan} of the frame «{frame}», with other choices. To bring it in anew: siyada scan remove {scan}",
            **v,
        ),
        "no_scan": t("No scan «{scan}» is kept here. What is kept: siyada scan list", **v),
        "many_scans": t("Several scans begin with «{scan}». Give more of the id: siyada scan list", **v),
        "damaged_scan": t("{file} can't be read as a scan. Remove the file, and bring the scan in again.", **v),
    }
