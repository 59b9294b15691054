"""The key of a deployment (Ed25519, RFC 8032): it signs the manifests of documents, so that its readers know whose they are.

Keys are PEM files as other tools write them. A public key is written for readers as 44 letters of base64.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dashboard.documents import KeyFileError
from etl.evidence.files import open_file

_MAX_BYTES = 10_000
_KEY_BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO  # permissions of anybody but the owner, which a private key has none of


@dataclass(frozen=True)
class SigningKey:
    """A private key, and its public part as readers see it."""

    private: Ed25519PrivateKey
    public: str

    def sign(self, body: bytes) -> bytes:
        """The 64 bytes of the signature of `body`."""
        return self.private.sign(body)


def new(path: Path) -> SigningKey:
    """Make a key: `path` for the private part, readable by its owner alone, and `path`.pub for the public part.

    Raises FileExistsError where either is there already, OSError where they can't be written.
    """
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = private.public_key()
    beside = path.with_name(path.name + ".pub")
    if beside.exists():
        raise FileExistsError(beside)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    with beside.open("xb") as file:
        file.write(public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return SigningKey(private, _written(public))


def load(path: Path) -> SigningKey:
    """The private key of a PEM file. Raises KeyFileError, for one that others than its owner may open too."""
    try:
        is_open = bool(path.stat().st_mode & OTHERS)
        private = serialization.load_pem_private_key(_read(path), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFileError(path.name) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError(path.name)
    if is_open:
        raise KeyFileError(path.name, is_open=True)
    return SigningKey(private, _written(private.public_key()))


def public_key(given: str) -> str:
    """A public key as readers see it, from that very text or from the path of its PEM file. Raises KeyFileError."""
    if is_public(given):
        return given
    try:
        found = serialization.load_pem_public_key(_read(Path(given)))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFileError(given) from None
    if not isinstance(found, Ed25519PublicKey):
        raise KeyFileError(given)
    return _written(found)


def is_public(text: object) -> bool:
    """True for a public key as readers see it."""
    try:
        return isinstance(text, str) and len(base64.b64decode(text, validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def is_signed(public: str, signature: bytes, body: bytes) -> bool:
    """True when `signature` is that of `body` by the key whose public part is given."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(signature, body)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read(_MAX_BYTES)


def _written(public: Ed25519PublicKey) -> str:
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()
