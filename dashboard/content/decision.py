"""The sheet for who decides on a proposal: what would move, on two pages."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.values import Lang, Table


@dataclass(frozen=True)
class DecisionSheet:
    """Page 1: `lines` say what is proposed; `figures` and `states` what moves. Page 2: `lists` by title, and who signs.

    `as_of` (ISO) is the day of the proposal, `footer` stands on each page, `signature` are the lines to fill in by hand.
    """

    lang: Lang
    as_of: str
    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    signature: tuple[str, ...]
    footer: str
