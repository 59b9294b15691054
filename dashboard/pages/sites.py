"""The Sites page: choices from the address, chapter from the warehouse, chapter to the screen."""

from dashboard import shell, state
from dashboard.chapters import sites
from dashboard.render import screen

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
