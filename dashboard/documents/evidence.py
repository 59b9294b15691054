"""What the tables and charts of a chapter rest on: the sources that go with them when they are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.content.values import Chapter, Chart, Receipt, Section, Table

_SOURCE_COLUMNS = ("source_id", "source_ids", "source", "sources")


def sources_of_tables(chapter: Chapter) -> dict[str, tuple[str, ...]]:
    """The ids of the sources of each table by its id, in their order.

    They are those of its receipt (of its chart's, where it stands behind one) and those its cells name. A table that has
    neither is said by its section, or by the whole chapter where that has none.
    """
    found: dict[str, tuple[str, ...]] = {}
    of_chapter = {one for section in chapter.sections for one in _of_section(section)}
    of_chapter |= {one for figure in chapter.figures for one in figure.receipt.source_ids}
    for section in chapter.sections:
        of_section = set(_of_section(section))
        for table, receipt in _tables(section):
            own = set(_of_table(table, receipt))
            found[table.table_id] = tuple(sorted(own or of_section or of_chapter))
    return found


def _tables(section: Section) -> Iterator[tuple[Table, Receipt | None]]:
    for block in section.blocks:
        if isinstance(block, Chart):
            yield block.table, block.receipt
        elif isinstance(block, Table):
            yield block, block.receipt


def _of_section(section: Section) -> Iterable[str]:
    return (one for table, receipt in _tables(section) for one in _of_table(table, receipt))


def _of_table(table: Table, receipt: Receipt | None) -> Iterator[str]:
    yield from receipt.source_ids if receipt else ()
    for place, column in enumerate(table.columns):
        if column.key in _SOURCE_COLUMNS:
            for row in table.rows:
                yield from filter(None, str(row[place].value or "").split(";"))
