"""A page with one control and nothing else."""

import streamlit as st

from dashboard.screen import address, shell
from tests.sample import chapter


def page_two() -> None:
    view = shell.view()
    choices = address.read(chapter.SampleChoices, view.t)
    address.select("Stage", choices, "stage", chapter.WORDS[view.lang])
    st.html(f"<h1>{chapter.TEXTS[view.lang]['title']} 2</h1><p class='chosen'>{choices.stage}</p>")
