"""JSON: a list of objects, what the site's API gives, and the answers of the World Bank and of PeeringDB."""

from __future__ import annotations

import json
from typing import Any

from etl.desk.grid import MAX_COLUMNS, MAX_ROWS, Cell, Contents, Grid, Note
from etl.desk.problems import DeskError

_WORLD_BANK = ("countryiso3code", "date", "value")
_LISTS = ("rows", "data", "results", "items")  # where an answer keeps its objects


def read_json(body: bytes) -> Contents | None:
    """The objects as rows under the names of their members; None where the file is no JSON."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        return None
    try:
        said = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DeskError("bad_json") from None
    notes: list[Note] = []
    if isinstance(said, list) and len(said) == 1 and isinstance(said[0], dict) and "message" in said[0]:
        raise DeskError("answer_is_error", reason=_message(said[0]["message"]))
    if isinstance(said, list) and len(said) == 2 and isinstance(said[0], dict) and "page" in said[0]:
        objects, notes = _world_bank(said)
    else:
        objects = _objects(said)
    if not objects:
        raise DeskError("no_rows")
    if len(objects) > MAX_ROWS:
        raise DeskError("too_many_rows", limit=MAX_ROWS)
    flat = [_flat(one) for one in objects]
    names = list(dict.fromkeys(name for one in flat for name in one))[:MAX_COLUMNS]
    head: list[Cell] = list(names)
    return Contents("json", [Grid("", [head, *([one.get(name) for name in names] for one in flat)])], notes, ".")


def _objects(said: Any) -> list[dict[str, Any]]:
    if isinstance(said, dict):
        if "error" in said or "message" in said:
            raise DeskError("answer_is_error", reason=_message(said.get("error") or said.get("message")))
        said = next((said[name] for name in _LISTS if isinstance(said.get(name), list)), [said])
    if not all(isinstance(one, dict) for one in said):
        raise DeskError("no_table")
    return list(said)


def _world_bank(said: list[Any]) -> tuple[list[dict[str, Any]], list[Note]]:
    """Country, year, value and the bank's indicator; a null is no observation, and a country without a code a group."""
    listed = [one for one in said[1] or () if isinstance(one, dict)]
    kept = [one for one in listed if one.get("value") is not None and one.get("countryiso3code")]
    notes: list[Note] = [("world_bank", {"rows": len(listed), "blank": len(listed) - len(kept)})]
    if int(said[0].get("pages") or 1) > 1:
        notes.append(("pages_missing", {"page": said[0]["page"], "pages": said[0]["pages"]}))
    found = [
        {
            "series": (one.get("indicator") or {}).get("id", ""),
            "country": one["countryiso3code"],
            "period": one["date"],
            "value": one["value"],
        }
        for one in kept
    ]
    return found, notes


def _flat(one: dict[str, Any]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for name, value in one.items():
        if isinstance(value, list):
            found[name] = ";".join(str(item) for item in value if not isinstance(item, dict | list)) or None
        elif not isinstance(value, dict):
            found[name] = value if value is None or isinstance(value, str | bool) else _number(value)
    return found


def _number(value: float) -> Cell:
    return str(value) if isinstance(value, int) and abs(value) > 2**53 else value


def _message(said: Any) -> str:
    if isinstance(said, list):
        return "; ".join(_message(one) for one in said)[:300]
    return str(said.get("value") or said.get("key") or said)[:300] if isinstance(said, dict) else str(said)[:300]
