"""How a source was read, by rule: the original, a copy of it, the press, a note, or not at all.

`read_via` of every row of `sources` was filled with this rule; a test holds what the rows can still show of it.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

ReadVia = Literal["original", "mirror", "press", "note", "not_opened"]

# Where people share files and code: what stands there is a copy, unless the owner of the data put it there.
_CODE_SHARING = (
    "bitbucket.org",
    "codeberg.org",
    "github.com",
    "github.io",
    "githubusercontent.com",
    "gitlab.com",
    "huggingface.co",
    "kaggle.com",
    "sourceforge.net",
)
_REPUBLISHERS = ("maghress.com", "ourworldindata.org")  # they show others' articles and data
_OWNERS = ("github.com/HPC-Simlab/", "github.com/InternetSociety/")  # UM6P's own, the Internet Society's own
_UNREAD = ("page not opened", "only the first page")


def read_via(kind: str, url: str, publisher: str, title: str) -> ReadVia:
    """How a source of this kind, address, publisher and title was read, as far as these tell."""
    if kind == "secondary":
        return "note"
    if any(words in f"{publisher} {title}".lower() for words in _UNREAD):
        return "not_opened"
    if is_copy(url):
        return "mirror"
    return "press" if kind == "press" else "original"


def is_copy(url: str) -> bool:
    """Whether an address shows somebody else's document or data."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if f"{host}{parts.path}".startswith(_OWNERS):
        return False
    return any(host == known or host.endswith(f".{known}") for known in _CODE_SHARING + _REPUBLISHERS)
