"""One build in one language: what every part of a chapter is written from."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from dashboard.content.values import Lang, Receipt, ReceiptInput, Source
from dashboard.i18n import Translator, translator
from dashboard.warehouse.build import Build

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A build as readers of one language read it: its rows, its words and its receipts, and the translator `t`."""

    build: Build
    t: Translator

    @classmethod
    def of(cls, build: Build, lang: Lang) -> Reading:
        """The reading of a build in a language."""
        return cls(build, translator(lang))

    @property
    def lang(self) -> Lang:
        """The reader's language."""
        return self.t.lang

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Rows of a query; `?` stands for each of `values`. Lists inside a row are everybody's: read them only."""
        return self.build.rows(sql, *values)

    def row(self, sql: str, *values: object) -> dict[str, Any]:
        """The one row of a query; raises LookupError when there is not exactly one."""
        return self.build.row(sql, *values)

    def label(self, table: str, column: str, code: str | None) -> str:
        """A code of a closed list in words; codes shared by all tables stand under `*`. A blank stays blank."""
        return self.build.label(table, column, code, self.lang)

    def labels(self, table: str, column: str, codes: Iterable[str] | None) -> str:
        """Several codes in words, one after another."""
        return self.build.labels(table, column, codes, self.lang)

    def country(self, code: str | None) -> str:
        """A country's name."""
        return self.label("*", "country", code)

    def name(self, row: Row, column: str = "name") -> str:
        """What a row is called: `name_fr`, `name_ar`, `name_en`, or `name` where English stands without its language."""
        own = f"{column}_{self.lang}"
        return str(row[column if self.lang == "en" and own not in row else own] or "")

    def phrase(self, text: str | None) -> str:
        """A note, definition or unit of the evidence (its English text is the key)."""
        return self.build.phrase(text, self.lang)

    def prose(self, text_id: str) -> str:
        """A long text of a chapter: a row of `prose`, asked for by its id written out."""
        return self.build.prose(text_id, self.lang)

    def sources(self, source_ids: Iterable[str]) -> tuple[Source, ...]:
        """The documents behind source ids, in the given order."""
        return self.build.sources(source_ids, self.lang)

    def input(self, table: str, row_key: str, value_text: str) -> ReceiptInput:
        """One row of evidence as a line of a receipt. Raises LookupError for a row the build does not hold."""
        return self.build.input(table, row_key, value_text, self.lang)

    def receipt(self, formula: str, inputs: Iterable[ReceiptInput], method_version: str = "") -> Receipt:
        """Where a figure comes from: its formula in words and the rows it rests on."""
        return self.build.receipt(formula, inputs, method_version)


Of = TypeVar("Of", Build, Reading)
Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def cached_per_build(
    most: int,
) -> Callable[[Callable[Concatenate[Of, Asked], Made]], Callable[Concatenate[Of, Asked], Made]]:
    """Keep what a function makes of a build, or of a reading of it, for every reader: `most` values, freed with the build.

    Arguments after the first are hashable; what is made is everybody's, so it is read and never changed.
    """

    def decorate(make: Callable[Concatenate[Of, Asked], Made]) -> Callable[Concatenate[Of, Asked], Made]:
        name = f"{make.__module__}.{make.__qualname__}"

        @functools.wraps(make)
        def cached(of: Of, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
            build, lang = (of.build, of.lang) if isinstance(of, Reading) else (of, "")
            key = (lang, args, *sorted(kwargs.items()))
            kept: Made = build.cache(name, most).get(key, lambda: make(of, *args, **kwargs))
            return kept

        return cached

    return decorate
