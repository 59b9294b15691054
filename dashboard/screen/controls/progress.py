"""The widgets of Digital Morocco 2030: filters by pillar and state, or on a sheet the way back."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.progress.chapter import ProgressChoices
from dashboard.figures.progress import STATES, pillar_names, state_word
from dashboard.screen import address
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading


def draw(view: View, choices: ProgressChoices) -> None:
    """Filters of the chapter; on a sheet, the way back to it."""
    t = view.t
    if choices.indicator:
        address.link_back(t("All targets"), replace(choices, indicator=""), view.lang)
        return
    address.pills(t("Pillar"), choices, "pillar", pillar_names(Reading(view.build, t)))
    address.pills(t("State"), choices, "state", {code: state_word(Reading(view.build, t), code) for code in STATES})
