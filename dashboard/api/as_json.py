"""Chapters and their choices as plain objects, from the very values that the screen draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dashboard.content.choices import Choices, Notice
from dashboard.content.plain import figure_object, receipt_object
from dashboard.content.values import Box, Chapter, Chart, Figure, Receipt, Table, Text
from dashboard.http.root import from_root

NO_CODES: Mapping[str, tuple[str, ...]] = {}
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def chapter_object(chapter: Chapter, notices: Iterable[Notice]) -> dict[str, Any]:
    """A chapter with the notices of choices that could not be used. Blocks carry their `kind` ("table", "bar_chart")."""
    return {**_plain(chapter), "notices": [_plain(notice) for notice in notices]}


def choices_object(kind: type[Choices], codes: Mapping[str, tuple[str, ...]] = NO_CODES) -> list[dict[str, Any]]:
    """What may be chosen in a chapter: each parameter with its form, its allowed codes or its limits.

    `codes` are those that a build closes its lists with, by parameter; without them such a list has none.
    """
    return [{"name": item.name, **_form(item.metadata, codes.get(item.name, ()))} for item in fields(kind)]


def _form(rules: Mapping[str, Any], codes: tuple[str, ...]) -> dict[str, Any]:
    if "allowed" in rules:
        return {"form": "codes, joined by commas" if rules.get("many") else "code", "allowed": list(rules["allowed"])}
    if "listed" in rules:
        known = {"allowed": list(codes)} if codes else {}
        return {"form": "codes, joined by commas"} | known
    if "limits" in rules:
        return {"form": "key~number..., joined by commas", "limits": [list(pair) for pair in rules["limits"]]}
    if "low" in rules:
        form = "low,central,high" if rules.get("triple") else "number"
        return {"form": form, "low": rules["low"], "high": rules["high"]}
    if "linked" in rules:
        return {"form": "query of a scenario of this chapter, URL-encoded"}
    return {"form": "key of a row"}


def _plain(value: Any) -> Any:
    if isinstance(value, Figure):
        return figure_object(value)
    if isinstance(value, Receipt):
        return receipt_object(value)
    if isinstance(value, (Chart, Table, Text, Box)):
        return {"kind": _WORD.sub("_", type(value).__name__).lower(), **_members(value)}
    if is_dataclass(value):
        return _members(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _members(value: Any) -> dict[str, Any]:
    found = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return found | ({"link": from_root(found["link"])} if "link" in found else {})
