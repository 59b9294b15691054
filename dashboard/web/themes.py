"""Streamlit's theme, read from its settings once: it reads and checks some hundred of them again for every run of a page."""

from __future__ import annotations

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def read_themes_once() -> None:
    """Have every run take the theme that the first one read; a setting that changes later is not seen."""
    populate = app_session._populate_theme_msg
    themes: dict[str, CustomThemeConfig | None] = {}

    def populate_once(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in themes:
            read = CustomThemeConfig()
            populate(read, section)
            themes[section] = read if read.ByteSize() else None
        if (theme := themes[section]) is not None:  # what has nothing set is left unsaid, as Streamlit leaves it
            msg.MergeFrom(theme)

    app_session._populate_theme_msg = populate_once
