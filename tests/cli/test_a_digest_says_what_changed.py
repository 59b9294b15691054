"""`siyada digest` writes what changed since a day as a mail: text and HTML, right to left in Arabic, nothing told as such."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from tests.announced import Announced

URL = "https://siyada.example.ma"


def run(announced: Announced, *words: str, since: str = "2026-11-29", lang: str = "en") -> tuple[int, str, str]:
    given = ["digest", "--since", since, "--lang", lang, "--warehouse", str(announced.warehouse), *words]
    done = CliRunner().invoke(app, given)
    return done.exit_code, done.stdout, done.stderr


def test_it_tells_what_happened_from_that_day_on(announced: Announced) -> None:
    code, text, _ = run(announced, "--url", URL)
    assert code == 0
    assert "3 things to tell" in text
    assert text.index(announced.after) < text.index("More GPUs were counted") < text.index("Taux de 2031")
    assert f"{URL}/evidence?part=changes&since={announced.before}" in text
    assert "Taux de 2031" not in run(announced, since="2026-11-30")[1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["text", "html", "eml"])
def test_nothing_to_tell_is_said(announced: Announced, lang: Lang, form: str) -> None:
    code, said, _ = run(announced, "--format", form, since="2026-12-24", lang=lang)
    nothing = {"fr": "Rien à signaler", "ar": "لا جديد", "en": "Nothing to tell"}[lang]
    if form == "eml":
        said = email.message_from_string(said, EmailMessage, policy=default).get_body(("plain",)).get_content()  # type: ignore[union-attr, call-overload]
    assert (code, nothing in said) == (0, True)


@pytest.mark.parametrize("lang", LANGS)
def test_the_mail_has_both_forms_in_the_reader_s_language_and_direction(announced: Announced, lang: Lang) -> None:
    words = (
        "--format",
        "eml",
        "--url",
        URL,
        "--sender",
        "siyada@example.ma",
        "--to",
        "a@example.ma",
        "--to",
        "b@example.ma",
    )
    code, said, _ = run(announced, *words, "--today", "2026-12-01", lang=lang)
    found: EmailMessage = email.message_from_string(said, EmailMessage, policy=default)  # type: ignore[call-overload]
    assert (code, found.defects, found.get_content_type()) == (0, [], "multipart/alternative")
    assert (found["From"], found["To"]) == ("siyada@example.ma", "a@example.ma, b@example.ma")
    assert (found["Date"].datetime.date().isoformat(), found["Content-Language"]) == ("2026-12-01", lang)
    text, html = (found.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in html
    assert not re.search(r"<(script|img|link|style)|src=", html)
    assert set(re.findall(r'href="(https?://[^/"]+)', html)) == {URL}
    assert "9 &lt; 10 &amp; vérifié" in html and "9 < 10 & vérifié" in text
    if lang == "ar":
        assert all(line[0] in "\u200f" or line.startswith("http") for line in text.splitlines() if line)
    assert run(announced, *words, "--today", "2026-12-01", lang=lang)[1] == said


def test_without_an_address_of_the_server_nothing_is_linked(
    announced: Announced, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SIYADA_PUBLIC_URL", raising=False)
    for form in ("html", "text"):
        said = run(announced, "--format", form)[1]
        assert "href" not in said and "http" not in said
    monkeypatch.setenv("SIYADA_PUBLIC_URL", URL)
    assert f'href="{URL}/' in run(announced, "--format", "html")[1]


@pytest.mark.parametrize("wrong", ["nobody", "a@b\nBcc: c@d", "@", "a b@c d", "a@"])
def test_an_address_that_is_none_is_refused(announced: Announced, wrong: str, tmp_path: Path) -> None:
    code, said, why = run(announced, "--format", "eml", "--to", wrong, "--out", str(tmp_path / "m.eml"))
    assert (code, said, "name@example.ma" in why, (tmp_path / "m.eml").exists()) == (1, "", True, False)


def test_it_is_written_to_a_file_and_a_folder_without_a_build_is_told(announced: Announced, tmp_path: Path) -> None:
    assert run(announced, "--out", str(tmp_path / "m.txt"))[:2] == (0, "")
    assert "3 things to tell" in (tmp_path / "m.txt").read_text(encoding="utf-8")
    done = CliRunner().invoke(app, ["digest", "--since", "2026-01-01", "--warehouse", str(tmp_path), "--lang", "en"])
    assert (done.exit_code, "siyada build" in done.stderr) == (1, True)
    assert CliRunner().invoke(app, ["digest", "--since", "yesterday"]).exit_code == 2
