"""The way to the provider, back and out. The steps are those of `st.login` and `st.logout`, run by Streamlit's own routes; what they
answer is looked at before a browser gets it: where it leads, which cookies it sets, what they hold."""

from __future__ import annotations

import json
import logging
import time
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.http.sign_in import CALLBACK, SignIn
from dashboard.web.front import asked_lang
from dashboard.web.hosts import header
from dashboard.web.sign_in.provider import PROVIDER
from dashboard.web.sign_in.refusals import GO, SIGN_IN, SIGN_OUT, Refusals, inside
from dashboard.web.sign_in.session import ends_at, narrowed, read_claims, read_visitor
from dashboard.web.sign_in.signed_out import SignedOut

TO, TO_S = "siyada_to", 900  # where a reader comes back to, while they are with the provider
AT_ONCE = 16  # each asks the provider
SAID = ("access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required",
        "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error",
        "temporarily_unavailable")  # fmt: skip
log = logging.getLogger(__name__)


class _Answer:
    """What Streamlit's route answered."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []

    async def take(self, message: Message) -> None:
        """Keep the head; the body says nothing that is needed."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])

    @property
    def abroad(self) -> str:
        """The address at the provider to which it leads; "" for none."""
        location = next((value.decode("latin-1") for name, value in self.headers if name == b"location"), "")
        return location if location.startswith(("https://", "http://")) else ""

    @property
    def cookies(self) -> list[tuple[str, str]]:
        """The cookies it sets: names, and lines as they are sent."""
        lines = [value.decode("latin-1") for name, value in self.headers if name == b"set-cookie"]
        return [(line.partition("=")[0], line) for line in lines]


class Flow:
    """Answers the addresses of signing in; `app` is Streamlit's, behind everything of ours."""

    def __init__(self, settings: SignIn, refusals: Refusals, signed_out: SignedOut) -> None:
        self._settings, self._refusals, self._signed_out = settings, refusals, signed_out
        self._busy = 0
        self.steps = {SIGN_IN: self._sign_in, GO: self._go, SIGN_OUT: self._sign_out, CALLBACK: self._come_back}

    def at(self, path: str, app: ASGIApp) -> ASGIApp | None:
        """What answers at one of its addresses, None elsewhere."""
        step = self.steps.get(path)
        if step is None:
            return None

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            response = await step(scope, app) if scope["method"] == "GET" else Response(None, 405, {"Allow": "GET"})
            response.headers["Cache-Control"] = "no-store"
            await response(scope, receive, send)

        return answering

    async def _sign_in(self, scope: Scope, _: ASGIApp) -> Response:
        visitor = read_visitor(scope, self._settings)
        if visitor and self._goes_on(scope):
            return self._to(f"/?lang={asked_lang(scope['query_string'])}")
        said = parse_qs(scope["query_string"].decode("latin-1")).get("said", [""])[0]
        return self._refusals.page_of(said, scope)

    async def _go(self, scope: Scope, app: ASGIApp) -> Response:
        """To the provider, as `st.login` sends a reader there."""
        from streamlit.auth_util import encode_provider_token

        asked = parse_qs(scope["query_string"].decode("latin-1"))
        lang = asked_lang(scope["query_string"])
        query = urlencode({"provider": encode_provider_token(PROVIDER)})
        answer = await self._ask(app, scope, "/auth/login", query)
        if answer is None or not answer.abroad:
            return self._say("unreachable", lang)
        response = RedirectResponse(answer.abroad, 303)
        _pass_on(answer.cookies, response)
        self._remember(inside(asked.get("to", [f"/?lang={lang}"])[0]), response)
        return response

    async def _come_back(self, scope: Scope, app: ASGIApp) -> Response:
        """From the provider: the session begins, or the reader is told why it does not."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        to = inside(unquote(Request(scope).cookies.get(TO, "")))
        lang = asked_lang(to.partition("?")[2].encode())
        if "error" in asked:
            code = asked["error"][0]
            log.warning("a provider refused a sign-in: %s", code if code in SAID else "another reason")
            return self._say("refused", lang)
        if "state" not in asked:
            return self._say("out", lang)  # a provider that ended its own session leads here too
        answer = await self._ask(app, scope, CALLBACK, scope["query_string"].decode("latin-1"))
        response = self._begin(answer, to) if answer else None
        if response is None:  # also where somebody goes back in their browser to an answer that was used
            return self._to(to) if self._goes_on(scope) else self._say("failed", lang)
        response.delete_cookie(TO)
        return response

    def _begin(self, answer: _Answer, to: str) -> Response | None:
        """The way on with the cookie of a session, as small as it can be; the provider's tokens are kept nowhere."""
        from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
        from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

        secret, given = self._settings.cookie_secret, dict(answer.cookies)
        claims = read_claims(lambda name: _value(name, given.get(name, "")), secret)
        if claims is None:
            return None
        kept = narrowed(claims, self._settings)
        value = create_signed_value(secret, USER_COOKIE_NAME, json.dumps(kept)).decode()
        response = self._to(to)
        _pass_on([pair for pair in answer.cookies if not pair[0].startswith(USER_COOKIE_NAME)], response)
        lasts_s = max(int(ends_at(kept, self._settings) - time.time()), 1)
        response.set_cookie(USER_COOKIE_NAME, value, lasts_s, httponly=True, samesite="lax")
        return response

    async def _sign_out(self, scope: Scope, app: ASGIApp) -> Response:
        """End the session, here and, as `st.logout` does, at the provider where that can be asked for."""
        lang = asked_lang(scope["query_string"])
        if header(scope, b"sec-fetch-site") == "cross-site" or "prefetch" in (header(scope, b"sec-purpose") or ""):
            return self._to(f"/?lang={lang}")  # the page of another site signs nobody out
        if visitor := read_visitor(scope, self._settings):
            await run_in_threadpool(self._signed_out.add, visitor.session, visitor.ends_at)
        answer = await self._ask(app, scope, "/auth/logout", "")
        response = RedirectResponse(answer.abroad, 303) if answer and answer.abroad else self._say("out", lang)
        _pass_on(answer.cookies if answer else [], response)
        self._remember(f"/?lang={lang}", response)
        return response

    async def _ask(self, app: ASGIApp, scope: Scope, path: str, query: str) -> _Answer | None:
        """What Streamlit's route answers; None where it failed, or too many are on their way already."""
        if self._busy >= AT_ONCE:
            return None
        self._busy += 1
        answer = _Answer()
        try:
            inner = {**scope, "path": path, "raw_path": path.encode(), "query_string": query.encode()}
            await app(inner, _nothing_more, answer.take)
        except Exception as error:  # what it says may name a reader
            log.error("signing in failed at %s: %s", path, type(error).__name__)
            return None
        finally:
            self._busy -= 1
        return answer

    def _goes_on(self, scope: Scope) -> bool:
        visitor = read_visitor(scope, self._settings)
        return visitor is not None and not visitor.has_ended(time.time()) and not self._signed_out.has(visitor.session)

    def _say(self, said: str, lang: str) -> Response:
        return self._to(f"{SIGN_IN}?said={said}&lang={lang}")

    def _to(self, address: str) -> Response:
        return RedirectResponse(f"{self._settings.root}{address}", 303)

    def _remember(self, to: str, response: Response) -> None:
        response.set_cookie(TO, quote(to, safe=""), TO_S, httponly=True, samesite="lax")


def _pass_on(cookies: list[tuple[str, str]], response: Response) -> None:
    for _, line in cookies:
        response.raw_headers.append((b"set-cookie", line.encode("latin-1")))


def _value(name: str, line: str) -> str | None:
    """The value that a line of Set-Cookie gives a cookie."""
    found = SimpleCookie(line).get(name)
    return found.value if found else None


async def _nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
