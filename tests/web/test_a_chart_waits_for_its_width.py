"""Streamlit's wrapper of a chart draws it once without a width and once with; what we serve of it waits for the width."""

from __future__ import annotations

from dashboard.web import assets, widget_words
from dashboard.web.server import _streamlit_static


def test_the_wrapper_is_mended_in_one_place_and_no_other_file_is_touched() -> None:
    folder = _streamlit_static()
    served = assets.streamlit_assets(folder)
    changed = {path: file for path, file in served.items() if file.body != (folder / path.lstrip("/")).read_bytes()}
    stems = {path.rsplit("/", 1)[-1].split(".")[0]: path for path in changed}
    assert sorted(stems) == sorted(["PlotlyChart", *(name.rstrip(".") for name in widget_words.MENDED)])
    path = stems["PlotlyChart"]
    file = changed[path]
    before = (folder / path.lstrip("/")).read_bytes()
    assert len(file.body) == len(before) + len(b">0")
    assert file.body.count(b">0?i(") == before.count(b">0?i(") + 1
