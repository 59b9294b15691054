"""Why the published build can't be read, in the reader's words, and what to do."""

from __future__ import annotations

from dashboard.i18n import Translator
from dashboard.warehouse.build import HeldError, NoBuildError


def tell_no_build(error: NoBuildError, t: Translator) -> str:
    """None was published, or another program holds its file."""
    if not isinstance(error, HeldError):
        return t("No build is published in this warehouse yet. Make one with: siyada build")
    if error.holder:
        return t(
            "Another program ({program}) holds {file} open for writing, so the published build can't be read. Close the "
            "file there, or open it read-only there, then try again.",
            program=error.holder,
            file=error.file,
        )
    return tell_held(error.file, t)


def tell_unavailable(error: NoBuildError, t: Translator) -> str:
    """The same for whoever asks over the web, and can't make a build."""
    return (
        tell_no_build(error, t) if isinstance(error, HeldError) else t("No build is published, or it can't be opened.")
    )


def tell_held(file: str, t: Translator) -> str:
    """The same where the other program is not known by name."""
    return t(
        "Another program, such as a database tool, holds {file} open for writing, so the published build can't be read. "
        "Close the file there, or open it read-only there, then try again.",
        file=file,
    )
