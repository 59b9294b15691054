"""A figure quoted in a sentence opens its own receipt: never a digit of a year, never another figure of the same value."""

from __future__ import annotations

import re

from dashboard.content.values import Figure, Receipt, Sentence
from dashboard.i18n import translator
from dashboard.render.html.markup import sentence

RECEIPT = Receipt("sum", (), "b")


def shown(figure_id: str, text: str) -> Figure:
    return Figure(figure_id, figure_id, 1.0, text, "count", "sum", "C", "2026", RECEIPT)


def quoted(html: str) -> list[tuple[str, str]]:
    return re.findall(r'popovertarget="panel-([^"]+)"[^>]*>([^<]+)<', html)


def test_a_digit_of_a_year_is_not_the_figure() -> None:
    item = Sentence(
        "Digital Morocco 2030: 2 behind, 15 unmeasured, 1 lost", (shown("b", "2"), shown("l", "1"), shown("u", "15"))
    )
    assert quoted(sentence(item, translator("en"))) == [("b", "2"), ("u", "15"), ("l", "1")]


def test_equal_values_keep_their_order() -> None:
    item = Sentence("2 faster, 2 limited", (shown("faster", "2"), shown("limited", "2")))
    assert quoted(sentence(item, translator("en"))) == [("faster", "2"), ("limited", "2")]


def test_the_sentence_itself_is_unchanged_and_escaped() -> None:
    text = "11 MW <script> & 1,469.5 MW"
    html = sentence(Sentence(text, (shown("a", "11 MW"), shown("b", "1,469.5 MW"))), translator("en"))
    assert re.sub(r"</?(?:p|span|button)[^>]*>", "", html) == "11 MW &lt;script&gt; &amp; 1,469.5 MW"


def test_arabic_figures_are_found_inside_their_isolates() -> None:
    t = translator("ar")
    text = t("{systems} under construction", systems=t.amount(1469.5, "MW", 1))
    assert [figure for figure, _ in quoted(sentence(Sentence(text, (shown("a", t.amount(1469.5, "MW", 1)),)), t))] == [
        "a"
    ]


def test_a_figure_is_not_parted_from_the_sign_beside_it() -> None:
    text = "Atteints\u00a0: 0\u00a0; non évaluables\u00a0: 23."
    html = sentence(Sentence(text, (shown("a", "0"), shown("u", "23"))), translator("fr"))
    held = [re.sub(r"<[^>]*>", "", part) for part in re.findall(r'<span class="held">(.*?)</span>', html)]
    assert held == ["Atteints\u00a0: 0\u00a0;", "évaluables\u00a0: 23."]
