"""Logs of a server: one JSON object a line, with where an error arose, and without anything of a reader.

No address of a network, no path of this machine's disk: a trace names modules and lines alone.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from dashboard.support.quoting import quoted

MESSAGE_CHARACTERS = 500
_ADDRESS = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4})?(?![\w:])|::1\b"
)
_PATH = re.compile(r"(?<![\w.:/])(?:/[\w.~+@-]+){2,}/?")
_FRAMES = 12


class JsonFormatter(logging.Formatter):
    """Writes a record as an object: time, level, logger, message, and for an error its kind and where it arose."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
            entry["reason"] = scrubbed(str(record.exc_info[1]))
            frames = traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            entry["trace"] = " < ".join(
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
            )
        return json.dumps(entry, ensure_ascii=False)


def scrubbed(text: str) -> str:
    """A text without addresses of networks and paths of the disk, on one line of bounded length."""
    return quoted(_PATH.sub("[path]", _ADDRESS.sub("[address]", text)), MESSAGE_CHARACTERS)


def log_as_json() -> None:
    """Have every logger of this process write so on standard error, those that have handlers of their own too."""
    made = logging.StreamHandler()
    made.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[made], force=True)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        if logger.handlers:
            logger.handlers.clear()
            logger.propagate = True
