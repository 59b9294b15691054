"""Why a file or a proposal can't be used: a code and the values of its sentence (`etl.messages.desk`)."""

from __future__ import annotations

from etl.evidence.violations import printable
from etl.messages.desk import PROBLEMS, fill


class DeskError(Exception):
    """A file, a map or a proposal that can't be used. Nothing was written. `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}" if values else code)
        self.code = code
        self.values = values

    def text(self, language: str) -> str:
        """What is wrong and what to do about it, in ``fr``, ``en`` or ``ar``."""
        ours = ("tables",)  # a list of ours: whole, however long
        shown = {
            name: printable(one) if isinstance(one, str) and name not in ours else one
            for name, one in self.values.items()
        }
        return fill(PROBLEMS, self.code, language, shown)
