"""Figures, sentences and charts open receipts; sources are http(s) links; the evidence is never markup."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from tests.browser.conftest import Reader
from tests.browser.harness import Server


@pytest.mark.parametrize("lang", LANGS)
def test_each_figure_of_the_first_screen(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/?lang={lang}")
    openers = page.locator(".first .quoted")
    assert openers.count() >= 15
    for index in range(openers.count()):
        openers.nth(index).click()
        panel = page.locator(".panel:popover-open")
        assert panel.count() == 1
        assert panel.locator("dd").count() >= 2  # a count of none rests on no row
        own = panel.locator(
            "a[target=_self]:not(.take a)"
        )  # beside the citation, the method, told in full in a chapter of ours; every other link is a source
        assert own.count() <= 1
        for method in own.all():
            assert (method.get_attribute("href") or "").startswith("evidence?")
            assert method.get_attribute("target") == "_self"
        for link in panel.locator("a[target=_blank]").all():
            assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
            assert link.get_attribute("rel") == "noopener noreferrer"
            assert link.get_attribute("target") == "_blank"
        page.keyboard.press("Escape")
        assert page.locator(".panel:popover-open").count() == 0


def test_a_figure_in_a_sentence_and_a_chart(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=en")
    page.locator(".sentences .quoted", has_text="105 MW").click()
    panel = page.locator(".panel:popover-open")
    text = panel.inner_text()
    for part in ("A + B", "official figure, read second-hand", "sample-1", "to be re-checked"):
        assert part in text
    assert panel.locator("a:not(.take a)").count() == 1  # a javascript: address is text, never a link
    panel.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Table of: announced").click()
    assert page.locator(".panel:popover-open tbody tr").count() == 3


def test_markup_in_the_evidence_stays_text(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=fr")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert "<script>alert('x')</script>" in page.locator("[data-figure='sample.load'] .caption").inner_text()
    assert page.locator(".stHtml [onmouseover]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert dialogs == []


def test_the_csv_holds_exactly_what_is_shown(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=fr&stages=service,announced")
    page.locator('button.open[popovertarget^="panel-download-"]').first.click()
    with page.expect_download() as started:
        page.locator("a.open[download]").first.click()
    text = started.value.path().read_bytes().decode("utf-8-sig")
    assert text == "stage,load_mw\r\nannounced,30\r\nservice,12\r\n"
    assert started.value.suggested_filename.startswith("siyada-sample-stages-announced-")
