"""What a reader chooses in Evidence: the part read, filters of the registers, a source's sheet, a build to compare."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.choices import Choices, choice, key, many
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.tables import TABLES

PARTS = ("sources", "strength", "gaps", "methods", "words", "changes", "tool")
KINDS = ("official", "multilateral", "dataset", "academic", "operator", "press", "secondary")
EVERY = ""  # no table chosen
TABLE_NAMES = tuple(table.name for table in TABLES)
PAGE_ROWS = 25
LAST_PAGE = 60


@dataclass(frozen=True)
class EvidenceChoices(Choices):
    """`page` turns the pages of a long register; `since` is the id of an older build."""

    part: str = choice("sources", PARTS)
    kind: tuple[str, ...] = many(KINDS)
    table: str = choice(EVERY, (EVERY, *TABLE_NAMES))
    page: str = choice("1", tuple(str(number) for number in range(1, LAST_PAGE + 1)))
    source: str = key()
    since: str = key()


def part_words(t: Translator) -> dict[str, str]:
    """What each part of the chapter is called."""
    return {
        "sources": t("Sources"),
        "strength": t("How strong it is"),
        "gaps": t("What is missing"),
        "methods": t("Methods"),
        "words": t("Words and data"),
        "changes": t("Changes"),
        "tool": t("The tool"),
    }


def kind_words(reading: Reading) -> dict[str, str]:
    """What each kind of source is called."""
    return {code: reading.label("sources", "kind", code) for code in KINDS}


def table_words(t: Translator) -> dict[str, str]:
    """What one row of each table is, by table, as the data dictionary says it."""
    return {table.name: t(table.meaning) for table in TABLES}


def field_words(t: Translator) -> dict[str, str]:
    """What each choice is called, by field of `EvidenceChoices`."""
    return {
        "part": t("Part of the chapter"),
        "kind": t("Kind of source"),
        "table": t("Table"),
        "page": t("Page"),
        "source": t("Source"),
        "since": t("Older build"),
    }
