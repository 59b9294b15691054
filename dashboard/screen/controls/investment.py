"""The widgets of Investment: currency, country and filters."""

from __future__ import annotations

from dashboard.chapters.investment.chapter import InvestmentChoices, words
from dashboard.screen import address
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading


def draw(view: View, choices: InvestmentChoices) -> None:
    """What the reader may choose."""
    t = view.t
    every, named = t("all"), words(Reading(view.build, t))
    address.segmented(t("Currency"), choices, "currency", named["currency"])
    address.select(t("Country"), choices, "country", named["country"])
    address.multiselect(t("Sector"), choices, "sector", named["sector"], placeholder=every)
    address.multiselect(t("Stage of the project"), choices, "stage", named["stage"], placeholder=every)
    address.multiselect(t("Kind of investor"), choices, "type", named["type"], placeholder=every)
    address.multiselect(t("Origin of the investors"), choices, "origin", named["origin"], placeholder=every)
