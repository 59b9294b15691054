"""Both chapters whole in three languages: the same figures, no English left, and each chart with its words and rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from dashboard.chapters.investment import chapter as investment
from dashboard.chapters.neighbours import chapter as neighbours
from dashboard.content.charts import drawn_numbers
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table
from dashboard.render.plotly.figure import figure
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

QUERIES = {
    "investment": ("", "currency=EUR&sector=ai,public_services", "country=ZAF", "country=NGA&currency=USD"),
    "neighbours": ("", "countries=EGY,ZAF&theme=international&indicator=gii_rank"),
}
VIEWS = [(name, query) for name, queries in QUERIES.items() for query in queries]


def make(published_build: Build, name: str, query: str, lang: Lang) -> Chapter:
    if name == "investment":
        return investment.build_chapter(Reading.of(published_build, lang), investment.InvestmentChoices.parse(query)[0])
    return neighbours.build_chapter(Reading.of(published_build, lang), neighbours.NeighboursChoices.parse(query)[0])


def own_words(made: Chapter) -> Iterator[str]:
    """Every text that is ours: not the names of projects, investors and sources."""
    yield from (made.title, made.question, *made.notes)
    yield from (sentence.text for sentence in made.sentences)
    for kpi in made.kpis:
        yield from (kpi.caption, kpi.figure.label, kpi.figure.receipt.formula)
    for section in made.sections:
        yield from (section.title, section.lead)
        for block in section.blocks:
            table = block.table if isinstance(block, Chart) else block
            yield from (table.title, table.note)
            yield from (column.label for column in table.columns)
            if isinstance(block, Chart):
                yield from (block.title, block.subtitle, block.alt, block.note, block.receipt.formula)


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_nothing_is_left_in_english(published_build: Build, name: str, query: str) -> None:
    english = [text for text in own_words(make(published_build, name, query, "en")) if text]
    for lang in ("fr", "ar"):
        spoken = [text for text in own_words(make(published_build, name, query, lang)) if text]  # type: ignore[arg-type]
        assert len(spoken) == len(english)
        same = {own for own, other in zip(spoken, english, strict=True) if own == other}
        # Words that are spelled alike, periods, and columns named after a source.
        alike = {"Date", "Sources", "Total", "MW", "Nigeria", "Kenya", "Rwanda", "Côte d'Ivoire"}
        left = {text for text in same - alike if not text[:4].isdigit() and not text[-4:].isdigit()}
        assert left == set()
        if lang == "ar":
            assert all(
                any("\u0600" <= letter <= "\u06ff" for letter in text) or text[-5:].strip("\u2069").isdigit()
                for text in spoken
            )


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_the_figures_are_the_same_in_each_language(published_build: Build, name: str, query: str) -> None:
    made = {lang: make(published_build, name, query, lang) for lang in LANGS}
    values = {
        lang: [(found.figure_id, found.value, found.low, found.high, found.grade) for found in chapter.figures]
        for lang, chapter in made.items()
    }
    assert values["fr"] == values["ar"] == values["en"]
    drawn = {
        lang: [drawn_numbers(b) for s in c.sections for b in s.blocks if isinstance(b, Chart)]
        for lang, c in made.items()
    }
    assert drawn["fr"] == drawn["ar"] == drawn["en"]


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_each_chart_has_its_words_its_rows_and_its_receipt(published_build: Build, name: str, query: str) -> None:
    made = make(published_build, name, query, "en")
    ids = []
    for block in (b for s in made.sections for b in s.blocks):
        table = block.table if isinstance(block, Chart) else block
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows)
        ids.append(table.table_id)
        if isinstance(block, Chart):
            assert len(block.alt) > 20
            if drawn_numbers(block):
                assert block.receipt.inputs
                assert all(line.sources for line in block.receipt.inputs)
    assert len(ids) == len(set(ids))
    for found in made.figures:
        if found.value:
            assert found.receipt.inputs


@pytest.mark.parametrize(("lang", "width"), list(product(("fr", "ar"), ("wide", "phone"))))
def test_each_chart_can_be_drawn(published_build: Build, lang: Lang, width: str) -> None:
    for name, query in VIEWS:
        for block in (
            b for s in make(published_build, name, query, lang).sections for b in s.blocks if isinstance(b, Chart)
        ):
            assert figure(block, is_rtl=lang == "ar", mode="light", width=width).data  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "bank", "state"),
    [("fr", "Banque mondiale", "Opérateurs télécoms et État"), ("ar", "البنك الدولي", "متعهدو الاتصالات والدولة")],
)
def test_public_investors_have_a_name_in_each_language(
    published_build: Build, lang: Lang, bank: str, state: str
) -> None:
    made = make(published_build, "investment", "", lang)
    register = next(
        b for s in made.sections for b in s.blocks if isinstance(b, Table) and b.table_id == "money_register"
    )
    told = " ".join(row[3].text for row in register.rows)
    assert bank in told and state in told
    assert "World Bank" not in told
    assert "MAD" not in made.choices_text  # a currency by its name, not by its code
