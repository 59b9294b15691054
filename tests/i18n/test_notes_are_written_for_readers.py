"""What the public reads names things by their names, and gives no orders to whoever edits the tables."""

from __future__ import annotations

import csv
import re

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import read_catalogue
from etl.contracts.tables import TABLES
from tests.words import EVIDENCE, our_texts

ORDERS = {
    "en": r"\b(do not (?!join)|don't|treat as|use only|not to be|should be shown|must be shown|never present|to be shown)\b",
    "fr": r"\bne pas \w+er\b|\bà ne pas\b|\bà n’utiliser\b|\bÀ traiter\b|\bne jamais \w+er\b|\butiliser \w+_\w+",
    "ar": r"لا ينبغي (جمع|وصل|عرض|تقديم|احتساب)|لا يجوز|ينبغي استعمال",
}


def identifiers() -> set[str]:
    """Keys of rows and codes that no reader could take for a word: with a hyphen or an underscore, in lower case."""
    found = set()
    for table in TABLES:
        path = EVIDENCE / f"{table.name}.csv"
        if table.name in ("phrases", "glossary", "changes") or (table.is_later and not path.exists()):
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found |= {cell for name, cell in row.items() if name.endswith("_id") or name in ("code", "parameter")}
    return {one for one in found if re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)+", one)}


@pytest.mark.parametrize("lang", LANGS)
def test_no_identifier_of_a_row_or_table_is_read(lang: Lang) -> None:
    known = identifiers() - {"in_service"}
    word = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
    found = [
        (place, text)
        for place, text in our_texts(lang)
        if not place.startswith("rule: ")
        for one in word.findall(re.sub(r"\{\w+\}", "", text))
        if one in known or one.startswith(("out_", "core_"))
    ]
    assert found == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_order_to_an_editor_is_read(lang: Lang) -> None:
    texts = ((place, text) for place, text in our_texts(lang) if place.startswith("phrases.csv"))
    assert [(place, text) for place, text in texts if re.search(ORDERS[lang], text)] == []


# What English does not write so: digits parted by a space, a day in figures, a square metre without its sign, thousands without
# a comma before their unit, words in capitals for stress, a code for a continent, the desk's own words.
UNSET = re.compile(
    r"(?<![\d-])\d{1,3} \d{3}(?![\d-])|\b(19|20)\d\d-(0[1-9]|1[0-2])(?![\d-])(-\d\d)?|\bm2\b|\b\d{4,} (km|m²|kW|Gbps)\b|\d %"
    r"|\b(TOTAL|NOT|AND|SITE|WHOLE|ONLY|PROVISIONAL)\b|\bX[A-Z]{2} = |\byoy\b|\bMoUs?\b|\bRFS\b|\b[Ss]tart-ups?\b"
    r"|\bentered\b|\b(other|later|separate|own) rows\b"
)


def test_english_is_set_as_english_is() -> None:
    with (EVIDENCE / "phrases.csv").open(encoding="utf-8", newline="") as stream:
        phrases = [row["en"] for row in csv.DictReader(stream)]
    assert [text for text in phrases if UNSET.search(text)] == []
    ids = [message.id for message in read_catalogue("fr") if message.id]
    ours = [form for one in ids for form in (one if isinstance(one, tuple) else (one,))]
    assert [text for text in ours if re.search(r"\d %|\d \d{3}\b|\b[Ss]tart-ups?\b", text)] == []


HOW_READ = re.compile(
    r"\b(via|citing|quoting|mirror|repost|reprint|copy (of|on|at)|press release|page not opened|LICENCE)\b|cited in|عبر "
)


def test_a_source_is_named_and_how_it_was_read_stands_elsewhere() -> None:
    with (EVIDENCE / "sources.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] != "secondary"]
    assert [row for row in rows if HOW_READ.search(f"{row['publisher']} | {row['title']}")] == []
    # A French document has a French title.
    english = re.compile(r"\b(the|of|and|for|with|abroad)\b")
    assert [row["title"] for row in rows if row["language"] == "fr" and english.search(row["title"])] == []
