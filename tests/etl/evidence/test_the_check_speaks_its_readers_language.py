"""Every rule has its sentence and its cure in French, English and Arabic, with the same parts to fill in."""

import re
import string
from pathlib import Path

import pytest

from etl.evidence.text import text_ok
from etl.messages import LANGUAGES, RULES, reader_language

ETL = Path(__file__).resolve().parents[3] / "etl"


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_three_languages_know_the_same_rules():
    assert set(RULES["fr"]) == set(RULES["en"]) == set(RULES["ar"])


@pytest.mark.parametrize("rule", sorted(RULES["en"]))
def test_a_sentence_has_the_same_parts_in_every_language(rule: str):
    for place in (0, 1):
        assert len({frozenset(parts(RULES[language][rule][place])) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_pass_the_text_gate(language: str):
    for wrong, cure in RULES[language].values():
        assert text_ok(wrong) is None
        assert text_ok(cure) is None


def test_every_rule_that_the_code_names_has_a_sentence():
    named = set()
    for path in [*ETL.rglob("*.py"), *(ETL / "checks").glob("*.sql")]:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:Fault|_refuse)\(\s*"(\w+)"', text))
        named |= set(re.findall(r"'(\w+)' AS rule", text))
    assert {"ragged_row", "not_a_country", "duplicate_key"} <= named <= set(RULES["en"])


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "fr"),
        (None, {"LANG": "C.UTF-8"}, "fr"),
        (None, {"LANG": "ar_MA.UTF-8"}, "ar"),
        (None, {"LANG": "fr_MA.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ("ar", {"LANG": "en_GB.UTF-8"}, "ar"),
    ],
)
def test_the_language_asked_for_comes_first_then_the_machines_then_french(asked, environment, language):
    assert reader_language(asked, environment) == language
