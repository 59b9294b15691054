"""In a real browser, with a real provider: in, not on the list, by group, out, expired on an open page, tampered, logged out; in three
languages, on a phone, in the dark, and under a path behind a real nginx."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction, translator
from dashboard.web.widget_words import connection_words
from tests.browser.accessibility import examine
from tests.browser.conftest import settle
from tests.browser.harness import Server, free_port
from tests.browser.nginx import HOW_TO_GET_NGINX, nginx, proxied
from tests.browser.provider import Provider, closed, providing, write_secrets
from tests.browser.test_no_english_is_left import ENGLISH, QUOTED, TEXTS, names

SESSION_S = 30


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture(scope="module")
def server(published: Path, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with closed(published, write_secrets(tmp_path_factory.mktemp("closed"), provider.url)) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    found.set_default_timeout(30_000)
    wrongs: list[str] = []
    found.on("pageerror", lambda error: wrongs.append(str(error)))
    found.on(
        "console", lambda message: wrongs.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield found
    context.close()
    assert wrongs == []


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_on_the_page_that_asks_to_sign_in(page: Page, server: Server, lang: Lang) -> None:
    page.goto(f"{server.url}/sites?lang={lang}")
    assert examine(page) == []
    page.emulate_media(color_scheme="dark")
    assert examine(page, "colours") == []


def enter(page: Page, who: str) -> None:
    """From the sign-in page to the provider, there as `who`, and back."""
    page.locator("a.on").click()
    page.locator("input[name=sub]").fill(who)
    page.get_by_role("button", name="Authorize", exact=True).click()


@pytest.mark.parametrize("lang", LANGS)
def test_in_and_out(page: Page, server: Server, lang: Lang) -> None:
    t = translator(lang)
    page.goto(f"{server.url}/sites?lang={lang}&status=operational")
    assert page.locator("h1").inner_text() == t("Sign in")
    assert page.evaluate("document.documentElement.dir") == css_direction(lang)
    if lang != "en":
        assert [one for one in page.evaluate(TEXTS, QUOTED) if ENGLISH.search(names().sub("", one[1]))] == []
    page.keyboard.press("Tab")  # languages first, then the way in
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "on"
    enter(page, "amina")
    page.wait_for_url(re.compile("/sites"))
    settle(page)
    assert "status=operational" in page.url
    reader = page.locator("p.reader")
    assert "Amina El Fassi" in reader.inner_text()
    page.locator("[data-testid=stButtonGroup] button").nth(4).click()  # the page is drawn on over its websocket
    settle(page)
    kept = [one for one in page.context.cookies() if one["name"] == "_streamlit_user"]
    reader.get_by_text(t("Sign out")).click()
    page.get_by_role("button", name="End session").click()  # the provider's own question
    page.get_by_text(t("You are signed out.")).wait_for()
    assert not [one for one in page.context.cookies() if one["name"] == "_streamlit_user"]
    page.goto(f"{server.url}/brief?lang={lang}")
    assert page.locator("h1").inner_text() == t("Sign in")
    page.context.add_cookies([{"name": "_streamlit_user", "value": kept[0]["value"], "url": server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{server.url}/sites?lang={lang}")
    assert page.locator("h1").inner_text() == t("Your sign-in has ended")


def test_by_group_with_an_arabic_name(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?lang=ar")
    enter(page, "salma")
    settle(page)
    assert "سلمى بناني" in page.locator("p.reader").inner_text()


def test_not_on_the_list_and_then_as_somebody_else(page: Page, server: Server) -> None:
    t = translator("fr")
    page.goto(f"{server.url}/share?lang=fr")
    enter(page, "karim")
    page.get_by_text(t("You are not on the list of readers")).first.wait_for()
    assert page.get_by_role("link", name="access@example.ma").get_attribute("href") == "mailto:access@example.ma"
    page.locator("a.on").click()
    page.get_by_role("button", name="End session").click()
    page.get_by_text(t("You are signed out.")).wait_for()
    enter(page, "youssef")
    settle(page)
    assert "Youssef Alami" in page.locator("p.reader").inner_text()


def test_broken_off_at_the_provider(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?lang=en")
    page.locator("a.on").click()
    page.get_by_role("button", name="Deny").click()
    page.get_by_text(translator("en")("The sign-in was broken off, or the provider refused it.")).wait_for()


def test_a_cookie_that_was_changed_opens_nothing(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?lang=en")
    enter(page, "amina")
    settle(page)
    [cookie] = [one for one in page.context.cookies() if one["name"] == "_streamlit_user"]
    changed = cookie["value"][:-4] + ("AAAA" if cookie["value"][-4:] != "AAAA" else "BBBB")
    page.context.add_cookies([cookie | {"value": changed}])  # type: ignore[list-item]
    page.reload()
    assert page.locator("h1").inner_text() == "Sign in"


@pytest.mark.alone
@pytest.mark.parametrize("lang", LANGS)
def test_an_open_page_is_told_when_its_session_ends(page: Page, published: Path, provider: Provider, tmp_path: Path, lang: Lang) -> None:  # fmt: skip
    words, secrets = (
        connection_words(lang),
        write_secrets(tmp_path, provider.url, session=f"hours = {SESSION_S / 3600}"),
    )
    with closed(published, secrets) as server:
        page.goto(f"{server.url}/sites?lang={lang}")
        enter(page, "amina")
        begun = time.monotonic()
        settle(page)
        box = page.locator(".unconnected")
        box.wait_for(timeout=2000 * SESSION_S)
        assert time.monotonic() - begun < SESSION_S + 20
        assert words["ended"] in box.inner_text()
        assert box.locator("a").count() == 1
        assert page.locator("footer.footer").count() == 1  # what was shown stays
        page.wait_for_timeout(9000)  # Streamlit's client goes on trying: it is the same sentence that stays
        assert words["ended"] in box.inner_text()
        box.get_by_text(words["enter"]).click()
        page.locator("h1").get_by_text(translator(lang)("Sign in"), exact=True).wait_for()
        enter(page, "amina")
        settle(page)
        assert "/sites" in page.url


def test_an_open_page_is_told_when_its_reader_signs_out_elsewhere(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/sites?lang=en")
    enter(page, "amina")
    settle(page)
    other = page.context.new_page()
    other.goto(f"{server.url}/sign-out?lang=en")
    page.locator(".unconnected").get_by_text(connection_words("en")["ended"]).wait_for()


@pytest.mark.parametrize(("width", "mode"), [(390, "light"), (390, "dark"), (1440, "dark")])
def test_the_way_in_fits_and_is_read_in_both_modes(browser: Browser, server: Server, width: int, mode: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if mode == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{server.url}/?lang=ar")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    look = (
        "one => { const s = getComputedStyle(one); return [s.color, getComputedStyle(document.body).backgroundColor] }"
    )
    text, ground = page.locator("h1").evaluate(look)
    assert (luminance(ground) < luminance(text)) is (mode == "dark")
    assert contrast(*page.locator("a.on").evaluate(look)) >= 4.5
    assert contrast(text, ground) >= 4.5
    context.close()


@pytest.mark.skipif(nginx() is None, reason=HOW_TO_GET_NGINX)
def test_under_a_path_behind_a_proxy(page: Page, published: Path, provider: Provider, tmp_path: Path) -> None:
    port = free_port()
    public = f"http://127.0.0.1:{port}/siyada"
    secrets = write_secrets(tmp_path, provider.url)
    arguments, settings = ("--base-path", "/siyada", "--public-url", public), {"SIYADA_TRUSTED_PROXIES": "127.0.0.1"}
    with (
        closed(published, secrets, public=public, arguments=arguments, settings=settings) as server,
        proxied([urlsplit(server.url).port or 0], tmp_path / "nginx", port=port),
    ):
        page.goto(f"{public}/sites?lang=en")
        enter(page, "amina")
        page.wait_for_url(f"{public}/sites?lang=en**")
        settle(page)
        assert "Amina El Fassi" in page.locator("p.reader").inner_text()
        assert {one["path"] for one in page.context.cookies() if urlsplit(public).hostname == one["domain"]} == {
            "/siyada"
        }
        page.locator("p.reader").get_by_text("Sign out").click()
        page.get_by_role("button", name="End session").click()
        page.get_by_text("You are signed out.").wait_for()
        assert page.url.startswith(f"{public}/sign-in")


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)
