"""Text from a file or a request, made harmless where it is printed: a terminal obeys what it is sent.

An escape sequence clears the screen and writes "Genuine" in green; a direction control turns a figure round; a line end
begins a line that looks like ours. Each is shown as its code, and what is too long is cut short.
"""

from __future__ import annotations

import re

MOST = 200  # characters of a foreign text
_LINE_MOST = 4000  # of a whole line of ours

# C0 and C1 controls, line and paragraph separators, lone surrogates, and what no reader sees: soft hyphen, joiners, fillers.
_UNSEEN = "\x00-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f"
_UNSEEN += "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[{_UNSEEN}{_DIRECTION}]")
# Our own Arabic sentences hold isolates, and a line of ours may hold a line end.
_UNSAFE_IN_OURS = re.compile(f"(?!\n)[{_UNSEEN}\u061c\u200f\u202a-\u202e]")
# An Arabic sentence of ours that begins with a Latin name is isolated right to left; printed, its first letter decides.
_OURS = str.maketrans("\u2067", "\u2068")
_ISOLATED = re.compile("[\u2066\u2068]([^\u2066-\u2069]*)\u2069")


def quoted(text: object, most: int = MOST) -> str:
    """A foreign text fit to be printed inside a sentence of ours: one line, `most` characters, nothing hidden in it."""
    sentence = str(text)
    kept = sentence if len(sentence) <= most else sentence[: most - 1] + "…"
    return _UNSAFE.sub(_code, kept)


def quoted_words(text: object, most: int = MOST) -> str:
    """As `quoted`, for words that may be ours: an isolate that is closed again (a number in Arabic) stays."""
    sentence = str(text).translate(_OURS)
    kept = sentence if len(sentence) <= most else sentence[: most - 1] + "…"
    parts, end = [], 0
    for found in _ISOLATED.finditer(kept):
        parts += [
            _UNSAFE.sub(_code, kept[end : found.start()]),
            found[0][0],
            _UNSAFE.sub(_code, found[1]),
            found[0][-1],
        ]
        end = found.end()
    return "".join([*parts, _UNSAFE.sub(_code, kept[end:])])


def line(text: str) -> str:
    """A whole line of ours as it may be sent to a terminal: the last guard, whatever a sentence was filled with."""
    kept = text if len(text) <= _LINE_MOST else text[:_LINE_MOST] + "…"
    return _UNSAFE_IN_OURS.sub(_code, kept.translate(_OURS))


def _code(found: re.Match[str]) -> str:
    point = ord(found[0])
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
