"""A page with controls and a whole chapter."""

from dashboard.screen import address, shell
from dashboard.screen.draw import draw
from tests.sample import chapter


def page_one() -> None:
    view = shell.view()
    choices = address.read(chapter.SampleChoices, view.t)
    words = chapter.WORDS[view.lang]

    def controls() -> None:
        address.segmented("Stage", choices, "stage", words)
        address.pills("Stages", choices, "stages", words)
        address.slider("Growth", choices, "growth", step=0.5)

    draw(view, chapter.build(view.build.build_id, choices, view.lang), controls)
