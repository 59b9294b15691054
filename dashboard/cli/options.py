"""What every command shares: its language, its options and how it speaks."""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.support.quoting import line, quoted

if TYPE_CHECKING:
    from dashboard.content.values import Lang
    from dashboard.documents import KeyFileError
    from dashboard.i18n import Translator


class LangOption(StrEnum):
    """Languages of messages and texts."""

    fr = "fr"
    ar = "ar"
    en = "en"


WarehouseDir = Annotated[Path | None, typer.Option("--warehouse", help="Folder of the builds.")]
LangChoice = Annotated[
    LangOption | None, typer.Option("--lang", help="fr, ar or en; by default the language of LANG, else French.")
]


def speaker(lang: LangOption | None) -> Translator:
    """The translator of the asked language, else of the environment's locale, else French."""
    from dashboard.i18n import translator
    from etl.messages import reader_language

    code: Lang = reader_language(lang.value if lang else None, os.environ)
    return translator(code)


def say(text: str, *, is_error: bool = False) -> None:
    """Print a line; what went wrong goes to standard error."""
    typer.echo("\n".join(line(one) for one in text.split("\n")), err=is_error)


def hand_on(text: str) -> None:
    """Write a file's text on standard output as it is: its own line ends, nothing after it."""
    typer.echo(text.encode(), nl=False)


def key_problem(error: KeyFileError, t: Translator) -> str:
    """Why a deployment's key can't be used, and the cure."""
    if error.is_open:
        return t(
            "{file} can be read by others on this machine, so it is not used. Close it with: chmod 600 {file}",
            file=error,
        )
    return t(
        "{file} is not a private Ed25519 key that can be read. Make one with: siyada key new FILE", file=quoted(error)
    )


def reason(error: Exception, t: Translator) -> str:
    """Why something failed, in the reader's words for the usual causes, else the first line of the error."""
    first = (str(error).splitlines() or [type(error).__name__])[0][:300]
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT) or os.strerror(errno.ENOSPC) in first:  # DuckDB gives only the words
        return t("the disk is full")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return t("the folder cannot be written")
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({quoted(Path(error.filename).name)})" if error.filename else error.strerror
    return quoted(first, 300)
