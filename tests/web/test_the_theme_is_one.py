"""Streamlit's theme, our style sheet and the charts take their colours and their font from one palette."""

from __future__ import annotations

import re
import tomllib

import pytest

from dashboard.content.theme import FONT, MODES, TOKENS, Mode
from dashboard.web.assets import own_assets
from etl.paths import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("mode", MODES)
def test_streamlits_colours_are_the_palettes(mode: Mode) -> None:
    told, tokens = CONFIG["theme"][mode], TOKENS[mode]
    assert told["backgroundColor"] == tokens.background
    assert told["secondaryBackgroundColor"] == tokens.second_background
    assert told["textColor"] == tokens.text
    assert told["borderColor"] == tokens.border
    assert told["primaryColor"] == told["linkColor"] == tokens.accent


def test_the_font_is_the_same_everywhere_and_ours() -> None:
    assert FONT in CONFIG["theme"]["font"]
    assert FONT in CONFIG["theme"]["headingFont"]
    assets, _ = own_assets()
    css = next(file.body.decode() for path, file in assets.items() if path.endswith(".css"))
    urls = re.findall(r'url\("([^"]+)"\)', css)
    assert len(urls) == css.count(f'font-family:"{FONT}"') == 2
    assert all(url.removeprefix("..") in assets for url in urls)  # the sheet stands beside them


def test_the_style_sheet_has_one_direction_rule_a_direction_and_no_colour_of_its_own() -> None:
    css = (ROOT / "dashboard" / "web" / "static" / "page.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", css) == []
    ours = [line for line in css.splitlines() if "rtl" not in line]
    assert [
        line for line in ours if re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)", line)
    ] == []


def test_nobody_is_told_of_our_readers() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["toolbarMode"] == "minimal"
