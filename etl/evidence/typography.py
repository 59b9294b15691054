"""French as a printer sets it: curved apostrophes and spaces that do not break, written into the data itself.

A text is set right once, where it is kept, so that the page, the PDF, the CSV and the API all say the same characters.
``python -m etl.evidence.typography`` (``make typography``) rewrites the evidence; ``siyada check`` refuses what was left.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from etl.contracts.tables import TABLES, columns
from etl.evidence.extract import read_table
from etl.paths import data_dir

SPACE = "\u00a0"
"""No-break space. The narrow one, U+202F, is no choice: the font of the reports lacks it."""

_UNITS = "MW|GW|kW|TWh|GWh|km|km²|m²|ms|Gbit/s|Tbit/s|Mbit/s|Gbps|Tbps|Mbps|Md|M|DH|MAD|USD|EUR|M€|Md€|€"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        ("\u202f", SPACE),
        # Quotation marks: straight ones by pairs, then the spaces inside the French ones.
        (r'"([^"]*)"', r"«\1»"),
        (r"(?<!\w)'([^']*)'(?!\w)", r"«\1»"),
        (r"«\s*(?=\S)", f"«{SPACE}"),
        (r"(?<=\S)\s*»", f"{SPACE}»"),
        ("'", "’"),
        # Two-part punctuation: its space does not break, and is there wherever the mark ends a word or a value.
        (r"(?<=\S) (?=[;:!?%‰](?:[\s).,»]|$))", SPACE),
        (r"(?<=[\w)\]}»])(?=[;:!?](?:\s|$))", SPACE),
        (r"(?<=[\d}])(?=%(?:[\s).,;»]|$))", SPACE),
        # Digits by threes, and a figure with its unit.
        (r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?:\D|$))", rf"\1{SPACE}"),
        (rf"(?<={SPACE}\d{{3}}) (?=\d{{3}}(?:\D|$))", SPACE),
        (rf"(?<=[\d}}]) (?=(?:{_UNITS})(?!\w))", SPACE),
    )
)
# What a text must hold for a rule to have anything to do: most texts hold little of it.
_NEEDED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        *("\u202f", '"', "'", "«", "»", "'"),
        *("[;:!?%‰]", "[;:!?]", "%", r"\d \d", rf"{SPACE}\d{{3}} ", r"[\d}] "),
    )
)
# Names that are written in another language's way.
_NAMES = ("Africa: The Big Deal",)
_SOURCE_TEXTS = frozenset({"publisher", "title"})


def set_french(text: str) -> str:
    """A French text with the apostrophes and spaces of print; one that is set already comes back unchanged."""
    held = [(name, f"\x00{number}\x00") for number, name in enumerate(_NAMES) if name in text]
    for name, mark in held:
        text = text.replace(name, mark)
    for needed, (pattern, new) in zip(_NEEDED, _RULES, strict=True):
        if needed.search(text):
            text = pattern.sub(new, text)
    for name, mark in held:
        text = text.replace(mark, name)
    return text


def is_french(table: str, column: str, row: Mapping[str, str]) -> bool:
    """Whether a cell holds French: columns named ``fr`` or ``*_fr``, and the titles of French documents that were read."""
    if table == "sources":
        return column in _SOURCE_TEXTS and row.get("language") == "fr" and row.get("kind") != "secondary"
    return column == "fr" or column.endswith("_fr")


def rewrite(folder: Path) -> int:
    """Set every French cell of the tables in ``folder``; files that hold no row or cannot be read are left.

    Returns:
        How many cells changed.
    """
    changed = 0
    for table in TABLES:
        path, names = folder / f"{table.name}.csv", columns(table)
        extract = read_table(path, names)
        if extract.faults or not extract.records:
            continue
        rows = [dict(zip(names, record.cells, strict=True)) for record in extract.records]
        found = 0
        for row in rows:
            right = {name: set_french(cell) for name, cell in row.items() if is_french(table.name, name, row)}
            found += sum(row[name] != cell for name, cell in right.items())
            row.update(right)
        if found:
            body = io.StringIO(newline="")
            writer = csv.writer(body, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(row.values() for row in rows)
            path.write_text(body.getvalue(), encoding="utf-8", newline="")
        changed += found
    return changed


if __name__ == "__main__":
    print(f"{rewrite(data_dir() / 'evidence')} cells set")  # noqa: T201 - a maintainer's tool that speaks to its terminal
