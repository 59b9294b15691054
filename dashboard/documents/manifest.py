"""What travels inside a PDF beside its pages: a CSV per chart and table, and manifest.json that lists and hashes all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.content.plain import figure_without_receipt
from dashboard.content.values import Chapter, Figure, Table
from dashboard.documents import MANIFEST, SIGNATURE
from dashboard.i18n import Translator
from dashboard.render.csv import table_csv
from dashboard.render.pdf.report import Attachment, Identity
from etl.evidence.csv_form import csv_file

SCHEMA = "siyada-snapshot-2"
Json = dict[str, Any]


def data_files(chapter: Chapter, tables: Mapping[str, Table], t: Translator) -> list[Attachment]:
    """The tables of a chapter as CSV files, in the order shown: the same bytes as the API gives."""
    return [
        Attachment(
            f"{chapter.name}-{table_id}.csv",
            csv_file(table_csv(table)).decode(),
            "text/csv",
            t("{chapter}: {table}", chapter=chapter.title, table=table.title),
        )
        for table_id, table in tables.items()
    ]


def sealed_files(identity: Identity, t: Translator) -> list[Attachment]:
    """The places of the files whose content is set once the document is drawn: the manifest, and its signature."""
    places = [Attachment(MANIFEST, "{}", "application/json", t("What is in this document, and its hashes"))]
    if identity.public_key:
        about = t("The signature of manifest.json by the deployment's key (Ed25519)")
        places.append(Attachment(SIGNATURE, "-", "application/octet-stream", about))
    return places


def contents(
    chapters: Sequence[Chapter],
    figures: Iterable[tuple[str, Figure]],
    identity: Identity,
    files: Sequence[Attachment],
    lang: str,
) -> Json:
    """What the document says, before it is drawn: the first members of docs/snapshot-manifest.md.

    `figures` stand with the name of their chapter.
    """
    return {
        "schema": SCHEMA,
        "build_id": identity.build_id,
        "as_of": identity.as_of,
        "tool_version": identity.tool_version,
        "language": lang,
        "chapters": [{"name": c.name, "choices": c.query} for c in chapters],
        "method_versions": dict(identity.method_versions),
        "evidence_sha256": dict(identity.evidence_sha256),
        "public_key": identity.public_key,
        "publisher": identity.publisher,
        "figures": [{"chapter": chapter} | figure_without_receipt(figure) for chapter, figure in figures],
        "attachments": [
            {"name": f.name, "sha256": _sha256(f.text.encode()), "bytes": len(f.text.encode())} for f in files
        ],
    }


def contents_sha256(held: Json) -> str:
    """The hash of what a document says, in hex: of its members in order of their names, without spaces.

    Printed on the last page, so that a manifest put in another's place is noticed.
    """
    said = {name: value for name, value in held.items() if name not in ("contents_sha256", "pages", "document")}
    text = json.dumps(said, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return _sha256(text.encode())


def complete(held: Json, drawn: bytes, text_hashes: Sequence[str]) -> bytes:
    """The manifest of the drawn document: what it says, the text of each page and every byte hashed."""
    whole = held | {
        "contents_sha256": contents_sha256(held),
        "pages": [{"page": number, "text_sha256": found} for number, found in enumerate(text_hashes, 1)],
        "document": {"bytes": len(drawn), "sha256": _sha256(drawn)},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
