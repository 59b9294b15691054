from dashboard import shell, state
from dashboard.render import screen
from tests.sample import chapter

view = shell.view()
choices = state.read(chapter.SampleChoices, view.t)
words = chapter.WORDS[view.lang]


def controls() -> None:
    state.segmented("Stage", choices, "stage", words)
    state.pills("Stages", choices, "stages", words)
    state.slider("Growth", choices, "growth", step=0.5)


screen.draw(chapter.build(view.build.build_id, choices, view.lang), view.mode, view.width, controls)
