"""The packages this tool runs on: those of the lock file, with what each installed one says of itself."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from etl.paths import ROOT

LOCK = ROOT / "requirements" / "run.lock"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_MOST = 60  # characters of a licence's name; longer is the text of a licence


@dataclass(frozen=True)
class Dependency:
    """A package: `locked` is the version the lock asks for, `installed` the one that runs ("" where it is not here)."""

    name: str
    locked: str
    installed: str
    licence: str
    home: str


@functools.cache
def dependencies(lock: Path = LOCK) -> tuple[Dependency, ...]:
    """Every package of the lock, by name; none where the lock is not at hand (an installation without its checkout)."""
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError:
        return ()
    return tuple(_dependency(name, version) for name, version in sorted(_PINNED.findall(text)))


def _dependency(name: str, locked: str) -> Dependency:
    try:
        package = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Dependency(name, locked, "", "", "")
    return Dependency(name, locked, metadata.version(name), _licence(package), _home(package))


def _licence(package: metadata.PackageMetadata) -> str:
    """The licence's name, from its expression, its classifiers or the first line of its text, in this order."""
    if expression := _field(package, "License-Expression"):
        return expression
    classifiers = [c for c in package.get_all("Classifier") or [] if c.startswith("License ::")]
    if names := [c.split(" :: ")[-1] for c in classifiers if c != "License :: OSI Approved"]:
        return ", ".join(names)
    first = _field(package, "License").strip().split("\n")[0]
    return first if len(first) <= _MOST and not first.startswith("Copyright") else ""


def _home(package: metadata.PackageMetadata) -> str:
    """Where the package says it comes from: its source, else its home page."""
    urls = {}
    for entry in package.get_all("Project-URL") or []:
        label, _, url = entry.partition(",")
        urls[re.sub(r"[^a-z]", "", label.lower())] = url.strip()
    known = [urls.get(label, "") for label in ("source", "sourcecode", "repository", "github", "homepage")]
    found = next(filter(None, [*known, _field(package, "Home-page"), *urls.values()]), "")
    return found if found.startswith(("https://", "http://")) else ""


def _field(package: metadata.PackageMetadata, name: str) -> str:
    """A field of a package's metadata; empty where it has none."""
    values = package.get_all(name)
    return values[0] if values else ""
