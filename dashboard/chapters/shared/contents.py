"""The chapters in their order: names, addresses, titles, and the links that open a sheet or lead to a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.content.values import Figure
from dashboard.figures.figure import figures_of
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading


@dataclass(frozen=True)
class Heading:
    """A chapter in the table of contents: its name in links and commands, the address of its page, and its title.

    `sheet` is the parameter of the address that opens the sheet of one row, `tables` are the tables of evidence whose
    subjects are looked up here, `has_figures` says that its figures are named after it and stand on its page.
    """

    name: str
    path: str
    title: Callable[[Translator], str]
    sheet: str = ""
    tables: tuple[str, ...] = ()
    has_figures: bool = True
    short: Callable[[Translator], str] | None = None

    def tab(self, t: Translator) -> str:
        """What the row of links to all chapters calls it: there is room for a word or two."""
        return (self.short or self.title)(t)

    def link(self, key: str = "") -> str:
        """The address of the page, or of the sheet of one row; the language is added where it is drawn."""
        return f"{self.path}?{self.sheet}={key}" if self.sheet and key else f"{self.path}?"


CONTENTS: dict[str, Heading] = {
    heading.name: heading
    for heading in (
        Heading("overview", "/", lambda t: t("Overview"), has_figures=False),
        Heading(
            "progress",
            "/progress",
            lambda t: t("Digital Morocco 2030"),
            "indicator",
            ("indicators", "targets", "observations"),
        ),
        Heading("share", "/share", lambda t: t("Local or offshore"), tables=("share_assumptions",)),
        Heading("sites", "/sites", lambda t: t("Sites"), "site", ("sites", "site_stages", "site_events")),
        Heading(
            "connectivity",
            "/connectivity",
            lambda t: t("International links"),
            "system",
            short=lambda t: t("Links abroad"),
        ),
        Heading("networks", "/networks", lambda t: t("Networks in the country"), short=lambda t: t("Networks")),
        Heading("investment", "/investment", lambda t: t("Investment")),
        Heading("neighbours", "/neighbours", lambda t: t("Comparisons")),
        Heading(
            "evidence",
            "/evidence",
            lambda t: t("Sources and method"),
            "source",
            has_figures=False,
            short=lambda t: t("Sources"),
        ),
    )
}
# What left a chapter for another, where links made before still look for it: sections by chapter and id, choices by chapter
# and parameter (of whose values each chapter knows its own), and figures, whose ids keep the name of their first chapter.
MOVED = {("connectivity", section): "networks" for section in ("fibre", "mobile", "exchanges", "backbone")}
MOVED_CHOICES = {("connectivity", "metric"): "networks"}
_MOVED_FIGURES = {
    "connectivity.ftth_lines": "networks",
    "connectivity.ftth_subscribers": "networks",
    "connectivity.coverage_5g_iam_pct": "networks",
}
# What a chapter showed where its address did not say: such addresses were given out before it opened on something else.
FIRST_SHOWN = {"evidence": {"part": "sources"}}
_LOOKED_UP = {table: heading for heading in CONTENTS.values() for table in heading.tables}


def row_link(table: str, subject: str | None) -> str:
    """Where the subject of a row of evidence is looked up; "" where no page has it."""
    heading = _LOOKED_UP.get(table)
    return heading.link(subject) if heading and subject else ""


def figure_link(figure_id: str) -> str:
    """Where a figure stands; "" where no page has it."""
    name = chapter_of(figure_id)
    heading = CONTENTS.get(name)
    if heading is None or not heading.has_figures:
        return ""
    subject = figure_id.partition(".")[2].split(".")[0]
    return heading.link(subject if name == "progress" and subject != "count" else "")


def chapter_of(figure_id: str) -> str:
    """The name of the chapter that a figure stands in, whatever choices its id says."""
    return _MOVED_FIGURES.get(figure_id.partition("?")[0], figure_id.partition(".")[0])


def figures_in(reading: Reading, name: str) -> list[Figure]:
    """Every figure that stands in a chapter at default choices, in the order of their ids."""
    prefixes = {name, *(figure_id.partition(".")[0] for figure_id, to in _MOVED_FIGURES.items() if to == name)}
    listed = [figure for prefix in sorted(prefixes) for figure in figures_of(reading, prefix)]
    return [figure for figure in listed if chapter_of(figure.figure_id) == name]


def left_for(name: str) -> list[str]:
    """The chapters that sections of a chapter moved to."""
    return sorted({to for (source, _), to in MOVED.items() if source == name})
