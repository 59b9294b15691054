"""A link shows what was seen: choices written into an address are read back the same, and a wrong value is named."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hypothesis import given
from hypothesis import strategies as st

from dashboard.content.choices import Choices, amount, choice, key, many

KINDS = ("colocation", "edge", "telco")


@dataclass(frozen=True)
class Sample(Choices):
    view: str = choice("mw", ("mw", "count"))
    kind: tuple[str, ...] = many(KINDS)
    growth: float = amount(0.15, 0, 1)
    site: str = key()


samples = st.builds(
    Sample,
    view=st.sampled_from(("mw", "count")),
    kind=st.sets(st.sampled_from(KINDS)).map(lambda chosen: tuple(k for k in KINDS if k in chosen)),
    growth=st.integers(0, 1000).map(lambda n: n / 1000),
    site=st.from_regex(r"[a-z]{1,20}(-[a-z]{1,20})?", fullmatch=True),
)


@given(samples)
def test_round_trip(chosen: Sample) -> None:
    assert Sample.parse(chosen.query()) == (chosen, ())
    assert Sample.parse("?" + chosen.query())[0].query() == chosen.query()


@given(st.text(max_size=200))
def test_no_address_raises(query: str) -> None:
    chosen, _ = Sample.parse(query)
    assert Sample.parse(chosen.query()) == (chosen, ())


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Sample)]), st.text(max_size=30)))
def test_a_wrong_value_gives_the_default_and_a_notice(given_values: dict[str, str]) -> None:
    chosen, notices = Sample.parse(given_values)
    for notice in notices:
        assert getattr(chosen, notice.parameter) == getattr(Sample(), notice.parameter)
        assert notice.value == given_values[notice.parameter]


def test_the_impossible_is_refused() -> None:
    for growth in ("nan", "inf", "1e308", "-0.1", "two", ""):
        chosen, notices = Sample.parse({"growth": growth})
        assert chosen.growth == 0.15
        assert [notice.parameter for notice in notices] == ["growth"]
    assert Sample.parse("kind=edge,castle")[1][0].value == "edge,castle"
    assert Sample.parse("site=../../etc")[1] != ()


def test_other_parameters_are_left_alone() -> None:
    assert Sample.parse("lang=ar&utm=1") == (Sample(), ())
    assert Sample().query() == ""
