"""Where the operator asks readers to sign in, every address asks: pages, websocket, brief, charts for other sites, API, PDF, feeds, files,
older builds, the desk. With a real provider, over plain HTTP; a real browser does the same in tests/browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction, translator
from dashboard.web.assets import content_security_policy
from tests.browser.harness import Server, free_port
from tests.browser.provider import PEOPLE, SECRET, Provider, closed, cookie_of, providing, sign_in, write_secrets

PROGRAMS = (
    *("/api/v1/", "/api/v1/figures", "/api/v1/snapshot.pdf", "/api/v1/note.pdf", "/api/v1/builds", "/api/v1/warehouse.duckdb"),
    *("/api/v1/chapters/sites", "/api/nothing", "/feed.xml", "/feed.json", "/oembed?url=x", "/_stcore/health", "/static/js/x.js"),
)  # fmt: skip
PAGES = (*(entry.heading.path for entry in CHAPTERS.values()), "/brief", "/brief?chapter=share", "/search?q=a", "/desk", "/nowhere", "/embed/sites/x", "/sites?build=0123456789ab")  # fmt: skip
EVERYBODY = ("/healthz", "/readyz", "/metrics", "/sign-in")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logs") / "errors"


@pytest.fixture(scope="module")
def server(published: Path, provider: Provider, logs: Path) -> Iterator[Server]:
    """Its log is read when all is over: whoever came and whatever failed, it names nobody."""
    with closed(published, write_secrets(logs.parent, provider.url), keep_errors=logs) as running:
        yield running
        httpx.get(f"{running.url}/oauth2callback?error=access_denied&error_description=Amina%20is%20not%20assigned")
    said = logs.read_text()
    assert [line for line in said.splitlines() if not line.startswith("{")] == []
    for person in PEOPLE.values():
        for value in (str(person["name"]), str(person["email"]), str(person["name"]).split()[0]):
            assert value not in said
            assert json.dumps(value) not in said
    for secret in (
        SECRET,
        "a-code-that-was-made-up",
        "Amina is not assigned",
        "_streamlit_user=",
        "/trees/",
        "site-packages",
    ):
        assert secret not in said
    assert "a provider refused a sign-in: access_denied" in said  # what happened is told all the same


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as found:
        yield found


@pytest.mark.parametrize("path", PROGRAMS)
def test_a_stranger_s_program_is_told_to_sign_in(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        answer = client.request(method, path, params={"lang": "en"} if method == "HEAD" else None)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert "www-authenticate" in answer.headers
    assert answer.headers["content-security-policy"] == content_security_policy()


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_shown_the_way_in_and_nothing_else(
    client: httpx.Client, path: str, published_build: object
) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert "/sign-in/go?" in answer.text
    assert str(getattr(published_build, "build_id", "-")) not in answer.text
    assert "<script" not in answer.text
    assert client.post(path).status_code == 401


@pytest.mark.parametrize("lang", LANGS)
def test_the_way_in_is_in_the_reader_s_language(client: httpx.Client, lang: Lang) -> None:
    t = translator(lang)
    page = client.get("/sites", params={"lang": lang, "status": "planned"})
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in page.text
    assert page.headers["content-language"] == lang
    assert f"<h1>{t('Sign in')}</h1>" in page.text
    assert page.headers["content-security-policy"] == content_security_policy()
    assert page.headers["x-frame-options"] == "DENY"
    problem = client.get("/api/v1/figures", headers={"Accept-Language": lang})
    assert problem.headers["content-language"] == lang
    assert problem.json()["detail"].startswith(t("Only readers who are signed in are answered. Sign in in a browser: {address}", address="@").partition("@")[0].rstrip("\u2068"))  # fmt: skip
    plain = client.get("/sign-in", params={"lang": lang}).text
    told = {
        said: client.get("/sign-in", params={"lang": lang, "said": said}).text
        for said in ("out", "failed", "refused", "unreachable", "<i>")
    }
    assert len(set(told.values())) == 5
    assert re.sub("<nav.*?</nav>", "", told["<i>"]) == re.sub(
        "<nav.*?</nav>", "", plain
    )  # what nobody here said is not repeated


def test_probes_and_the_files_of_the_sign_in_page_are_for_everybody(client: httpx.Client) -> None:
    assert {path: client.get(path).status_code for path in EVERYBODY} == dict.fromkeys(EVERYBODY, 200)
    fonts = re.findall(r'url\("([^"]+\.ttf)"\)', client.get("/sign-in").text)
    assert fonts
    for font in fonts:
        assert client.get(f"/{font}").status_code == 200


@pytest.mark.parametrize("who", ["amina", "youssef", "salma"])
def test_who_is_on_the_list_comes_in_where_they_were_going(client: httpx.Client, who: str) -> None:
    came = sign_in(client, who, "/sites?status=planned")
    assert (came.status_code, came.url.path) == (200, "/sites")
    assert came.headers["cache-control"].startswith("private")
    for path in ("/", "/api/v1/figures", "/brief", "/feed.xml", "/desk", "/search?q=a"):
        assert client.get(path).status_code == 200, path
    if who == "amina":
        assert client.get("/api/v1/note.pdf?lang=fr").content.startswith(b"%PDF")
    cookie = next(one for one in client.cookies.jar if one.name == "_streamlit_user")
    assert 3500 < (cookie.expires or 0) - time.time() <= 3600  # as long as the session, which ends with its token
    assert len(cookie.value or "") < 1000
    assert {one.name for one in client.cookies.jar} <= {
        "_streamlit_user",
        "_streamlit_xsrf",
    }  # no token of the provider's
    assert cookie.has_nonstandard_attr("HttpOnly")


@pytest.mark.parametrize("who", ["karim", "false"])
def test_who_is_not_on_the_list_is_told_whom_to_ask(client: httpx.Client, who: str) -> None:
    page = sign_in(client, who, "/sites")
    assert page.status_code == 403
    assert 'href="mailto:access@example.ma"' in page.text
    problem = client.get("/api/v1/figures?lang=ar")
    assert (problem.status_code, problem.headers["content-type"]) == (403, "application/problem+json")
    assert "access@example.ma" in problem.json()["detail"]
    assert problem.json()["detail"].startswith(translator("ar")("You are signed in, but not on the list of readers."))
    for path in (*PROGRAMS, *PAGES):
        assert client.get(path).status_code == 403
    assert shaken(client, cookie_of(client)) == 403


def test_a_cookie_that_was_changed_is_none(client: httpx.Client) -> None:
    sign_in(client, "karim")
    denied = cookie_of(client)
    client.cookies.clear()
    sign_in(client, "amina")
    good = cookie_of(client)
    client.cookies.clear()
    content, stamp, signature = good.rsplit(".", 2)
    for changed in (
        good[1:],
        good[:-3],
        f"{denied.rsplit('.', 2)[0]}.{stamp}.{signature}",
        f"{content}.{stamp}.AAAA",
        "x",
    ):
        given = {"Cookie": f"_streamlit_user={changed}"}
        assert client.get("/api/v1/figures", headers=given).status_code == 401
        assert client.get("/sites", headers=given).status_code == 401
        assert shaken(client, changed) == 401
    assert client.get("/api/v1/figures", headers={"Cookie": f"_streamlit_user={good}"}).status_code == 200
    assert client.get("/api/v1/figures", headers={"X-Siyada-Reader": "Amina"}).status_code == 401
    assert shaken(client, good) == 101


def test_who_signs_out_is_out_whoever_kept_the_cookie(client: httpx.Client) -> None:
    sign_in(client, "amina")
    kept = cookie_of(client)
    other = client.get("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})  # a page elsewhere signs nobody out
    assert urlsplit(other.headers["location"]).path == "/"
    assert client.get("/api/v1/figures").status_code == 200
    out = client.get("/sign-out?lang=ar")
    assert urlsplit(out.headers["location"]).path == "/oauth2/end_session"
    back = parse_qs(urlsplit(out.headers["location"]).query)["post_logout_redirect_uri"][0]
    page = client.get(client.get(back).headers["location"])
    assert translator("ar")("You are signed out.") in page.text
    assert "_streamlit_user" not in client.cookies
    for path in ("/api/v1/figures", "/sites"):
        answer = client.get(path, headers={"Cookie": f"_streamlit_user={kept}"}, params={"lang": "en"})
        assert (answer.status_code, "Your sign-in has ended" in answer.text) == (401, True)
    assert shaken(client, kept) == 401


def test_what_goes_wrong_at_the_provider_is_said_calmly(client: httpx.Client) -> None:
    ways = {
        "?error=access_denied&error_description=Amina%20is%20not%20assigned&state=x": "refused",
        "?error=Amina%20is%20not%20assigned": "refused",
        "?code=a-code-that-was-made-up&state=made-up": "failed",
    }
    for query, said in ways.items():
        led = client.get(f"/oauth2callback{query}").headers["location"]
        assert parse_qs(urlsplit(led).query)["said"] == [said]
        page = client.get(led)
        assert page.status_code == 200
        assert "access@example.ma" in page.text
        assert not re.search(r"Traceback|\.py|assigned|OAuth", page.text)
    went = client.get(client.get("/sign-in").text.partition('_top" href="')[2].partition('"')[0].replace("&amp;", "&"))
    state = parse_qs(urlsplit(went.headers["location"]).query)["state"][
        0
    ]  # a sign-in that was begun, with a code that is none
    led = client.get("/oauth2callback", params={"code": "a-code-that-was-made-up", "state": state}).headers["location"]
    assert parse_qs(urlsplit(led).query)["said"] == ["failed"]


def test_an_answer_of_the_provider_is_used_once(client: httpx.Client) -> None:
    page = client.get("/sign-in")
    led = client.get(page.text.partition('_top" href="')[2].partition('"')[0].replace("&amp;", "&"))
    back = httpx.post(led.headers["location"], data={"sub": "amina"}).headers["location"]
    assert "_streamlit_user" in client.get(back).headers["set-cookie"]
    again = client.get(back)  # with the button that goes back
    assert urlsplit(again.headers["location"]).path == "/"
    client.cookies.clear()
    assert "said=failed" in client.get(back).headers["location"]  # somebody else, who has seen the address


def test_streamlit_s_own_addresses_of_signing_in_stay_closed(client: httpx.Client) -> None:
    for path in ("/auth/login", "/auth/logout"):
        assert client.get(path).status_code == 401
    sign_in(client, "amina")
    for path in ("/auth/login", "/auth/logout"):
        assert client.get(path).status_code == 404
    for path in ("/sign-in", "/sign-in/go", "/sign-out", "/oauth2callback"):
        assert client.post(path).status_code == 405


@pytest.mark.alone
def test_a_session_ends_at_its_end(published: Path, provider: Provider, tmp_path: Path) -> None:
    secrets = write_secrets(tmp_path, provider.url, session="hours = 0.002")
    with closed(published, secrets) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        sign_in(client, "amina")
        kept = cookie_of(client)
        begun = time.time()
        while client.get("/api/v1/builds", headers={"Cookie": f"_streamlit_user={kept}"}).status_code == 200:
            assert time.time() - begun < 20
            time.sleep(0.2)
        answer = client.get("/sites?lang=en", headers={"Cookie": f"_streamlit_user={kept}"})
        assert (answer.status_code, "Your sign-in has ended" in answer.text) == (401, True)
        assert shaken(client, kept) == 401
        sign_in(client, "amina", "/sites")  # and begins anew
        assert client.get("/api/v1/builds").status_code == 200


def test_a_provider_that_does_not_answer_is_said_calmly(published: Path, tmp_path: Path) -> None:
    secrets, logs = write_secrets(tmp_path, f"http://localhost:{free_port()}"), tmp_path / "errors"
    with (
        closed(published, secrets, keep_errors=logs) as server,
        httpx.Client(base_url=server.url, timeout=60) as client,
    ):
        led = client.get("/sign-in/go?lang=fr").headers["location"]
        page = client.get(led)
        assert translator("fr")("The sign-in service does not answer. Try again in a minute.") in page.text.replace(
            "&#x27;", "'"
        )
    assert [line for line in logs.read_text().splitlines() if not line.startswith("{")] == []


def shaken(client: httpx.Client, cookie: str) -> int:
    """The status of a handshake with a cookie, as a page of ours asks for it."""
    parts = urlsplit(str(client.base_url))
    headers = {"Cookie": f"_streamlit_user={cookie}", "Origin": f"http://{parts.netloc}"}
    try:
        with connect(f"ws://{parts.netloc}/_stcore/stream", additional_headers=headers):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code
