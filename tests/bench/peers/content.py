"""A chapter as JSON that any page can draw: words, key figures, Plotly figures, tables; by what a reader may choose."""

from __future__ import annotations

import json
from typing import Any

from dashboard.chapters.registry import build_chapter, charts, read_choices, tables
from dashboard.render.plotly.figure import figure
from dashboard.warehouse.build import Build

CHAPTER, LAYERS = "share", ("spend", "capacity")


def write_content(build: Build) -> str:
    """The chapter in English, once for each layer that a reader may choose."""
    return json.dumps({layer: _content(build, layer) for layer in LAYERS})


def _content(build: Build, layer: str) -> dict[str, Any]:
    choices, _ = read_choices(build, CHAPTER, f"layer={layer}")
    shown = build_chapter(build, CHAPTER, choices, "en")
    return {
        "title": shown.title,
        "question": shown.question,
        "sentences": [sentence.text for sentence in shown.sentences],
        "kpis": [{"label": kpi.figure.label, "text": kpi.figure.text} for kpi in shown.kpis],
        "charts": [
            {"title": chart.title, "figure": json.loads(figure(chart, is_rtl=False).to_json())}
            for chart in charts(shown).values()
        ],
        "tables": [
            {
                "title": table.title,
                "columns": [column.label for column in table.columns],
                "rows": [[cell.text for cell in row] for row in table.rows],
            }
            for table in tables(shown).values()
        ],
    }
