"""`siyada doctor`: what stands and what is missing, in the reader's language."""

from __future__ import annotations

import platform
import socket
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from dashboard.cli.options import key_problem
from dashboard.i18n import Translator
from dashboard.warehouse.no_build import tell_held
from etl.versions import TOOL_VERSION
from etl.warehouse.publish import is_held, is_intact, read_pointer

PACKAGES = ("streamlit", "plotly", "duckdb", "pydantic", "babel")


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    subject: str
    text: str
    is_well: bool


def examine(warehouse: Path, port: int, t: Translator) -> list[Finding]:
    """Look at versions, fonts, the pointer and its build, and the port."""
    return [
        Finding(t("Versions"), _versions(), is_well=True),
        _fonts(t),
        *_published(warehouse, t),
        _key(t),
        _port(port, t),
    ]


def _versions() -> str:
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return f"siyada {TOOL_VERSION}, Python {platform.python_version()}, {packages}"


def _fonts(t: Translator) -> Finding:
    from dashboard.content.theme import FONT
    from dashboard.web.assets import font_files

    files = font_files()
    text = t.plural("{family}, {count} file", "{family}, {count} files", len(files), family=FONT)
    return Finding(t("Fonts"), text, is_well=all(path.is_file() for path in files.values()))


def _published(warehouse: Path, t: Translator) -> list[Finding]:
    published = read_pointer(warehouse)
    if published is None:
        return [Finding(t("Pointer"), t("no build is published yet; make one with: siyada build"), is_well=False)]
    is_whole = is_intact(warehouse, published)
    state = t("whole") if is_whole else t("missing or damaged; make it again with: siyada build")
    if is_held(warehouse, published):
        is_whole, state = False, tell_held(published.file, t)
    return [
        Finding(t("Pointer"), f"{published.build_id} ({published.file})", is_well=True),
        Finding(t("Last build"), f"{published.published_at}, {state}", is_whole),
    ]


def _key(t: Translator) -> Finding:
    from dashboard.documents import KeyFileError, deployment_key

    subject = t("Public key (Ed25519)")
    try:
        key = deployment_key()
    except KeyFileError as error:
        return Finding(subject, key_problem(error, t), is_well=False)
    none = t("This deployment has no key: its documents are not signed.")
    return Finding(subject, key.public if key else none, is_well=True)


def _port(port: int, t: Translator) -> Finding:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        is_taken = probe.connect_ex(("localhost", port)) == 0
    text = t("taken by a running program") if is_taken else t("free")
    return Finding(t("Port {port}", port=port), text, not is_taken)
