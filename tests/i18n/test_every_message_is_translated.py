"""A message without its French or its Arabic, a stale one, a fuzzy one, or one whose placeholders differ, is refused."""

from __future__ import annotations

import ast
import re

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import CATALOGUES, read_catalogue, translator
from dashboard.i18n.update import extract_messages, is_translated
from etl.paths import ROOT

PLACEHOLDER = re.compile(r"\{(\w+)\}")
TRANSLATIONS: tuple[Lang, ...] = ("fr", "ar")


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_the_catalogue_holds_just_the_messages_of_the_code(lang: Lang) -> None:
    in_code = {str(message.id) for message in extract_messages() if message.id}
    in_catalogue = {str(message.id) for message in read_catalogue(lang) if message.id}
    assert in_code - in_catalogue == set()
    assert in_catalogue - in_code == set()
    assert len(in_code) > 50


def messages_called() -> set[str]:
    """First arguments of every `t(...)` of the code, read as Python reads it."""
    found = set()
    for path in CATALOGUES.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name == "t" and isinstance(node.args[0].value, str):
                    found.add(node.args[0].value)
    return found


def test_none_hides_inside_a_string_with_braces() -> None:
    # The extractor of Python 3.11 sees an f-string as one token: a message called inside it stayed English.
    in_code = {str(message.id) for message in extract_messages() if message.id}
    called = messages_called()
    assert called - in_code == set()
    assert len(called) > 500


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_each_is_translated_and_none_is_fuzzy(lang: Lang) -> None:
    messages = [message for message in read_catalogue(lang) if message.id]
    assert [message.id for message in messages if not is_translated(message.string)] == []
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_placeholders_survive_translation(lang: Lang) -> None:
    for message in read_catalogue(lang):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {name for text in ids for name in PLACEHOLDER.findall(text)}
        for form in forms:
            found = set(PLACEHOLDER.findall(form))
            assert found <= allowed, message.id
            if len(forms) == 1:
                assert found == allowed, message.id


def test_no_signed_number_stands_bare_in_arabic() -> None:
    # From right to left its sign would be read after it; a message writes it out, code isolates it.
    bare = re.compile(r"(?<![\w\u2066\u2068(])[-+]\d")
    forms = (
        form
        for message in read_catalogue("ar")
        if message.id
        for form in (message.string if isinstance(message.string, tuple) else (message.string,))
    )
    assert [form for form in forms if bare.search(form)] == []


def test_a_foreign_name_is_isolated_in_arabic_only() -> None:
    text = "{family}, {count} files"
    assert "\u2068IBM Plex\u2069" in translator("ar")(text, family="IBM Plex", count=3)
    assert "\u2068" not in translator("fr")(text, family="IBM Plex", count=3)


def test_numbers_and_dates_follow_morocco() -> None:
    french, arabic, english = (translator(lang) for lang in ("fr", "ar", "en"))
    assert french.number(1469.5, 1) == "1\u00a0469,5"
    assert arabic.number(1469.5, 1).strip("\u2066\u2069") == "1.469,5"
    assert english.number(1469.5, 1) == "1,469.5"
    assert (french.percent(60), english.percent(60)) == ("60\u00a0%", "60%")
    assert french.number(None) == ""  # blank is not zero
    assert english.significant(8.163) == "8.2"
    assert french.period("2026-04-07") == "7 avril 2026"
    assert arabic.period("2026-11-22") == "22 نونبر 2026"


def test_a_quarter_is_written_in_the_reader_s_language() -> None:
    written = {lang: translator(lang).period("2025-Q2") for lang in LANGS}
    assert written["en"] == "Q2 2025"
    assert written["fr"] == "T2 2025"
    assert "Q" not in written["ar"]


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_each_says_which_files_ask_for_it(lang: Lang) -> None:
    in_code = {message.id: {name for name, _ in message.locations} for message in extract_messages() if message.id}
    in_catalogue = {
        message.id: {name for name, _ in message.locations} for message in read_catalogue(lang) if message.id
    }
    assert in_catalogue == in_code
    files = {name for names in in_code.values() for name in names}
    assert [name for name in sorted(files) if not (ROOT / name).is_file()] == []
    # No line is named: code that moves inside its file changes no catalogue.
    assert {line for message in read_catalogue(lang) for _, line in message.locations} == {None}
