"""Wherever an estimate shows: the word, its band, two significant digits at most, and no English in French or Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.words import rough_band
from dashboard.content import theme
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table, Text
from dashboard.i18n import translator
from dashboard.render.html.markup import kpi_card
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

WORD = {"en": "estimate", "fr": "estimation", "ar": "تقدير"}
QUERIES = (
    "",
    "dial=control&layer=capacity&preset=nexus_both_phases",
    "layer=accelerators&growth=0.2&target=0.8&year=2028",
)
EDITED = "externalised_share=0.2,0.3,0.4&phases=mar-no-such~1~1~2030,mar-nexus-nouaceur~0.5~0.3~2028&control_new=0.2"
ENGLISH = re.compile(r"\b(the|and|of|with|not|from|was|is|are|for|by|to|only|share|year|estimate|set)\b")
QUOTED = ("source_ids", "publisher", "gpu_model")  # columns that quote documents and makers as they call themselves


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def chapter(published_build: Build, lang: Lang, query: str) -> Chapter:
    return share.build_chapter(Reading.of(published_build, lang), ShareChoices.parse(query)[0])


def texts(found: Chapter) -> Iterator[str]:
    yield from (found.title, found.question, found.choices_text, *found.notes)
    yield from (sentence.text for sentence in found.sentences)
    for figure in found.figures:
        yield from (figure.label, figure.text, figure.receipt.formula)
        for row in figure.receipt.inputs:
            yield from (row.label, row.value_text, row.note)
    for kpi in found.kpis:
        yield kpi.caption
    for section in found.sections:
        yield from (section.title, section.lead)
        for block in section.blocks:
            if isinstance(block, Text):
                yield from (block.title, *block.paragraphs)
                continue
            table = block if isinstance(block, Table) else block.table
            yield from (table.title, table.note, *(column.label for column in table.columns))
            if isinstance(block, Chart):
                yield from (block.title, block.subtitle, block.alt, block.note, *drawn(block))
            for row in table.rows:
                yield from (
                    cell.text for column, cell in zip(table.columns, row, strict=True) if column.key not in QUOTED
                )


def drawn(chart: Chart) -> Iterator[str]:
    """Labels of a chart's rows and lines."""
    for name in ("bars", "lines", "parts"):
        yield from (each.label for each in getattr(chart, name, ()))
    yield from getattr(chart, "totals", ())


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("query", [*QUERIES, EDITED])
def test_no_english_is_left(published_build: Build, lang: Lang, query: str) -> None:
    assert [text for text in texts(chapter(published_build, lang, query)) if ENGLISH.search(text)] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", QUERIES)
def test_the_word_and_the_band_stand_beside_every_estimate(published_build: Build, lang: Lang, query: str) -> None:
    found, t = chapter(published_build, lang, query), translator(lang)
    for sentence in found.sentences:
        estimates = [figure for figure in sentence.figures if figure.kind == "estimate"]
        assert sentence.text.count(WORD[lang]) >= len(estimates)
        for figure in estimates:
            assert sentence.said(figure) in sentence.text
            assert figure.low is not None and figure.high is not None
            if figure.grade == "D" and figure.value is not None:  # one digit, and whole ends
                assert all(end in sentence.text for end in rough_band(figure, t))
                continue
            for end in (figure.low, figure.high):
                written = t.significant_percent(end) if figure.unit == "pct" else t.significant(end)
                assert written in sentence.text
    for kpi in found.kpis:
        assert (WORD[lang] in kpi_card(kpi, t)) is (kpi.figure.kind == "estimate")
    for section in found.sections:
        for block in section.blocks:
            words = f"{block.title} {getattr(block, 'subtitle', '')} {section.lead} {' '.join(drawn(block)) if isinstance(block, Chart) else ''}"
            if section.section_id in ("layers", "tornado", "levers"):
                assert WORD[lang] in words.lower(), block.title


@pytest.mark.parametrize("query", QUERIES)
def test_no_estimate_has_more_than_two_significant_digits(published_build: Build, query: str) -> None:
    found = chapter(published_build, "en", query)
    shown = [figure.text for figure in found.figures if figure.kind == "estimate"]
    for name in ("share_bands", "share_parts", "tornado", "fan"):
        tables = [b.table for s in found.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == name]
        rows = [
            row for table in tables for row in table.rows if row[0].value != "popular_sites"
        ]  # measured of a thousand
        shown += [cell.text for row in rows for cell in row if cell.text.endswith("%")]
    numbers = [number for text in shown for number in re.findall(r"[\d.,]+", text)]
    assert len(numbers) > 40
    for number in numbers:
        assert len(number.replace(",", "").replace(".", "").strip("0")) <= 2, number


@pytest.mark.parametrize("query", QUERIES)
def test_the_centre_is_left_out_where_the_band_is_too_wide(published_build: Build, query: str) -> None:
    for figure in chapter(published_build, "en", query).figures:
        if figure.kind == "estimate" and figure.low is not None and figure.high is not None:
            assert (figure.value is None) == (figure.high > 3 * figure.low)


def test_there_is_no_single_index(published_build: Build) -> None:
    layers = {figure.figure_id.split(".")[1] for figure in chapter(published_build, "en", "").figures}
    assert layers == {
        "institutional_sites",
        "popular_sites",
        "spend",
        "capacity",
        "accelerators",
        "must_be_true",
    }  # what is assumed is no headline


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_assumed_is_hatched_named_and_in_no_sentence(published_build: Build, lang: Lang) -> None:
    found = chapter(published_build, lang, "")
    assert not [f for s in found.sentences for f in s.figures if f.figure_id.startswith("share.all.")]
    assert not [kpi for kpi in found.kpis if kpi.figure.figure_id.startswith("share.all.")]
    charts = {b.chart_id: b for section in found.sections for b in section.blocks if isinstance(b, Chart)}
    assert theme.role("assumed").hatch
    bars = {bar.role: bar.label for bar in charts["share_bands"].bars if bar.role == "assumed"}  # type: ignore[attr-defined]
    assert bars
    (assumed,) = [part for part in charts["share_parts"].parts if part.role == "assumed"]  # type: ignore[attr-defined]
    word = {"fr": "supposées", "ar": "يفترض", "en": "assumed"}[lang]
    assert word in assumed.label
    assert sum(value.value or 0 for value in assumed.values) > 70  # nearly all of the 77 % is the assumption


def test_the_documented_capacity_has_its_own_mark_below_the_national_figures(published_build: Build) -> None:
    found = chapter(published_build, "en", "")
    bands = next(b for s in found.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == "share_bands")
    labels = [bar.label for bar in bands.bars]  # type: ignore[attr-defined]
    at = next(i for i, label in enumerate(labels) if "if only what is documented exists" in label)
    assert "capacity in use" in labels[at - 1]
    parameters = {
        row["parameter"]: row["central"] for row in published_build.rows("select * from core_share_assumptions")
    }
    documented = published_build.row("select sum(it_load_mw) as mw from core_site_stages where stage = 'operational'")[
        "mw"
    ]
    at_home = documented * parameters["capacity_occupancy"]
    abroad = (
        parameters["offshore_fraction_public_cloud"]
        * parameters["cloud_market_five_usd_m"]
        * parameters["mar_share_of_five"]
        / (
            parameters["gpu_price_usd_h"]
            * 8760
            * parameters["gpu_billed_utilisation"]
            / parameters["kw_per_gpu_it"]
            / 1000
        )
    )
    assert round(bands.bars[at].value.value) == round(100 * at_home / (at_home + abroad)) == 27  # type: ignore[attr-defined]


def test_a_share_at_its_cap_is_no_certainty(published_build: Build) -> None:
    found = chapter(published_build, "en", "preset=all_announced")
    end = next(f for f in found.figures if f.figure_id.startswith("share.capacity.local.2030?"))
    assert end.value == pytest.approx(100)
    told = " ".join(sentence.text for sentence in found.sentences)
    assert end.text == "more than residents need"
    assert "more than residents need" in told and "100% to 100%" not in told
