"""A reader types without accents, with or without the article, in any of the three languages, and finds the same things."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.content.values import LANGS, Lang
from dashboard.search.ask import MOST_CHARACTERS, MOST_HITS, Hit, QuestionError, search
from dashboard.search.folding import fold, words
from dashboard.warehouse.build import Build


def keys(hits: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hit in hits]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("question", ["benguerir", "BENGUÉRIR", "Benguérir", "ابن جرير", "إبن جرير", "اِبن جريـــر"])
def test_a_town_is_found_without_its_accents_and_in_arabic(counted_build: Build, question: str, lang: Lang) -> None:
    found = keys(search(counted_build, question, lang))
    assert {("site", "mar-benguerir-dc"), ("site", "mar-toubkal")} <= set(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المغرب", "مغرب"),
        ("بالمغرب", "المغرب"),
        ("الشبكة", "شبكه"),
        ("l’énergie", "energie"),
        ("l'IA", "ia"),
        ("la latence", "Latence"),
        ("the cloud", "cloud"),
        ("٢٠٣٠", "2030"),
        ("مستوى", "مستوي"),
    ],
)
def test_the_article_and_the_forms_of_letters_make_no_difference(counted_build: Build, one: str, other: str) -> None:
    assert words(one) == words(other)
    assert search(counted_build, one, "fr") == search(counted_build, other, "fr")


@pytest.mark.parametrize("lang", LANGS)
def test_every_site_system_indicator_and_term_is_found_by_its_name_in_every_language(
    published_build: Build, lang: Lang
) -> None:
    named = {
        "site": ("select site_id as id, name as en, name_fr as fr, name_ar as ar from core_sites order by 1", "site"),
        "system": (
            "select cable_id as id, name as en, name_fr as fr, name_ar as ar from core_cables order by 1",
            "system",
        ),
        "term": (
            "select term_en as id, term_en as en, term_fr as fr, term_ar as ar from core_glossary order by 1",
            "term",
        ),
    }
    for sql, kind in named.values():
        for row in published_build.rows(sql):
            for other in LANGS:
                assert (kind, row["id"]) in keys(search(published_build, row[other], lang)), row[other]


def test_a_source_a_target_a_figure_a_section_and_a_chapter_are_found(counted_build: Build) -> None:
    assert ("source", "fib-nairametrics-2africa") in keys(search(counted_build, "nairametrics completion", "ar"))
    assert ("target", "ai_jobs") in keys(search(counted_build, "emplois ia", "en"))
    assert ("figure", "sites.it_load_operational_mw") in keys(search(counted_build, "documented in service", "fr"))
    assert ("section", "connectivity.latency") in keys(search(counted_build, "latence", "fr"))
    assert keys(search(counted_build, "sources et methode", "en"))[0] == ("chapter", "evidence")


def test_a_hit_is_told_in_the_readers_language(counted_build: Build) -> None:
    named = counted_build.row("select name, name_fr, name_ar from core_sites where site_id = 'mar-toubkal'")
    for lang, column in (("fr", "name_fr"), ("ar", "name_ar"), ("en", "name")):
        hit = next(one for one in search(counted_build, "toubkal", lang) if one.id == "mar-toubkal")  # type: ignore[arg-type]
        assert hit.title == named[column]
        assert hit.url == f"/sites?site=mar-toubkal&lang={lang}"


def test_an_estimate_says_so_with_its_band_and_grade(counted_build: Build) -> None:
    hit = next(one for one in search(counted_build, "share.capacity.local", "en") if one.id == "share.capacity.local")
    assert all(part in hit.text for part in ("estimate", "between", "Grade"))


def test_a_title_comes_before_a_text_and_a_whole_word_before_its_start(counted_build: Build) -> None:
    found = search(counted_build, "asilah", "fr")
    in_title = ["asilah" in words(hit.title) for hit in found]
    assert in_title == sorted(in_title, reverse=True)
    starts = search(counted_build, "laten", "en")
    assert keys(starts)[0][0] in ("section", "term")
    assert keys(search(counted_build, "2africa", "en"))[0] == ("system", "2africa")


@pytest.mark.parametrize("question", ["", "   ", "-", "?!…", "ـــ", "\u2068\u2069"])
def test_a_question_without_a_word_is_refused(counted_build: Build, question: str) -> None:
    with pytest.raises(QuestionError) as error:
        search(counted_build, question, "fr")
    assert not error.value.is_long


def test_an_article_alone_is_a_word_like_others() -> None:
    assert words("les") == ("les",)
    assert words("l'IA et les réseaux") == ("ia", "et", "reseaux")


def test_a_question_of_ten_thousand_characters_is_refused(counted_build: Build) -> None:
    for question in ("a" * 10_000, "a " * 5_000):
        with pytest.raises(QuestionError) as error:
            search(counted_build, question, "ar")
        assert error.value.is_long


@given(st.text(max_size=MOST_CHARACTERS))
def test_any_text_is_answered_or_refused(counted_build: Build, question: str) -> None:
    try:
        found = search(counted_build, question, "ar")
    except QuestionError:
        return
    assert len(found) <= MOST_HITS
    assert len(set(keys(found))) == len(found)


@given(st.text())
def test_what_is_folded_stays_and_bears_no_mark(text: str) -> None:
    folded = fold(text)
    assert all(fold(word) == word for word in words(text))
    assert not any("\u064b" <= sign <= "\u0652" or sign == "\u0640" or "\u0300" <= sign <= "\u036f" for sign in folded)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
