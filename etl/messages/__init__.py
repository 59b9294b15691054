"""What each broken rule says to its reader and what to do about it, in French, English and Arabic.

Plain dictionaries, for ``etl`` has no catalogue of its own and may not import the dashboard's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from etl.messages import ar, en, fr, locality, plausible, restated

Language = Literal["fr", "en", "ar"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
RULES: dict[str, dict[str, tuple[str, str]]] = {
    "fr": fr.RULES | plausible.FR | locality.FR | restated.FR,
    "en": en.RULES | plausible.EN | locality.EN | restated.EN,
    "ar": ar.RULES | plausible.AR | locality.AR | restated.AR,
}
"""By language, then by rule: what is wrong, and what to do; both may hold ``{named}`` parts."""


class _Parts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(rule: str, language: str, params: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong and what to do, with the parts filled in. An unknown language gives French."""
    wrong, cure = RULES.get(language, RULES["fr"])[rule]
    parts = _Parts(params)
    return wrong.format_map(parts), cure.format_map(parts)


def reader_language(asked: str | None, environment: Mapping[str, str]) -> Language:
    """The language to answer in: the one asked for, else that of the machine (LC_ALL, LC_MESSAGES, LANG), else French."""
    wishes = (asked, *(environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")))
    found = ((wish or "")[:2].lower() for wish in wishes)
    return next((language for wish in found for language in LANGUAGES if wish == language), "fr")
