"""The chapters in their order: names, addresses, titles, and the links that open a sheet or lead to a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.i18n import Translator


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
        Heading("connectivity", "/connectivity", lambda t: t("Connectivity"), "system"),
        Heading("investment", "/investment", lambda t: t("Investment")),
        Heading("neighbours", "/neighbours", lambda t: t("Comparisons")),
        Heading("evidence", "/evidence", lambda t: t("Sources and method"), "source", has_figures=False),
    )
}
_LOOKED_UP = {table: heading for heading in CONTENTS.values() for table in heading.tables}


def row_link(table: str, subject: str | None) -> str:
    """Where the subject of a row of evidence is looked up; "" where no page has it."""
    heading = _LOOKED_UP.get(table)
    return heading.link(subject) if heading and subject else ""


def figure_link(figure_id: str) -> str:
    """Where a figure stands; "" where no page has it."""
    name, _, rest = figure_id.partition(".")
    heading = CONTENTS.get(name)
    if heading is None or not heading.has_figures:
        return ""
    subject = rest.split(".")[0]
    return heading.link(subject if name == "progress" and subject != "count" else "")
