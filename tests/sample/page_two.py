import streamlit as st

from dashboard import shell, state
from tests.sample import chapter

view = shell.view()
choices = state.read(chapter.SampleChoices, view.t)
state.select("Stage", choices, "stage", chapter.WORDS[view.lang])
st.html(f"<h1>{chapter.TEXTS[view.lang]['title']} 2</h1><p class='chosen'>{choices.stage}</p>")
