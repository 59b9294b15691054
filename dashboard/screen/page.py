"""The page of every chapter: choices from the address, the chapter from the registry, its controls, its drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices, titles
from dashboard.screen import address, shell
from dashboard.screen.controls import (
    connectivity,
    evidence,
    investment,
    neighbours,
    networks,
    progress,
    share,
    sites,
    visit,
)
from dashboard.screen.draw import draw
from dashboard.screen.older import tell_too_old
from dashboard.screen.shell import View
from dashboard.warehouse.build import OldBuildError


def _always(*_: object) -> bool:
    return True


@dataclass(frozen=True)
class Controls:
    """The widgets of a chapter's page; `are_shown` says for which choices, `draw_before` and `draw_after` add what stands
    over and under the chapter."""

    draw: Callable[[View, Any], None] | None = None
    are_shown: Callable[[View, Any], bool] = _always
    draw_before: Callable[[View], None] | None = None
    draw_after: Callable[[View], None] | None = None


CONTROLS: dict[str, Controls] = {
    "overview": Controls(draw_before=visit.draw),
    "progress": Controls(progress.draw),
    "share": Controls(share.draw),
    "sites": Controls(sites.draw, sites.are_shown),
    "connectivity": Controls(connectivity.draw),
    "networks": Controls(networks.draw),
    "investment": Controls(investment.draw),
    "neighbours": Controls(neighbours.draw),
    "evidence": Controls(evidence.draw, draw_after=evidence.draw_key),
}


def draw_chapter(name: str) -> None:
    """Draw the chapter called `name`, inside the frame that `shell.run` has begun."""
    view = shell.view()
    try:
        _draw(view, name)
    except OldBuildError:
        tell_too_old(view.build, view.t)


def _draw(view: View, name: str) -> None:
    controls = CONTROLS.get(name)
    choices, notices = read_choices(view.build, name, st.query_params.to_dict())
    address.tell(notices, view.t, {to: (CHAPTERS[to].heading.path, title) for to, title in titles(view.t).items()})
    chapter = build_chapter(view.build, name, choices, view.lang)
    widgets = controls.draw if controls and controls.are_shown(view, choices) else None
    if controls and controls.draw_before:
        controls.draw_before(view)
    draw(view, chapter, partial(widgets, view, choices) if widgets else None)
    if controls and controls.draw_after:
        controls.draw_after(view)


PAGES = tuple(
    shell.Page(entry.heading.path, entry.heading.title, partial(draw_chapter, name), entry.heading.tab)
    for name, entry in CHAPTERS.items()
)
