"""The feeds: Atom and JSON Feed, by language and by chapter, with stable identifiers and the days things happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import jsonschema
import pytest

from dashboard.content.values import LANGS, Lang
from tests.announced import MOVED, Announced
from tests.browser.harness import serving

URL = "https://siyada.example.ma"
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
ADDRESS = {"type": "string", "pattern": f"^{URL}/"}
SCHEMA = {  # https://www.jsonfeed.org/version/1.1/
    "type": "object",
    "required": ["version", "title", "items", "home_page_url", "feed_url", "language", "authors"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": {"enum": list(LANGS)},
        "authors": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_html", "content_text", "date_published", "date_modified"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:uuid:"},
                    "url": ADDRESS,
                    "title": {"type": "string", "minLength": 1},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": TIME,
                    "date_modified": TIME,
                    "language": {"enum": list(LANGS)},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def client(announced: Announced) -> Iterator[httpx.Client]:
    settings = {"SIYADA_PUBLIC_URL": URL, "SIYADA_PUBLISHER": "Agence & Cie", "SIYADA_ALLOWED_HOSTS": "localhost"}
    with (
        serving(announced.warehouse, settings=settings) as server,
        httpx.Client(base_url=server.url, timeout=60) as found,
    ):
        yield found


def read(client: httpx.Client, path: str) -> feedparser.FeedParserDict:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_both_forms_tell_the_same_newest_first(client: httpx.Client, announced: Announced, lang: Lang) -> None:
    atom = read(client, f"/feed.xml?lang={lang}")
    said = client.get(f"/feed.json?lang={lang}")
    assert said.headers["content-type"] == "application/feed+json; charset=utf-8"
    jsonschema.validate(said.json(), SCHEMA)
    items = said.json()["items"]
    assert [entry.id for entry in atom.entries] == [item["id"] for item in items]
    assert [entry.updated for entry in atom.entries] == [
        "2026-11-30T09:30:00Z",
        "2026-11-30T00:00:00Z",
        "2026-11-29T00:00:00Z",
        "2026-11-28T10:00:00Z",
    ]
    assert (atom.feed.updated, atom.feed.language, atom.feed.author) == ("2026-11-30T09:30:00Z", lang, "Agence & Cie")
    assert [entry.title for entry in atom.entries] == [item["title"] for item in items]
    assert announced.after in atom.entries[0].title
    assert "More GPUs were counted" in items[1]["content_text"]
    old, new = re.findall(r"\d+", items[0]["content_text"].splitlines()[-1])
    assert int(new) - int(old) == 20
    assert atom.entries[0].link.startswith(f"{URL}/evidence?part=changes&since={announced.before}")


def test_what_a_decider_wrote_is_text_and_no_markup(client: httpx.Client) -> None:
    (item,) = [one for one in client.get("/feed.json?lang=en").json()["items"] if "2031" in one["content_text"]]
    assert "Taux de 2031 : 9 &lt; 10 &amp; vérifié" in item["content_html"]
    assert "Taux de 2031 : 9 < 10 & vérifié" in item["content_text"]


def test_arabic_is_right_to_left(client: httpx.Client) -> None:
    for item in client.get("/feed.json?lang=ar").json()["items"]:
        assert item["content_html"].startswith('<div lang="ar" dir="rtl">')


def test_a_chapter_has_its_own(client: httpx.Client) -> None:
    whole = client.get("/feed.json").json()["items"]
    sites, share = (client.get(f"/feed.json?chapter={name}").json()["items"] for name in ("sites", "connectivity"))
    assert [item["id"] for item in sites] == [whole[0]["id"], whole[1]["id"], whole[3]["id"]]
    assert [item["id"] for item in share] == [whole[3]["id"]]
    assert read(client, "/feed.xml?chapter=sites&lang=ar").feed.id != read(client, "/feed.xml?lang=ar").feed.id
    assert client.get("/feed.json?chapter=evidence").json()["items"] == whole
    assert client.get("/feed.xml?chapter=nothing&lang=en").status_code == 404


def test_a_reader_who_has_it_is_told_so(client: httpx.Client) -> None:
    for path in ("/feed.xml", "/feed.json?lang=ar&chapter=sites"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.head(path).headers["etag"] == tag


@pytest.mark.parametrize("path", ["/?lang={}", "/sites?lang={}", "/brief?lang={}"])
@pytest.mark.parametrize("lang", LANGS)
def test_pages_say_where_the_feeds_are(client: httpx.Client, path: str, lang: Lang) -> None:
    head = client.get(path.format(lang)).text.partition("</head>")[0]
    for href in re.findall(
        r'<link rel="alternate" type="application/(?:atom\+xml|feed\+json)"[^>]*href="([^"]+)"', head
    ):
        assert client.get(href.replace("&amp;", "&")).headers["content-language"] == lang
    assert head.count('rel="alternate"') >= 2


def test_identifiers_stay_when_the_server_moves_and_nothing_to_tell_is_a_feed(
    client: httpx.Client, announced: Announced, published: Path
) -> None:
    with serving(announced.warehouse) as other:
        moved = httpx.get(f"{other.url}/feed.json", timeout=60).json()
        assert [one["id"] for one in moved["items"]] == [one["id"] for one in client.get("/feed.json").json()["items"]]
        assert moved["feed_url"].startswith("http://")
    with serving(published) as quiet:
        found = feedparser.parse(httpx.get(f"{quiet.url}/feed.xml?chapter=sites", timeout=60).content)
        assert (found.bozo, found.version) == (False, "atom10")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.feed.updated)
        said = httpx.get(f"{quiet.url}/feed.json?chapter=sites", timeout=60).json()
        assert [one["title"] for one in said["items"]] == [entry.title for entry in found.entries]
        assert MOVED not in str(said)
