"""The widgets of International links: what fails, whether Medusa counts, and the countries' metric; on a sheet the way back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.chapters.connectivity.chapter import ConnectivityChoices, element_choices
from dashboard.chapters.connectivity.network import building_names
from dashboard.chapters.shared.peers import LINK_METRICS
from dashboard.screen import address
from dashboard.screen.controls.peers import pick_metric, pick_peers
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading


def draw(view: View, choices: ConnectivityChoices) -> None:
    """The failure simulator's lists, Medusa, and the countries; on a sheet, the way back first."""
    t = view.t
    if choices.system:
        address.link_back(t("All systems"), replace(choices, system=""), view.lang)
    names = element_choices(Reading(view.build, t))
    labels = {
        "failed_systems": t("Systems that fail"),
        "failed_landings": t("Landing points that fail"),
        "failed_countries": t("Far-end countries that fail"),
    }
    for column, (name, label) in zip(st.columns(3), labels.items(), strict=True):
        with column:
            address.multiselect(label, choices, name, names[name], placeholder=t("none"))
    counted, metric, peers = st.columns(3)
    with counted:
        building = building_names(Reading(view.build, t))
        medusa = {"no": t("in service only"), "yes": t("and {systems}", systems=building)}
        address.segmented(t("What is counted"), choices, "with_medusa", medusa)
    with metric:
        pick_metric(view, choices, LINK_METRICS)
    with peers:
        pick_peers(view, choices)
