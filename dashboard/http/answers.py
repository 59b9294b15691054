"""How the API answers: bytes with the hash of what is sent, parts of them, and problems as RFC 9457 says."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from dashboard.http.asset import Asset, compressed

HTML = "text/html; charset=utf-8"
JSON, CSV, GEOJSON = "application/json", "text/csv; charset=utf-8", "application/geo+json"
PARQUET, DUCKDB, JSONLD = "application/vnd.apache.parquet", "application/vnd.duckdb", "application/ld+json"
PDF, GEOPACKAGE = "application/pdf", "application/geopackage+sqlite3"
TEXT, BIBTEX, RIS = (
    "text/plain; charset=utf-8",
    "application/x-bibtex; charset=utf-8",
    "application/x-research-info-systems",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SVG, PNG = "image/svg+xml", "image/png"
ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8"
PROBLEM = "application/problem+json"
_PACKED = (JSON, CSV, GEOJSON, JSONLD, SVG, HTML, TEXT, ATOM, JSON_FEED)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class ProblemError(Exception):
    """A request that can't be answered; `tell` says why to a translator, in the language of whoever made it."""

    def __init__(
        self, status: int, tell: Callable[[Any], str], headers: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        super().__init__(status)
        self.status = status
        self.tell = tell
        self.headers = headers


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> Response:
    """An error as `application/problem+json`; `more` are further members of the object."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail} | more
    sent = {"Cache-Control": "no-store"} | dict(headers or {})
    return Response(json.dumps(content, ensure_ascii=False), status, sent, PROBLEM)


def packed(body: bytes, media_type: str) -> Asset:
    """Bytes ready to be sent, compressed beside themselves where they are text."""
    return compressed(body, media_type) if media_type in _PACKED else Asset(body, media_type)


def written(value: object, media_type: str = JSON) -> Asset:
    """A value as JSON, ready to be sent."""
    return packed(json_bytes(value), media_type)


def json_bytes(value: object) -> bytes:
    """A value as JSON; a number that is not finite is null, a date its ISO text."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


def accepted(headers: Headers) -> str:
    """What a request says of the codings it takes, in one line."""
    return ",".join(headers.getlist("accept-encoding"))


def answer(
    request: Request, asset: Asset, filename: str = "", more: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """Send an asset: 304 where the reader has these very bytes, 206 where a part is asked for. Raises ProblemError (416) for a
    part that it does not have.

    The ETag is the hash of the bytes sent, so a compressed answer has another one. `filename` names a download; `more` are
    further headers of what is sent.
    """
    asked = request.headers.get("range", "")
    body, coding = (asset.body, "") if asked else asset.encoded(accepted(request.headers))
    tag = f'"{hashlib.sha256(body).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Accept-Ranges": "bytes"} | dict(
        more
    )
    headers |= {"Content-Encoding": coding} if coding else {}
    headers |= {"Content-Disposition": f'attachment; filename="{filename}"'} if filename else {}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(None, 304, headers)
    found = _RANGE.fullmatch(asked)
    if found and _is_a_range(found[1], found[2]) and request.headers.get("if-range", tag) == tag:
        return _part(body, found[1], found[2], headers, asset.media_type)
    return Response(body, 200, headers, asset.media_type)


def _is_a_range(first: str, last: str) -> bool:
    """False for what RFC 9110 tells a server to pass over: no number at all, or an end before the start."""
    return int(first) <= int(last) if first and last else bool(first or last)


def _part(body: bytes, first: str, last: str, headers: dict[str, str], media_type: str) -> Response:
    """The bytes from `first` to `last` (both included), or the last ones when there is no first."""
    size = len(body)
    start = int(first) if first else max(size - int(last or 0), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        wrong = {"Content-Range": f"bytes */{size}"}
        raise ProblemError(
            416, lambda t: t.plural("The answer has {count} byte.", "The answer has {count} bytes.", size), wrong
        )
    headers |= {"Content-Range": f"bytes {start}-{end}/{size}"}
    return Response(body[start : end + 1], 206, headers, media_type)
