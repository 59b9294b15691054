"""The page "Local or offshore": choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard import shell, state
from dashboard.chapters import share
from dashboard.pages import share_controls
from dashboard.render import screen

view = shell.view()
choices = state.read(share.ShareChoices, view.t)
screen.draw(
    view.tell(share.build, choices),
    view.mode,
    view.width,
    controls=lambda: share_controls.draw(view.build, choices, view.t),
)
