"""A file as it is sent over HTTP: its bytes, its type, and the same bytes compressed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass

import brotli

BROTLI_LEVEL = 5  # half a second for the whole bundle; level 9 takes seven times as long for 3 % less
GZIP_LEVEL = 5  # half a second too; level 6 takes a quarter longer for 1 % less
_NAMES = {"x-gzip": "gzip"}  # the same coding (RFC 9110, 8.4.1.3)
_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


@dataclass(frozen=True)
class Asset:
    """A file as sent: its bytes, its type, and the same bytes compressed (None where that would gain nothing)."""

    body: bytes
    media_type: str
    brotli: bytes | None = None
    gzip: bytes | None = None

    def encoded(self, accepted: str) -> tuple[bytes, str]:
        """Body and content encoding ("" for none) for the Accept-Encoding header `accepted` (RFC 9110, 12.5.3).

        The coding its sender likes best, of equals the smallest; the plain bytes where it refuses all there is.
        """
        weights = _weights(accepted)
        best, best_weight = (self.body, ""), weights.get("identity", weights.get("*", 0.0))
        # Browsers ask for brotli over https and on localhost only; a plain http address in an office gets gzip.
        for coding, body in (("gzip", self.gzip), ("br", self.brotli)):
            weight = weights.get(coding, weights.get("*", 0.0))
            if body is not None and weight and weight >= best_weight:
                best, best_weight = (body, coding), weight
        return best


def compressed(body: bytes, media_type: str) -> Asset:
    """A text with its compressed forms, made now: compressing at a request would hold up everybody else's."""
    return Asset(
        body, media_type, brotli.compress(body, quality=BROTLI_LEVEL), gzip.compress(body, GZIP_LEVEL, mtime=0)
    )


def _weights(accepted: str) -> Mapping[str, float]:
    """How much each coding is wanted, from 0 (refused) to 1; a weight that can't be read refuses, as none is meant."""
    found: dict[str, float] = {}
    for part in accepted.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, text = parameter.partition("=")
            if name.strip() == "q":
                weight = float(text) if _WEIGHT.fullmatch(text := text.strip()) else 0.0
        if coding:
            found[_NAMES.get(coding, coding)] = weight
    return found
