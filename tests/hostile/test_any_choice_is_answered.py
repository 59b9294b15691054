"""Whatever a chapter lets one choose, alone or together and to the ends of its ranges, is answered; what it does not, too.

On the screen (the chapter drawn, and the page run as Streamlit runs it), over HTTP and in print, in three languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.chapters.registry import CHAPTERS
from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import EDITABLE, ShareChoices
from dashboard.content.values import LANGS, Lang
from dashboard.screen import address, shell
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import LIMITS
from tests.choosing import Link, keys_of, links
from tests.drawing import draw_everywhere, print_chapter

# What failed with max() of nothing: no parameter moves a share that is 0 or 1 whatever they are.
NOTHING_MOVES: tuple[Link, ...] = (
    {"moroccan_control_share": "0,0,0", "dial": "control"},
    {"capacity_it_mw": "0,0,0", "layer": "capacity"},
    {name: ",".join([str(LIMITS[name][0])] * 3) for name in EDITABLE},
    {name: ",".join([str(LIMITS[name][1])] * 3) for name in EDITABLE},
)
EACH = {"overview": 3, "share": 30}  # examples; twelve for the others


SCRIPT = "from dashboard.screen.page import draw_chapter\n\ndraw_chapter({name!r})\n"


def bounded(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
    )


@pytest.fixture(scope="module")
def published_build(published: Path) -> Build:
    return open_warehouse(published).current()


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[TestClient]:
    from dashboard.api.app import api_app

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIYADA_WAREHOUSE", str(published))
        yield TestClient(api_app(), raise_server_exceptions=False)


def told(published_build: Build, name: str, link: Link, lang: Lang) -> None:
    choices, notices = CHAPTERS[name].choices.parse(link)
    assert notices == ()
    draw_everywhere(CHAPTERS[name].build(published_build, choices, lang))


def page_run(published_build: Build, name: str, link: Link, lang: Lang) -> None:
    page = AppTest.from_string(SCRIPT.format(name=name), default_timeout=60)
    page.session_state[address.VIEW] = shell.View(lang, published_build, "wide")
    for parameter, value in (link | {address.LANG: lang}).items():
        page.query_params[parameter] = value
    page.run()
    assert [(error.message, error.stack_trace) for error in page.exception] == []


def printed(published_build: Build, name: str, link: Link, lang: Lang) -> None:
    print_chapter(CHAPTERS[name].build(published_build, CHAPTERS[name].choices.parse(link)[0], lang))


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_choice_is_told_and_drawn(published_build: Build, name: str) -> None:
    @bounded(EACH.get(name, 12))
    @given(links(CHAPTERS[name].choices, keys_of(published_build)), some.sampled_from(LANGS))
    def any_choice(link: Link, lang: Lang) -> None:
        told(published_build, name, link, lang)

    any_choice()


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_choice_is_a_page(published_build: Build, name: str) -> None:
    @bounded(min(3, EACH.get(name, 3)))
    @given(links(CHAPTERS[name].choices, keys_of(published_build)), some.sampled_from(LANGS))
    def any_choice(link: Link, lang: Lang) -> None:
        page_run(published_build, name, link, lang)

    any_choice()


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_choice_is_printed(published_build: Build, name: str) -> None:
    @bounded(1 if name == "overview" else 2)
    @given(links(CHAPTERS[name].choices, keys_of(published_build)), some.sampled_from(LANGS))
    def any_choice(link: Link, lang: Lang) -> None:
        printed(published_build, name, link, lang)

    any_choice()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("link", NOTHING_MOVES, ids=("no control", "no capacity", "all low", "all high"))
def test_a_share_that_nothing_moves_is_told(published_build: Build, link: Link, lang: Lang) -> None:
    for further in ({}, {"target": "0"}, {"target": "1", "preset": "all_announced", "growth": "0.5"}):
        told(published_build, "share", link | further, lang)
    page_run(published_build, "share", link, lang)
    if lang == "ar":
        printed(published_build, "share", link, lang)


@pytest.mark.parametrize("dial", ["territory", "control"])
def test_its_receipt_lists_what_it_rests_on_and_what_was_set(published_build: Build, dial: str) -> None:
    link = {"capacity_it_mw": "0,0,0", "moroccan_control_share": "0.4,0.4,0.4", "dial": dial}
    chapter = share.build_chapter(Reading.of(published_build, "en"), ShareChoices.parse(link)[0])
    shown = {figure.figure_id.partition("?")[0].split("/")[0]: figure for figure in chapter.figures}
    part = "sovereign" if dial == "control" else "local"
    capacity = shown[f"share.capacity.{part}"]
    assert capacity.value in (0, None)
    assert capacity.high == 0
    keys = {row.key for row in capacity.receipt.inputs}
    assert keys >= {"capacity_it_mw", "capacity_occupancy", "cloud_market_five_usd_m", "gpu_price_usd_h"}
    notes = {row.key: row.note for row in capacity.receipt.inputs}
    assert notes["capacity_it_mw"].startswith("Set by the reader")
    if part == "sovereign":  # known exactly, it moves nothing, and yet it decides
        assert notes["moroccan_control_share"].startswith("Set by the reader")
    assert capacity.grade == "D"


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_api_answers_what_may_be_chosen_and_what_may_not(
    client: TestClient, published_build: Build, name: str
) -> None:
    allowed = links(CHAPTERS[name].choices, keys_of(published_build))
    anything = some.text(max_size=300) | some.sampled_from(["nan", "-inf", "1e999", "0,0", "~", "\x00", "9" * 400, "١"])
    names = some.sampled_from(list(vars(CHAPTERS[name].choices()) or ["lang"]))
    wild = some.dictionaries(names, anything, max_size=4)

    @bounded(10)
    @given(allowed, wild, some.sampled_from(LANGS))
    def any_request(link: Link, wild: Link, lang: Lang) -> None:
        answer = client.get(f"/chapters/{name}", params={**link, **wild, "lang": lang})
        assert answer.status_code == 200, answer.text
        refused = {notice["parameter"] for notice in answer.json()["notices"]}
        assert refused <= set(wild)

    any_request()
