"""What travels inside a PDF beside its pages: a CSV per chart and table, and manifest.json that lists and hashes all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.content import Chapter, Figure, Table
from dashboard.i18n import Translator
from dashboard.render.csv import table_csv
from dashboard.render.pdf import Attachment, Identity

SCHEMA = "siyada-snapshot-1"
MANIFEST = "manifest.json"


def data_files(chapter: Chapter, tables: Mapping[str, Table], t: Translator) -> list[Attachment]:
    """The tables of a chapter as CSV files, in the order shown; the byte order mark tells spreadsheets they are UTF-8."""
    return [
        Attachment(
            f"{chapter.name}-{table_id}.csv",
            "\ufeff" + table_csv(table),
            "text/csv",
            t("{chapter}: {table}", chapter=chapter.title, table=table.title),
        )
        for table_id, table in tables.items()
    ]


def manifest(chapters: Sequence[Chapter], identity: Identity, files: Sequence[Attachment], t: Translator) -> Attachment:
    """The list of everything in the document, as docs/snapshot-manifest.md describes it."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "build_id": identity.build_id,
        "as_of": identity.as_of,
        "tool_version": identity.tool_version,
        "language": t.lang,
        "chapters": [{"name": c.name, "choices": c.query} for c in chapters],
        "method_versions": dict(identity.method_versions),
        "evidence_sha256": dict(identity.evidence_sha256),
        "figures": [_plain(chapter.name, figure) for chapter in chapters for figure in chapter.figures],
        "attachments": [
            {"name": f.name, "sha256": hashlib.sha256(f.text.encode()).hexdigest(), "bytes": len(f.text.encode())}
            for f in files
        ],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return Attachment(MANIFEST, text, "application/json", t("What is in this document, and its hashes"))


def _plain(chapter: str, figure: Figure) -> dict[str, Any]:
    return {
        "chapter": chapter,
        "figure_id": figure.figure_id,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "text": figure.text,
        "kind": figure.kind,
        "grade": figure.grade,
        "as_of": figure.as_of,
    }
