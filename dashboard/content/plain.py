"""A figure as a plain object, for JSON: one form for the command line, the API, its chapters and the manifests of PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.content.values import Figure, Receipt, ReceiptInput, Source
from etl.evidence.csv_form import csv_text

Json = dict[str, Any]


def figure_object(figure: Figure) -> Json:
    """A figure with its receipt: `figure_without_receipt` and `receipt`."""
    return figure_without_receipt(figure) | {"receipt": receipt_object(figure.receipt)}


def figure_without_receipt(figure: Figure) -> Json:
    """What a figure says, without the rows it rests on: `value` as it is computed and `text` as a reader sees it."""
    return {
        "figure_id": figure.figure_id,
        "label": figure.label,
        "value": figure.value,
        "text": figure.text,
        "unit": figure.unit,
        "low": figure.low,
        "high": figure.high,
        "kind": figure.kind,
        "grade": figure.grade,
        "is_second_hand": figure.is_second_hand,
        "as_of": figure.as_of,
        "as_of_oldest": figure.as_of_oldest,
        "source_ids": list(figure.receipt.source_ids),
    }


def receipt_object(receipt: Receipt) -> Json:
    """A receipt: its formula, method and build, and each row of evidence with its sources."""
    return {
        "formula": receipt.formula,
        "inputs": [_input(row) for row in receipt.inputs],
        "steps": [dict(vars(step)) for step in receipt.steps],
        "method_version": receipt.method_version,
        "method_url": f"/evidence?{receipt.method_query}" if receipt.method_query else "",
        "build_id": receipt.build_id,
    }


def _input(row: ReceiptInput) -> Json:
    return {
        "table": row.table,
        "key": row.key,
        "label": row.label,
        "value_text": row.value_text,
        "grade": row.grade,
        "as_of": row.as_of,
        "recorded_on": row.recorded_on,
        "note": row.note,
        "same_fact": [dict(vars(one)) for one in row.elsewhere],
        "observation_status": row.status,
        "marks": list(row.marks),
        "former": [dict(vars(one)) | {"source_ids": list(one.source_ids)} for one in row.former],
        "is_second_hand": row.is_second_hand,
        "source_ids": [source.source_id for source in row.sources],
        "sources": [_source(source) for source in row.sources],
    }


def _source(source: Source) -> Json:
    return dict(vars(source))


def as_csv(listed: Sequence[Json]) -> str:
    """Figures as CSV, under the names of their members: lists joined by `;`, a receipt as its formula and its rows."""
    names = list(listed[0]) if listed else []
    flat = (one | {"receipt": _in_a_cell(one["receipt"])} for one in listed)
    return csv_text(names, ([one[name] for name in names] for one in flat))


def _in_a_cell(receipt: Json) -> str:
    keys = ";".join(f"{row['table']}:{row['key']}" for row in receipt["inputs"])
    return f"{receipt['formula']} [{keys}]"
