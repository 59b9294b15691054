"""The page of Connectivity: what fails, whether Medusa counts, and the neighbours' metric; or one system's sheet first."""

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.chapters.connectivity import chapter as connectivity
from dashboard.chapters.connectivity.network import building_names
from dashboard.chapters.connectivity.peers import PEERS, metric_words
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
choices = state.read(connectivity.ConnectivityChoices, view.t, connectivity.codes(view.build))


def controls() -> None:
    """The failure simulator's lists, Medusa, and the neighbours; on a sheet, the way back."""
    t = view.t
    if choices.system:
        back = replace(choices, system="").query() + ("" if view.lang == "fr" else f"&lang={view.lang}")
        words = t("All systems")
        st.html(f'<a href="?{escape(back.lstrip("&"))}" target="_self">{escape(words)}</a>')
    names = connectivity.element_choices(view.build, t)
    labels = {
        "failed_systems": t("Systems that fail"),
        "failed_landings": t("Landing points that fail"),
        "failed_countries": t("Far-end countries that fail"),
    }
    for column, (name, label) in zip(st.columns(3), labels.items(), strict=True):
        with column:
            state.multiselect(label, choices, name, names[name], placeholder=t("none"))
    counted, metric, peers = st.columns(3)
    with counted:
        building = building_names(view.build, t)
        medusa = {"no": t("in service only"), "yes": t("and {systems}", systems=building)}
        state.segmented(t("What is counted"), choices, "with_medusa", medusa)
    with metric:
        state.select(t("Countries compared on"), choices, "metric", metric_words(view.build, t))
    with peers:
        countries = {code: view.build.label("*", "country", code, view.lang) for code in PEERS}
        state.multiselect(t("Countries compared"), choices, "peers", countries, placeholder=t("all"))


screen.draw(view.tell(connectivity.build, choices), view.mode, view.width, controls)
