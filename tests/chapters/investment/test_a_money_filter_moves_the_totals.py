"""Whatever a reader chooses, the chapter stands, and its totals are those of the rows chosen, added up again here."""

from __future__ import annotations

import csv
import math
import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.chapters.investment.chapter import (
    CURRENCIES,
    ORIGINS,
    SCOPES,
    SECTORS,
    STAGES,
    TYPES,
    InvestmentChoices,
    build_chapter,
)
from dashboard.content.values import LANGS, Chapter, Lang
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT


@cache
def evidence(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "evidence" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def origin(row: dict[str, str]) -> str:
    if not row["investor_countries"]:
        return "international" if row["investor_type"] == "dfi" else "unknown"
    own, theirs = set(row["country"].split(";")), set(row["investor_countries"].split(";"))
    return "national" if theirs <= own else "joint" if theirs & own else "foreign"


def converted(row: dict[str, str], currency: str) -> float | None:
    if not row["amount"]:
        return None
    amount = float(row["amount_executed"] or row["amount"])
    if row["currency"] == currency:
        return amount
    rates = {"MAD": 1.0} | next(
        (
            {code: float(rate[f"{code.lower()}_mad"]) for code in ("USD", "EUR") if rate[f"{code.lower()}_mad"]}
            for rate in evidence("fx")
            if rate["year"] == row["announced"][:4]
        ),
        {},
    )
    if not row["announced"] or row["currency"] not in rates or currency not in rates:
        return None
    return amount * rates[row["currency"]] / rates[currency]


def again(choices: InvestmentChoices, kind: str) -> list[float]:
    kept = [
        row
        for row in evidence("investments")
        if row["counts_in_totals"] == "yes"
        and row["country"] == choices.country
        and row["flow"] == "spending"
        and row["amount_is"] == kind
        and (not choices.sector or row["sector"] in choices.sector)
        and (not choices.stage or row["stage"] in choices.stage)
        and (not choices.type or row["investor_type"] in choices.type)
        and (not choices.origin or origin(row) in choices.origin)
    ]
    return [amount for row in kept if (amount := converted(row, choices.currency)) is not None]


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(codes)).map(lambda chosen: tuple(code for code in codes if code in chosen))


CHOICES = st.builds(
    InvestmentChoices,
    currency=st.sampled_from(CURRENCIES),
    country=st.sampled_from(SCOPES),
    sector=some(SECTORS),
    stage=some(STAGES),
    type=some(TYPES),
    origin=some(ORIGINS),
)


def total(made: Chapter, kind: str) -> float | str | None:
    return next(
        f.value for f in made.figures if re.match(rf"investment\.spending\.{kind}_[a-z]{{3}}(\?|$)", f.figure_id)
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES, lang=st.sampled_from(LANGS))
def test_any_choice_adds_up(published_build: Build, choices: InvestmentChoices, lang: Lang) -> None:
    made = build_chapter(Reading.of(published_build, lang), choices)
    assert InvestmentChoices.parse(made.query) == (choices, ())
    for kind in ("announced", "committed", "disbursed"):
        expected, value = again(choices, kind), total(made, kind)
        if not expected:
            assert value is None  # a sum of nothing is blank, never a zero
        else:
            assert isinstance(value, float)
            assert math.isclose(value, sum(expected), abs_tol=len(expected))  # each amount is rounded to the unit


def test_a_filter_moved_the_figure_moved(counted_build: Build) -> None:
    whole = total(build_chapter(Reading.of(counted_build, "fr"), InvestmentChoices()), "announced")
    ai = build_chapter(Reading.of(counted_build, "fr"), InvestmentChoices(sector=("ai",)))
    assert whole == 31_136_200_000
    assert total(ai, "announced") == 12_000_000_000
    assert "investment.spending.announced_mad?sector=ai" in {found.figure_id for found in ai.figures}
    assert "Intelligence artificielle" in ai.choices_text
    assert (
        total(build_chapter(Reading.of(counted_build, "fr"), InvestmentChoices(origin=("foreign",))), "announced")
        == 18_436_200_000
    )
    assert total(build_chapter(Reading.of(counted_build, "fr"), InvestmentChoices(country="EGY")), "announced") != whole


def test_an_amount_in_rand_is_named_and_not_counted_as_zero(counted_build: Build) -> None:
    made = build_chapter(Reading.of(counted_build, "en"), InvestmentChoices(country="ZAF"))
    assert total(made, "committed") is None
    assert any("can't be converted to MAD" in sentence.text for sentence in made.sentences)
