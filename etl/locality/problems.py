"""What can be wrong with a file brought in: a code and the values of its sentence. The commands put it into words."""

from __future__ import annotations


class LocalityError(Exception):
    """A file, a set of ranges or a choice that can't be used. Nothing was kept of it; what stood before stands.

    `code` names the sentence (`dashboard.cli_scan_words`), `values` fill it: names, numbers, line numbers from 1.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}" if values else code)
        self.code = code
        self.values = values
