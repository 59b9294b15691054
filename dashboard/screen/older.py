"""An older build on the pages, by `?build=`: which is read, the banner that says so, and what it may lack."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import streamlit as st

from dashboard.chapters.shared.news import in_language
from dashboard.content.choices import MAX_TEXT
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.screen import address
from dashboard.warehouse.build import Build, HeldError, NoBuildError, Warehouse
from dashboard.warehouse.no_build import tell_no_build

_BUILD_ID = re.compile(r"[0-9a-f]{12}", re.ASCII)


def chosen_build(warehouse: Warehouse, t: Translator) -> Build:
    """The build that the address names, else the published one; of one that is gone the page says so, and it leaves the address.

    Raises NoBuildError where none is published.
    """
    current = warehouse.current()
    asked = st.query_params.get(address.BUILD, "")
    if asked in ("", current.build_id):
        return current
    try:
        return _named(warehouse, asked)
    except HeldError as error:
        address.warn(tell_no_build(error, t))
    except NoBuildError:
        address.warn(
            t(
                "Build “{build}” is not kept here, or can't be read. This is the build of today, {today}.",
                build=asked[:MAX_TEXT],
                today=current.build_id,
            )
        )
        del st.query_params[address.BUILD]
    return current


def _named(warehouse: Warehouse, build_id: str) -> Build:
    if not _BUILD_ID.fullmatch(build_id):
        raise NoBuildError
    return warehouse.build(build_id)


def older_path(warehouse: Warehouse) -> str:
    """Where the API has the build that the address names, "/builds/..."; "" for the published one."""
    asked = st.query_params.get(address.BUILD, "")
    return f"/builds/{asked}" if asked in warehouse.build_ids() else ""


def tell_older(build: Build, t: Translator) -> None:
    """A banner over the page of a build that is not the published one, with the ways to today's and to what changed."""
    if build.build_id == build.warehouse.current().build_id:
        return
    text = t(
        "You are reading an older build, {build}, with data as of {date}: figures may have been corrected since.",
        build=build.build_id,
        date=t.period(build.as_of),
    )
    kept = {name: value for name, value in st.query_params.to_dict().items() if name != address.BUILD}
    changed = relative(in_language(f"/evidence?part=changes&since={build.build_id}", t.lang))
    links = ((f"?{urlencode(kept)}", t("The same page of today's build")), (changed, t("What changed since")))
    listed = " ".join(f'<a href="{html.escape(to)}" target="_self">{html.escape(word)}</a>' for to, word in links)
    st.html(f'<p class="older" role="note" data-build="{build.build_id}"><span>{html.escape(text)}</span> {listed}</p>')


def tell_too_old(build: Build, t: Translator) -> None:
    """That this tool can't show a build made by an older version of it, and where its data can be taken whole."""
    address.warn(
        t(
            "This build was made by an older version of the tool, and this page can't be drawn from it. Its data can be taken whole:"
        )
    )
    file = relative(f"/api/v1/builds/{build.build_id}/warehouse.duckdb")
    word = html.escape(t("The whole build as one DuckDB file"))
    st.html(f'<p class="links"><a href="{file}" target="_self" download>{word}</a></p>')
