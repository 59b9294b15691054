"""The widgets of Comparisons: countries, themes and an indicator."""

from __future__ import annotations

from dashboard.chapters.neighbours.chapter import NeighboursChoices, country_words, indicator_words, theme_words
from dashboard.screen import address
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading


def draw(view: View, choices: NeighboursChoices) -> None:
    """What the reader may choose."""
    t, build = view.t, view.build
    every = t("all")
    address.multiselect(
        t("Countries compared"), choices, "countries", country_words(Reading(build, t)), placeholder=every
    )
    address.multiselect(t("Theme"), choices, "theme", theme_words(Reading(build, t)), placeholder=every)
    items = indicator_words(Reading(build, t))
    address.pick(t("Indicator to look at closely"), choices, "indicator", items, none=t("chosen for you"))
