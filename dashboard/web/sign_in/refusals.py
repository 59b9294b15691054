"""What is answered instead of what was asked for: a calm page to readers, a problem to programs, each in the language of the request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.spoken import asked_translator, problem_answer
from dashboard.content.values import LANGS
from dashboard.http.sign_in import SignIn
from dashboard.i18n import Translator, translator
from dashboard.render.feeds import ATOM_PATH, JSON_PATH
from dashboard.render.html import sign_in as drawn
from dashboard.render.html.brief import font_faces
from dashboard.web.assets import font_urls
from dashboard.web.front import asked_lang

SIGN_IN, GO, SIGN_OUT = "/sign-in", "/sign-in/go", "/sign-out"
Why = Literal[
    "out", "ended", "stranger"
]  # nobody is signed in, the session has ended, or its reader is not on the list
STATUS: Mapping[Why, int] = {"out": 401, "ended": 401, "stranger": 403}
PROGRAMS = ("/api", "/oembed", ATOM_PATH, JSON_PATH, "/_stcore/", "/static/", "/assets/")
CHALLENGE = {"WWW-Authenticate": 'Cookie realm="Siyada"'}  # no browser asks for a password for it
MOST_DEPTH = 9
_INSIDE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1999}|/", re.ASCII)  # an address of ours, to come back to


class Refusals:
    """Answers for those who may not come in; `settings` name the address to sign in at and whom to ask."""

    def __init__(self, settings: SignIn, contact: str) -> None:
        self._root, self._contact = settings.root, settings.allowed.contact or contact

    def refuse(self, why: Why) -> ASGIApp:
        """The answer to a request: a problem where a program asks, else the page."""

        async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
            request = Request(scope)
            is_program = scope["path"].startswith(PROGRAMS)
            response = self._problem(why, request) if is_program else self._page(why, request)
            await response(scope, receive, send)

        return refusing

    def page_of(self, said: str, scope: Scope) -> Response:
        """The sign-in page itself, with what there is to say of how somebody came to it."""
        t = _translator(scope)
        came = {
            "out": t("You are signed out."),
            "refused": t("The sign-in was broken off, or the provider refused it."),
            "failed": t("The sign-in did not succeed. Try again."),
            "unreachable": t("The sign-in service does not answer. Try again in a minute."),
        }.get(said)
        sentences = [*([came] if came else []), t("This dashboard is for readers who are signed in.")]
        if said in ("refused", "failed"):
            sentences.append(self._whom_to_ask(t))
        notice = drawn.Notice(t("Sign in"), sentences, t("Sign in"), self._go(scope, t), self._contact)
        return self._html(notice, scope, 200)

    def _page(self, why: Why, request: Request) -> Response:
        scope = request.scope
        t = _translator(scope)
        if why == "stranger":
            notice = drawn.Notice(
                t("You are not on the list of readers"),
                [t("You are signed in, but whoever runs this server has not let you in."), self._whom_to_ask(t)],
                t("Sign out, to sign in as somebody else"),
                f"{self._root}{SIGN_OUT}?lang={t.lang}",
                self._contact,
            )
        elif why == "ended":
            again = t("Sign in again: you come back to this page, with what you had chosen.")
            notice = drawn.Notice(t("Your sign-in has ended"), [again], t("Sign in"), self._go(scope, t))
        else:
            sentences = [
                t("This dashboard is for readers who are signed in."),
                t("Afterwards you come back to this page."),
            ]
            notice = drawn.Notice(t("Sign in"), sentences, t("Sign in"), self._go(scope, t))
        return self._html(notice, scope, STATUS[why])

    def _html(self, notice: drawn.Notice, scope: Scope, status: int) -> Response:
        t = _translator(scope)
        depth = min(scope.get("raw_path", b"/").count(b"/") - 1, MOST_DEPTH)
        kept = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] != "lang"]
        languages = [(lang, f"?{urlencode([('lang', lang), *kept])}") for lang in LANGS]
        body = drawn.page(notice, languages, t, _faces(max(depth, 0)))
        said = {"Cache-Control": "no-store", "Content-Language": t.lang} | (CHALLENGE if status == 401 else {})
        return HTMLResponse(body, status, said)

    def _problem(self, why: Why, request: Request) -> Response:
        t = asked_translator(request)
        address = t.formula(f"{self._root}{SIGN_IN}")
        if why == "stranger":
            said = t("You are signed in, but not on the list of readers.")
            detail = f"{said} {self._whom_to_ask(t)}"
        elif why == "ended":
            detail = t("Your sign-in has ended. Sign in again in a browser: {address}", address=address)
        else:
            detail = t("Only readers who are signed in are answered. Sign in in a browser: {address}", address=address)
        return problem_answer(request, STATUS[why], detail, CHALLENGE if STATUS[why] == 401 else None)

    def _whom_to_ask(self, t: Translator) -> str:
        if self._contact:
            return t("To be let in, ask {contact}.", contact=t.formula(self._contact))
        return t("To be let in, ask those who run this server.")

    def _go(self, scope: Scope, t: Translator) -> str:
        asked = {"lang": t.lang} | ({"to": to} if (to := here(scope)) != "/" else {})
        return f"{self._root}{GO}?{urlencode(asked)}"


def here(scope: Scope) -> str:
    """The address that was asked for, as one to come back to; the first page where it can't be."""
    raw, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    if scope.get("method") not in ("GET", "HEAD") or raw.startswith((b"/sign-", b"/oauth2")):
        return "/"
    return inside((raw + (b"?" + query if query else b"")).decode("latin-1"))


def inside(address: str) -> str:
    """An address of ours as it is; the first page for whatever else it may be."""
    return address if _INSIDE.fullmatch(address) else "/"


@cache
def _faces(depth: int) -> str:
    return font_faces(font_urls(depth))


def _translator(scope: Scope) -> Translator:
    return translator(asked_lang(scope["query_string"]))
