"""The Evidence page: the part read, the filters of its registers, chapter from the warehouse, chapter to the screen."""

import logging
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import EVERY
from dashboard.chapters.evidence.rows import SOURCED
from dashboard.documents import KeyFileError, deployment_key
from dashboard.screen import address as state
from dashboard.screen import draw as screen
from dashboard.screen import shell

view = shell.view()
t = view.t
choices = state.read(evidence.EvidenceChoices, t)
fields = evidence.field_words(t)


def controls() -> None:
    """The part of the chapter, then what its registers can be narrowed by; a sheet turns its pages only."""
    if not choices.source:
        state.segmented(fields["part"], choices, "part", evidence.part_words(t))
    if choices.source or choices.part not in ("sources", "words", "changes"):
        _pages()
        return
    tables = {EVERY: t("all")} | evidence.table_words(t)
    if choices.part == "sources":
        tables = {code: words for code, words in tables.items() if code in (EVERY, *SOURCED, choices.table)}
        kind, table, page = st.columns([2, 2, 1])
        with kind:
            kinds = evidence.kind_words(view.build, t)
            state.multiselect(fields["kind"], choices, "kind", kinds, placeholder=t("all"))
    else:
        table, page = st.columns([3, 1])
    with table:
        state.select(fields["table"], choices, "table", tables)
    with page:
        _pages()


def _pages() -> None:
    """The page of a register with more than one."""
    count = evidence.pages_of(view.build, choices)
    if count > 1:
        numbers = [str(number) for number in range(1, count + 1)]
        shown = choices if choices.page in numbers else replace(choices, page=numbers[-1])
        state.select(fields["page"], shown, "page", {number: number for number in numbers})


screen.draw(view.tell(evidence.build, choices), view.mode, view.width, controls)
try:
    key = deployment_key()
except KeyFileError as error:  # the doctor tells the maintainer; a reader's page stands without it
    logging.getLogger(__name__).error("the deployment's key can't be read: %s", error)
    key = None
if key:
    told = t("The PDFs of this deployment are signed. Its public key (Ed25519), for siyada verify --key:")
    st.html(f'<p class="note" id="public-key">{escape(told)} <bdi dir="ltr">{escape(key.public)}</bdi></p>')
