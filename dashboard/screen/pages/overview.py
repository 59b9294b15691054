"""The Overview page: choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard.chapters.overview import chapter as overview
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
choices = state.read(overview.OverviewChoices, view.t)
screen.draw(view.tell(overview.build, choices), view.mode, view.width)
