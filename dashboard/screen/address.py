"""Between the address of the page and its widgets: the address is the one place where a reader's choices live.

Every run sets each widget from the address before drawing it, and a moved widget writes the address before the next
run; so a link, the back button and another language all show the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace
from html import escape
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.chapters.shared.notices import notice_text
from dashboard.content.choices import MAX_TEXT, Choices, Notice
from dashboard.content.values import LANGS, Lang
from dashboard.http.root import relative
from dashboard.i18n import Translator

NOTHING: Mapping[str, Collection[str]] = {}
NO_LINKS: Mapping[str, tuple[str, str]] = {}
VIEW = "_view"
LANG, BUILD = "lang", "build"
_LAST = "_last:"  # the query a reader left a page with, so that coming back by a chapter link finds it again

C = TypeVar("C", bound=Choices)


def read_lang() -> Lang:
    """The language of `?lang=`; French where none or an unknown one is."""
    given = st.query_params.get(LANG, LANGS[0])
    return next((lang for lang in LANGS if lang == given), LANGS[0])


def write_lang(key: str) -> None:
    """Put the language chosen in the widget `key` into the address; French, the default, needs no parameter."""
    _write(LANG, "" if st.session_state[key] == LANGS[0] else st.session_state[key])


def read(kind: type[C], t: Translator, known: Mapping[str, Collection[str]] = NOTHING) -> C:
    """The reader's choices for a page; a value that can't be used is named in a notice and leaves the address.

    `known` gives the codes of the lists that the build closes, by parameter.
    """
    choices, notices = kind.parse(st.query_params.to_dict())
    settled, more = choices.within(known)
    tell(notices + more, t)
    return settled


def tell(notices: Iterable[Notice], t: Translator, links: Mapping[str, tuple[str, str]] = NO_LINKS) -> None:
    """Name in notices what can't be used, and take it out of the address.

    `links` gives the address and the title of each chapter, to lead to the one that takes a value today.
    """
    for notice in notices:
        if notice.moved_to:
            path, title = links[notice.moved_to]
            _tell_moved(notice, t, path, title)
        else:
            _tell(notice, t)


def refuse_unknown_lang(t: Translator) -> None:
    """Name a language that can't be used in a notice and take it out of the address."""
    given = st.query_params.get(LANG, LANGS[0])
    if given not in LANGS:
        _tell(Notice(LANG, given[:MAX_TEXT], LANGS[0]), t)


def warn(text: str) -> None:
    """A notice over the page."""
    st.warning(_plain(text))


def _tell(notice: Notice, t: Translator) -> None:
    warn(notice_text(notice, t))
    if notice.parameter in st.query_params:
        del st.query_params[notice.parameter]


def _tell_moved(notice: Notice, t: Translator, path: str, title: str) -> None:
    message = t(
        "“{value}” for {parameter} is a choice of another chapter today: {chapter}.",
        value=notice.value,
        parameter=notice.parameter,
        chapter=title,
    )
    query = _without_lang() | ({} if t.lang == LANGS[0] else {LANG: t.lang})
    link = f'<a href="{escape(relative(path))}?{escape(urlencode(query))}" target="_self">{escape(title)}</a>'
    st.warning(_plain(message))
    st.html(f'<p class="links">{link}</p>')
    del st.query_params[notice.parameter]


def remember(url_path: str) -> None:
    """Keep the address of the page `url_path` for the links that lead back to it."""
    st.session_state[_LAST + url_path] = _without_lang()


def link_parameters(url_path: str, *, is_current: bool) -> dict[str, str]:
    """Parameters of a chapter link: the language, the older build that is read, and what the reader last chose there."""
    if is_current:
        remember(url_path)
    lang, build = read_lang(), st.query_params.get(BUILD, "")
    kept: dict[str, str] = st.session_state.get(_LAST + url_path, {})
    kept = {name: value for name, value in kept.items() if name != BUILD}
    return kept | ({BUILD: build} if build else {}) | ({} if lang == LANGS[0] else {LANG: lang})


def link_back(label: str, choices: Choices, lang: Lang) -> None:
    """A link from a sheet to the chapter with these choices."""
    build = st.query_params.get(BUILD, "")
    query = choices.query() + (f"&{BUILD}={quote(build)}" if build else "")
    query += "" if lang == LANGS[0] else f"&{LANG}={lang}"
    st.html(f'<a href="?{escape(query.lstrip("&"))}" target="_self">{escape(label)}</a>')


def select(label: str, choices: Choices, name: str, words: Mapping[str, str]) -> None:
    """A list to choose one code from: those of the field `name` that `words` names in the reader's language."""
    codes = [code for code in _allowed(choices, name) if code in words]
    st.selectbox(label, codes, format_func=_worded(words), **_bound(choices, name))


def pick(label: str, choices: Choices, name: str, words: Mapping[str, str], *, none: str) -> None:
    """A list to choose one row's key from, for a field without a closed list; `none` says what no choice means."""
    if getattr(choices, name) not in words:
        choices = replace(choices, **{name: ""})
    st.selectbox(label, ("", *words), format_func=_worded({"": none, **words}), **_bound(choices, name))


def segmented(label: str, choices: Choices, name: str, words: Mapping[str, str]) -> None:
    """A row of buttons to choose one code from."""
    st.segmented_control(
        label, _allowed(choices, name), format_func=_worded(words), required=True, **_bound(choices, name)
    )


def pills(label: str, choices: Choices, name: str, words: Mapping[str, str]) -> None:
    """A row of buttons to choose any number of codes from; none is no filter."""
    allowed = _allowed(choices, name)
    st.pills(label, allowed, selection_mode="multi", format_func=_worded(words), **_bound(choices, name))


def multiselect(label: str, choices: Choices, name: str, words: Mapping[str, str], *, placeholder: str) -> None:
    """A list to choose any number of codes from; none is no filter, as `placeholder` says.

    The codes are those of the field, or where the build closes its list those of `words`.
    """
    allowed = tuple(words) if _rules(choices, name).get("listed") else _allowed(choices, name)
    st.multiselect(label, allowed, format_func=_worded(words), placeholder=placeholder, **_bound(choices, name))


def slider(label: str, choices: Choices, name: str, *, step: float, form: str = "%g") -> None:
    """A slider over the field's range, in the field's unit; `form` is a printf format."""
    rules = _rules(choices, name)
    st.slider(label, float(rules["low"]), float(rules["high"]), step=step, format=form, **_bound(choices, name))


def put(choices: Choices) -> None:
    """Put choices into the address, for a widget that changes more than one of them; for use in its `on_change`."""
    given = choices.parameters()
    for item in fields(choices):
        _write(item.name, given.get(item.name, ""))


def _bound(choices: Choices, name: str) -> dict[str, Any]:
    """Set a widget from the choices, and have it write the address when it moves."""
    key = f"{type(choices).__name__}.{name}"
    value = getattr(choices, name)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _moved, "args": (choices, name, key)}


def _moved(choices: Choices, name: str, key: str) -> None:
    value = st.session_state[key]
    if isinstance(value, list):
        is_listed = _rules(choices, name).get("listed")
        value = tuple(code for code in (sorted(value) if is_listed else _allowed(choices, name)) if code in value)
    if value is not None:
        _write(name, replace(choices, **{name: value}).parameters().get(name, ""))


def _write(name: str, text: str) -> None:
    if text:
        st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]


def _without_lang() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name != LANG}


def _rules(choices: Choices, name: str) -> Mapping[str, Any]:
    return next(item.metadata for item in fields(choices) if item.name == name)


def _allowed(choices: Choices, name: str) -> tuple[str, ...]:
    allowed: tuple[str, ...] = _rules(choices, name)["allowed"]
    return allowed


def _worded(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: words.get(code, code)


def _plain(text: str) -> str:
    """Text for Streamlit's Markdown with every character that could start markup made harmless."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|:$~&" else letter for letter in text)
