"""The page of Digital Morocco 2030: filters by pillar and state, or the sheet of the indicator the address names."""

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.chapters.progress import chapter as progress
from dashboard.figures.progress import STATES, state_word
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
choices = state.read(progress.ProgressChoices, view.t)


def controls() -> None:
    """Filters of the chapter; on a sheet, the way back to it."""
    if choices.indicator:
        back = replace(choices, indicator="").query() + ("" if view.lang == "fr" else f"&lang={view.lang}")
        label = view.t("All targets")
        st.html(f'<a href="?{escape(back.lstrip("&"))}" target="_self">{escape(label)}</a>')
        return
    state.pills(view.t("Pillar"), choices, "pillar", progress.pillar_names(view.build, view.t))
    states = {code: state_word(view.build, code, view.t) for code in STATES}
    state.pills(view.t("State"), choices, "state", states)


screen.draw(view.tell(progress.build, choices), view.mode, view.width, controls)
