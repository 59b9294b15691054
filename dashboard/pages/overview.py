"""The Overview page: choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard import shell, state
from dashboard.chapters import overview
from dashboard.render import screen

view = shell.view()
choices = state.read(overview.OverviewChoices, view.t)
screen.draw(overview.build(view.build, choices, view.lang), view.mode, view.width)
