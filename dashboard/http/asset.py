"""A file as it is sent over HTTP: its bytes, its type, and the same bytes compressed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

BROTLI_LEVEL = 5  # half a second for the whole bundle; level 9 takes seven times as long for 3 % less


@dataclass(frozen=True)
class Asset:
    """A file as sent: its bytes, its type, and the same bytes compressed (None where that would gain nothing)."""

    body: bytes
    media_type: str
    brotli: bytes | None = None

    def encoded(self, accepted: str) -> tuple[bytes, str]:
        """Body and content encoding ("" for none) for the Accept-Encoding header `accepted`."""
        if self.brotli is None:
            return self.body, ""
        codings = {part.split(";")[0].strip() for part in accepted.split(",")}
        if "br" in codings:
            return self.brotli, "br"
        # Browsers ask for brotli over https and on localhost only; a plain http address in an office gets gzip.
        return (gzip.compress(self.body, 6, mtime=0), "gzip") if "gzip" in codings else (self.body, "")
