"""The style of pages that run no script, the brief and what others frame: one sheet, and the colours of what is drawn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard.content.theme import TOKENS, Mode
from dashboard.render.svg.figure import SHEET as DRAWINGS
from dashboard.render.svg.marks import variables

SHEET = Path(__file__).with_name("brief.css")


@cache
def style() -> str:
    """The style sheet, without its comments."""
    lines = [line for sheet in (SHEET, DRAWINGS) for line in sheet.read_text(encoding="utf-8").splitlines()]
    return "".join(line.strip() for line in lines if not line.startswith("/*"))


def colours(body: str) -> str:
    """The palette and the roles that a page draws; paper is always light."""

    def of(mode: Mode) -> str:
        tokens = TOKENS[mode]
        base = (
            f"--background:{tokens.background};--second-background:{tokens.second_background};--text:{tokens.text};"
            f"--muted:{tokens.muted};--border:{tokens.border};--accent:{tokens.accent}"
        )
        return f":root{{color-scheme:{mode};{base};{variables(body, mode)}}}"

    return f"{of('light')}@media screen and (prefers-color-scheme:dark){{{of('dark')}}}"
