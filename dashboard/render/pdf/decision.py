"""The sheet for who decides on a proposal, as a PDF: PDF/A-3a and PDF/UA-1, the same bytes for the same content."""

from __future__ import annotations

import json

from dashboard.content.decision import DecisionSheet
from dashboard.i18n import LOCALES
from dashboard.render.pdf.content import palette
from dashboard.render.pdf.report import font_folders
from dashboard.render.pdf.texts import printable
from dashboard.render.pdf.typeset import typeset


def decision_pdf(sheet: DecisionSheet) -> bytes:
    """The PDF of a sheet. Raises BoundedError when it cannot be made."""

    def p(text: str) -> str:
        return printable(text, sheet.lang)

    data = {
        "lang": sheet.lang,
        "region": LOCALES[sheet.lang].partition("_")[2] or None,
        "as_of": sheet.as_of,
        "brand": p("Siyada · سيادة"),
        "title": p(sheet.title),
        "lines": [p(line) for line in sheet.lines],
        "tables": [
            {
                "title": p(table.title),
                "note": p(table.note),
                "columns": [p(column.label) for column in table.columns],
                "rows": [[p(cell.text) for cell in row] for row in table.rows],
            }
            for table in sheet.tables
        ],
        "lists": [{"title": p(title), "lines": [p(line) for line in lines]} for title, lines in sheet.lists],
        "signature": [p(line) for line in sheet.signature],
        "footer": p(sheet.footer),
        **palette(),
    }
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return typeset(body, sheet.as_of, font_folders(), source="decision.typ")
