"""The widgets of Sites: the country and the filters."""

from __future__ import annotations

from dashboard.chapters.sites.chapter import SitesChoices, field_words, has_filters, words_of
from dashboard.screen import address
from dashboard.screen.shell import View


def draw(view: View, choices: SitesChoices) -> None:
    """The country, then what narrows its sites."""
    words, fields = words_of(view.reading), field_words(view.t)
    address.segmented(fields["country"], choices, "country", words["country"])
    for name in ("kind", "status", "control", "region"):
        address.multiselect(fields[name], choices, name, words[name], placeholder=view.t("all"))
    address.segmented(fields["size"], choices, "size", words["size"])


def are_shown(view: View, choices: SitesChoices) -> bool:
    """False on the sheet of a site, which has no filters."""
    return has_filters(view.build, choices)
