"""Under a path of its own (--base-path), whether a proxy takes it away or not, every address leads to where it should."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from dashboard.http.root import relative
from dashboard.http.settings import SettingError, read
from tests.browser.harness import serving

BASE = "/gov/siyada"
PAGES = (
    "/",
    "/sites?lang=ar",
    "/brief?lang=en",
    "/search?q=toubkal&lang=en",
    "/no/such/chapter",
    "/sitess",
    "/api/v1/?lang=fr",
    "/embed/sites/ledger?lang=en",
    "/desk?lang=en",
)
FILES = ("/healthz", "/readyz", "/_stcore/health", "/_stcore/host-config", "/api/v1/figures", "/favicon.png")
PUBLIC = "https://www.example.ma"


@pytest.fixture(scope="module")
def under(published: Path) -> Iterator[httpx.Client]:
    """A server under a path, as asked for directly."""
    with serving(published, settings={"SIYADA_BASE_PATH": BASE, "SIYADA_DESK": "1"}) as server:
        yield httpx.Client(base_url=server.url, timeout=30)


@pytest.fixture(scope="module")
def trusting(published: Path) -> Iterator[httpx.Client]:
    """A server that knows neither path nor name, and trusts the proxy that we are."""
    with serving(published, settings={"SIYADA_TRUSTED_PROXIES": "127.0.0.1,::1"}) as server:
        yield httpx.Client(base_url=server.url, timeout=30)


class Addresses(HTMLParser):
    """Every address that a page names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set(re.findall(r'url\("([^"]+)"\)', page))
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src", "action") and value}


def addresses(text: str, at: str) -> set[str]:
    """The paths that a page leads to when it was read at `at`, those of other sites left out."""
    found = {urljoin(at, one) for one in Addresses(text).found if not one.startswith(("data:", "#", "http"))}
    return {urlsplit(one)._replace(fragment="").geturl() for one in found}


def patient(client: httpx.Client, path: str) -> httpx.Response:
    """The answer at a path, when the server has time for one who asks so often."""
    for _ in range(30):
        answer = client.get(path)
        if answer.status_code != 503:
            break
        time.sleep(1)
    return answer


def bare(page: str) -> str:
    """A page without its first view, which may still be made."""
    return re.sub(r'<div id="first">.*</main></div>(?=<div id="root">)', "", page, flags=re.DOTALL)


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_stands_under_the_path_and_answers(under: httpx.Client, path: str) -> None:
    page = patient(under, BASE + path)
    assert page.status_code == (404 if path in ("/no/such/chapter", "/sitess") else 200)
    assert bare(patient(under, path).text) == bare(page.text)  # the proxy took the path away: the same bytes
    led = addresses(page.text, BASE + path)
    assert led
    assert sorted(one for one in led if not one.startswith(f"{BASE}/")) == []
    for one in sorted(one for one in led if not re.search(r"snapshot|note\.|duckdb", one))[:25]:  # those take long
        answer = under.get(one, follow_redirects=True)  # a page may ask a reader in so much haste to come again
        assert answer.status_code < 400 or answer.headers.get("retry-after"), one


@pytest.mark.parametrize("path", FILES)
def test_health_and_data_answer_under_the_path_and_without_it(under: httpx.Client, path: str) -> None:
    assert under.get(BASE + path).status_code == under.get(path).status_code == 200
    assert under.get(f"/elsewhere{path}").status_code == 404


def test_a_folder_without_its_slash_leads_to_the_page(under: httpx.Client) -> None:
    for asked, there in (
        (BASE, f"{BASE}/"),
        (f"{BASE}/sites/", f"{BASE}/sites"),
        (f"{BASE}/api/v1", f"{BASE}/api/v1/"),
    ):
        answer = under.get(f"{asked}?lang=ar")
        assert answer.status_code == 308
        assert urljoin(asked, answer.headers["location"]).partition("?")[0] == there


def test_what_moved_is_found_under_the_path(under: httpx.Client) -> None:
    old = f"{BASE}/api/v1/chapters/connectivity/tables/fibre_lines.csv"
    answer = under.get(old)
    assert urljoin(old, answer.headers["location"]) == f"{BASE}/api/v1/chapters/networks/tables/fibre_lines.csv"
    assert under.get(old, follow_redirects=True).status_code == 200


def test_what_scripts_read_begins_with_the_path(under: httpx.Client) -> None:
    hits = under.get(f"{BASE}/api/v1/search?q=toubkal").json()
    assert hits
    assert all(hit["url"].startswith(f"{BASE}/") for hit in hits)
    chapter = under.get(f"{BASE}/api/v1/chapters/evidence").text
    links = re.findall(r'"link":"(/[^"]*)"', chapter)
    assert links
    assert [link for link in links if not link.startswith(f"{BASE}/")] == []
    described = under.get(f"{BASE}/api/v1/openapi.json").json()
    assert described["servers"] == [{"url": f"{BASE}/api/v1"}]
    assert f"{BASE}/api/v1/" in under.get(f"{BASE}/api/v1/nothing").json()["detail"]


def test_what_is_read_elsewhere_begins_with_the_whole_address(under: httpx.Client) -> None:
    root = f"{under.base_url}".rstrip("/") + BASE
    assert under.get("/api/v1/catalog.jsonld").json()["@id"] == f"{root}/api/v1/catalog.jsonld"
    assert f"{root}/feed.xml" in under.get(f"{BASE}/feed.xml").text
    told = under.get(f"{BASE}/oembed", params={"url": f"{root}/embed/sites/ledger?lang=en"}).json()
    assert f'src="{root}/embed/sites/ledger' in told["html"]


def test_a_named_proxy_says_by_which_name_and_path_it_is_found(trusting: httpx.Client) -> None:
    said = {
        "Host": "127.0.0.1:8501",
        "X-Forwarded-Host": "10.1.2.3",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/dash",
    }
    for path in ("/api/v1/catalog.jsonld", "/dash/api/v1/catalog.jsonld"):  # taken away, and not
        assert trusting.get(path, headers=said).json()["@id"] == "https://10.1.2.3/dash/api/v1/catalog.jsonld"
    assert trusting.get("/dash", headers=said).headers["location"] == "dash/"
    assert all(hit["url"].startswith("/dash/") for hit in trusting.get("/api/v1/search?q=toubkal", headers=said).json())
    # What one reader's proxy said is not told to another.
    links = re.findall(r'"link":"(/[^"]*)"', trusting.get("/api/v1/chapters/evidence", headers=said).text)
    assert all(link.startswith("/dash/") for link in links)
    links = re.findall(r'"link":"(/[^"]*)"', trusting.get("/api/v1/chapters/evidence").text)
    assert not any(link.startswith("/dash/") for link in links)
    # Behind several proxies only the last one is ours: what came before it is hearsay.
    said |= {"X-Forwarded-Host": "evil.example, 10.1.2.3", "X-Forwarded-Prefix": "/evil, /dash"}
    assert trusting.get("/api/v1/catalog.jsonld", headers=said).json()["@id"].startswith("https://10.1.2.3/dash/")
    # A name that we do not answer for stays refused.
    assert trusting.get("/readyz", headers={"X-Forwarded-Host": "elsewhere.example"}).status_code == 421
    for wrong in ("//evil.example", "/a/../b", "/a b", "evil", "/" + "a" * 200):
        answer = trusting.get("/api/v1/catalog.jsonld", headers={"X-Forwarded-Prefix": wrong})
        assert f"{wrong}/api" not in answer.text


def test_a_stranger_s_word_on_names_and_paths_is_not_taken(under: httpx.Client) -> None:
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Siyada-Root": "https://evil.example"}
    for path in ("/", "/readyz", "/brief", "/api/v1/catalog.jsonld", "/api/v1/search?q=toubkal", "/oembed"):
        assert "evil" not in under.get(BASE + path, headers=said).text
    assert under.get("/evil/readyz", headers=said).status_code == 404


@pytest.mark.parametrize("given", ["siyada", "/siyada/../x", "/a b", "//x", "/é", "/x?y"])
def test_a_path_that_cannot_be_used_is_told(given: str) -> None:
    with pytest.raises(SettingError) as wrong:
        read({"SIYADA_BASE_PATH": given})
    assert (wrong.value.name, wrong.value.example) == ("SIYADA_BASE_PATH", "/siyada")


def test_the_path_and_the_public_address_need_be_said_once() -> None:
    told = read({"SIYADA_PUBLIC_URL": f"{PUBLIC}/siyada"})
    assert (told.public_url, told.base_path) == (f"{PUBLIC}/siyada", "/siyada")
    told = read({"SIYADA_PUBLIC_URL": PUBLIC, "SIYADA_BASE_PATH": "/siyada/"})
    assert (told.public_url, told.base_path) == (f"{PUBLIC}/siyada", "/siyada")
    told = read({"SIYADA_PUBLIC_URL": f"{PUBLIC}/dash", "SIYADA_BASE_PATH": "/siyada"})  # the proxy renames it
    assert (told.public_url, told.base_path) == (f"{PUBLIC}/dash", "/siyada")
    assert read({"SIYADA_BASE_PATH": "/siyada"}).at("localhost", 8501).public_url == "http://localhost:8501/siyada"


def test_a_page_names_our_addresses_from_its_own_place() -> None:
    assert relative("/brief?lang=ar") == "brief?lang=ar"
    assert relative("/?lang=ar") == "./?lang=ar"
    assert relative("/", 2) == "../../"
    assert relative("/sites", 2) == "../../sites"
    assert relative("?site=x") == "?site=x"
    assert relative("https://example.org/") == "https://example.org/"
