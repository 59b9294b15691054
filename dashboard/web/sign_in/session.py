"""Who is signed in, by the cookie of a request: signed, never trusted further than its signature, its end and the list.

The cookie is Streamlit's own (`_streamlit_user`), made smaller: of the provider's claims only what the list and the page need
is kept, with a random number by which the session can be ended.
"""

from __future__ import annotations

import itertools
import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Scope

from dashboard.http.sign_in import Allowed, SignIn
from dashboard.support.quoting import quoted

NAME_CHARACTERS, EMAIL_CHARACTERS, MOST_GROUPS = 100, 254, 10
MOST_COOKIES = 4  # of one name that are looked at
KEPT_DAYS = 31  # that a signature counts for; the session ends long before
Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Visitor:
    """Somebody whom the provider knows: the session's number, the name to show, when the session ends, and whether they are on the list."""

    session: str
    name: str
    ends_at: float
    is_allowed: bool

    def has_ended(self, now: float) -> bool:
        """True once the session is past its end."""
        return now >= self.ends_at


def read_visitor(scope: Scope, settings: SignIn) -> Visitor | None:
    """Who a request comes from; None without a cookie that we signed. Whether the session goes on is for the caller to ask."""
    claims = _own_claims(scope, settings.cookie_secret)
    if claims is None:
        return None
    name = claims.get("name") or claims.get("email") or ""
    return Visitor(claims["session"], str(name), ends_at(claims, settings), is_allowed(claims, settings.allowed))


def read_claims(cookie: Callable[[str], str | None], secret: str) -> Claims | None:
    """What a cookie of Streamlit's sign-in says, put together of its parts; None where one is missing or was not signed with `secret`."""
    from streamlit.auth_util import get_cookie_with_chunks
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    def part(name: str) -> bytes | None:
        value = cookie(name)
        return decode_signed_value(secret, name, value, KEPT_DAYS) if value else None

    try:
        found = get_cookie_with_chunks(part, USER_COOKIE_NAME)
        claims = json.loads(found) if found else None
    except ValueError:
        return None
    return claims if isinstance(claims, dict) else None


def narrowed(claims: Claims, settings: SignIn) -> dict[str, Any]:
    """The claims that are kept, with a session of their own; `claims` are those that Streamlit has taken from the ID token."""
    allowed = settings.allowed
    now = time.time()
    begun = _moment(claims.get("auth_time")) or _moment(claims.get("iat")) or now
    kept = {name: claims[name] for name in ("provider", "origin", "is_logged_in") if name in claims}
    matching = sorted(groups_of(claims, allowed.groups_claim) & allowed.groups)
    return kept | {
        "session": secrets.token_urlsafe(18),
        "name": quoted(str(claims.get("name") or ""), NAME_CHARACTERS),
        "email": str(claims.get("email") or "")[:EMAIL_CHARACTERS],
        "email_verified": claims.get("email_verified"),
        "groups": matching[:MOST_GROUPS],
        "begun_at": min(begun, now),
        "exp": _moment(claims.get("exp")),
    }


def ends_at(claims: Claims, settings: SignIn) -> float:
    """When the session of narrowed claims ends; at once where they don't say when it began or when their token ends."""
    end = _moment(claims.get("begun_at")) + settings.longest_s
    return min(end, _moment(claims.get("exp"))) if settings.ends_with_id_token else end


def is_allowed(claims: Claims, allowed: Allowed) -> bool:
    """True where narrowed claims are on the list: by address, by its domain, or by group."""
    if allowed.is_everyone:
        return True
    groups = claims.get("groups")
    if isinstance(groups, list) and not allowed.groups.isdisjoint(one for one in groups if isinstance(one, str)):
        return True
    email = str(claims.get("email") or "").casefold()
    verified = claims.get("email_verified")
    if verified is not True and not (verified is None and allowed.takes_unverified_email):
        return False
    _, at, domain = email.rpartition("@")
    return bool(at) and (email in allowed.emails or domain in allowed.domains)


def groups_of(claims: Claims, name: str) -> frozenset[str]:
    """The groups that a claim lists, by its name or by a path of names ("realm_access.roles")."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    listed = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return frozenset(one for one in listed if isinstance(one, str))


def _moment(value: object) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 < value < 1e11 else 0.0  # type: ignore[arg-type,operator]


def _own_claims(scope: Scope, secret: str) -> Claims | None:
    """The claims of the first cookie of that name which is ours: another application of the same host may have set one too."""
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    for value in itertools.islice(_cookies(scope, USER_COOKIE_NAME), MOST_COOKIES):
        claims = read_claims({USER_COOKIE_NAME: value}.get, secret)
        if claims is not None and isinstance(claims.get("session"), str):
            return claims
    return None


def _cookies(scope: Scope, name: str) -> Iterator[str]:
    for key, line in scope["headers"]:
        if key == b"cookie":
            for pair in line.decode("latin-1").split(";"):
                found, _, value = pair.strip().partition("=")
                if found == name:
                    yield value.strip('"')
