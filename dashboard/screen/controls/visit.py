"""Over the Overview: what changed since the reader was here last, as their own browser knows it."""

from __future__ import annotations

import streamlit as st

from dashboard.chapters.shared.news import news
from dashboard.render.html.visit import visit
from dashboard.screen.shell import View


def draw(view: View) -> None:
    """The newest things to tell, of today's build; nothing over an older one."""
    if view.build is not view.build.warehouse.current():
        return
    if found := visit(news(view.reading), view.t):
        st.html(found)
