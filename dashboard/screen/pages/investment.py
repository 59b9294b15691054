"""The Investment page: currency, country and filters from the address, chapter from the warehouse, chapter to the screen."""

from dashboard.chapters.investment import chapter as investment
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
t = view.t
choices = state.read(investment.InvestmentChoices, t)
words = investment.words(view.build, t)


def controls() -> None:
    """What the reader may choose."""
    every = t("all")
    state.segmented(t("Currency"), choices, "currency", words["currency"])
    state.select(t("Country"), choices, "country", words["country"])
    state.multiselect(t("Sector"), choices, "sector", words["sector"], placeholder=every)
    state.multiselect(t("Stage of the project"), choices, "stage", words["stage"], placeholder=every)
    state.multiselect(t("Kind of investor"), choices, "type", words["type"], placeholder=every)
    state.multiselect(t("Origin of the investors"), choices, "origin", words["origin"], placeholder=every)


screen.draw(view.tell(investment.build, choices), view.mode, view.width, controls)
