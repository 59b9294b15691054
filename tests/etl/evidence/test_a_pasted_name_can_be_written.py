"""A name pasted from an official page is refused with the very text to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.evidence.alike import written_alike
from etl.evidence.check import check
from etl.evidence.text import text_ok

PASTED = [
    ("Rabat\u2011Salé\u2011Kénitra", "Rabat-Salé-Kénitra"),
    ("Région de l’Oriental\u200b", "Région de l’Oriental"),
    ("12\u2009000 m", "12\u00a0000 m"),
    ("pro\u00adgramme of\ufb01ciel", "programme officiel"),
    ("ﺍﻟﻤﻐﺮﺏ", "المغرب"),
    ("ⵜⴰⴳⵍⴷⵉⵜ ⵏ ⵍⵎⵖⵔⵉⴱ", "tagldit n lmghrib"),
    ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamazight"),
]


@pytest.mark.parametrize(("pasted", "right"), PASTED)
def test_what_to_write_is_told(pasted: str, right: str) -> None:
    assert written_alike(pasted) == right


@pytest.mark.parametrize("pasted", ["Temara 😀", "字", "a\nb", "", "plain", "\u200b", "a\u202eb"])
def test_nothing_is_made_up(pasted: str) -> None:
    assert written_alike(pasted) == ""


@pytest.mark.parametrize(("pasted", "right"), PASTED[:1] + PASTED[-1:])
def test_check_offers_it_in_every_language(
    tables: Path,
    change: Callable[[str, int, str, str], None],
    line_of: Callable[[str, str], int],
    pasted: str,
    right: str,
) -> None:
    change("sites", line_of("sites", "mar-mdc-temara"), "name", pasted)
    (found,) = [v for v in check(tables)[1] if v.column == "name"]
    assert all(right in found.cure(language) for language in ("fr", "ar", "en"))


@given(st.text(max_size=40))
def test_what_is_offered_may_be_written(text: str) -> None:
    right = written_alike(text)
    assert not right or text_ok(right) is None


@given(st.text(st.characters(min_codepoint=0x2D30, max_codepoint=0x2D65, categories=["Lo"]), min_size=1, max_size=40))
def test_every_name_in_the_letters_of_official_pages_can_be_written(text: str) -> None:
    official = set("ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ")
    kept = "".join(letter for letter in text if letter in official)
    assert bool(written_alike(kept)) == bool(kept)
