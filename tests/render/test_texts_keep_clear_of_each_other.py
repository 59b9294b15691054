"""Texts beside and on marks keep clear of their neighbours, also where a phone breaks them into lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from dashboard.content import theme
from dashboard.content.axes import value_axis, year_axis
from dashboard.content.charts import (
    Bar,
    BarChart,
    Line,
    LineChart,
    Point,
    StackedBarChart,
    StackPart,
    TrajectoryChart,
    Value,
)
from dashboard.content.theme import MODES, Mode
from dashboard.content.values import LANGS, Lang
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX
from dashboard.render.plotly.figure import figure
from tests.render.gallery import BASE, gallery

LINE_PX = 16


def notes(
    chart: Any, lang: Lang = "en", mode: Mode = "light", width: Any = "phone"
) -> tuple[list[dict[str, Any]], Any]:
    drawn = figure(chart, is_rtl=lang == "ar", mode=mode, width=width).to_dict()
    return drawn["layout"]["annotations"], drawn["layout"]


def test_lines_beside_a_mark_stay_under_the_label_of_the_row() -> None:
    long = "3.5 MW to 41 MW (estimate, only the band is shown)"
    bars = tuple(Bar(f"row {number}", Value(float(number), long)) for number in (1, 2, 3))
    found, layout = notes(BarChart("c", **BASE, axis=value_axis([0.0, 3.0], str), bars=bars))
    low, high = layout["yaxis"]["range"]
    bottom, top = layout["yaxis"]["domain"]
    margins = layout["margin"]
    row_px = (layout["height"] - margins["t"] - margins["b"]) * (top - bottom) / abs(high - low)
    labels = sorted(note["y"] for note in found if "row" in note["text"])
    beside = sorted((note["y"], note["text"].count("<br>") + 1) for note in found if "3.5" in note["text"])
    assert [lines for _, lines in beside] == [2, 2, 2]
    for label, (middle, lines) in zip(labels, beside, strict=True):
        assert (middle - label) * row_px >= lines * LINE_PX / 2 - 0.01


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_just_short_enough_for_one_line_stays_in_the_drawing(lang: Lang) -> None:
    """On a phone, beside a bar with its interval, on a scale whose end is far below the text's."""
    text = "60 % (from 56 to 63.9 %)"
    bars = (Bar("row", Value(60.0, text, low=56.0, high=63.9)),)
    _, layout = notes(BarChart("c", **BASE, axis=value_axis([0.0, 60.0], str), bars=bars), lang)
    low, high = sorted(layout["xaxis"]["range"])
    plot_px = 330 - layout["margin"]["l"] - layout["margin"]["r"]
    assert (high - 63.9) / (high - low) * plot_px >= text_px(text, SMALL_PX) + 8


@pytest.mark.parametrize("mode", MODES)
def test_a_text_on_a_bar_is_read_easily(mode: Mode) -> None:
    parts = tuple(
        StackPart(name, name, (Value(30.0, f"{place}0 %"),))
        for place, name in enumerate(("sovereign", "local_foreign", "offshore"), 1)
    )
    chart = StackedBarChart("c", **BASE, axis=value_axis([0.0, 100.0], str), rows=("row",), parts=parts)
    inside = [note for note in notes(chart, mode=mode, width="wide")[0] if "bgcolor" in note and "0 %" in note["text"]]
    assert len(inside) == 3
    for note in inside:
        assert theme.contrast(note["font"]["color"], note["bgcolor"]) >= 4.5
    assert [note["bgcolor"] for note in inside[1:]] == [theme.TOKENS[mode].background] * 2  # the hatched ones


@pytest.mark.parametrize("lang", LANGS)
def test_a_target_passed_already_has_its_text_after_it(lang: Lang) -> None:
    found = next(chart for chart in gallery(lang).values() if isinstance(chart, TrajectoryChart))
    observed = Line("o", "observed", (Point(2023.0, 26.0), Point(2024.0, 26.2, "26.2 billion dirhams")))
    required = Line("r", "required", (Point(2023.0, 26.0), Point(2030.0, 40.0)))
    targets = Line("t", "target", (Point(2026.0, 25.0, "25 bn"), Point(2030.0, 40.0, "40 bn")))
    chart = TrajectoryChart(
        "c",
        **BASE,
        observed=observed,
        required=required,
        past_pace=None,
        targets=targets,
        x_axis=year_axis([2023.0, 2030.0]),
        y_axis=found.y_axis,
    )
    by_text = {note["text"]: note for note in notes(chart, lang)[0]}
    start = "right" if lang == "ar" else "left"
    passed = next(note for text, note in by_text.items() if "25" in text)
    assert passed["xanchor"] == start
    latest = next(note for text, note in by_text.items() if "26.2" in text)
    assert latest["xanchor"] == start  # it would otherwise run over the scale
    assert abs(latest["xshift"]) < text_px("26.2 billion dirhams") / 2


@pytest.mark.parametrize("lang", LANGS)
def test_names_of_lines_stand_in_one_column_and_a_thread_leads_to_an_early_end(lang: Lang) -> None:
    """On a phone four series of unlike length: no name stands upon a mark, none leaves the drawing at its top."""
    ends = ((2024.0, 70.0), (2025.0, 81.0), (2024.0, 82.0), (2025.0, 128.4))
    lines = tuple(
        Line(f"A series with a long name, number {place}", "series_1", (Point(2020.0, 11.0), Point(x, y, str(y))))
        for place, (x, y) in enumerate(ends)
    )
    x_axis, y_axis = year_axis([2020.0, 2025.0]), value_axis([0.0, 140.0], str)
    found, layout = notes(LineChart("c", **BASE, lines=lines, x_axis=x_axis, y_axis=y_axis), lang)
    names = sorted((note for note in found if "<br>" in note["text"]), key=lambda note: note["y"])
    assert [note["x"] for note in names] == [2025.0] * 4
    low, high = layout["yaxis"]["range"]
    bottom, top = layout["yaxis"]["domain"]
    whole_px = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    plot_px = whole_px * (top - bottom)
    places = [
        ((note["y"] - low) / (high - low) * plot_px + note["yshift"], (note["text"].count("<br>") + 1) * 15 / 2)
        for note in names
    ]
    for (under, half), (over, next_half) in pairwise(places):
        assert over - under >= half + next_half
    assert places[-1][0] + places[-1][1] <= plot_px + whole_px * (1 - top) + layout["margin"]["t"]
    assert [(shape["x0"], shape["y0"], shape["x1"]) for shape in layout["shapes"]] == [
        (2024.0, 70.0, 2025.0),
        (2024.0, 82.0, 2025.0),
    ]


def test_a_label_under_another_line_keeps_off_its_mark_and_its_label() -> None:
    gallery_chart = next(chart for chart in gallery("en").values() if isinstance(chart, LineChart))
    upper = Line("Upper", "accent", (Point(2023.0, 93.0, "93"), Point(2024.0, 82.0, "82")))
    lower = Line("Lower", "peer", (Point(2024.0, 70.0, "70"),))
    chart = replace(
        gallery_chart, lines=(upper, lower), x_axis=year_axis([2020.0, 2025.0]), y_axis=value_axis([0.0, 128.0], str)
    )
    found = {note["text"]: note for note in notes(chart, width="wide")[0]}
    assert (found["93"]["yanchor"], found["82"]["yanchor"], found["70"]["yanchor"]) == ("bottom", "bottom", "top")
    assert all(found[text]["bgcolor"] for text in ("93", "82", "70"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_latest_value_stands_clear_of_the_target_beside_it(lang: Lang) -> None:
    found = next(chart for chart in gallery(lang).values() if isinstance(chart, TrajectoryChart))
    chart = replace(
        found,
        observed=Line("o", "observed", (Point(2017.0, 0.0, "0"), Point(2025.0, 10660.0, "10,660"))),
        targets=Line("t", "target", (Point(2024.0, 10740.0, "10,740"),)),
        required=Line("r", "required", (Point(2017.0, 0.0), Point(2024.0, 10740.0))),
        past_pace=None,
        x_axis=year_axis([2017.0, 2025.0]),
        y_axis=value_axis([0.0, 10740.0], str),
    )
    drawn = {note["text"].strip("\u2066\u2067\u2068\u2069"): note for note in notes(chart, lang)[0]}
    assert drawn["10,740"]["yanchor"] == "bottom"
    assert drawn["10,660"]["yanchor"] == "top"
