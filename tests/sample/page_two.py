import streamlit as st

from dashboard.screen import address as state
from dashboard.screen import shell
from tests.sample import chapter

view = shell.view()
choices = state.read(chapter.SampleChoices, view.t)
state.select("Stage", choices, "stage", chapter.WORDS[view.lang])
st.html(f"<h1>{chapter.TEXTS[view.lang]['title']} 2</h1><p class='chosen'>{choices.stage}</p>")
