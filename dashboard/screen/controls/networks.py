"""The widgets of Networks in the country: the countries compared, and on what."""

from __future__ import annotations

import streamlit as st

from dashboard.chapters.networks.chapter import NetworksChoices
from dashboard.chapters.shared.peers import NETWORK_METRICS
from dashboard.screen.controls.peers import pick_metric, pick_peers
from dashboard.screen.shell import View


def draw(view: View, choices: NetworksChoices) -> None:
    """The metric and the countries, side by side."""
    metric, peers = st.columns(2)
    with metric:
        pick_metric(view, choices, NETWORK_METRICS)
    with peers:
        pick_peers(view, choices)
