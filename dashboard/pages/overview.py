"""The Overview page: choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard import shell, state
from dashboard.chapters import overview
from dashboard.render import screen

view = shell.view()
choices = state.read(overview.OverviewChoices, view.t)
screen.draw(view.tell(overview.build, choices), view.mode, view.width)
