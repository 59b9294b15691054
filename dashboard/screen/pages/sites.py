"""The Sites page: choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard.chapters.sites import chapter as sites
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
t = view.t
choices = state.read(sites.SitesChoices, t)
words, fields = sites.words_of(view.build, t), sites.field_words(t)


def controls() -> None:
    """The country and the filters; a site's sheet has none."""
    state.segmented(fields["country"], choices, "country", words["country"])
    for name in ("kind", "status", "control", "region"):
        state.multiselect(fields[name], choices, name, words[name], placeholder=t("all"))
    state.segmented(fields["size"], choices, "size", words["size"])


chapter = view.tell(sites.build, choices)
screen.draw(chapter, view.mode, view.width, controls if sites.has_filters(view.build, choices) else None)
