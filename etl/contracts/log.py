"""Contract of the log of changes: what was accepted into the evidence, when, why and by whom. `siyada accept` writes it."""

from __future__ import annotations

from etl.contracts.fields import Day, Integer, OptionalText, Row, Slug, Text, col


class Change(Row):
    """A proposal that was accepted."""

    change_id: Slug = col("Identifier: the day and the beginning of the hash of what was accepted")
    changed_on: Day = col("Day on which it was accepted")
    table: Text = col("Table whose rows moved; sources and words that came with them are not counted")
    rows_added: Integer = col("Rows added", unit="rows", ge=0)
    rows_changed: Integer = col("Rows changed", unit="rows", ge=0)
    rows_removed: Integer = col("Rows removed", unit="rows", ge=0)
    why: Text = col("Why, in the words of who decided")
    decided_by: Text = col("Who decided")
    figures_moved: Integer = col("Figures whose value, band or state moved with it", unit="figures", ge=0)
    figures: OptionalText = col("The first of these figures, separated by ;")
    came_from: OptionalText = col("Name of the file the rows came from")
