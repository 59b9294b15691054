"""A chart's SVG holds what its Plotly figure holds: every bar, mark and text, at the same place, in both colour modes."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from dashboard.chapters import registry
from dashboard.content.charts import CHART_KINDS
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.render.plotly.canvas import Width
from dashboard.render.plotly.figure import figure
from dashboard.render.svg.figure import draw_figure, in_both_modes
from dashboard.warehouse.build import open_warehouse
from tests.render.gallery import gallery

TAG = re.compile(r"<[^>]+>")
NOT_A_NUMBER = re.compile(r"""[\s":(](nan|inf|None)[\s"%;),]""")


def drawn(chart: Chart, lang: Lang, width: Width) -> tuple[dict[str, Any], Any]:
    """The figure of the light mode, and the drawing as a tree."""
    light, dark = (figure(chart, is_rtl=lang == "ar", mode=mode, width=width).to_dict() for mode in ("light", "dark"))
    return light, lxml_html.fromstring(draw_figure(light, dark, chart.alt))


def charts_of(published: Path, lang: Lang) -> list[Chart]:
    build = open_warehouse(published).current()
    chapters = [registry.build_chapter(build, name, entry.choices(), lang) for name, entry in registry.CHAPTERS.items()]
    return [chart for chapter in chapters for chart in registry.charts(chapter).values()]


def words(markup: str) -> list[str]:
    """The lines of one of Plotly's texts, without their marks."""
    return [unescape(TAG.sub("", line)) for line in markup.split("<br>")]


def texts(tree: Any) -> str:
    return "\n".join("".join(node.itertext()) for node in tree.iter("text"))


def check(chart: Chart, lang: Lang, width: Width) -> None:
    plotly, tree = drawn(chart, lang, width)
    said = texts(tree)
    assert tree.find("svg").get("aria-label") == chart.alt
    layout = plotly["layout"]
    wanted = [note["text"] for note in layout["annotations"]]
    wanted += list(chain.from_iterable(trace["text"] for trace in plotly["data"] if "text" in trace.get("mode", "")))
    for line in chain.from_iterable(map(words, wanted)):
        assert line in said, line
    bars = [bar for trace in plotly["data"] if trace["type"] == "bar" for bar in trace["x"]]
    rectangles = [
        node
        for node in tree.iter("rect")
        if "fill:" in (node.get("style") or "") and not node.get("x", "-").startswith("-")
    ]
    assert len(rectangles) >= len(bars)
    assert not NOT_A_NUMBER.search(lxml_html.tostring(tree, encoding="unicode"))


@pytest.mark.parametrize("width", ("wide", "phone"))
@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_of_every_chapter(published: Path, lang: Lang, width: Width) -> None:
    found = charts_of(published, lang)
    assert len(found) > 20
    for chart in found:
        check(chart, lang, width)


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_every_kind_of_chart(kind: type[Chart]) -> None:
    some = [chart for chart in gallery("fr").values() if type(chart) is kind]
    assert some
    for chart in some:
        for width in ("wide", "phone"):
            check(chart, "fr", width)


@pytest.mark.parametrize("lang", ("fr", "ar"))
def test_a_bar_is_as_long_as_its_number(published: Path, lang: Lang) -> None:
    chart = next(chart for chart in charts_of(published, lang) if chart.chart_id == "capacity")
    plotly, tree = drawn(chart, lang, "wide")
    bars = next(trace for trace in plotly["data"] if trace["type"] == "bar")
    low, high = plotly["layout"]["xaxis"]["range"]
    shares = sorted(abs(value / (high - low)) * 100 for value in bars["x"])
    found = sorted(
        float(node.get("width").rstrip("%")) for node in tree.iter("rect") if (node.get("width") or "").endswith("%")
    )
    assert all(any(abs(share - width) < 0.02 for width in found) for share in shares)


def test_both_modes_stand_in_one_drawing() -> None:
    light = {"a": ["#FFFFFF", "rgba(1,2,3,0.5)"], "text": '<span style="color:#16211C">x</span>', "n": [1, None]}
    dark = {"a": ["#0F1513", "rgba(9,9,9,0.5)"], "text": '<span style="color:#E6ECE8">x</span>', "n": [1, None]}
    assert in_both_modes(light, dark) == {
        "a": ["light-dark(#FFFFFF,#0F1513)", "light-dark(rgba(1,2,3,0.5),rgba(9,9,9,0.5))"],
        "text": '<span style="color:light-dark(#16211C,#E6ECE8)">x</span>',
        "n": [1, None],
    }
