"""The page "Local or offshore": choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard.chapters.share import chapter as share
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell
from dashboard.screen.pages import share_controls

view = shell.view()
choices = state.read(share.ShareChoices, view.t, share.codes(view.build))
screen.draw(
    view.tell(share.build, choices),
    view.mode,
    view.width,
    controls=lambda: share_controls.draw(view.build, choices, view.t),
)
