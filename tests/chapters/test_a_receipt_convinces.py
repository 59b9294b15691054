"""A receipt holds what a doubter asks for: the amounts on the way, both dates, the method, and every caution of the fact."""

from __future__ import annotations

import html
import re

import pytest

from dashboard.chapters import registry
from dashboard.content.plain import receipt_object
from dashboard.content.values import LANGS, Chart, Lang, Receipt, Table
from dashboard.figures.figure import figure as kept_figure
from dashboard.i18n import translator
from dashboard.render.html.panels import figure_receipt
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


def receipts(published_build: Build, name: str, lang: Lang) -> list[Receipt]:
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
    found = [figure.receipt for figure in chapter.figures]
    return found + [b.receipt for s in chapter.sections for b in s.blocks if isinstance(b, Chart | Table) and b.receipt]


@pytest.mark.parametrize("lang", LANGS)
def test_rows_of_one_fact_show_each_other_s_cautions(published_build: Build, lang: Lang) -> None:
    tied = published_build.rows("select row_key, same_as, note from core_observations where same_as is not null")
    assert tied
    for row in tied:
        seen = published_build.input("observations", row["row_key"], "", lang)
        paid = published_build.input("investments", row["same_as"], "", lang)
        assert seen.note in paid.cautions and paid.note in seen.cautions
        assert {one.key for one in seen.elsewhere} == {row["same_as"]}


@pytest.mark.parametrize("lang", LANGS)
def test_the_caution_of_the_same_fact_is_read_on_the_page_in_print_and_over_the_api(
    published_build: Build, lang: Lang
) -> None:
    t = translator(lang)
    chapter = registry.build_chapter(published_build, "overview", registry.CHAPTERS["overview"].choices(), lang)
    figure = next(one for one in chapter.figures if one.figure_id == "investment.envelope_mad")
    other = figure.receipt.inputs[0].elsewhere[0].note
    assert other
    assert other in figure_receipt(figure, t)
    assert other in str(receipt_object(figure.receipt))
    printed = Receipts(t)
    printed.number(figure.label, figure.receipt, has_rows=True)
    assert other.split()[0] in str(printed.rows)


def test_a_state_is_shown_with_both_observations_and_their_dates(published_build: Build) -> None:
    chapter = registry.build_chapter(published_build, "progress", registry.CHAPTERS["progress"].choices(), "en")
    states = [figure for figure in chapter.figures if figure.figure_id.endswith(".state")]
    assert states
    for figure in states:
        row = published_build.row(
            "select * from out_assessments where indicator_id = ? and is_front", figure.figure_id.split(".")[1]
        )
        told = {step.label: step.value_text for step in figure.receipt.steps}
        assert row["base_period"][:4] in told["Starting value"]
        assert row["latest_period"][:4] in told["Latest value"]
        assert str(row["target_year"]) in told["Target"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_shows_the_amounts_it_is_made_of_with_their_units(published_build: Build, lang: Lang) -> None:
    dollars = translator(lang)("million US dollars a year")
    for name, figure_id in (("overview", "share.spend.local"), ("share", "share.spend.local")):
        chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
        figure = next(one for one in chapter.figures if one.figure_id == figure_id)
        assert [dollars in step.value_text for step in figure.receipt.steps] == [True, True, False]
    chapter = registry.build_chapter(published_build, "share", registry.CHAPTERS["share"].choices(), "en")
    capacity = next(one for one in chapter.figures if one.figure_id == "share.capacity.local")
    assert sum("MW" in step.value_text for step in capacity.receipt.steps) == 2


SCENARIOS = (
    "",
    "preset=nexus_both_phases&dial=control",
    "preset=all_announced&growth=0.2&offshore_2030=0.5&externalised_2030=0.4&dial=control&control_new=0.25",
    "offshore_2030=1&target=0.3&year=2028",
)


@pytest.mark.parametrize("query", SCENARIOS)
def test_every_sum_of_the_share_can_be_done_again_from_its_receipt(published_build: Build, query: str) -> None:
    choices, notices = registry.CHAPTERS["share"].choices.parse(query)
    assert notices == ()
    figures = [
        one for one in registry.build_chapter(published_build, "share", choices, "en").figures if one.kind == "estimate"
    ]
    figures += [kept_figure(Reading.of(published_build, "en"), "share.capacity.local_documented")] if not query else []
    assert {one.figure_id.partition("?")[0].split(".")[1] for one in figures} >= {"capacity", "must_be_true", "spend"}
    for one in figures:
        *on_the_way, last = one.receipt.steps
        results = {done_again(step.value_text) for step in on_the_way}
        assert None not in results, one.figure_id
        if one.value is None:
            assert "only the band" in last.value_text
            continue
        expression, _, result = last.value_text.partition(" = ")
        assert result == one.text
        assert isinstance(one.value, float)
        assert computed(expression) * (100 if one.unit == "pct" else 1) == pytest.approx(one.value, rel=2e-3)
        # Every amount of the last line but the parameters themselves stands on a line before it.
        rows = " ".join(row.value_text for row in one.receipt.inputs)
        before = " ".join(step.value_text for step in on_the_way) + rows + query
        assert [n for n in re.findall(r"\d[\d,.]*", expression) if n not in before and n not in ("0", "1", "0.5")] == []


def done_again(text: str) -> float | None:
    """The difference between what a line says it makes and what it makes, in its last digit; None where it says none."""
    expression, equals, result = text.partition(" = ")
    if not equals:
        return None
    told = computed(result.split("\u00a0")[0])
    assert computed(expression) == pytest.approx(told, rel=1e-3), text
    return told


def computed(expression: str) -> float:
    plain = expression.replace(",", "").replace("×", "*").replace("−", "-").replace("^", "**")
    assert re.fullmatch(r"[\d.()*/+\- ]+", plain), expression
    return float(eval(plain))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_to_come_and_what_must_be_true_show_their_amounts(published_build: Build, lang: Lang) -> None:
    t = translator(lang)
    chapter = registry.build_chapter(published_build, "share", registry.CHAPTERS["share"].choices(), lang)
    for figure_id in ("share.capacity.local.2030", "share.must_be_true.resident_mw"):
        shown = next(one for one in chapter.figures if one.figure_id == figure_id)
        kept = kept_figure(Reading(published_build, t), figure_id)
        assert shown.receipt.steps == kept.receipt.steps
        labels = [step.label for step in shown.receipt.steps]
        assert t("Residents' demand in {year}", year="2030") in labels
        assert labels[-1] == t("The formula with its numbers, central case")
        printed = Receipts(t)
        printed.number(shown.label, shown.receipt, has_rows=True)
        assert all(label.split()[0] in str(printed.rows) for label in labels)
        assert all(
            html.escape(step.label).replace("&", "&amp;") in figure_receipt(shown, t) for step in shown.receipt.steps
        )


def test_a_pace_shows_the_two_rates_it_divides(published_build: Build) -> None:
    judged = published_build.rows(
        "select * from out_assessments where is_front and pace is not null order by indicator_id"
    )
    assert {row["growth_model"] for row in judged} == {"compound", "linear"}
    for row in judged:
        steps = kept_figure(Reading.of(published_build, "en"), f"progress.{row['indicator_id']}.pace").receipt.steps
        told = {step.label: step.value_text for step in steps}
        word = "Growth" if row["growth_model"] == "compound" else "Change"
        first, second = (
            float(re.sub(r"[^\d.-]", "", told[f"{word} a year, {which}"])) for which in ("observed", "required")
        )
        assert abs(first / second) == pytest.approx(abs(row["pace"]), rel=0.03)


@pytest.mark.parametrize("lang", LANGS)
def test_the_worst_failure_is_named(published_build: Build, lang: Lang) -> None:
    steps = kept_figure(Reading.of(published_build, lang), "connectivity.worst_n1.systems_left").receipt.steps
    worst = next(
        block.alt
        for section in registry.build_chapter(
            published_build, "connectivity", registry.CHAPTERS["connectivity"].choices(), lang
        ).sections
        for block in section.blocks
        if isinstance(block, Chart) and block.chart_id == "n1"
    )
    assert len(steps) == 1
    assert steps[0].value_text in worst


@pytest.mark.parametrize("name", list(registry.CHAPTERS))
def test_a_method_is_one_link_away_from_each_receipt_that_names_one(published_build: Build, name: str) -> None:
    choices, notices = registry.CHAPTERS["evidence"].choices.parse("part=methods")
    assert notices == ()
    there = {
        section.section_id for section in registry.build_chapter(published_build, "evidence", choices, "en").sections
    }
    for receipt in receipts(published_build, name, "en"):
        if receipt.method_version:
            query, _, section = receipt.method_query.partition("#")
            assert query == "part=methods" and section in there
            assert receipt_object(receipt)["method_url"] == f"/evidence?{receipt.method_query}"
