"""The note: two pages to carry to a meeting, as frozen values that the PDF and the DOCX both draw."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.values import Chapter, Table


@dataclass(frozen=True)
class Note:
    """The first screen of the Overview, then the table of targets, the cautions and how to verify."""

    overview: Chapter
    targets: Table
    cautions: tuple[str, ...]
    verify: tuple[str, ...]
