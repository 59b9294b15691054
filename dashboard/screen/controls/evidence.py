"""The widgets of Evidence: the part read and the filters of its registers; under the chapter, the deployment's key."""

from __future__ import annotations

import logging
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.chapters.evidence.chapter import pages_of
from dashboard.chapters.evidence.choices import EVERY, EvidenceChoices, field_words, kind_words, part_words, table_words
from dashboard.chapters.evidence.rows import SOURCED
from dashboard.documents import KeyFileError, deployment_key
from dashboard.screen import address
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading


def draw(view: View, choices: EvidenceChoices) -> None:
    """The part of the chapter, then what its registers can be narrowed by; a sheet turns its pages only."""
    t = view.t
    fields = field_words(t)
    if not choices.source:
        address.segmented(fields["part"], choices, "part", part_words(t))
    if choices.source or choices.part not in ("sources", "words", "changes"):
        _pages(view, choices)
        return
    tables = {EVERY: t("all")} | table_words(t)
    if choices.part == "sources":
        tables = {code: words for code, words in tables.items() if code in (EVERY, *SOURCED, choices.table)}
        kind, table, page = st.columns([2, 2, 1])
        with kind:
            address.multiselect(
                fields["kind"], choices, "kind", kind_words(Reading(view.build, t)), placeholder=t("all")
            )
    else:
        table, page = st.columns([3, 1])
    with table:
        address.select(fields["table"], choices, "table", tables)
    with page:
        _pages(view, choices)


def _pages(view: View, choices: EvidenceChoices) -> None:
    """The page of a register with more than one."""
    count = pages_of(view.build, choices)
    if count > 1:
        numbers = [str(number) for number in range(1, count + 1)]
        shown = choices if choices.page in numbers else replace(choices, page=numbers[-1])
        address.select(field_words(view.t)["page"], shown, "page", {number: number for number in numbers})


def draw_key(view: View) -> None:
    """The public key that this deployment signs with; nothing where it has none, or none that can be used."""
    try:
        key = deployment_key()
    except KeyFileError as error:  # the doctor tells the maintainer; a reader's page stands without it
        logging.getLogger(__name__).error("the deployment's key can't be read: %s", error)
        return
    if key:
        text = view.t("The PDFs of this deployment are signed. Its public key (Ed25519), for siyada verify --key:")
        st.html(f'<p class="note" id="public-key">{escape(text)} <bdi dir="ltr">{escape(key.public)}</bdi></p>')
