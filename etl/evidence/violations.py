"""A violation: where the evidence is wrong, which rule it breaks and what to do, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.evidence.text import drawable_code_points
from etl.messages import sentence

SHOWN_CHARACTERS = 60

_DRAWABLE = frozenset(drawable_code_points())


@dataclass(frozen=True)
class Violation:
    """One thing to put right.

    ``file`` is the file's name; ``line`` counts from 1 and is None where the whole file is meant; ``column`` is blank
    where the whole line is; ``value`` is shortened and safe to print; ``rule`` is a key of ``etl.messages.RULES`` and
    ``params`` fills its sentence.
    """

    file: str
    line: int | None
    column: str
    value: str
    rule: str
    params: dict[str, object] = field(default_factory=dict)

    def message(self, language: str = "en") -> str:
        """What is wrong, in ``fr``, ``en`` or ``ar``."""
        return sentence(self.rule, language, self._params())[0]

    def cure(self, language: str = "en") -> str:
        """What to do about it."""
        return sentence(self.rule, language, self._params())[1]

    def _params(self) -> dict[str, object]:
        return {name: _spell(part) if isinstance(part, str) else part for name, part in self.params.items()}

    def place(self) -> str:
        """File, line and column, as ``sites.csv:12:lat``; a file editor jumps to the first two."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part not in (None, ""))

    def text(self, language: str = "en") -> str:
        """One line for a terminal: place, value, what is wrong, what to do."""
        value = f" «{self.value}»" if self.value else ""
        return f"{self.place()}{value}: {self.message(language)} {self.cure(language)}"


def printable(value: str) -> str:
    """A value safe to show: shortened, with each character that may not be printed written as its code."""
    shown = value if len(value) <= SHOWN_CHARACTERS else value[:SHOWN_CHARACTERS] + "…"
    return _spell(shown)


def _spell(text: str) -> str:
    return "".join(c if ord(c) in _DRAWABLE else _code(ord(c)) for c in text)


def _code(point: int) -> str:
    # A byte outside UTF-8 was kept as a lone surrogate.
    return f"<{point - 0xDC00:02X}>" if 0xDC80 <= point <= 0xDCFF else f"<U+{point:04X}>"
