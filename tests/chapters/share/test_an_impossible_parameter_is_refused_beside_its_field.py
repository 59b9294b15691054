"""A value typed that cannot be is refused beside its field, in the reader's language; a comma is a decimal point."""

from __future__ import annotations

import pytest

from dashboard.chapters.share.choices import EDITABLE
from dashboard.chapters.share.parameters_table import read_triple, retirement
from dashboard.chapters.share.words import problem_text
from dashboard.content.values import LANGS
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES, Problem


@pytest.mark.parametrize(
    ("name", "typed", "problems"),
    [
        ("externalised_share", ("0.5", "0.2", "0.9"), [("low", "low_above_central")]),
        ("externalised_share", ("0.1", "0.6", "0.4"), [("high", "central_above_high")]),
        ("externalised_share", ("0.1", "0.2", "1.5"), [("high", "above_maximum")]),
        ("capacity_it_mw", ("-3", "25", "45"), [("low", "below_minimum")]),
        ("capacity_it_mw", ("twelve", "25", "45"), [("low", "not_a_number")]),
        ("capacity_it_mw", ("12", "", "45"), [("central", "not_a_number")]),
        ("capacity_it_mw", ("12", "25", "1e308"), [("high", "above_maximum")]),
        ("capacity_it_mw", ("12", "25", "NaN"), [("high", "not_finite")]),
        ("capacity_it_mw", ("12", "25", "9" * 500), [("high", "not_a_number")]),
        ("gov_sites_local", ("0.5", "0.6", "0.7"), [("", "unknown_parameter")]),
    ],
)
def test_each_impossible_value_is_refused_in_its_place(
    name: str, typed: tuple[str, str, str], problems: list[tuple[str, str]]
) -> None:
    values, found = read_triple(name, *typed)
    assert values is None
    assert [(problem.field, problem.code) for problem in found] == problems
    for lang in LANGS:
        assert all(problem_text(problem, translator(lang)) for problem in found)
    french = problem_text(found[0], translator("fr"))
    assert french != problem_text(found[0], translator("en"))


def test_a_comma_or_a_space_is_written_as_a_reader_writes_it() -> None:
    assert read_triple("externalised_share", "0,14", "0.245", " 0,35 ") == ((0.14, 0.245, 0.35), ())
    assert read_triple("cloud_market_five_usd_m", "2 600", "3\u00a0200", "3800") == ((2600, 3200, 3800), ())


def test_the_limit_is_named() -> None:
    problem = Problem("externalised_share", "high", "above_maximum", 1.0)
    assert problem_text(problem, translator("en")).endswith("is 1.")


def test_every_parameter_says_what_would_retire_it(published_build: Build) -> None:
    for lang in LANGS:
        words = retirement(Reading.of(published_build, lang))
        assert set(words) == set(PARAMETER_NAMES) >= set(EDITABLE)
        assert all(to_measure and provider for to_measure, provider in words.values())
