"""A receipt holds what a doubter asks for: the amounts on the way, both dates, the method, and every caution of the fact."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry as book
from dashboard.content.plain import receipt_object
from dashboard.content.values import LANGS, Chart, Lang, Receipt, Table
from dashboard.i18n import translator
from dashboard.render.html.panels import figure_receipt
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build


def receipts(pinned: Build, name: str, lang: Lang) -> list[Receipt]:
    chapter = book.tell(pinned, name, book.CHAPTERS[name].choices(), lang)
    found = [figure.receipt for figure in chapter.figures]
    return found + [b.receipt for s in chapter.sections for b in s.blocks if isinstance(b, Chart | Table) and b.receipt]


@pytest.mark.parametrize("lang", LANGS)
def test_rows_of_one_fact_show_each_other_s_cautions(pinned: Build, lang: Lang) -> None:
    tied = pinned.rows("select row_key, same_as, note from core_observations where same_as is not null")
    assert tied
    for row in tied:
        seen = pinned.input("observations", row["row_key"], "", lang)
        paid = pinned.input("investments", row["same_as"], "", lang)
        assert seen.note in paid.cautions and paid.note in seen.cautions
        assert {one.key for one in seen.elsewhere} == {row["same_as"]}


@pytest.mark.parametrize("lang", LANGS)
def test_the_caution_of_the_same_fact_is_read_on_the_page_in_print_and_over_the_api(pinned: Build, lang: Lang) -> None:
    t = translator(lang)
    chapter = book.tell(pinned, "overview", book.CHAPTERS["overview"].choices(), lang)
    figure = next(one for one in chapter.figures if one.figure_id == "investment.envelope_mad")
    other = figure.receipt.inputs[0].elsewhere[0].note
    assert other
    assert other in figure_receipt(figure, t)
    assert other in str(receipt_object(figure.receipt))
    printed = Receipts(t)
    printed.number(figure.label, figure.receipt, has_rows=True)
    assert other.split()[0] in str(printed.rows)


def test_a_state_is_shown_with_both_observations_and_their_dates(pinned: Build) -> None:
    chapter = book.tell(pinned, "progress", book.CHAPTERS["progress"].choices(), "en")
    states = [figure for figure in chapter.figures if figure.figure_id.endswith(".state")]
    assert states
    for figure in states:
        row = pinned.row(
            "select * from out_assessments where indicator_id = ? and is_front", figure.figure_id.split(".")[1]
        )
        told = {step.label: step.value_text for step in figure.receipt.steps}
        assert row["base_period"][:4] in told["Starting value"]
        assert row["latest_period"][:4] in told["Latest value"]
        assert str(row["target_year"]) in told["Target"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_shows_the_amounts_it_is_made_of_with_their_units(pinned: Build, lang: Lang) -> None:
    dollars = translator(lang)("million US dollars a year")
    for name, figure_id in (("overview", "share.spend.local"), ("share", "share.spend.local")):
        chapter = book.tell(pinned, name, book.CHAPTERS[name].choices(), lang)
        figure = next(one for one in chapter.figures if one.figure_id == figure_id)
        assert [dollars in step.value_text for step in figure.receipt.steps] == [True, True]
    chapter = book.tell(pinned, "share", book.CHAPTERS["share"].choices(), "en")
    capacity = next(one for one in chapter.figures if one.figure_id == "share.capacity.local")
    assert sum("MW" in step.value_text for step in capacity.receipt.steps) == 2


@pytest.mark.parametrize("name", list(book.CHAPTERS))
def test_a_method_is_one_link_away_from_each_receipt_that_names_one(pinned: Build, name: str) -> None:
    choices, notices = book.CHAPTERS["evidence"].choices.parse("part=methods")
    assert notices == ()
    there = {section.section_id for section in book.tell(pinned, "evidence", choices, "en").sections}
    for receipt in receipts(pinned, name, "en"):
        if receipt.method_version:
            query, _, section = receipt.method_query.partition("#")
            assert query == "part=methods" and section in there
            assert receipt_object(receipt)["method_url"] == f"/evidence?{receipt.method_query}"
