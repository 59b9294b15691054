"""The accessibility statement: what is aimed at, what was tested and by which test, what is known not to work, where to report it.

It claims nothing beyond the tests that it names; tests/web holds that they exist and that what it says of them is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.content.values import Lang
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.render.html.alone import header, stand_alone
from dashboard.render.html.frame import STATEMENT
from dashboard.render.html.reports import barrier_address
from etl.versions import TOOL_VERSION

_LOOK = "main{max-width:48rem;padding-block-end:3rem}main p{margin:.25rem 0}main li+li{margin-block-start:.5rem}code{color:var(--muted);overflow-wrap:anywhere}"
AXE_VERSION = "4.14.1"  # the one that the tests install


@dataclass(frozen=True)
class Tested:
    """A sentence on what was tested, and the files of the tests that hold it."""

    words: str
    held_by: tuple[str, ...]


def tested(t: Translator) -> tuple[Tested, ...]:
    """What was tested, in a language; every sentence is held by the tests it names."""
    return (
        Tested(
            t(
                "axe-core {version} finds no violation of the levels A and AA of WCAG 2.2, nor of its own good practice, but for what is named below: on the page of every chapter, on two of their briefs and on the pages beside them (search, API, desk, a chart for other sites, this one), in three languages, light and dark, with every section open; in what opens above a page, in a chart that is reached for, on a phone, and where no connection can be had.",
                version=AXE_VERSION,
            ),
            ("tests/browser/test_axe_finds_nothing.py",),
        ),
        Tested(
            t(
                "Every control is reached and worked by keyboard alone, the first one leads past the head of the page, and the place of the keyboard can be seen at each; a choice leaves it where it was, a panel that closes gives it back."
            ),
            (
                "tests/browser/test_a_phone_and_a_keyboard_are_enough.py",
                "tests/browser/test_the_keyboard_never_loses_its_place.py",
            ),
        ),
        Tested(
            t(
                "Enlarged to 200% and 400%, and on a phone 390 pixels wide, no page scrolls sideways and no text leaves it; a table that is wider scrolls in a frame of its own, which has a name and takes the keyboard."
            ),
            (
                "tests/browser/test_a_page_is_enlarged_four_times.py",
                "tests/browser/test_a_phone_and_a_keyboard_are_enough.py",
            ),
        ),
        Tested(
            t(
                "Where a system asks for less motion, nothing moves; where it puts its own colours, what is chosen, where the keyboard is, how far a lever stands and the signs of states are still told."
            ),
            ("tests/browser/test_a_system_s_wishes_are_kept.py",),
        ),
        Tested(
            t("On paper nothing is cut, no frame is empty, and the ground is light whatever the screen was."),
            ("tests/browser/test_a_printed_page_is_whole.py",),
        ),
        Tested(
            t(
                "What a screen reader is given as the name of a control, a region or a drawing is in the language of the page; cells of tables have heads of columns and of rows."
            ),
            ("tests/browser/test_what_is_heard_has_a_name.py", "tests/browser/test_no_english_is_left.py"),
        ),
        Tested(
            t(
                "Texts stand out from their ground by 4.5 to 1, marks of charts by 3 to 1, and what a colour means is also told by a shape, a dash or a hatch."
            ),
            ("tests/content/test_no_meaning_is_told_by_colour_alone.py",),
        ),
        Tested(
            t(
                "Reports in PDF are tagged: titles, paragraphs, a text for each chart, heads of columns and of rows in tables, languages of passages. A checker of PDF/UA (pdfua) finds nothing."
            ),
            (
                "tests/documents/test_a_report_can_be_archived_and_read_aloud.py",
                "tests/documents/test_structure_says_what_a_page_says.py",
            ),
        ),
    )


def known(t: Translator) -> tuple[str, ...]:
    """What is known not to work, in a language."""
    return (
        t(
            "Single marks of an interactive chart are reached by pointer or touch, not by keyboard. The table of each chart, one button away, holds the same numbers."
        ),
        t(
            "The list that a field of choices opens stands outside the main part of the page: it is the framework's (Streamlit), and no criterion forbids it."
        ),
        t(
            "In a narrow window the row of chapters scrolls sideways by itself, and a long choice is cut in its field; it is whole in the list that the field opens."
        ),
        t("Values of levers are read out with a decimal point in every language."),
        t("Titles of sources and names are read as they were published, in their own language."),
    )


def not_tested(t: Translator) -> tuple[str, ...]:
    """What nobody has tested, in a language."""
    return (
        t(
            "No audit by the method of RGAA 4 was made, by us or by anybody else: no rate and no level of conformity is claimed. The tests above cover a part of its criteria."
        ),
        t(
            "No screen reader was listened to, and no person with a disability has tried these pages for us. The tests read what a browser (Chromium, the only one) hands to screen readers."
        ),
        t("Workbooks (XLSX) and the note in Word format were not tested."),
    )


def page(t: Translator, faces: str) -> str:
    """The whole page as HTML; `faces` is the CSS of the font's faces."""
    title = t("Accessibility statement")

    def here(lang: Lang) -> str:
        return relative(f"{STATEMENT}?lang={lang}")

    body = (
        f"{header(t, here)}<main><h1>{escape(title)}</h1>{_aim(t)}{_tests(t)}{_lists(t)}{_ways(t)}{_report(t)}</main>"
    )
    named = t("{page} · Siyada", page=title)
    return stand_alone(t.lang, named, body, faces, look=_LOOK)


def _aim(t: Translator) -> str:
    lines = (
        t(
            "These pages and reports aim at the levels A and AA of WCAG 2.2, read with the criteria of RGAA 4, the French method of checking. This page says what was tested of that, and nothing more."
        ),
        t(
            "In Morocco the framework law 97-13 on the rights of persons with disabilities is the frame in which accessibility is asked for. No conformity with it is claimed here."
        ),
        t(
            "It speaks of version {version} of the tool. The tests named below belong to it and run again with every change.",
            version=TOOL_VERSION,
        ),
    )
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _tests(t: Translator) -> str:
    items = "".join(f"<li><p>{escape(one.words)}</p><p>{_files(one.held_by)}</p></li>" for one in tested(t))
    title = t("What was tested")
    return f"<h2>{escape(title)}</h2><ul>{items}</ul>"


def _files(held_by: Sequence[str]) -> str:
    return "<br>".join(f'<code dir="ltr" translate="no">{escape(name)}</code>' for name in held_by)


def _lists(t: Translator) -> str:
    titled = ((t("What is known not to work"), known(t)), (t("What was not tested"), not_tested(t)))
    return "".join(
        f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for title, lines in titled
    )


def _ways(t: Translator) -> str:
    title = t("Other ways to the same figures")
    ways = (
        (f"/brief?lang={t.lang}", t("The brief, without a script")),
        (f"/api/v1/snapshot.pdf?lang={t.lang}", t("Report (PDF)")),
        ("/api/v1/", t("The data behind it")),
    )
    items = "".join(f'<li><a href="{relative(path)}">{escape(words)}</a></li>' for path, words in ways)
    return f"<h2>{escape(title)}</h2><ul>{items}</ul>"


def _report(t: Translator) -> str:
    title, address = t("Report what stands in your way"), barrier_address(t)
    if address:
        words = t("Say what you were looking for, on which page, and with which browser and aid.")
        link = t("Report a barrier")
        said = f'{escape(words)} <a href="{escape(address)}">{escape(link)}</a>'
    else:
        said = escape(t("This server names no address for it: whoever gave you the link to these pages can be told."))
    return f"<h2>{escape(title)}</h2><p>{said}</p>"
