"""The Neighbours page: countries, themes and an indicator from the address, chapter to the screen."""

from dashboard.chapters.neighbours import chapter as neighbours
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
t = view.t
choices = state.read(neighbours.NeighboursChoices, t)


def controls() -> None:
    """What the reader may choose."""
    every = t("all")
    state.multiselect(
        t("Countries compared"), choices, "countries", neighbours.country_words(view.build, t), placeholder=every
    )
    state.multiselect(t("Theme"), choices, "theme", neighbours.theme_words(view.build, t), placeholder=every)
    items = neighbours.indicator_words(view.build, t)
    state.pick(t("Indicator to look at closely"), choices, "indicator", items, none=t("chosen for you"))


screen.draw(view.tell(neighbours.build, choices), view.mode, view.width, controls)
