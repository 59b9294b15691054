"""Every kind of chart, drawn for the screen, holds exactly the numbers of its specification, mirrored or not."""

from __future__ import annotations

from itertools import product
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import (
    CHART_KINDS,
    Bar,
    BarChart,
    Dumbbell,
    DumbbellChart,
    HeatCell,
    HeatChart,
    HeatRow,
    Line,
    LineChart,
    Point,
    StackedBarChart,
    StackPart,
    TornadoBar,
    TornadoChart,
    Value,
    drawn_numbers,
)
from dashboard.content.maps import MapChart, MapMarker, MapPanel
from dashboard.content.theme import MODES
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.render.lines import text_px
from dashboard.render.plotly.figure import figure
from tests.render.gallery import BASE, gallery

LOOKS = list(product(LANGS, MODES, ("wide", "phone")))


def draw(chart: Chart, lang: Lang = "fr", mode: Any = "light", width: Any = "wide") -> go.Figure:
    return figure(chart, is_rtl=lang == "ar", mode=mode, width=width)


def numbers_of(drawn: go.Figure) -> list[float]:
    """The numbers in a figure's traces, read from the attributes that each trace says hold them."""
    found: list[float] = []
    for trace in drawn.data:
        for name in trace.meta["draws"]:
            if name == "base+x":
                found += [base + x for base, x in zip(trace.base, trace.x, strict=True)]
                continue
            for item in trace[name]:
                found += [n for n in (item if isinstance(item, list | tuple) else [item]) if n is not None]
    return sorted(found)


@pytest.mark.parametrize(("lang", "mode", "width"), LOOKS)
def test_every_kind_draws_its_numbers_and_nothing_else(lang: Lang, mode: str, width: str) -> None:
    charts = gallery(lang)
    assert {type(chart) for chart in charts.values()} == set(CHART_KINDS)
    for name, chart in charts.items():
        drawn = draw(chart, lang, mode, width)
        assert numbers_of(drawn) == pytest.approx(sorted(drawn_numbers(chart))), name
        go.Figure(drawn.to_dict())  # raises for a property that Plotly does not know


@pytest.mark.parametrize("lang", LANGS)
def test_no_figure_asks_the_network_or_shows_a_title_or_a_fixed_width(lang: Lang) -> None:
    for chart in gallery(lang).values():
        layout = draw(chart, lang).to_dict()["layout"]
        assert not any(name.startswith(("geo", "map", "mapbox")) for name in layout)
        assert not {"title", "images", "width"} & set(layout)
        assert layout["height"] > 100
        template = layout["template"]["layout"]
        assert template["paper_bgcolor"] == template["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert template["font"]["family"] == "IBM Plex Sans Arabic"


def test_arabic_is_mirrored_whole_but_never_the_map() -> None:
    for french, arabic in zip(gallery("fr").values(), gallery("ar").values(), strict=True):
        fr, ar = draw(french, "fr").layout, draw(arabic, "ar").layout
        assert fr.xaxis.range[0] < fr.xaxis.range[1]
        if isinstance(arabic, MapChart):
            assert ar.xaxis.range == fr.xaxis.range
            assert ar.xaxis.domain[1] == 1  # the main panel stands where reading begins
        else:
            assert ar.xaxis.range[0] > ar.xaxis.range[1]
        if isinstance(arabic, LineChart):
            assert (fr.yaxis.side, ar.yaxis.side) == ("left", "right")


def test_every_arabic_text_is_isolated() -> None:
    for chart in gallery("ar").values():
        drawn = draw(chart, "ar")
        texts = [note.text for note in drawn.layout.annotations if note.text]
        hovers = [trace.hovertext or () for trace in drawn.data]
        texts += [text for hover in hovers for text in ([hover] if isinstance(hover, str) else hover) if text]
        assert texts
        assert all("\u2067" in text and text.count("\u2067") == text.count("<br>") + 1 for text in texts)


def test_a_blank_is_a_gap_and_never_a_zero() -> None:
    points = (Point(2020, 4.0), Point(2021, None), Point(2022, 6.0))
    line = LineChart("c", **BASE, lines=(Line("a", "accent", points),), x_axis=AXIS, y_axis=value_axis([4, 6], str))
    assert draw(line).data[0].y == (4.0, None, 6.0)
    bars = BarChart("c", **BASE, bars=(Bar("a", Value(None, "no figure found")), Bar("b", Value(0.0, "0"))), axis=AXIS)
    drawn = draw(bars)
    assert drawn.data[0].x == (0.0,)
    assert "no figure found" in [note.text for note in drawn.layout.annotations]


def test_a_provisional_value_is_hollow() -> None:
    bars = (Bar("a", Value(1.0, "1")), Bar("b", Value(2.0, "2", is_provisional=True)))
    full, hollow = draw(BarChart("c", **BASE, bars=bars, axis=AXIS)).data[0].marker.color
    assert full.startswith("#")
    assert hollow.endswith("0.12)")
    points = (Point(2020, 1.0), Point(2021, 2.0, is_provisional=True))
    line = LineChart("c", **BASE, lines=(Line("a", "accent", points),), x_axis=AXIS, y_axis=AXIS)
    assert draw(line).data[0].marker.color == ("#0B6E4F", "#FFFFFF")


def test_markup_in_a_label_is_shown_as_written() -> None:
    drawn = draw(BarChart("c", **BASE, bars=(Bar("<b>R&D</b>", Value(1.0, "<1")),), axis=AXIS))
    assert [note.text for note in drawn.layout.annotations] == ["&lt;b&gt;R&amp;D&lt;/b&gt;", "&lt;1"]


def test_what_cannot_be_drawn_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="a blank is None"):
        Value(float("nan"), "")
    with pytest.raises(ValueError, match="both its ends"):
        Point(2020, 1.0, low=0.5)
    marks = tuple(
        MapMarker(0, 0, 1, role, "") for role in ("in_service", "works", "memorandum", "announced", "stalled")
    )
    with pytest.raises(KeyError):
        MapChart("c", **BASE, panels=(MapPanel("p", "", 0, 0, 1, 1, markers=marks),), size_max=1)
    marks = tuple(MapMarker(0, 0, 1, role, "") for role in ("base", "delayed", "in_service", "announced", "stalled"))
    with pytest.raises(ValueError, match="at most four marker shapes"):
        MapChart("c", **BASE, panels=(MapPanel("p", "", 0, 0, 1, 1, markers=marks),), size_max=1)


def test_the_area_of_a_marker_is_its_value() -> None:
    marks = (
        MapMarker(0, 0, 100, "in_service", ""),
        MapMarker(1, 1, 50, "in_service", ""),
        MapMarker(1, 1, None, "stalled", ""),
    )
    panel = MapPanel("p", "", 0, 0, 1, 1, markers=marks)
    sizes = draw(MapChart("c", **BASE, panels=(panel,), size_max=100)).data[0].marker.size
    assert (sizes[1] / sizes[0]) ** 2 == pytest.approx(0.5)
    assert sizes[2] == min(sizes)


AXIS = year_axis([2019, 2023])
NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)
TEXTS = st.text(max_size=60)


@st.composite
def values(draw_: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBERS) -> Value:
    band = sorted((draw_(numbers), draw_(numbers))) if draw_(st.booleans()) else (None, None)
    return Value(draw_(st.none() | numbers), draw_(TEXTS), draw_(st.booleans()), band[0], band[1])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, values(), values()), max_size=6), values(), st.sampled_from(LOOKS))
def test_no_values_stop_a_chart(
    rows: list[tuple[str, Value, Value]], centre: Value, look: tuple[Lang, str, str]
) -> None:
    both = [v for _, first, second in rows for v in (first, second)]
    axis = value_axis([n for v in both for n in (v.value, v.low, v.high)], str)
    x_axis = year_axis([0.0, float(len(rows))])
    points = tuple(
        Point(i, v.value, label, v.text, v.is_provisional, v.low, v.high) for i, (label, v, _) in enumerate(rows)
    )
    parts = tuple(
        StackPart("p", role, tuple(Value(None if v.value is None else abs(v.value), v.text) for v in column))
        for role, column in (("sovereign", both[::2]), ("offshore", both[1::2]))
    )
    charts = (
        BarChart("c", **BASE, bars=tuple(Bar(label, v) for label, v, _ in rows), axis=axis),
        StackedBarChart("c", **BASE, rows=tuple(label for label, _, _ in rows), parts=parts, axis=axis),
        DumbbellChart(
            "c", **BASE, dumbbells=tuple(Dumbbell(*row) for row in rows), start_label="a", end_label="b", axis=axis
        ),
        TornadoChart(
            "c",
            **BASE,
            centre=centre,
            bars=tuple(TornadoBar(*row) for row in rows),
            low_label="l",
            high_label="h",
            axis=axis,
        ),
        LineChart("c", **BASE, lines=(Line("a", "accent", points),), x_axis=x_axis, y_axis=axis),
    )
    for chart in charts:
        drawn = numbers_of(draw(chart, *look))
        assert drawn == pytest.approx(sorted(drawn_numbers(chart)), rel=1e-6, abs=1e-3)


def test_the_texts_of_a_narrow_grid_stay_in_their_cells() -> None:
    columns = tuple("ABCDEFGHI")
    row = HeatRow("row", tuple(HeatCell(n, text) for n, text in enumerate(("34,302", "0.547", "–") * 3)))
    drawn = figure(HeatChart("heat", **BASE, columns=columns, rows=(row,)), is_rtl=False, width="phone").to_dict()
    margin = drawn["layout"]["margin"]
    cell_px = (330 - margin["l"] - margin["r"]) / len(columns)
    texts = [
        (text, size)
        for trace in drawn["data"]
        if trace.get("mode") == "text"
        for text, size in zip(trace["text"], trace["textfont"]["size"], strict=True)
    ]
    assert len(texts) == 9
    assert all(text_px(text, size) <= cell_px for text, size in texts)
