"""A chapter as one static page: no script, drawings inline, readable on a phone, by a screen reader and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dashboard.content.theme import FONT
from dashboard.content.values import (
    Box,
    Chapter,
    Chart,
    Figure,
    Kpi,
    Lang,
    Passage,
    Receipt,
    Section,
    Sentence,
    Table,
    Text,
)
from dashboard.figures.band import band_text
from dashboard.http.root import relative
from dashboard.i18n import LOCALES, Translator, translator
from dashboard.render.html import markup
from dashboard.render.html.alone import NOT_INDEXED, languages, stand_alone
from dashboard.render.html.drawn import drawing
from dashboard.render.html.first_screen import Writers, first_screen
from dashboard.render.html.frame import STATEMENT, feed_links
from dashboard.render.html.rows import Rows, first_of_table, turning


@dataclass(frozen=True)
class Places:
    """Where a brief stands: the address of its chapter's page, what its own address asks for besides the language, and the
    briefs of all chapters as (what their addresses ask for, what they are called)."""

    path: str = "/"
    query: str = ""
    others: tuple[tuple[str, str], ...] = ()


FIRST = Places()


def page(chapter: Chapter, faces: str, *, is_stand_in: bool = False, places: Places = FIRST) -> str:
    """The whole page as HTML. `faces` is the CSS of the font's faces.

    `is_stand_in` says on top that the dashboard itself can't be had for the moment.
    """
    t = translator(chapter.lang)
    # A sheet of the chapter ("?site=...") is found on its page, not here.
    body = _body(chapter, t, is_stand_in, places).replace('href="?', f'href="{relative(places.path)}?')
    sentence = chapter.sentences[0].text if chapter.sentences else chapter.question
    house = t("Siyada: Morocco's digital sovereignty")
    name = t("{page} · Siyada", page=chapter.title) if places.query else house
    meta = "".join(
        f'<meta {key}="{prop}" content="{escape(content)}">'
        for key, prop, content in (
            ("name", "description", sentence),
            ("property", "og:type", "article"),
            ("property", "og:site_name", "Siyada"),
            ("property", "og:locale", LOCALES[chapter.lang]),
            ("property", "og:title", name),
            ("property", "og:description", sentence),
            ("name", "twitter:card", "summary"),
        )
    )
    return stand_alone(chapter.lang, name, body, faces, links=f"{meta}{feed_links(chapter.lang)}")


def page_of_rows(rows: Rows, chapter: Chapter, faces: str, path: str) -> str:
    """A page of rows of a table or a receipt that is too long for the chapter's own page; `path` is the chapter's."""
    t = translator(chapter.lang)
    above, below = (turning(rows, chapter, t, is_below=is_below) for is_below in (False, True))
    asked = "&".join(part for part in ("" if t.lang == "fr" else f"lang={t.lang}", chapter.query) if part)
    back = f'<a href="{escape(relative(f"{path}?{asked}" if asked else path))}">{escape(chapter.title)}</a>'
    body = (
        f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b></p><p>{back}</p></header><main><h1>{escape(rows.title)}</h1>'
        f'{above}<div class="block">{rows.body}</div>{below if rows.count else ""}</main>{_footer(chapter, t, Places(path))}'
    ).replace('href="?', f'href="{relative(path)}?')
    title = t("{page} · Siyada", page=rows.title)
    return stand_alone(chapter.lang, title, body, faces, meta=NOT_INDEXED)


def address(lang: Lang, query: str = "") -> str:
    """The address of a brief, as a page names it; `query` says which chapter and choices."""
    return relative(f"/brief?lang={lang}{f'&{query}' if query else ''}")


def _body(chapter: Chapter, t: Translator, is_stand_in: bool, places: Places) -> str:
    motto = escape(t("Morocco's digital sovereignty, measured"))
    ways = languages(t, lambda lang: address(lang, places.query))
    head = f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b> {motto}</p>{ways}</header>'
    text = t("The interactive dashboard can't be shown for the moment: this is its brief. Try again in a minute.")
    busy = f'<p class="busy" role="status">{escape(text)}</p>' if is_stand_in else ""
    sections = "".join(_section(section, chapter, t) for section in chapter.sections if not section.is_beside)
    paragraphs = "".join(f"<p>{_text(one)}</p>" for one in chapter.sentences)
    sentences = first_screen(chapter, t, Writers(_text, lambda chart: _tools(chart, chapter, t), str), paragraphs)
    cards = "".join(_card(kpi, t) for kpi in chapter.kpis)
    words = t("Key figures")
    figures = f'<h2>{escape(words)}</h2><div class="kpis">{cards}</div>' if cards else ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in chapter.notes)
    return (
        f'{head}<main>{busy}{_others(places, t)}<h1>{escape(chapter.title)}</h1><p class="question">{escape(chapter.question)}</p>'
        f'<p class="question">{escape(markup.newest_text(chapter, t))}</p>'
        f"{sentences}{figures}{sections}"
        f'<ul class="notes">{notes}</ul></main>{_footer(chapter, t, places)}'
    )


def _others(places: Places, t: Translator) -> str:
    """Links to the brief of every chapter; the one that is read leads nowhere."""
    links = " · ".join(
        f'<b aria-current="page">{escape(title)}</b>'
        if query.split("&")[0] == places.query.split("&")[0]
        else f'<a href="{escape(address(t.lang, query))}">{escape(title)}</a>'
        for query, title in places.others
    )
    label = escape(t("Briefs of the chapters"))
    return f'<nav class="briefs" aria-label="{label}">{links}</nav>' if links else ""


def _footer(chapter: Chapter, t: Translator, places: Places) -> str:
    asked = "&".join(part for part in ("" if t.lang == "fr" else f"lang={t.lang}", chapter.query) if part)
    there = f"{places.path}?{asked}" if asked else places.path
    whole, data, access = t("The whole dashboard, with its receipts"), t("The data behind it"), t("Accessibility")
    when = t("Data as of {date} · build {build}", date=t.period(chapter.as_of), build=chapter.build_id)
    licence = t("Code under Apache 2.0, our own data work under CC BY 4.0; each fact keeps its sources.")
    return (
        f'<footer><p><a href="{escape(relative(there))}">{escape(whole)}</a> · <a href="{relative("/api/v1/")}">{escape(data)}</a> · '
        f'<a href="{relative(f"{STATEMENT}?lang={t.lang}")}">{escape(access)}</a></p>'
        f"<p>{escape(when)}</p><p>{escape(licence)}</p></footer>"
    )


def _text(sentence: Sentence) -> str:
    """The text of a sentence with the figures it quotes set bold."""
    pieces, at = [], 0
    for start, end, _ in markup.quoted(sentence):
        pieces.append(f"{escape(sentence.text[at:start])}<b>{escape(sentence.text[start:end])}</b>")
        at = end
    return f"{''.join(pieces)}{escape(sentence.text[at:])}"


def _tools(chart: Chart, chapter: Chapter, t: Translator) -> str:
    """The table of a strip and its receipt."""
    table = _details(t("Table"), t("Table of: {label}", label=chart.title), first_of_table(chart.table, chapter, t))
    return table + _details(t("Receipt"), t("Receipt of: {label}", label=chart.title), _facts(chart.receipt, t))


def _card(kpi: Kpi, t: Translator) -> str:
    figure = kpi.figure
    estimate = f" <small>{escape(t('estimate'))}</small>" if figure.kind == "estimate" else ""
    band = f'<p class="band">{escape(found)}</p>' if (found := band_text(figure, t)) else ""
    dates, second = markup.dates_text(figure, t), markup.second_hand_text(figure, t)
    when = f"<span>{escape(t('as of {date}', date=dates))}</span>" if dates else ""
    hand = f"<span>{escape(second)}</span>" if second else ""
    return (
        f'<article class="kpi" data-figure="{escape(figure.figure_id)}"><h3>{escape(figure.label)}</h3>'
        f'<p class="value"><span>{escape(figure.text)}</span>{estimate}</p>{band}'
        f'<p class="caption">{escape(kpi.caption)}</p><p class="foot">{markup.grade_chip(figure.grade, t)}{hand}{when}</p>'
        f"{_receipt(figure, t)}</article>"
    )


def _receipt(figure: Figure, t: Translator) -> str:
    """How the figure is computed and who published its inputs; the rows themselves are one link away."""
    return _details(t("Receipt"), t("Receipt of: {label}", label=figure.label), _facts(figure.receipt, t))


def _facts(receipt: Receipt, t: Translator) -> str:
    named = {source.publisher: source.language for row in receipt.inputs for source in row.sources}
    publishers = tuple(Passage(name, language) for name, language in sorted(named.items()))
    listed = t.first_named([one.words for one in publishers])
    count = t.plural(
        "It rests on {count} row of evidence:", "It rests on {count} rows of evidence:", len(receipt.inputs)
    )
    facts = [(t("How it is computed"), receipt.formula), (count, " · ".join(listed))]
    if receipt.method_version:
        facts.append((t("Method"), receipt.method_version))
    return (
        "<dl>"
        + "".join(f"<dt>{escape(k)}</dt><dd>{markup.marked(v, publishers)}</dd>" for k, v in facts if v)
        + "</dl>"
    )


def _section(section: Section, chapter: Chapter, t: Translator) -> str:
    lead = f'<p class="lead">{escape(section.lead)}</p>' if section.lead else ""
    blocks = "".join(_block(one, chapter, t) for one in section.blocks)
    return f'<section id="{escape(section.section_id)}"><h2>{escape(section.title)}</h2>{lead}{blocks}</section>'


def _block(block: Chart | Table | Text | Box, chapter: Chapter, t: Translator) -> str:
    if isinstance(block, Text):
        return markup.prose(block)
    if isinstance(block, Box):
        return f'<div class="sentences">{"".join(f"<p>{_text(line)}</p>" for line in block.lines)}</div>'
    return _chart(block, chapter, t) if isinstance(block, Chart) else _table(block, chapter, t)


def _chart(chart: Chart, chapter: Chapter, t: Translator) -> str:
    """A chart, its table and its receipt a click away."""
    table = _details(t("Table"), t("Table of: {label}", label=chart.title), first_of_table(chart.table, chapter, t))
    note = f'<p class="note">{escape(chart.note)}</p>' if chart.note else ""
    facts = _details(t("Receipt"), t("Receipt of: {label}", label=chart.title), _facts(chart.receipt, t))
    return (
        f'<div class="block"><h3>{escape(chart.title)}</h3><p class="subtitle">{escape(chart.subtitle)}</p>'
        f'<p>{escape(chart.alt)}</p><div class="drawing">{drawing(chart, t.lang, "phone")}</div>{table}{note}{facts}</div>'
    )


def _table(table: Table, chapter: Chapter, t: Translator) -> str:
    return f'<div class="block"><h3>{escape(table.title)}</h3>{first_of_table(table, chapter, t)}</div>'


def _details(word: str, label: str, body: str) -> str:
    return f'<details><summary aria-label="{escape(label)}">{escape(word)}</summary>{body}</details>'


def font_faces(urls: dict[int, str]) -> str:
    """The faces of our font by weight; the page is whole and readable before they come, or without them."""
    return "".join(
        f'@font-face{{font-family:"{FONT}";font-weight:{weight};font-display:swap;src:url("{url}") format("truetype")}}'
        for weight, url in urls.items()
    )
