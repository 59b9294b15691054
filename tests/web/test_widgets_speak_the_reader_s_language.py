"""Streamlit's widgets come with English words; each that a reader may meet is asked for in the reader's language."""

from __future__ import annotations

from dashboard.web import assets, widget_words
from dashboard.web.server import _streamlit_static


def test_every_word_is_still_where_it_is_looked_for() -> None:
    # A new Streamlit that words or names them otherwise would show English again: this says which.
    files = list((_streamlit_static() / "static").rglob("*.js"))
    for beginning, literals in widget_words.MENDED.items():
        bodies = [file.read_text(encoding="utf-8") for file in files if file.name.startswith(beginning)]
        missing = [literal for literal in literals if not any(literal in body for body in bodies)]
        assert missing == [], beginning


def test_none_is_left_in_english_in_what_is_served() -> None:
    served = assets.streamlit_assets(_streamlit_static())
    for beginning, literals in widget_words.MENDED.items():
        for path, file in served.items():
            if path.rsplit("/", 1)[-1].startswith(beginning) and path.endswith(".js"):
                body = file.body.decode()
                for literal, expression in literals.items():
                    assert literal not in body.replace(expression, "")


def test_each_has_its_french_and_its_arabic() -> None:
    english = widget_words.words("en")
    for lang in ("fr", "ar"):
        told = widget_words.words(lang)  # type: ignore[arg-type]
        assert told.keys() == english.keys()
        assert [word for word in told if told[word] == english[word]] == []
        assert all(word in widget_words.script() for word in told.values())
