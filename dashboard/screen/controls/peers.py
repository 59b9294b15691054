"""The widgets of a comparison with other countries: on what, and with which."""

from __future__ import annotations

from dashboard.chapters.shared.peers import PEERS, metric_words
from dashboard.content.choices import Choices
from dashboard.screen import address
from dashboard.screen.shell import View


def pick_metric(view: View, choices: Choices, metrics: tuple[str, ...]) -> None:
    """The metric, one of those that the chapter compares."""
    address.select(view.t("Countries compared on"), choices, "metric", metric_words(view.reading, metrics))


def pick_peers(view: View, choices: Choices) -> None:
    """The countries; none chosen is all."""
    countries = {code: view.reading.country(code) for code in PEERS}
    address.multiselect(view.t("Countries compared"), choices, "peers", countries, placeholder=view.t("all"))
