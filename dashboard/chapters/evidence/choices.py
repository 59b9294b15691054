"""What a reader chooses in Evidence: the part read, filters of the registers, a source's sheet, a build to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qsl

from dashboard.content.choices import Choices, Notice, choice, key, many
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.codes import codes_of
from etl.contracts.tables import TABLES

PARTS = ("gaps", "sources", "strength", "methods", "words", "changes", "tool")
KINDS = codes_of("sources", "kind", first=("official", "multilateral", "dataset", "academic"))
EVERY = ""  # no table chosen
TABLE_NAMES = tuple(table.name for table in TABLES)
PAGE_ROWS = 25
LAST_PAGE = 60


@dataclass(frozen=True)
class EvidenceChoices(Choices):
    """`page` turns the pages of a long register; `since` is the id of an older build."""

    part: str = choice(PARTS[0], PARTS)
    kind: tuple[str, ...] = many(KINDS)
    table: str = choice(EVERY, (EVERY, *TABLE_NAMES))
    page: str = choice("1", tuple(str(number) for number in range(1, LAST_PAGE + 1)))
    source: str = key()
    since: str = key()

    @classmethod
    def parse(cls, query: str | Mapping[str, str]) -> tuple[Self, tuple[Notice, ...]]:
        """As of every chapter; what narrows the register of sources leads to it, which addresses without a part once opened on."""
        choices, notices = super().parse(query)
        given = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        is_register = "part" not in given and choices.part == PARTS[0] and choices._narrows
        return (replace(choices, part="sources") if is_register else choices), notices

    def parameters(self) -> dict[str, str]:
        """As of every chapter; the part is named where what narrows a register would lead to that register."""
        found = super().parameters()
        return {"part": self.part} | found if self._narrows else found

    @property
    def _narrows(self) -> bool:
        return bool(self.kind) or self.table != EVERY or self.page != "1"


def part_words(t: Translator) -> dict[str, str]:
    """What each part of the chapter is called."""
    return {
        "gaps": t("What is missing"),
        "sources": t("Sources"),
        "strength": t("How strong it is"),
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
