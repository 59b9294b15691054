"""Arabic follows the rules of official Moroccan Arabic wherever a rule can be held by a machine."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.chapters import registry
from dashboard.figures.money import money
from dashboard.figures.units import write_billions, write_in_unit
from dashboard.i18n import read_catalogue, translator
from dashboard.render.lines import wrap
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from tests.words import our_texts

LETTERS = "\u0621-\u064a"
TEXTS = tuple(our_texts("ar"))
ISOLATES = "\u2066\u2067\u2068"
# Signs that keep two readings apart: a tenth and ten, was signed and happened, was withdrawn and clouds.
AMBIGUOUS = re.compile(r"(?<!\w)[وف]?(?:عُشر|خُمسا?|وُقعت|وُقع|كُتب|سُحب|نُفذ)(?!\w)")


def shown(pattern: str) -> list[tuple[str, str]]:
    return [(place, text) for place, text in TEXTS if re.search(pattern, text)]


def strings(piece: object) -> Iterator[str]:
    """Every string that a chapter holds, but for addresses, identifiers and what documents say of themselves."""
    if isinstance(piece, str):
        yield piece
    elif dataclasses.is_dataclass(piece):
        for field in dataclasses.fields(piece):
            if field.name not in ("url", "link", "sources", "table", "key", "title_of_source"):
                yield from strings(getattr(piece, field.name))
    elif isinstance(piece, dict):
        for one in piece.values():
            yield from strings(one)
    elif isinstance(piece, (tuple, list, frozenset)):
        for one in piece:
            yield from strings(one)


def test_a_percentage_in_a_sentence_is_in_words() -> None:
    assert shown(r"\d\s?%|\}\s?%") == []
    assert translator("ar").percent(60) == "\u206660\u00a0%\u2069"  # alone, in a table or a figure


def test_no_latin_comma_semicolon_or_question_mark_ends_an_arabic_word() -> None:
    wrong = shown(rf"[{LETTERS}]\s*[,?](?=\s|$)|[{LETTERS}];")
    assert wrong == []


@pytest.mark.parametrize("name", registry.CHAPTERS)
def test_no_composed_text_has_a_latin_comma(published_build: Build, name: str) -> None:
    entry = registry.CHAPTERS[name]
    chapter = entry.build(published_build, entry.choices(), "ar")
    wrong = re.compile(rf"[{LETTERS}{ISOLATES}\u2069], [{ISOLATES}]*[{LETTERS}]")
    assert [text for text in strings(chapter) if wrong.search(text)] == []


def test_no_vowel_sign_but_where_two_readings_are_kept_apart() -> None:
    left = [(place, AMBIGUOUS.sub("", text)) for place, text in TEXTS]
    assert [(place, text) for place, text in left if re.search("[\u064b-\u0652\u0670]", text)] == []


def test_a_reader_is_addressed_in_the_plural() -> None:
    one = (
        "أعد|أغلق|افتحه|ضع كل|اجعل|اذكر|وفق بين|"
        "اختر|انتظر|احذف|احذفه|استرجع|استرجعه|اكتب|اكتبه|صحح|أضف|أضفه|استعمل|افصل|املأ|اترك|احفظ|احفظه|أنشئ|افتح|انظر|حدد الم"
    )
    rules = [(place, text) for place, text in TEXTS if place.startswith(("catalogue", "rule"))]
    assert [(place, text) for place, text in rules if re.search(rf"(?<!\w)[وف]?({one})(?!\w)", text)] == []


def test_one_billion_and_one_million_stand_without_their_one() -> None:
    assert shown(r"(?<![\d,.])1 (مليار|مليون|بيتافلوب|جيغاواط|تيرابت)(?!\w)") == []


def counts() -> Iterator[tuple[str, int, str, str]]:
    """Whole numbers before a word: the text, the number, the word and the word after it ("" where none is)."""
    pattern = re.compile(rf"(?<![\w,.\-–/])(\d[\d.]*)[ \u00a0]([{LETTERS}]+)(?:[ \u00a0]([{LETTERS}]+))?")
    for _, text in TEXTS:
        for match in pattern.finditer(text):
            yield text, int(match[1].replace(".", "")), match[2], match[3] or ""


def test_the_noun_after_a_number_has_the_form_of_its_number() -> None:
    """3 to 10: a plural; 11 to 99: a singular in the accusative, seen in its ending; from 100: a bare singular."""
    plurals = {"مليون": "ملايين", "مليار": "مليارات", "شهر": "أشهر", "شخص": "أشخاص", "يوم": "أيام", "مبنى": "مبان"}
    few = [(text, word) for text, number, word, _ in counts() if 3 <= number % 100 <= 10 and word in plurals]
    assert few == []
    endings = "شهر|شخص|يوم|موقع|متر|بلد|مركز|مشروع|مؤشر|سطر|هدف|رقم|عضو|منفذ|خبير|هكتار|زوج"
    many = [
        (text, word)
        for text, number, word, _ in counts()
        if 11 <= number % 100 <= 99 and re.fullmatch(endings, word) and not 1990 <= number <= 2040
    ]
    assert many == []
    bare = "مليون|مليار"
    followed = "درهم|دولار|أورو|راند|خط|ربط"  # in construct with what is counted, both keep their bare form
    alone = [
        (text, word)
        for text, number, word, after in counts()
        if 11 <= number % 100 <= 99 and re.fullmatch(bare, word) and after not in followed.split("|")
    ]
    assert alone == []


def test_a_latin_name_is_not_followed_by_a_number_at_once() -> None:
    """After "IDC، 7,3" a number is drawn before the name, for both are read from the left; a word between keeps them apart."""
    bare = [(place, re.sub("[\u2066-\u2068][^\u2069]*\u2069", "", text)) for place, text in TEXTS]
    assert [pair for pair in bare if re.search(r"[A-Za-z]\w*[،؛:,] ?\d", pair[1])] == []


def test_an_arabic_text_that_begins_with_a_latin_name_is_read_from_the_right() -> None:
    isolate = translator("ar").isolate
    assert isolate("Tier III حسب مجلس المنافسة") == "\u2067Tier III حسب مجلس المنافسة\u2069"
    assert isolate("3MDC: Helios IV بنسبة 44 في المائة")[0] == "\u2067"
    assert [isolate(text)[0] for text in ("Oracle", "مركز Oracle", "2024", "12 موقعا")] == ["\u2068"] * 4


def test_a_letter_written_onto_a_number_or_a_name_stays_with_it() -> None:
    assert shown("[لبك]ـ ") == []


def test_a_range_is_in_words() -> None:
    """Between two numbers a hyphen leaves it to the reader which comes first: from the right, 2024-2026 is drawn the other way."""
    assert shown(r"(?<![\w.\u2066])\d[\d.,]*[-–]\d[\d.,]*(?!\w)(?<!3166-2)(?<!639-1)") == []


def test_no_unit_is_left_in_latin_letters() -> None:
    assert shown(r"\}\s?(km|ms|MW|MAD|GW|kW)(?!\w)|\d\s?(km|ms|MW|MAD|GW|kW|Gbit/s|Tbit/s)(?!\w)") == []


def test_a_domain_keeps_its_point_before_it() -> None:
    """A point between Arabic and Latin letters is drawn on the wrong side of `.ma` without a mark before it."""
    assert shown(r"(?<![\w}\u200e\u2066\u2068])\.[a-z]{2,}") == []


def test_a_count_takes_the_form_that_its_number_asks_for() -> None:
    t = translator("ar")
    written = {
        n: re.sub("[\u2066-\u2069]", "", write_billions(n, "MAD", t)) for n in (1, 2, 3, 7, 9.4, 10, 11, 38.4, 100)
    }
    assert written == {
        1: "مليار درهم",
        2: "مليارا درهم",
        3: "3\u00a0مليارات درهم",
        7: "7\u00a0مليارات درهم",
        9.4: "9,4\u00a0مليار درهم",
        10: "10\u00a0مليارات درهم",
        11: "11\u00a0مليار درهم",
        38.4: "38,4\u00a0مليار درهم",
        100: "100\u00a0مليار درهم",
    }
    few = {n: money(n * 1e6, "MAD", t) for n in (7, 11)}
    assert ["ملايين درهم" in few[7], "مليون درهم" in few[11]] == [True, True]
    # The form is that of the figure shown: 6.98 is shown as 7.
    assert "مليارات" in money(6_980_000_000, "MAD", t)
    places = {n: t.plural("{number} place", "{number} places", n, number=t.number(n)) for n in (3, 11, 97)}
    assert ["مراتب" in places[3], "مرتبة" in places[11], "مرتبة" in places[97]] == [True, True, True]
    assert "مرة" in t.plural(
        "{change} ({multiple} time the past change)",
        "{change} ({multiple} times the past change)",
        46.9,
        change="x",
        multiple="46,9",
    )


def test_a_unit_takes_the_form_that_its_number_asks_for(published_build: Build) -> None:
    t = translator("ar")
    written = {
        (value, unit): re.sub("[\u2066-\u2069]", "", write_in_unit(Reading(published_build, t), value, unit)).replace(
            "\u00a0", " "
        )
        for value, unit in (
            (37_417, "people/year"),
            (13_000, "people/year"),
            (12_429, "people/year per year"),
            (7, "jobs"),
            (61, "million"),
            (43.3, "million"),
            (5, "MAD m"),
            (1_349, "MAD m"),
        )
    }
    assert list(written.values()) == [
        "37.417 شخصا في السنة",
        "13.000 شخص في السنة",
        "+12.429 شخصا في السنة من سنة إلى أخرى",
        "7 مناصب شغل",
        "61 مليونا",
        "43,3 مليون",
        "5 ملايين درهم",
        "1.349 مليون درهم",
    ]


def test_items_with_a_colon_are_not_joined_by_a_letter() -> None:
    assert translator("ar").join(["محقق: 0", "تراجع: 1"]) == "محقق: 0؛ تراجع: 1"
    assert translator("ar").join(["أصيلة", "تطوان"]) == "أصيلة وتطوان"


def test_every_counted_message_has_its_six_forms() -> None:
    counted = [message for message in read_catalogue("ar") if isinstance(message.id, tuple)]
    assert counted
    assert [message.id for message in counted if len(message.string) != 6 or not all(message.string)] == []


def test_french_and_english_count_fractions_their_own_way() -> None:
    said = {
        lang: translator(lang).plural("{points} point", "{points} points", 1.5, points="1.5") for lang in ("fr", "en")
    }  # type: ignore[arg-type]
    assert said == {"fr": "1.5 point", "en": "1.5 points"}
    french = [translator("fr").plural("rank {number}", "rank {number}", n, number=str(n)) for n in (1, 100)]
    assert french == ["1er rang", "100e rang"]


PARTS = st.one_of(
    st.text(alphabet="ابجد رقم()،", min_size=1, max_size=12),
    st.text(alphabet="abc 12(%)-", min_size=1, max_size=12).map(lambda text: f"\u2068{text}\u2069"),
    st.text(alphabet="1234,.% ", min_size=1, max_size=8).map(lambda text: f"\u2066{text}\u2069"),
)


@given(st.lists(PARTS, min_size=1, max_size=8), st.integers(4, 30))
def test_every_line_of_a_wrapped_label_closes_the_isolates_it_opens(parts: list[str], columns: int) -> None:
    text = " ".join(parts)
    lines = wrap(text, columns)
    for line in lines:
        depth = 0
        for character in line:
            depth += (character in ISOLATES) - (character == "\u2069")
            assert depth >= 0, line
        assert depth == 0, line
        assert len([c for c in line if c not in ISOLATES and c != "\u2069"]) <= columns

    def letters(told: str) -> str:
        return re.sub("[\u2066-\u2069\\s]", "", told)

    assert "".join(map(letters, lines)) == letters(text)


def test_a_broken_label_keeps_its_bracket_after_the_name() -> None:
    assert wrap("\u2068الإنفاق على الحوسبة\u2069 (تقدير)", 12) == [
        "\u2068الإنفاق على\u2069",
        "\u2068الحوسبة\u2069",
        "(تقدير)",
    ]


def test_a_broken_latin_name_keeps_both_its_brackets_its_own_way() -> None:
    assert wrap("مركز Orange Tech (Casablanca Datacenter 1)", 28) == [
        "مركز \u2066Orange Tech (Casablanca\u2069",
        "\u2066Datacenter 1)\u2069",
    ]
    assert wrap("توسيع برنامج JobInTech (15.000 متدرب في أفق 2026)", 40) == [
        "توسيع برنامج \u2066JobInTech\u2069 (15.000 متدرب في",
        "أفق 2026)",
    ]
    assert wrap("Orange Tech (Casablanca Datacenter 1)", 28) == ["Orange Tech (Casablanca", "Datacenter 1)"]


def test_no_composed_text_of_a_chapter_joins_with_a_plain_colon_or_comma() -> None:
    """A colon and a comma are written by each language: `t.labelled`, `t.listed`, never glued in the code."""
    glued = re.compile(r'f"\{[^{}"]+\}[:,] \{[^{}"]+\}')
    folder = Path(registry.__file__).parent
    kept = {
        "evidence/changes.py",
        "neighbours/charts.py",
    }  # columns and values as stored; a label that chooses its own comma
    found = [
        (path.relative_to(folder).as_posix(), line.strip())
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).as_posix() not in kept
        for line in path.read_text(encoding="utf-8").splitlines()
        if glued.search(line)
    ]
    assert found == []
