"""Doubts in a reader's words: what a check names by a code or by the key of a row is called as everywhere else.

The terminal keeps codes and keys, for an editor looks for them in the files.
"""

from __future__ import annotations

from dataclasses import replace

from etl.contracts.tables import TABLES, columns
from etl.evidence.check import Evidence
from etl.evidence.violations import Violation

LANGUAGES = ("en", "fr", "ar")
_COMMA = {"en": ", ", "fr": ", ", "ar": "، "}


class Words:
    """The words of codes, by column, and the names of rows that have one."""

    def __init__(self, evidence: Evidence) -> None:
        self._codes: dict[tuple[str, str], tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for table in TABLES:
            names = columns(table)
            rows = [dict(zip(names, row.texts, strict=True)) for row in evidence.rows[table.name]]
            if table.name == "labels":
                for row in rows:
                    words = tuple(row[f"label_{lang}"] for lang in LANGUAGES)
                    self._codes.setdefault((row["column"], row["code"]), words)
                    self._codes.setdefault(("", row["code"]), words)
            elif {"name", "name_fr", "name_ar"} <= set(names) and len(table.key) == 1:
                for row in rows:
                    self._names[row[table.key[0]]] = (row["name"], row["name_fr"], row["name_ar"])

    def message(self, doubt: Violation, language: str) -> str:
        """What is doubtful, with words for codes and names for keys."""
        params = {
            name: self._said(part, doubt.column, language) if isinstance(part, str) else part
            for name, part in doubt.params.items()
        }
        return replace(doubt, params=params).message(language)

    def _said(self, text: str, column: str, language: str) -> str:
        table, _, key = text.partition(": ")
        if table in {one.name for one in TABLES}:
            return self._word(key, column, language)
        return _COMMA[language].join(self._word(part, column, language) for part in text.split(", "))

    def _word(self, text: str, column: str, language: str) -> str:
        if text.isdigit():
            return text
        found = self._codes.get((column, text)) or self._names.get(text) or self._codes.get(("", text))
        return found[LANGUAGES.index(language)] if found else text
