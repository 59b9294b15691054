"""The section [auth] of a secrets.toml says who may read; one that can't be used ends the start with a sentence that says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import MutableHeaders

from dashboard.content.values import LANGS
from dashboard.http.settings import Settings
from dashboard.http.sign_in import Allowed, SignIn, SignInError, read
from dashboard.i18n import translator
from dashboard.web import begin
from dashboard.web.sign_in.guard import Guard
from dashboard.web.sign_in.refusals import inside
from dashboard.web.sign_in.session import ends_at, groups_of, is_allowed, narrowed, read_claims, read_visitor
from dashboard.web.sign_in.signed_out import SignedOut
from etl.paths import ROOT

SECRET = "of the tests, and of more than 32 characters"
PUBLIC = "https://siyada.example.ma"
WHOLE = f"""
[auth]
client_id = "siyada"
client_secret = "s"
cookie_secret = "{SECRET}"
server_metadata_url = "https://login.example.ma/.well-known/openid-configuration"
[auth.allow]
emails = ["Amina@Example.ma"]
"""


def written(folder: Path, text: str) -> dict[str, str]:
    file = folder / "secrets.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return {"SIYADA_SECRETS": str(file)}


def test_without_a_section_everybody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read({"HOME": str(tmp_path)}, "") is None
    assert read({"HOME": f"/{'a' * 5000}"}, "") is None  # a home that can't be looked into
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('other = "of no matter"')
    assert read({"HOME": str(tmp_path)}, "") is None


@pytest.mark.parametrize("place", ["the home", "the folder"])
def test_a_section_where_streamlit_would_look_is_not_overlooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path if place == "the folder" else tmp_path / "elsewhere")
    (tmp_path / ".streamlit").mkdir()
    written(tmp_path / ".streamlit", WHOLE)
    found = read({"HOME": str(tmp_path)} if place == "the home" else {}, PUBLIC)
    assert found is not None
    assert found.redirect_uri == f"{PUBLIC}/oauth2callback"
    assert SECRET not in repr(found)


WRONG = {
    "file": ("[auth", PUBLIC, ""),
    "none": ('other = "x"', PUBLIC, ""),
    "secret": (WHOLE.replace(SECRET, "short"), PUBLIC, ""),
    "nobody": (WHOLE.replace('emails = ["Amina@Example.ma"]', ""), PUBLIC, ""),
    "address": (WHOLE, "", ""),
    "https": (WHOLE, "http://siyada.example.ma", ""),
    "redirect": (WHOLE.replace("[auth]", '[auth]\nredirect_uri = "https://other.example.ma/oauth2callback"'), PUBLIC, ""),
    "unknown": (WHOLE + 'email = ["karim@example.ma"]\n', PUBLIC, "allow.email"),
    "key": (WHOLE.replace('client_id = "siyada"', ""), PUBLIC, "client_id"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_section_that_cannot_be_used_ends_the_start(tmp_path: Path, kind: str) -> None:
    text, public, key = WRONG[kind]
    environment = written(tmp_path, text)
    with pytest.raises(SignInError) as wrong:
        read(environment, public)
    assert (wrong.value.kind, wrong.value.key) == (kind, key)
    said = {begin.tell(wrong.value, translator(lang)) for lang in LANGS}
    assert len(said) == 3
    assert not any("{" in sentence for sentence in said)


KEYS = ('emails = ["no address"]', 'emails = "amina@example.ma"', 'domains = ["*.example.ma"]', "groups = [1]", 'everyone = "yes"')  # fmt: skip


@pytest.mark.parametrize("line", KEYS)
def test_a_list_that_means_something_else_than_it_says_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(SignInError) as wrong:
        read(written(tmp_path, WHOLE.replace('emails = ["Amina@Example.ma"]', line)), PUBLIC)
    assert wrong.value.kind == "key"


@pytest.mark.parametrize("hours", ["0", "-1", "721", "true", '"12"', "nan"])
def test_a_session_has_a_sensible_length(tmp_path: Path, hours: str) -> None:
    with pytest.raises(SignInError, match=r"session\.hours"):
        read(written(tmp_path, f"{WHOLE}[auth.session]\nhours = {hours}\n"), PUBLIC)


def test_secrets_that_everybody_may_open_are_not_used(tmp_path: Path) -> None:
    environment = written(tmp_path, WHOLE)
    (tmp_path / "secrets.toml").chmod(0o644)
    with pytest.raises(SignInError) as wrong:
        read(environment, PUBLIC)
    assert wrong.value.kind == "open"
    (tmp_path / "secrets.toml").chmod(0o640)
    assert read(environment, PUBLIC)


def test_a_file_that_was_named_and_is_not_there_does_not_make_a_server_public(tmp_path: Path) -> None:
    with pytest.raises(SignInError) as wrong:
        read({"SIYADA_SECRETS": str(tmp_path / "mistyped.toml")}, PUBLIC)
    assert wrong.value.kind == "file"


def test_two_sections_are_not_chosen_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("home", "here"):
        (tmp_path / folder / ".streamlit").mkdir(parents=True)
        written(tmp_path / folder / ".streamlit", WHOLE)
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(SignInError) as wrong:
        read({"HOME": str(tmp_path / "home")}, PUBLIC)
    assert wrong.value.kind == "two"


def test_the_server_does_not_start_and_says_why(tmp_path: Path) -> None:
    environment = os.environ | written(tmp_path, WHOLE) | {"LC_ALL": "fr_MA.UTF-8"}
    command = [sys.executable, "-m", "dashboard.cli.main", "serve", "--warehouse", str(tmp_path)]
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "SIYADA_PUBLIC_URL=https://siyada.example.ma" in ended.stderr
    assert "Déclarez-la" in ended.stderr


LISTED = Allowed(
    emails=frozenset({"amina@example.ma"}), domains=frozenset({"ministry.ma"}), groups=frozenset({"/readers"})
)
CLAIMS: list[tuple[dict[str, Any], bool]] = [
    ({"email": "amina@example.ma", "email_verified": True}, True),
    ({"email": "AMINA@example.MA", "email_verified": True}, True),
    ({"email": "youssef@ministry.ma", "email_verified": True}, True),
    ({"groups": ["/others", "/readers"]}, True),
    ({"email": "amina@example.ma", "email_verified": False}, False),
    ({"email": "amina@example.ma", "email_verified": "true"}, False),
    ({"email": "amina@example.ma"}, False),
    ({"email": "karim@example.ma", "email_verified": True}, False),
    ({"email": "karim@not-ministry.ma", "email_verified": True}, False),
    ({"email": "karim@sub.ministry.ma", "email_verified": True}, False),
    ({"email": "ministry.ma", "email_verified": True}, False),
    ({"groups": ["readers"]}, False),
    ({"groups": "/readers and others"}, False),
    ({}, False),
]


def settings_of(allowed: Allowed = LISTED, hours: float = 1, *, ends_with_id_token: bool = True) -> SignIn:
    return SignIn(PUBLIC, "id", "s", "https://x", SECRET, {}, allowed, int(hours * 3600), ends_with_id_token)


@pytest.mark.parametrize(("claims", "may_come_in"), CLAIMS)
def test_who_is_on_the_list_is_let_in_and_nobody_else(claims: dict[str, Any], may_come_in: bool) -> None:
    assert is_allowed(narrowed(claims, settings_of()), LISTED) is may_come_in


def test_an_address_of_which_nothing_is_known_counts_where_the_operator_says_so() -> None:
    trusting = Allowed(emails=LISTED.emails, takes_unverified_email=True)
    assert is_allowed({"email": "amina@example.ma"}, trusting)
    assert not is_allowed({"email": "amina@example.ma", "email_verified": False}, trusting)
    assert is_allowed({}, Allowed(is_everyone=True))


def test_groups_are_found_where_the_provider_puts_them() -> None:
    assert groups_of({"realm_access": {"roles": ["a", "b", 3]}}, "realm_access.roles") == {"a", "b"}
    assert groups_of({"https://example.ma/groups": ["a"]}, "https://example.ma/groups") == {"a"}
    assert groups_of({"groups": "a"}, "groups") == {"a"}
    assert groups_of({"groups": {"a": 1}}, "groups") == frozenset()


def test_the_cookie_keeps_no_more_than_is_needed() -> None:
    claims = {"provider": "oidc", "sub": "8f31", "picture": "https://x", "birthdate": "1990-01-01", "groups": ["/others", "/readers"], "name": "A" * 500}  # fmt: skip
    kept = narrowed(claims, settings_of())
    assert not {"sub", "picture", "birthdate"} & set(kept)
    assert kept["groups"] == ["/readers"]
    assert len(kept["name"]) == 100
    assert kept["session"] != narrowed(claims, settings_of())["session"]


def test_a_session_ends_with_its_token_or_with_its_hours_whichever_comes_first() -> None:
    now = int(time.time())
    short, long = {"iat": now, "exp": now + 60}, {"iat": now, "exp": now + 10**6}
    assert ends_at(narrowed(short, settings_of()), settings_of()) == now + 60
    assert ends_at(narrowed(long, settings_of()), settings_of()) == now + 3600
    lasting = settings_of(ends_with_id_token=False)
    assert ends_at(narrowed(short, lasting), lasting) == now + 3600
    authenticated = {
        "iat": now,
        "auth_time": now - 1800,
        "exp": now + 10**6,
    }  # it is not the token that was made anew that counts
    assert ends_at(narrowed(authenticated, settings_of()), settings_of()) == now + 1800
    assert ends_at({"begun_at": now}, settings_of()) < now  # no end is no session
    assert ends_at({"exp": now + 60}, settings_of()) < now + 60
    assert ends_at(narrowed({"iat": now + 10**6, "exp": now + 10**7}, settings_of()), settings_of()) <= now + 3601


def signed(claims: object, secret: str = SECRET, name: str = "_streamlit_user") -> str:
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    return create_signed_value(secret, name, json.dumps(claims)).decode()


def scope_with(cookie: str) -> dict[str, Any]:
    return {"type": "http", "headers": [(b"cookie", cookie.encode("latin-1"))]}


def test_a_cookie_that_was_tampered_with_is_none() -> None:
    kept = narrowed({"iat": time.time(), "exp": time.time() + 60, "groups": ["/readers"]}, settings_of())
    good = signed(kept)
    visitor = read_visitor(scope_with(f"a=b; _streamlit_user={good}; c=d"), settings_of())
    assert visitor is not None
    assert visitor.is_allowed
    for both in (f"_streamlit_user={good}; _streamlit_user=other", f"_streamlit_user=other; _streamlit_user={good}"):
        assert (
            read_visitor(scope_with(both), settings_of()) == visitor
        )  # another application of the same host has one too
    content, stamp, signature = good.rsplit(".", 2)
    other = signed(kept | {"email": "amina@example.ma"}).rsplit(".", 2)[0]
    changed = [f"{other}.{stamp}.{signature}", f"{content}.{stamp}.{signature[:-2]}", f"{content}..{signature}", content, "", "é", "chunks-3"]  # fmt: skip
    changed += [signed(kept, "another secret"), signed(kept, name="_streamlit_session"), signed([1]), signed("x"), signed({"session": 3})]  # fmt: skip
    for one in changed:
        assert read_visitor(scope_with(f"_streamlit_user={one}"), settings_of()) is None
    assert read_visitor({"type": "http", "headers": []}, settings_of()) is None


def test_parts_of_a_large_answer_of_streamlit_are_put_together() -> None:
    text = json.dumps({"name": "A" * 5000})
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    def part(name: str, value: str) -> str:
        return create_signed_value(SECRET, name, value).decode()

    whole = {"_streamlit_user": "chunks-2", "_streamlit_user_1": text[:3000], "_streamlit_user_2": text[3000:]}
    cookies = {name: part(name, value) for name, value in whole.items()}
    assert read_claims(cookies.get, SECRET) == json.loads(text)
    del cookies["_streamlit_user_2"]
    assert read_claims(cookies.get, SECRET) is None


def test_a_session_that_was_signed_out_stays_out_in_every_process_and_names_nobody(tmp_path: Path) -> None:
    here, there = SignedOut(tmp_path / "out"), SignedOut(tmp_path / "out")
    assert not here.has("one")
    here.add("past", time.time() - 10)
    here.add("one", time.time() + 60)
    assert here.has("one")
    assert there.has("one")
    assert not there.has("two")
    assert [len(file.name) for file in (tmp_path / "out").iterdir()] == [
        64
    ]  # what would have ended by itself is forgotten
    assert all(file.stat().st_size == 0 for file in (tmp_path / "out").iterdir())
    alone = SignedOut(tmp_path / "no" / "folder")
    alone.add("one", time.time() + 60)
    assert alone.has("one")


@pytest.mark.parametrize("address", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\r\nSet-Cookie: x", "/é", "/" + "a" * 3000])  # fmt: skip
def test_nobody_is_led_elsewhere_after_signing_in(address: str) -> None:
    assert inside(address) == "/"


def test_an_address_of_ours_is_come_back_to() -> None:
    assert inside("/sites?lang=ar&status=a%2Fb") == "/sites?lang=ar&status=a%2Fb"


def test_cookies_keep_to_our_path_and_to_https(tmp_path: Path) -> None:
    settings = SignIn(f"{PUBLIC}/siyada", "id", "s", "https://x", SECRET)
    guard = Guard(settings, SignedOut(tmp_path), ["/assets/font.ttf"])
    headers = MutableHeaders(raw=[(b"set-cookie", b"a=b; path=/; HttpOnly; SameSite=lax"), (b"cache-control", b"public, immutable, max-age=9")])  # fmt: skip
    guard.mend("/static/a.js", headers)
    assert headers["set-cookie"] == "a=b; HttpOnly; SameSite=lax; Path=/siyada; Secure"
    assert headers["cache-control"] == "private, immutable, max-age=9"
    font = MutableHeaders(raw=[(b"cache-control", b"public, max-age=9")])
    guard.mend("/assets/font.ttf", font)
    assert font["cache-control"] == "public, max-age=9"


def test_no_section_makes_no_guard(tmp_path: Path) -> None:
    assert begin.make_guard(Settings(), tmp_path, {}) == (None, None)
