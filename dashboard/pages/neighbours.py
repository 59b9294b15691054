"""The Neighbours page: countries, themes and an indicator from the address, chapter to the screen."""

from dashboard import shell, state
from dashboard.chapters import neighbours
from dashboard.render import screen

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
