"""What an operator sets for a server, read once from its environment. docs/operate.md has the table and the reasons.

A server without any setting is a whole one, for readers who come to it directly.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dashboard.http.addresses import Networks
from dashboard.http.sign_in import SignIn
from etl.evidence.text import text_ok

PUBLIC_URL, ALLOWED_HOSTS = "SIYADA_PUBLIC_URL", "SIYADA_ALLOWED_HOSTS"
BASE_PATH = "SIYADA_BASE_PATH"
TRUSTED_PROXIES, SESSIONS = "SIYADA_TRUSTED_PROXIES", "SIYADA_SESSIONS"
EMBED_HOSTS, NOBODY = "SIYADA_EMBED_HOSTS", "none"
PUBLISHER, PUBLISHER_CHARACTERS = "SIYADA_PUBLISHER", 160
REPORT_TO = "SIYADA_REPORT_TO"
DESK, ON_OR_OFF = "SIYADA_DESK", {"": False, "0": False, "1": True}
SESSIONS_BY_DEFAULT, SESSIONS_AT_MOST = 600, 10_000
WILDCARDS = ("0.0.0.0", "::", "")  # noqa: S104 - names of "every address", to listen on and not to be linked to
_HOST = re.compile(r"(\*\.)?[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,20}|\[[0-9a-f:.]{2,45}\]", re.ASCII)
PREFIX = re.compile(r"(/(?!\.)[A-Za-z0-9._~-]{1,60}){1,8}/?", re.ASCII)  # of a path
_MAIL = re.compile(r"[a-zA-Z0-9._+-]{1,64}@[a-zA-Z0-9-]{1,63}(\.[a-zA-Z0-9-]{1,63}){1,10}", re.ASCII)
_PORT = re.compile(r":([0-9]{1,5}|\*)$", re.ASCII)


class SettingError(Exception):
    """A setting that can't be used: `name` is its variable, `value` what stands there, `example` what might."""

    def __init__(self, name: str, value: str, example: str) -> None:
        super().__init__(f"{name}={value!r}")
        self.name = name
        self.value = value
        self.example = example


@dataclass(frozen=True)
class Settings:
    """`public_url` is where readers find the server, without a slash at its end ("" where nobody said);
    `base_path` is the path under which the server answers besides its own ("/siyada"; "" for none);
    `allowed_hosts` are further names it answers for (`*.example.ma`: any name below); `trusted_proxies` the addresses and
    networks whose word on where a reader comes from is taken; `sessions` how many readers may be in at a time; `publisher` the name
    that the imprint of every document gives ("" where nobody said); `embed_hosts` the sites whose pages may frame a chart: none named,
    every site; `NOBODY` alone, no site; `has_desk`: whether files may be dropped at the desk; `report_to` where errors in figures are
    reported ("" where nobody said: then no page asks); `sign_in` whom to let in (None: everybody)."""

    public_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    sessions: int = SESSIONS_BY_DEFAULT
    publisher: str = ""
    embed_hosts: tuple[str, ...] = ()
    base_path: str = ""
    has_desk: bool = False
    report_to: str = ""
    sign_in: SignIn | None = None

    @property
    def is_https(self) -> bool:
        """True where readers come over https."""
        return self.public_url.startswith("https:")

    def at(self, host: str, port: int) -> Settings:
        """The same with the address listened on as the public one, where no other was set."""
        if self.public_url:
            return self
        name = socket.gethostname() if host in WILDCARDS else host
        return replace(self, public_url=f"http://{f'[{name}]' if ':' in name else name}:{port}{self.base_path}")


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment. Raises SettingError for one that can't be used."""
    public_url, base_path = _public_url(environment), _base_path(environment)
    path = urlsplit(public_url).path
    return Settings(
        public_url if path or not public_url else f"{public_url}{base_path}",
        _hosts(environment),
        _proxies(environment),
        _sessions(environment),
        publisher(environment),
        _embed_hosts(environment),
        base_path or path,
        _has_desk(environment),
        report_to(environment),
    )


def report_to(environment: Mapping[str, str]) -> str:
    """Where errors in figures are reported: a mail address or a web address, "" where nobody said. Raises SettingError."""
    given = environment.get(REPORT_TO, "").strip()
    is_page = given.startswith(("https://", "http://")) and bool(_hostname(given)) and "#" not in given
    if given and not (
        _MAIL.fullmatch(given) or (is_page and given.isascii() and given.isprintable() and " " not in given)
    ):
        raise SettingError(REPORT_TO, given, "errors@siyada.example.ma")
    return given


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def publisher(environment: Mapping[str, str]) -> str:
    """The name of who publishes the documents made here, "" where nobody said. Raises SettingError for one that can't be printed."""
    given = environment.get(PUBLISHER, "").strip()
    if len(given) > PUBLISHER_CHARACTERS or text_ok(given) is not None:
        raise SettingError(PUBLISHER, given, "Direction des systèmes d’information, Rabat")
    return given


def _public_url(environment: Mapping[str, str]) -> str:
    given = environment.get(PUBLIC_URL, "").strip().rstrip("/")
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if (
        not is_usable
        or parts.username
        or parts.query
        or parts.fragment
        or not given.isascii()
        or not given.isprintable()
        or (parts.path and not PREFIX.fullmatch(parts.path))
    ):
        raise SettingError(PUBLIC_URL, given, "https://siyada.example.ma")
    return given


def _base_path(environment: Mapping[str, str]) -> str:
    given = environment.get(BASE_PATH, "").strip().rstrip("/")
    if given and not PREFIX.fullmatch(given):
        raise SettingError(BASE_PATH, given, "/siyada")
    return given


def _hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(part.strip().lower().rstrip(".") for part in environment.get(ALLOWED_HOSTS, "").split(","))
    for host in filter(None, found):
        if not _HOST.fullmatch(host):
            raise SettingError(ALLOWED_HOSTS, host, "siyada.example.ma,*.example.ma")
    return tuple(filter(None, found))


def _embed_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(filter(None, (part.strip().lower() for part in environment.get(EMBED_HOSTS, "").split(","))))
    for host in found:
        if not _HOST.fullmatch(_PORT.sub("", host)) or (host == NOBODY and len(found) > 1):
            raise SettingError(EMBED_HOSTS, host, "www.example.ma,*.example.ma")
    return found


def _has_desk(environment: Mapping[str, str]) -> bool:
    given = environment.get(DESK, "").strip()
    if given not in ON_OR_OFF:
        raise SettingError(DESK, given, "1")
    return ON_OR_OFF[given]


def _proxies(environment: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(filter(None, (part.strip() for part in environment.get(TRUSTED_PROXIES, "").split(","))))
    for one in found:
        try:
            Networks([one])
        except ValueError:
            raise SettingError(TRUSTED_PROXIES, one, "127.0.0.1,10.0.0.0/8") from None
    return found


def _sessions(environment: Mapping[str, str]) -> int:
    given = environment.get(SESSIONS, "").strip() or str(SESSIONS_BY_DEFAULT)
    if not (given.isascii() and given.isdigit() and 0 < int(given[:9]) <= SESSIONS_AT_MOST):
        raise SettingError(SESSIONS, given, str(SESSIONS_BY_DEFAULT))
    return int(given)
