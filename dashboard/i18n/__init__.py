"""French, Arabic and English: messages, numbers and dates, with Morocco's conventions.

Messages are whole sentences with named placeholders; the English text is the key. Catalogues are plain `.po` files,
compiled in memory once per process, so that no compiled file can be stale.
"""

from __future__ import annotations

import functools
import gettext
import io
import math
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, dates, numbers
from babel.messages import mofile, pofile

from dashboard.content.values import Lang

LOCALES: dict[Lang, str] = {"fr": "fr_MA", "ar": "ar_MA", "en": "en"}
NAMES: dict[Lang, str] = {"fr": "Français", "ar": "العربية", "en": "English"}
CATALOGUES = Path(__file__).parent

# First strong isolate and its end: a Latin name inside an Arabic sentence keeps its own order, and so does a number.
_FSI, _LRI, _RLI, _PDI = "\u2068", "\u2066", "\u2067", "\u2069"
_ARABIC_AFTER_LATIN = re.compile("[^\u0621-\u064a]*?[A-Za-zÀ-ÿ].*[\u0621-\u064a]", re.DOTALL)
MOST_NAMED, FIRST_NAMED = 60, 20  # names in a sentence
_LONGEST = 1e21  # from here on a number is written with a power of ten; no list of digits could be read
_NARROW_SPACE, _SPACE = "\u202f", "\u00a0"  # our font lacks the first


class Translator:
    """Speaks one language. Call it with an English message and named values: `t("{n} sites", n=t.number(3))`."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.locale = Locale.parse(LOCALES[lang])
        self.is_rtl = lang == "ar"
        self._catalogue = _catalogue(lang)

    def __call__(self, message: str, **values: object) -> str:
        """Return `message` in this language with its placeholders filled; strings are isolated in Arabic."""
        return self._fill(self._catalogue.gettext(message), values)

    def plural(self, one: str, many: str, count: float, **values: object) -> str:
        """As calling, for a message that depends on `count`, whole or not; `{count}` is the number written by locale."""
        values.setdefault("count", self.number(count))
        return self._fill(self._catalogue.ngettext(one, many, self._form_number(count)), values)

    def _form_number(self, count: float) -> int:
        """The whole number whose form a count takes: of 1.5, French has the singular and Arabic the form of 100."""
        size = abs(count)
        if size == int(size):
            return int(size)
        return {"fr": int(size), "ar": 100}.get(self.lang, 2)

    def _fill(self, template: str, values: dict[str, object]) -> str:
        if not values:
            return template
        return template.format(**{name: self.isolate(str(value)) for name, value in values.items()})

    def isolate(self, text: str) -> str:
        """Wrap a foreign string for use inside Arabic text; unchanged in the other languages.

        An Arabic text that begins with a Latin name is read from the right all the same.
        """
        if not self.is_rtl or not text or text[0] in (_FSI, _LRI, _RLI):
            return text
        return f"{_RLI if _ARABIC_AFTER_LATIN.match(text) else _FSI}{text}{_PDI}"

    def formula(self, text: str) -> str:
        """Wrap a formula for use inside Arabic text, where it is read from left to right too; unchanged elsewhere."""
        return f"{_LRI}{text}{_PDI}" if self.is_rtl and text else text

    def number(self, value: float | None, digits: int = 0, *, is_signed: bool = False) -> str:
        """Write `value` with at most `digits` decimals (trailing zeros dropped); None is a blank, never a zero."""
        if value is None or not math.isfinite(value):
            return ""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        text = _decimal(round(value, digits) + 0.0, pattern, LOCALES[self.lang]) if abs(value) < _LONGEST else ""
        if not text:
            first, _, power = f"{value:.3e}".partition("e")
            text = f"{_decimal(float(first), '0.###', LOCALES[self.lang])}×10^{int(power)}"
        if is_signed and value > 0:
            text = "+" + text
        return self._number_text(text)

    def significant(self, value: float | None, digits: int = 2) -> str:
        """Write `value` with at most `digits` significant digits, as estimates are shown."""
        if value is None or not math.isfinite(value):
            return ""
        if value == 0:
            return self.number(0)
        places = digits - 1 - math.floor(math.log10(abs(value)))
        return self.number(round(value, places), max(places, 0))

    def percent(self, value_pct: float | None, digits: int = 0) -> str:
        """Write a percentage given in percent (60 -> "60 %")."""
        text = self.number(value_pct, digits)
        if not text:
            return ""
        return self._number_text(f"{text}%" if self.lang == "en" else f"{text}{_SPACE}%")

    def significant_percent(self, value_pct: float | None) -> str:
        """Write a percentage given in percent with at most two significant digits, as estimates are shown."""
        if value_pct is None or not math.isfinite(value_pct) or value_pct == 0:
            return self.percent(value_pct)
        places = 1 - math.floor(math.log10(abs(value_pct)))
        return self.percent(round(value_pct, places), max(places, 0))

    def amount(self, value: float | None, unit: str, digits: int = 0) -> str:
        """Write a number and its unit, kept together on one line."""
        text = self.number(value, digits)
        return (
            f"{text}{_SPACE}{unit}" if text and unit else text
        )  # the number alone is isolated: an Arabic unit is not foreign

    def _number_text(self, text: str) -> str:
        clean = text.replace(_NARROW_SPACE, _SPACE).replace(_LRI, "").replace(_PDI, "")
        return f"{_LRI}{clean}{_PDI}" if self.is_rtl and not clean.isdecimal() else clean

    @functools.lru_cache(maxsize=5000)  # noqa: B019 - there are three translators, and they live for ever
    def period(self, period: str | None) -> str:
        """Write a period of the evidence (`2024`, `2024-06`, `2024-Q2`, `2024-06-30`) as a reader of this language does."""
        if not period:
            return ""
        if "Q" in period:
            year, quarter = period.split("-Q")
            t = self  # the name under which messages are gathered
            return t("Q{quarter} {year}", quarter=quarter, year=year)
        parts = [int(part) for part in period.split("-")]
        if len(parts) == 1:
            return period
        day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
        pattern = "d MMMM y" if len(parts) == 3 else "MMMM y"
        written = dates.format_date(day, format=pattern, locale=self.locale)
        return f"1er{written[1:]}" if self.lang == "fr" and written.startswith("1 ") else written

    def labelled(self, name: str, value: str) -> str:
        """A value after what it is called, with this language's colon."""
        t = self  # the name under which messages are gathered
        return t("{name}: {value}", name=name, value=value)

    def span(self, oldest: str, newest: str) -> str:
        """The dates of the facts behind a figure: one, or the oldest and the newest where they differ; "" for none.

        By their years where these differ, else as exactly as both are known: "2020 to 2026", "April 2026 to July 2026".
        """
        if not newest or not oldest or newest.startswith(oldest) or oldest.startswith(newest):
            return self.period(min(oldest, newest, key=len) or newest)
        t = self  # the name under which messages are gathered
        if oldest[:4] != newest[:4]:
            return t("{first} to {last}", first=oldest[:4], last=newest[:4])
        return t("{first} to {last}", first=self.period(oldest), last=self.period(newest))

    def listed(self, items: Iterable[str]) -> str:
        """Set items one after another with this language's comma."""
        return ("، " if self.is_rtl else ", ").join(map(self.isolate, items))

    def series(self, items: Iterable[str]) -> str:
        """Set longer items one after another with this language's semicolon."""
        return self._semicolon.join(map(self.isolate, self.first_named(list(items))))

    def first_named(self, items: list[str]) -> list[str]:
        """Items as they are; of a list that nobody would read to its end, the first and how many others there are."""
        if len(items) <= MOST_NAMED:
            return items
        others = self.plural("{count} other", "{count} others", len(items) - FIRST_NAMED)
        return [*items[:FIRST_NAMED], others]

    @property
    def _semicolon(self) -> str:
        return {"fr": "\u00a0; ", "ar": "؛ "}.get(self.lang, "; ")

    def join(self, items: list[str]) -> str:
        """Join items as a list of this language: "a, b et c"; items with commas of their own, by semicolons.

        In Arabic so are items with a colon: "and" is one letter there, and would be read as part of the next name.
        """
        items = self.first_named(items)
        marks = (", ", "، ") if len(items) > 2 else ()
        if any(mark in item for item in items for mark in (*marks, *((": ",) if self.is_rtl else ()))):
            return self._semicolon.join(items)
        from babel.lists import format_list

        return str(format_list(items, locale=self.locale))


@functools.lru_cache(maxsize=10_000)
def _decimal(value: float, pattern: str, locale: str) -> str:
    """A number as the locale writes it; kept, for Babel reads the pattern anew each time and a page holds hundreds."""
    return str(numbers.format_decimal(value, format=pattern, locale=locale))


@functools.cache
def translator(lang: Lang) -> Translator:
    """The one translator of a language in this process."""
    return Translator(lang)


def read_catalogue(lang: Lang) -> Any:
    """Parse the `.po` file of a language (Babel's Catalog, for tests and tools)."""
    with (CATALOGUES / f"{lang}.po").open("rb") as file:
        return pofile.read_po(file, locale=LOCALES[lang])


def _catalogue(lang: Lang) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    mofile.write_mo(compiled, read_catalogue(lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def css_direction(lang: Lang) -> str:
    """`rtl` for Arabic, `ltr` otherwise: the value of the `dir` attribute."""
    return "rtl" if lang == "ar" else "ltr"
