"""What a reader takes away from under a title, behind one button: the numbers, an image, the code for another page.

All of it is of the same build, choices and language as the page, whoever opens it and when.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from dashboard.content.values import Chapter, Chart, Table
from dashboard.http.root import relative, root_url
from dashboard.i18n import Translator
from dashboard.render.html.embed import WIDTH_PX, embed_path, frame_code, frame_height_px


def downloads(table: Table, chart: Chart | None, chapter: Chapter, t: Translator) -> str:
    """The body of the panel, as HTML: files of a table and, where it stands behind a chart, its images and its code."""
    at = f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}"
    asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query) if part)
    of_table = f"{at}/tables/{quote(table.table_id)}"
    files = (
        (f"{of_table}.csv?{asked}", t("CSV")),
        (f"{of_table}.csv?for=excel&{asked}", t("CSV for Excel in French")),
        (f"{of_table}.xlsx?{asked}", t("Workbook (XLSX)")),
    )
    rows = [(t("Table"), _links(files))]
    if chart:
        of_chart = f"{at}/charts/{quote(chart.chart_id)}"
        images = ((f"{of_chart}.png?{asked}", "PNG"), (f"{of_chart}.svg?{asked}", "SVG"))
        rows += [(t("Image"), _links(images)), (t("Embed in another page"), _code(chart, chapter, t))]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{body}</dd>" for name, body in rows)
    note = t("The same build, choices and language as this page, with the sources.")
    return f'<dl class="files">{listed}</dl><p class="note">{escape(note)}</p>'


def _links(files: tuple[tuple[str, str], ...]) -> str:
    links = "".join(
        f'<a class="open" href="{escape(relative(address))}" target="_self" download>{escape(word)}</a>'
        for address, word in files
    )
    return f'<span class="tools">{links}</span>'


def _code(chart: Chart, chapter: Chapter, t: Translator) -> str:
    """The code to copy, and the page that it shows."""
    path = embed_path(chapter, chart)
    code = frame_code(f"{root_url()}{path}", chart.title, WIDTH_PX, frame_height_px(chart, chapter.lang))
    label, see = t("Code to copy into the page"), t("See what it shows")
    # Not in a field: what cleans a page drops a panel that holds one. A click selects all of it (page.css).
    return (
        f'<code class="code" tabindex="0" dir="ltr" role="textbox" aria-readonly="true" aria-label="{escape(label)}">{escape(code)}</code>'
        f'<a href="{escape(relative(path))}" target="_blank" rel="noopener">{escape(see)}</a>'
    )
