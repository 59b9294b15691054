"""Who may come in, where that is not everybody: the section [auth] of a secrets.toml, read once. docs/operate.md has an example.

Without such a section the server is public. A file that was named and is not there, or a section that can't be used, ends
the start: nobody is to think a server closed that is open.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from etl.paths import ROOT

SECRETS = "SIYADA_SECRETS"
READER_HEADER = (
    "x-siyada-reader"  # brings the reader's name to the thread that draws a page; struck out of what comes in
)
CALLBACK = "/oauth2callback"
KEY_CHARACTERS = 32  # of the secret that signs, at least
LONGEST_HOURS, HOURS_BY_DEFAULT = 720, 12  # of a session
LOCAL = ("localhost", "127.0.0.1", "::1")
_EXAMPLES: Mapping[str, str] = {
    "client_id": '"siyada"',
    "client_secret": '"..."',
    "server_metadata_url": '"https://login.example.ma/.well-known/openid-configuration"',
    "client_kwargs": '{ scope = "openid email profile" }',
    "allow.everyone": "true",
    "allow.emails": '["amina@example.ma"]',
    "allow.domains": '["example.ma"]',
    "allow.groups": '["siyada-readers"]',
    "allow.groups_claim": '"groups"',
    "allow.unverified_email": "true",
    "allow.contact": '"siyada@example.ma"',
    "session.hours": str(HOURS_BY_DEFAULT),
    "session.ends_with_id_token": "false",
}
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,253}")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,10}", re.ASCII)
Kind = Literal["file", "none", "open", "two", "key", "unknown", "secret", "nobody", "address", "https", "redirect"]


class SignInError(Exception):
    """A section that can't be used: what is wrong, in which file, at which key, and an example of what might stand there."""

    def __init__(self, kind: Kind, file: str = "", key: str = "", example: str = "") -> None:
        super().__init__(f"{kind}: {file} {key}".rstrip())
        self.kind, self.file, self.key, self.example = kind, file, key, example


@dataclass(frozen=True)
class Allowed:
    """Whom to let in of those whom the provider knows. An address counts where the provider has verified it; with
    `takes_unverified_email` also where it says nothing of that. `contact` is whom others may ask."""

    is_everyone: bool = False
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    groups_claim: str = "groups"
    takes_unverified_email: bool = False
    contact: str = ""


@dataclass(frozen=True)
class SignIn:
    """`root` is where readers find the server; a session lasts `longest_s`, no longer than its ID token where `ends_with_id_token`."""

    root: str
    client_id: str
    client_secret: str = field(repr=False)
    server_metadata_url: str
    cookie_secret: str = field(repr=False)
    client_kwargs: Mapping[str, Any] = field(default_factory=dict)
    allowed: Allowed = field(default_factory=Allowed)
    longest_s: int = HOURS_BY_DEFAULT * 3600
    ends_with_id_token: bool = True

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends a reader back to."""
        return f"{self.root}{CALLBACK}"


def read(environment: Mapping[str, str], public_url: str) -> SignIn | None:
    """What the section says, None where there is none. Raises SignInError for one that can't be used."""
    found = [(file, section) for file in _files(environment) if (section := _section(file)) is not None]
    if not found:
        if named := environment.get(SECRETS, "").strip():
            raise SignInError("none", named)
        return None
    if len(found) > 1:
        raise SignInError("two", str(found[0][0]), str(found[1][0]))
    file, section = found[0]
    if file.stat().st_mode & 0o007:
        raise SignInError("open", str(file))
    return _read(section, _Keys(str(file)), _root(public_url, str(file)))


def _files(environment: Mapping[str, str]) -> list[Path]:
    """The file that was named, else those in which Streamlit would look too."""
    if named := environment.get(SECRETS, "").strip():
        return [Path(named)]
    folders = [Path(home) for home in [environment.get("HOME", "")] if home] + [Path.cwd(), ROOT]
    files = dict.fromkeys((folder / ".streamlit" / "secrets.toml").resolve() for folder in folders)
    return [file for file in files if _is_there(file)]


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # in a home that is not ours to look into
        return False


def _section(file: Path) -> Mapping[str, Any] | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise SignInError("file", str(file)) from wrong
    section = content.get("auth")
    if section is not None and not isinstance(section, dict):
        raise SignInError("key", str(file), "auth", "[auth]")
    return section


def _root(public_url: str, file: str) -> str:
    parts = urlsplit(public_url)
    if not public_url:
        raise SignInError("address", file)
    if parts.scheme != "https" and parts.hostname not in LOCAL:
        raise SignInError("https", file, example=f"https://{parts.netloc}{parts.path}")
    return public_url


@dataclass(frozen=True)
class _Keys:
    """Reads values of a section by the kind they must have."""

    file: str

    def text(self, section: Mapping[str, Any], name: str, default: str | None = None) -> str:
        """A line of text that is not empty."""
        value = section.get(name.rpartition(".")[2], default)
        if not isinstance(value, str) or (not value.strip() and default is None) or not value.isprintable():
            raise self.wrong(name)
        return value.strip()

    def truth(self, section: Mapping[str, Any], name: str, *, default: bool) -> bool:
        """true or false."""
        value = section.get(name.rpartition(".")[2], default)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def texts(self, section: Mapping[str, Any], name: str) -> frozenset[str]:
        """A list of texts."""
        value = section.get(name.rpartition(".")[2], [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.wrong(name)
        return frozenset(one.strip() for one in value)

    def part(self, section: Mapping[str, Any], name: str, known: frozenset[str]) -> Mapping[str, Any]:
        """A section below. A key that nobody knows may be a list of readers, mistyped: it is refused."""
        value = section.get(name, {})
        if not isinstance(value, dict):
            raise SignInError("key", self.file, name, f"[auth.{name}]")
        for key in sorted(set(value) - known):
            raise SignInError("unknown", self.file, f"{name}.{key}", ", ".join(sorted(known)))
        return value

    def wrong(self, name: str) -> SignInError:
        """The error of a key."""
        return SignInError("key", self.file, name, f"{name.rpartition('.')[2]} = {_EXAMPLES[name]}")


def _named(part: str) -> frozenset[str]:
    return frozenset(key.rpartition(".")[2] for key in _EXAMPLES if key.startswith(f"{part}."))


_PARTS = {name: _named(name) for name in ("allow", "session")}
_OWN = frozenset({*(key for key in _EXAMPLES if "." not in key), "redirect_uri", "cookie_secret", *_PARTS})


def _read(section: Mapping[str, Any], keys: _Keys, root: str) -> SignIn:
    for key in sorted(set(section) - _OWN):
        raise SignInError("unknown", keys.file, key, ", ".join(sorted(_OWN)))
    allowed = _allowed(keys.part(section, "allow", _PARTS["allow"]), keys)
    session = keys.part(section, "session", _PARTS["session"])
    hours = session.get("hours", HOURS_BY_DEFAULT)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= LONGEST_HOURS:
        raise keys.wrong("session.hours")
    secret = section.get("cookie_secret", "")
    if not isinstance(secret, str) or len(secret) < KEY_CHARACTERS:
        raise SignInError("secret", keys.file)
    more = section.get("client_kwargs", {})
    if not isinstance(more, dict):
        raise keys.wrong("client_kwargs")
    metadata = keys.text(section, "server_metadata_url")
    if urlsplit(metadata).scheme != "https" and urlsplit(metadata).hostname not in LOCAL:
        raise keys.wrong("server_metadata_url")
    made = SignIn(
        root,
        keys.text(section, "client_id"),
        keys.text(section, "client_secret"),
        metadata,
        secret,
        more,
        allowed,
        max(int(hours * 3600), 1),
        keys.truth(session, "session.ends_with_id_token", default=True),
    )
    if section.get("redirect_uri", made.redirect_uri) != made.redirect_uri:
        raise SignInError("redirect", keys.file, example=made.redirect_uri)
    return made


def _allowed(section: Mapping[str, Any], keys: _Keys) -> Allowed:
    emails = frozenset(one.casefold() for one in keys.texts(section, "allow.emails"))
    domains = frozenset(one.casefold().removeprefix("@") for one in keys.texts(section, "allow.domains"))
    if not all(map(_MAIL.fullmatch, emails)):
        raise keys.wrong("allow.emails")
    if not all(map(_DOMAIN.fullmatch, domains)):
        raise keys.wrong("allow.domains")
    made = Allowed(
        keys.truth(section, "allow.everyone", default=False),
        emails,
        domains,
        keys.texts(section, "allow.groups"),
        keys.text(section, "allow.groups_claim", "groups"),
        keys.truth(section, "allow.unverified_email", default=False),
        keys.text(section, "allow.contact", ""),
    )
    if made.is_everyone == bool(made.emails or made.domains or made.groups):
        raise SignInError("nobody", keys.file)  # nobody was named, or everyone and some
    return made
