"""What addresses of the API take: names of chapters, tables and charts, a language."""

from typing import Annotated, Literal

from fastapi import Path, Query

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import Lang

LangQuery = Annotated[Lang, Query(description="Language of every text")]
# The lists are documented and not enforced: a name beside them is not found, rather than wrong.
ChapterName = Annotated[
    str, Path(pattern=r"^[a-z]{1,40}$", description="Name of a chapter", json_schema_extra={"enum": list(CHAPTERS)})
]
TableId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9._-]{1,80}$", description="Identifier of a table of the chapter", examples=["money"])
]
ChartId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9._-]{1,80}$", description="Identifier of a chart of the chapter", examples=["money"])
]
SpreadsheetQuery = Annotated[
    Literal["excel"] | None,
    Query(
        alias="for",
        description="excel: as Excel set to French reads it (semicolons, decimal commas, days as 31/12/2026)",
    ),
]
ModeQuery = Annotated[Literal["light", "dark"], Query(description="Colours for a light or a dark page")]
WidthQuery = Annotated[
    Literal["wide", "phone"], Query(description="phone: labels stand above their rows, for some 350 pixels")
]
