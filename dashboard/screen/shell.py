"""The frame around every chapter: masthead, chapter links, language switch, notices and footer.

Chapter links are our own and carry the language and what the reader last chose there: Streamlit's navigation would
drop both, and a plain link would load the whole page again.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import unquote

import streamlit as st

from dashboard.content.values import LANGS, Lang
from dashboard.http.root import ROOT_HEADER, begin_at, relative
from dashboard.http.sign_in import READER_HEADER
from dashboard.i18n import NAMES, Translator, translator
from dashboard.render.feeds import ATOM_PATH, feed_path
from dashboard.render.html.frame import LANG_SCRIPTS, STATEMENT, brand, taken_away
from dashboard.render.html.search import small_form
from dashboard.render.html.sign_in import signed_in_as
from dashboard.render.plotly.canvas import Width
from dashboard.screen import address
from dashboard.screen.older import chosen_build, older_path, tell_older
from dashboard.support.metrics import timed_rerun
from dashboard.warehouse.build import Build, NoBuildError, open_warehouse
from dashboard.warehouse.no_build import tell_no_build
from dashboard.warehouse.reading import Reading
from etl.paths import warehouse_dir

DAYS_A_MONTH = 30.44
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """A page: its address ("/" or "/sites"), its name in a language, and what draws it."""

    path: str
    title: Callable[[Translator], str]
    draw: Callable[[], None]
    tab: Callable[[Translator], str] | None = None  # its name in the row of links, where that is shorter


@dataclass(frozen=True)
class View:
    """What one run of a page is given: the reader's language, and the one build it reads."""

    lang: Lang
    build: Build
    width: Width

    @property
    def t(self) -> Translator:
        """The translator of the reader's language."""
        return translator(self.lang)

    @property
    def reading(self) -> Reading:
        """The build in the reader's language."""
        return Reading(self.build, self.t)


def run(pages: Sequence[Page]) -> None:
    """Draw the frame and, inside it, the page that the address names."""
    with timed_rerun():
        _run(pages)


def _run(pages: Sequence[Page]) -> None:
    begin_at(st.context.headers.get(ROOT_HEADER) or "")
    lang = address.read_lang()
    t = translator(lang)
    known = [
        st.Page(page.draw, title=page.title(t), url_path=page.path.strip("/"), default=page.path == "/")
        for page in pages
    ]
    current = st.navigation(known, position="hidden")
    st.set_page_config(page_title=t("{page} · Siyada", page=current.title), layout="wide")
    st.html(f"<script>{LANG_SCRIPTS[lang]}</script>", unsafe_allow_javascript=True)
    tabs = [(page.tab or page.title)(t) for page in pages]
    _masthead(list(zip(known, tabs, strict=True)), current.title, t)
    address.refuse_unknown_lang(t)
    try:
        build = chosen_build(open_warehouse(warehouse_dir()), t)
        tell_older(build, t)
    except NoBuildError as error:
        st.error(tell_no_build(error, t))
        return
    # The server doesn't know the width of the page; charts fill the room there is, and phones get the narrow layout.
    is_phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    st.session_state[address.VIEW] = View(lang, build, "phone" if is_phone else "wide")
    current.run()
    _footer(Reading(build, t))


def view() -> View:
    """The view of this run, for a page that `run` is drawing."""
    found: View = st.session_state[address.VIEW]
    return found


def tell_error(error: Exception) -> bool:
    """Log an error of a page and say so calmly; the reader gets no trace."""
    log.error("a page failed", exc_info=error)
    t = translator(address.read_lang())
    st.error(t("This part of the page could not be drawn. The error was recorded; the other chapters may still work."))
    return True


def _masthead(known: Sequence[tuple[st.Page, str]], current: str, t: Translator) -> None:
    """The name of the house, the languages, and a link to every page under its short name."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        skip = t("Skip to the chapter")
        st.html(f'<a class="skip" href="#chapter">{html.escape(skip)}</a>', width="content")
        st.html(brand(t))
        st.html(small_form(t), width="content")
        at = f"/api/v1{older_path(open_warehouse(warehouse_dir()))}"
        st.html(taken_away(t, at), width="content")
        if reader := unquote(st.context.headers.get(READER_HEADER) or ""):
            st.html(signed_in_as(reader, t), width="content")
        key = "lang-choice"
        st.session_state[key] = t.lang
        st.segmented_control(
            t("Language"),
            LANGS,
            format_func=lambda lang: NAMES[lang],
            key=key,
            required=True,
            label_visibility="collapsed",
            on_change=address.write_lang,
            args=(key,),
        )
    if len(known) > 1:
        with st.container(key="chapters", horizontal=True, gap="small"):
            for page, tab in known:
                is_current = page.title == current
                st.page_link(
                    page, label=tab, query_params=address.link_parameters(page.url_path, is_current=is_current)
                )
    st.html('<span id="chapter" tabindex="-1"></span>')


def _data_line(reading: Reading) -> str:
    """Of which day the data is, and how long ago that was; without that where the machine's clock stands before the day."""
    t, build = reading.t, reading.build
    day = t.period(build.as_of)
    months = round((datetime.now(UTC).date() - date.fromisoformat(build.as_of)).days / DAYS_A_MONTH)
    if months < 0:
        return t("Data as of {date} · build {build}", date=day, build=build.build_id)
    age = t.plural("{count} month ago", "{count} months ago", months) if months else t("this month")
    return t("Data as of {date} ({age}) · build {build}", date=day, age=age, build=build.build_id)


def _footer(reading: Reading) -> None:
    t = reading.t
    lines = (
        _data_line(reading),
        *(
            [t("Newest dated fact: {date}", date=t.period(reading.build.newest_fact))]
            if reading.build.newest_fact
            else ()
        ),
        t("Code under Apache 2.0, our own data work under CC BY 4.0; each fact keeps its sources."),
        t("This page asks nothing of a third party: data, font and drawings come from this server."),
    )
    links = "".join(
        f'<a href="{relative(address)}" target="_self">{html.escape(word)}</a> '
        for address, word in (
            (f"/brief?lang={reading.lang}", t("The brief, without a script")),
            ("/api/v1/", t("The data behind it")),
            (feed_path(ATOM_PATH, reading.lang), t("Feed of changes (Atom)")),
            (f"{STATEMENT}?lang={reading.lang}", t("Accessibility")),
        )
    )
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    st.html(f'<footer class="footer">{text}<p class="links">{links}</p></footer>')
