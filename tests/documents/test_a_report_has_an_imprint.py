"""Every report names who publishes it, how to cite it, and under which terms each of its tables may be reused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from dashboard.documents.claims import Document
from dashboard.documents.snapshot import made, ordered, snapshot
from dashboard.documents.verify import verify
from dashboard.documents.words import answer
from dashboard.http import settings
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences, licences_in_words
from dashboard.warehouse.reading import Reading
from dashboard.warehouse.tables import LAYERS
from etl.contracts.tables import TABLES

NAME = "Agence d’essai · وكالة التجربة"
CHAPTER = ("overview",)


def plain(text: str) -> str:
    return "".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("lang", LANGS)
def test_each_table_stands_under_its_terms(published_build: Build, lang: Lang) -> None:
    told = licences_in_words(Reading.of(published_build, lang))
    named = [name for names, _ in told for name in names.split(", ")]
    assert sorted(named) == sorted([table.name for table in TABLES] + [f"geo/{layer}" for layer in LAYERS])
    terms = {name: words for names, words in told for name in names.split(", ")}
    for table in TABLES:
        assert ("BY-NC-SA" in terms[table.name]) == (
            "CC-BY-NC-SA-3.0" in [one["name"] for one in licences(published_build, table.name)]
        )
    assert "MIT" in terms["geo/regions"]


@pytest.mark.parametrize("lang", ["fr", "en"])  # Arabic comes out in the order of the eye
def test_every_report_has_its_imprint(published_build: Build, lang: Lang, text_of: Callable[[bytes], str]) -> None:
    t = translator(lang)
    said = plain(text_of(snapshot(published_build, lang, CHAPTER, publisher="")[0]))
    for words in (
        t("How to cite"),
        t("Publisher of this copy"),
        t("none is named"),
        t("Licence of each table and layer"),
    ):
        assert plain(words) in said
    for names, _ in licences_in_words(Reading(published_build, t)):
        assert plain(names) in said


def test_a_deployment_names_its_publisher(
    published_build: Build, monkeypatch: pytest.MonkeyPatch, text_of: Callable[[bytes], str]
) -> None:
    nameless = snapshot(published_build, "fr", CHAPTER, publisher="")[0]
    monkeypatch.setenv(settings.PUBLISHER, "Agence d’essai")
    document = snapshot(published_build, "fr", CHAPTER)[0]
    assert document != nameless
    assert plain(text_of(document)).count(plain("Agence d’essai")) >= 3  # cover, imprint, how to cite
    assert json.loads(Document(document).manifest)["publisher"] == "Agence d’essai"
    assert snapshot(published_build, "fr", CHAPTER, publisher="")[0] == nameless


@pytest.mark.parametrize("lang", LANGS)
def test_a_document_with_a_publisher_is_drawn_again(published_build: Build, lang: Lang) -> None:
    document = Document(snapshot(published_build, lang, CHAPTER, publisher=NAME)[0])
    verdict = verify(document, published_build.warehouse)
    assert (verdict.state, verdict.basis) == ("genuine", "made_again")
    lines = answer(verdict, "", translator(lang))
    assert any(NAME in line for line in lines), "who it names is told, and that only a signature would show it"


def test_two_publishers_never_share_a_kept_document(published_build: Build) -> None:
    order, _ = ordered(published_build, "en", CHAPTER, publisher="")
    assert made(published_build, order) != made(published_build, replace(order, publisher="Somebody else"))


@pytest.mark.parametrize("wrong", ["x" * 161, "a\u202eb", "🙂", "two\nlines", "<b>bold</b>"])
def test_a_publisher_that_cannot_be_printed_is_refused(wrong: str) -> None:
    with pytest.raises(settings.SettingError):
        settings.read({settings.PUBLISHER: wrong})
    told = CliRunner().invoke(app, ["snapshot", "--lang", "en", "--out", "x.pdf", "--publisher", wrong])
    assert told.exit_code == 1
    assert "publisher" in told.output
