from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell
from tests.sample import chapter

view = shell.view()
choices = state.read(chapter.SampleChoices, view.t)
words = chapter.WORDS[view.lang]


def controls() -> None:
    state.segmented("Stage", choices, "stage", words)
    state.pills("Stages", choices, "stages", words)
    state.slider("Growth", choices, "growth", step=0.5)


screen.draw(chapter.build(view.build.build_id, choices, view.lang), view.mode, view.width, controls)
