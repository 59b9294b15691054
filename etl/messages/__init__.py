"""What each broken rule says to its reader and what to do about it, in French, English and Arabic.

Plain dictionaries, for ``etl`` has no catalogue of its own and may not import the dashboard's.
"""

from __future__ import annotations

from collections.abc import Mapping

from etl.messages import ar, en, fr

LANGUAGES = ("fr", "en", "ar")
RULES: dict[str, dict[str, tuple[str, str]]] = {"fr": fr.RULES, "en": en.RULES, "ar": ar.RULES}
"""By language, then by rule: what is wrong, and what to do; both may hold ``{named}`` parts."""


class _Parts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(rule: str, language: str, params: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong and what to do, with the parts filled in. An unknown language gives French."""
    wrong, cure = RULES.get(language, RULES["fr"])[rule]
    parts = _Parts(params)
    return wrong.format_map(parts), cure.format_map(parts)


def reader_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """The language to answer in: the one asked for, else that of the machine (LC_ALL, LANG), else French."""
    for wish in (asked, environment.get("LC_ALL"), environment.get("LANG")):
        language = (wish or "")[:2].lower()
        if language in LANGUAGES:
            return language
    return "fr"
