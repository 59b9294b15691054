"""The same figure is the same object, and the same table the same bytes, wherever they are fetched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from dashboard.chapters import registry
from dashboard.cli.claims import claims
from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from dashboard.documents.claims import Document
from dashboard.documents.snapshot import Order, figures
from dashboard.figures.figure import all_figures
from dashboard.i18n import translator
from dashboard.render.html import pieces
from dashboard.render.html.brief import page
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from tests.browser.harness import serving

CHAPTERS = ("progress", "sites")
SAME = ("label", "value", "text", "low", "high", "unit", "kind", "grade", "as_of")

CARD = re.compile(r'class="kpi[^"]*" data-figure="([^"]+)".*?<p class="value[^"]*"><span>([^<]*)</span>')


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=60) as found:
        yield found


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> Document:
    return Document(client.get(f"snapshot.pdf?lang=ar&chapters={','.join(CHAPTERS)}").content)


def run(*given: object) -> bytes:
    made = CliRunner().invoke(app, [str(one) for one in given])
    assert made.exit_code == 0, made.output
    return made.stdout_bytes


def test_a_figure_is_one_object_for_command_api_chapter_and_pdf(
    client: httpx.Client, document: Document, published: Path
) -> None:
    listed = {one["figure_id"]: one for one in client.get("figures?lang=ar").json()["figures"]}
    printed = json.loads(run("figures", "--lang", "ar", "--warehouse", published))
    assert {one["figure_id"]: one for one in printed} == listed
    shown = [figure for name in CHAPTERS for figure in _figures(client.get(f"chapters/{name}?lang=ar").json())]
    members = set(next(iter(listed.values())))
    assert {frozenset(figure) for figure in shown} == {frozenset(members)}
    known = [figure for figure in shown if figure["figure_id"] in listed]
    assert known
    # A chapter may say how it counted; what it says is the same.
    for figure in known:
        assert [figure[n] for n in SAME] == [listed[figure["figure_id"]][n] for n in SAME], figure["figure_id"]
    told = json.loads(document.manifest)["figures"]
    assert {frozenset(one) for one in told} == {frozenset({"chapter", *members} - {"receipt"})}
    by_id = {one["figure_id"]: one for one in (*listed.values(), *reversed(shown))}  # a KPI before a sentence
    for one in told:
        assert one == {"chapter": one["chapter"]} | {n: by_id[one["figure_id"]][n] for n in members - {"receipt"}}


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_has_one_value_and_one_text_wherever_it_stands(published_build: Build, lang: Lang) -> None:
    t, told = translator(lang), dict[str, set[tuple[object, ...]]]()
    for one in all_figures(Reading.of(published_build, lang)):
        told.setdefault(one["figure_id"], set()).add(tuple(one[name] for name in SAME))
    chapters = [
        registry.build_chapter(published_build, name, entry.choices(), lang)
        for name, entry in registry.CHAPTERS.items()
    ]
    printed = [figure for _, figure in figures(published_build, Order((), lang))]
    claimed = [figure for claim in claims(published_build, lang) for figure in claim.figures]
    for figure in (*(figure for chapter in chapters for figure in chapter.figures), *printed, *claimed):
        told.setdefault(figure.figure_id, set()).add(tuple(getattr(figure, name) for name in SAME))
    assert {figure_id: forms for figure_id, forms in told.items() if len(forms) > 1} == {}
    texts = {figure_id: str(forms.copy().pop()[SAME.index("text")]) for figure_id, forms in told.items()}
    drawn = [pieces.page(one, t, "wide") for one in chapters]
    pages = [one.head + "".join(one.pieces) for one in drawn]
    cards = [card for one in (*pages, page(chapters[0], "")) for card in CARD.findall(one)]
    assert len(cards) > 40
    assert [(figure_id, text) for figure_id, text in cards if unescape(text) != texts[unescape(figure_id)]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_rounds_only_where_it_says_about_or_estimate(published_build: Build, lang: Lang) -> None:
    t = translator(lang)
    about = (t("about {amount}", amount="").strip("\u2068\u2069 "), t("estimate"))
    rounded = 0
    for name, entry in registry.CHAPTERS.items():
        for sentence in registry.build_chapter(published_build, name, entry.choices(), lang).sentences:
            known = {figure.figure_id: figure.text for figure in sentence.figures}
            for figure_id, words in sentence.rounded:
                assert words in sentence.text
                if words != known[figure_id]:
                    rounded += 1
                    assert any(word in sentence.text for word in about), sentence.text
    assert rounded


def test_every_receipt_has_one_form(client: httpx.Client) -> None:
    chapters = [client.get(f"chapters/{name}?lang=fr").json() for name in CHAPTERS]
    figures = client.get("figures?lang=fr").json()
    receipts = list(_members_called("receipt", [*chapters, figures]))
    assert {frozenset(one) for one in receipts} == {
        frozenset({"formula", "steps", "inputs", "method_version", "method_url", "build_id"})
    }
    assert len({frozenset(row) for one in receipts for row in one["inputs"]}) == 1


def test_a_table_is_the_same_bytes_from_a_link_and_inside_a_pdf(client: httpx.Client, document: Document) -> None:
    files = document.contents.files
    tables = {name: body for name, body in files.items() if name.endswith(".csv")}
    assert len(tables) > 10
    for name, body in tables.items():
        chapter, _, table = name.removesuffix(".csv").partition("-")
        link = client.get(f"chapters/{chapter}/tables/{table}.csv?lang=ar")
        assert hashlib.sha256(link.content).hexdigest() == hashlib.sha256(body).hexdigest(), name


def test_every_csv_ends_its_lines_alike(
    client: httpx.Client, document: Document, published: Path, tmp_path: Path
) -> None:
    archived = run("snapshot", "--archive", tmp_path, "--lang", "en", "--warehouse", published)
    assert archived
    (report,) = tmp_path.glob("*.pdf")
    bodies = {
        "figures by command": run("figures", "--format", "csv", "--lang", "fr", "--warehouse", published),
        "figures by link": client.get("figures.csv?lang=fr").content.removeprefix(b"\xef\xbb\xbf"),
        "a table": client.get("tables/sites.csv").content,
        "index": (tmp_path / "index.csv").read_bytes(),
        "changes": run("diff", report, report, "--csv", "--lang", "en"),
        **{name: body for name, body in document.contents.files.items() if name.endswith(".csv")},
    }
    assert bodies["figures by command"] == bodies["figures by link"]
    for name, body in bodies.items():
        assert body.endswith(b"\r\n"), name
        assert body.count(b"\n") == body.count(b"\r\n"), name


def _figures(chapter: dict[str, Any]) -> list[dict[str, Any]]:
    quoted = [figure for sentence in chapter["sentences"] for figure in sentence["figures"]]
    return [kpi["figure"] for kpi in chapter["kpis"]] + quoted


def _members_called(name: str, value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get(name), dict):
            yield value[name]
        for one in value.values():
            yield from _members_called(name, one)
    elif isinstance(value, list):
        for one in value:
            yield from _members_called(name, one)
