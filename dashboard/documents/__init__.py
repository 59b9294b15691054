"""PDF documents once they are drawn: sealed, signed, kept, read again, verified and compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.documents.keys import SigningKey

MANIFEST = "manifest.json"  # the file inside a document that lists and hashes everything in it
SIGNATURE = "manifest.sig"  # the 64 bytes of its signature, where the deployment has a key
KEY_VARIABLE = "SIYADA_KEY"  # the deployment's private key: the path of its PEM file


class KeyFileError(Exception):
    """No Ed25519 key of the kind wanted is there, or (`is_open`) one that others can read; the text is the name of the
    file or the text given."""

    def __init__(self, text: str, *, is_open: bool = False) -> None:
        super().__init__(text)
        self.is_open = is_open


def deployment_key() -> SigningKey | None:
    """The key that this deployment signs with, None where it has none. Raises KeyFileError for one that can't be used."""
    path = os.environ.get(KEY_VARIABLE, "")
    if not path:
        return None
    from dashboard.documents.keys import load  # takes a fifth of a second to import

    return load(Path(path))
