"""The first screen of a chapter: its sentences, and at their side its strips; where boxes stand there, strips are below. The same words on
the page and in the brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from dashboard.content.charts import StackedBarChart
from dashboard.content.values import Box, Chapter, Chart, Section, Sentence
from dashboard.i18n import Translator
from dashboard.render.html import markup
from dashboard.render.svg.marks import swatch
from dashboard.render.svg.strip import strip


@dataclass(frozen=True)
class Writers:
    """What differs between the page and the brief: the text of a sentence, what opens a chart's table, how SVG is put in."""

    text: Callable[[Sentence], str]
    tools: Callable[[Chart], str]
    svg: Callable[[str], str]


def beside(chapter: Chapter) -> tuple[Section, ...]:
    """The sections that belong to the first screen."""
    return tuple(section for section in chapter.sections if section.is_beside)


def first_screen(chapter: Chapter, t: Translator, write: Writers, paragraphs: str) -> str:
    """All that stands below the title: `paragraphs` are the sentences of a chapter without boxes."""
    sections = beside(chapter)
    if not any(_boxes(section) for section in sections):
        return _with_strips(f'<div class="sentences">{paragraphs}</div>', sections, t, write)
    lines = "".join(_line(sentence, chapter, t, write) for sentence in chapter.sentences)
    title = t("The essential")
    essential = f'<section class="box essential" id="essential"><h2>{escape(title)}</h2><ol>{lines}</ol></section>'
    boxes = "".join(_box(section, chapter, t, write) for section in sections if _boxes(section))
    return (
        f'<div class="first">{essential}<div class="asides">{boxes}</div>'
        f'<div class="strips">{_strips(sections, t, write)}</div></div>'
    )


def _with_strips(sentences: str, sections: tuple[Section, ...], t: Translator, write: Writers) -> str:
    strips, words = _strips(sections, t, write), t("The essential")
    title = (
        f'<h2 class="unseen">{escape(words)}</h2>'  # heard, not seen: the strips' names are headings of the third rank
    )
    return f'<div class="beside">{title}{sentences}<div class="strips">{strips}</div></div>' if strips else sentences


def _strips(sections: tuple[Section, ...], t: Translator, write: Writers) -> str:
    charts = (block for section in sections for block in section.blocks if isinstance(block, StackedBarChart))
    return "".join(_strip(chart, t, write) for chart in charts)


def _boxes(section: Section) -> list[Box]:
    return [block for block in section.blocks if isinstance(block, Box)]


def _box(section: Section, chapter: Chapter, t: Translator, write: Writers) -> str:
    lead = f'<p class="lead">{escape(section.lead)}</p>' if section.lead else ""
    lines = "".join(_line(line, chapter, t, write) for box in _boxes(section) for line in box.lines)
    name = escape(section.section_id)
    return f'<section class="box" id="{name}"><h2>{escape(section.title)}</h2><ul>{lines}</ul>{lead}</section>'


def _line(sentence: Sentence, chapter: Chapter, t: Translator, write: Writers) -> str:
    topic = f"<b>{escape(sentence.topic)}</b> " if sentence.topic else ""
    chip = markup.grade_chip(sentence.grade, t)
    words = markup.second_hand_text(sentence, t)
    hand = f' <small class="hand">{escape(words)}</small>' if words else ""
    label = escape(t("More: {topic}", topic=sentence.topic or sentence.text[:60]))
    arrow = "←" if t.is_rtl else "→"
    address = escape(markup.page_address(sentence.link, chapter.lang))
    more = f'<a class="more" href="{address}" target="_self" aria-label="{label}">{arrow}</a>' if sentence.link else ""
    ids = " ".join(figure.figure_id for figure in sentence.figures)
    figures = f' data-figure="{escape(ids)}"' if ids else ""
    said = f'{topic}<span class="said">{write.text(sentence)}</span>'
    return f'<li{figures}>{said} <span class="held">{chip}{more}</span>{hand}</li>'


def _strip(chart: StackedBarChart, t: Translator, write: Writers) -> str:
    numbers = len(chart.rows) == 1
    items = "".join(
        f"<li{_figure(part.values[0].figure_id) if numbers else ''}>{write.svg(swatch(part.role, 'area'))}"
        f"{f'<b>{escape(part.values[0].text)}</b> ' if numbers else ''}{escape(part.label)}</li>"
        for part in chart.keyed
    )
    legend = f'<ul class="legend">{items}</ul>' if items else ""
    return (
        f'<figure class="strip" id="strip-{escape(chart.chart_id)}"><figcaption><h3>{escape(chart.title)}</h3>{write.tools(chart)}</figcaption>'
        f"{write.svg(strip(chart, t))}{legend}</figure>"
    )


def _figure(figure_id: str) -> str:
    return f' data-figure="{escape(figure_id)}"' if figure_id else ""
