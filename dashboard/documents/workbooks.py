"""Tables of a view as a workbook: with their sources, notes, choices and terms, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.registry import tables
from dashboard.content.values import Chapter, Chart, Table
from dashboard.documents.evidence import sources_of_tables
from dashboard.i18n import translator
from dashboard.render.xlsx.workbook import Contents, SheetTable, workbook
from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import terms_in_words


def view_workbook(build: Build, chapter: Chapter, table_ids: Sequence[str] = ()) -> bytes:
    """The workbook of the tables with these ids (all when none is named), in the order shown. KeyError for an unknown one."""
    found = tables(chapter)
    shown = [found[one] for one in table_ids] if table_ids else list(found.values())
    cited = sources_of_tables(chapter)
    used: dict[str, list[int]] = {}
    for number, table in enumerate(shown, 1):
        for source_id in cited[table.table_id]:
            used.setdefault(source_id, []).append(number)
    named = build.sources(sorted(used), chapter.lang)
    return workbook(
        Contents(
            chapter,
            tuple(_with_chart(chapter, table) for table in shown),
            tuple((source, tuple(used[source.source_id])) for source in named),
            terms_in_words(sorted(used), translator(chapter.lang)),
        )
    )


def _with_chart(chapter: Chapter, table: Table) -> SheetTable:
    """A table with what its chart says of it, where it stands behind one."""
    blocks = (block for section in chapter.sections for block in section.blocks)
    chart = next((block for block in blocks if isinstance(block, Chart) and block.table is table), None)
    return SheetTable(table, chart.subtitle, (chart.note,)) if chart else SheetTable(table)
