"""Accept a proposal: the evidence is swapped for the new one in one step, with a line in the log of changes."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from etl.contracts.tables import TABLES
from etl.desk.apply import Applied, new_files
from etl.desk.evidence import changed_file, key_of, read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.disk import flush
from etl.evidence.check import evidence_folder
from etl.evidence.text import MAX_CELL_CHARACTERS, text_ok
from etl.messages import sentence
from etl.versions import file_sha256

_CHANGES = next(table for table in TABLES if table.name == "changes")
_MOST_FIGURES_CHARACTERS = MAX_CELL_CHARACTERS // 2
_LOCK = ".desk.lock"
_AT_FDCWD, _EXCHANGE = -100, 2  # of renameat2


def check_reason(option: str, text: str, language: str) -> str:
    """A text of the log as it will stand there. Raises DeskError for one that no cell may hold, or that says nothing."""
    plain = " ".join(text.split())
    if not plain:
        raise DeskError("blank_reason")
    if rule := text_ok(plain):
        wrong, _ = sentence(rule, language, {"limit": MAX_CELL_CHARACTERS, "characters": ""})
        raise DeskError("bad_reason", option=option, reason=wrong)
    return plain


@contextmanager
def one_decision(data: Path) -> Iterator[dict[str, str]]:
    """Hold the evidence against other decisions; gives the hashes of its files. Raises DeskError when one is being made."""
    folder = evidence_folder(data).resolve()
    try:
        lock = FileLock(folder.parent / _LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise DeskError("busy") from None
    except OSError as error:
        raise DeskError("unwritable", folder=folder.name, reason=error.strerror or type(error).__name__) from None
    try:
        for left in folder.parent.glob(f".{folder.name}-new-*"):  # what a killed decision left
            shutil.rmtree(left, ignore_errors=True)
        yield _hashes(folder)
    finally:
        lock.release()


def accept(
    proposal: Proposal,
    applied: Applied,
    data: Path,
    hashes: dict[str, str],
    why: str,
    decided_by: str,
    figure_ids: Sequence[str],
    today: date,
) -> str:
    """Write what a proposal moves and its line of the log, all at once; gives the id of the change.

    `hashes` are those the proposal was checked against. Raises DeskError where the evidence moved since, or can't be written;
    the old evidence then stands whole.
    """
    folder = evidence_folder(data).resolve()
    change_id = f"{today.isoformat()}-{applied.sha256[:8]}"
    files = new_files(applied, data) | {
        "changes.csv": _log(proposal, applied, data, change_id, why, decided_by, figure_ids, today)
    }
    new = folder.with_name(f".{folder.name}-new-{os.getpid()}")
    try:
        shutil.copytree(folder, new)
        for name, body in files.items():
            (new / name).write_bytes(body)
        for path in new.iterdir():
            if path.is_file():
                flush(path)
        flush(new)
        if _hashes(folder) != hashes:
            raise DeskError("evidence_moved")
        _exchange(new, folder)
        flush(folder.parent)
    except OSError as error:
        raise DeskError("unwritable", folder=folder.name, reason=error.strerror or type(error).__name__) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return change_id


def _log(
    proposal: Proposal,
    applied: Applied,
    data: Path,
    change_id: str,
    why: str,
    decided_by: str,
    figure_ids: Sequence[str],
    today: date,
) -> bytes:
    shown: list[str] = []
    for figure_id in figure_ids:
        if sum(map(len, shown)) + len(shown) + len(figure_id) <= _MOST_FIGURES_CHARACTERS:
            shown.append(figure_id)
    row = {
        "change_id": change_id,
        "changed_on": today.isoformat(),
        "table": proposal.table.name,
        "rows_added": str(applied.counts["add"]),
        "rows_changed": str(applied.counts["change"]),
        "rows_removed": str(applied.counts["remove"]),
        "why": why,
        "decided_by": decided_by,
        "figures_moved": str(len(figure_ids)),
        "figures": ";".join(shown),
        "came_from": "" if text_ok(proposal.file) else proposal.file,
        "recorded_on": today.isoformat(),
    }
    path = evidence_folder(data) / "changes.csv"
    body = path.read_bytes() if path.exists() else (",".join(row) + "\n").encode()
    known = {key_of(_CHANGES, cells) for cells in read_evidence(data)["changes"]}
    return changed_file(body, _CHANGES, {change_id: row}) if change_id not in known else body


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: file_sha256(path) for path in sorted(folder.glob("*.csv"))}


def _exchange(new: Path, folder: Path) -> None:
    """Swap two folders in one step of the file system; where it has none, by two renames."""
    if sys.platform == "linux":
        renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if renameat2 and renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(folder), _EXCHANGE) == 0:
            return
    old = new.with_name(f"{new.name}-old")
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    old.rename(new)
