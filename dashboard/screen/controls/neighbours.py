"""The widgets of Comparisons: countries, themes, an indicator, and two set against each other."""

from __future__ import annotations

import streamlit as st

from dashboard.chapters.neighbours.chapter import NeighboursChoices, country_words, indicator_words
from dashboard.chapters.neighbours.pairs import pair_words
from dashboard.figures.progress import pillar_names
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
    address.multiselect(t("Theme"), choices, "theme", pillar_names(Reading(build, t)), placeholder=every)
    items = indicator_words(Reading(build, t))
    address.pick(t("Indicator to look at closely"), choices, "indicator", items, none=t("chosen for you"))
    with st.expander(t("Any two indicators"), expanded=bool(choices.x or choices.y)):
        pairs, none = pair_words(Reading(build, t)), t("none chosen")
        address.pick(t("Horizontal axis"), choices, "x", pairs, none=none)
        address.pick(t("Vertical axis"), choices, "y", pairs, none=none)
