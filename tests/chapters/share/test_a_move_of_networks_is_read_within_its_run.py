"""Which networks answer from Morocco: a choice of the address, counted within the run that names networks, and never sovereignty."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.chapters.share.networks import edge_codes, networks
from dashboard.content.charts import BarChart, StackedBarChart
from dashboard.content.values import LANGS, Chapter, Chart, Figure, Lang
from dashboard.warehouse.build import Build

CHOICE = "edge=cloudflare"
NOT_SOVEREIGN = {"en": "not sovereignty", "fr": "pas la souveraineté", "ar": "لا السيادة"}


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def tell(published_build: Build, query: str, lang: Lang = "en") -> Chapter:
    return registry.build_chapter(
        published_build, "share", registry.read_choices(published_build, "share", query)[0], lang
    )


def chart(chapter: Chapter, chart_id: str) -> Chart:
    return next(b for s in chapter.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == chart_id)


def figures(chapter: Chapter) -> dict[str, Figure]:
    return {figure.figure_id: figure for figure in chapter.figures}


def test_cloudflare_in_morocco_takes_the_run_from_21_to_63_percent(published_build: Build) -> None:
    found = figures(tell(published_build, CHOICE))
    assert round(float(found["share.popular_sites.networks.local"].value or 0), 1) == 21.5
    moved = found["share.popular_sites.networks.local?edge=cloudflare"]
    assert (round(float(moved.value or 0), 1), moved.text, moved.as_of) == (62.8, "62.8%", "")
    assert {row.table for row in moved.receipt.inputs} == {"web_locality_providers"}, (
        "nothing of the series is mixed in"
    )
    assert figures(tell(published_build, CHOICE))["share.popular_sites.local"].text == "20.8%"


def test_the_change_is_read_beside_three_countries_and_both_say_their_day(published_build: Build) -> None:
    found = chart(tell(published_build, CHOICE), "popular_edge")
    assert isinstance(found, BarChart)
    assert [(bar.label, bar.value.text, bar.value.is_provisional) for bar in found.bars] == [
        ("Morocco, run without a date", "21.5%", False),
        ("Morocco, if Cloudflare answered from it", "62.8%", True),
        ("South Africa, 17 March 2026", "70.1%", False),
        ("Algeria, 17 March 2026", "58.2%", False),
        ("Tunisia, 17 March 2026", "44.2%", False),
    ]
    (sentence,) = [s.text for s in tell(published_build, CHOICE).sentences if "62.8%" in s.text]
    for part in ("run without a date", "17 March 2026", "70.1%", "58.2%", "44.2%"):
        assert part in sentence


@pytest.mark.parametrize("lang", LANGS)
def test_a_foreign_cache_is_never_called_sovereignty(published_build: Build, lang: Lang) -> None:
    for query in ("", CHOICE):
        chapter = tell(published_build, query, lang)
        (section,) = [section for section in chapter.sections if section.section_id == "popular_networks"]
        assert NOT_SOVEREIGN[lang] in section.lead
        assert NOT_SOVEREIGN[lang] in chart(chapter, "popular_edge").note
    sentences = [
        s.text for s in tell(published_build, CHOICE, lang).sentences if any("edge=" in f.figure_id for f in s.figures)
    ]
    assert len(sentences) == 1
    assert NOT_SOVEREIGN[lang] in sentences[0]


def test_without_a_choice_an_example_is_shown_as_one_and_no_headline_speaks_of_it(published_build: Build) -> None:
    chapter = tell(published_build, "")
    found = chart(chapter, "popular_edge")
    assert isinstance(found, BarChart)
    assert found.bars[1].label == "Morocco, for example if Cloudflare answered from it"
    assert not [sentence for sentence in chapter.sentences if "Cloudflare" in sentence.text]
    assert all("edge=" not in figure_id for figure_id in figures(chapter))


def test_networks_are_drawn_where_they_answer_and_add_up(published_build: Build) -> None:
    found = chart(tell(published_build, "edge=cloudflare,amazon"), "popular_networks")
    assert isinstance(found, StackedBarChart)
    sums = {part.role: sum(value.value or 0 for value in part.values) for part in found.parts}
    assert sums == {"local": 213, "assumed": 515, "offshore": 264}
    assert sum(sums.values()) == 992


def test_the_address_takes_what_the_build_knows_and_names_what_it_does_not(published_build: Build) -> None:
    assert edge_codes(published_build) == (
        "amazon",
        "bunny",
        "cdn77",
        "cloudflare",
        "facebook",
        "fastly",
        "netflix",
        "reflected_networks",
    )
    choices, notices = registry.read_choices(published_build, "share", "edge=cloudflare,amazon")
    assert (choices.query(), notices) == ("edge=amazon%2Ccloudflare", ())
    choices, notices = registry.read_choices(published_build, "share", "edge=akamai")
    assert choices.query() == ""
    assert [(notice.parameter, notice.value) for notice in notices] == [("edge", "akamai")]


def test_every_network_moved_is_all_that_is_not_local_or_unnamed(published_build: Build) -> None:
    found = networks(published_build)
    assert found is not None
    assert found.share(tuple(found.movable)) == pytest.approx(100 * (992 - 211) / 992)
    assert found.share(("nobody",)) == found.share()


def test_a_lever_moved_makes_none_of_it_anew(published_build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.chapters.share import chapter

    tell(published_build, CHOICE)
    monkeypatch.setattr(chapter, "networks_section", None)  # whoever writes the section anew fails
    tell(published_build, f"{CHOICE}&growth=0.2")
