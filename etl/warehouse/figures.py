"""The one writer of what the measures compute: `out_figures`, and in `out_figure_inputs` the rows each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.warehouse.append import append

Input = tuple[str, str, float | None, str]
"""A row a figure rests on: table, row key, what it adds or says, unit."""


@dataclass(frozen=True)
class MeasuredFigure:
    """A figure as it is written; `value` is null where only a band may be shown or where the figure is a `code`.

    Without a `grade` of its own it has the worst of its inputs'; without `as_of`, the date of their newest observation,
    or where there is none of their newest row.
    """

    figure_id: str
    value: float | None
    unit: str
    kind: str
    inputs: Sequence[Input]
    method_version: str
    low: float | None = None
    high: float | None = None
    grade: str | None = None
    as_of: str | None = None
    code: str | None = None


_FIGURES = """
insert into out_figures by name
with dated as (
  select n.place, max(r.confidence) as grade,
         coalesce(max(r.as_of) filter (r.table_name = 'observations'), max(r.as_of)) as as_of
  from new_figures n
  join out_figure_inputs i using (figure_id)
  join out_rows r on r.table_name = i.table_name and r.row_key = i.row_key
  group by n.place
)
select n.* exclude (place, grade, as_of), coalesce(n.grade, dated.grade) as grade, coalesce(n.as_of, dated.as_of) as as_of
from new_figures n left join dated using (place)
order by n.place
"""


def write_figures(connection: duckdb.DuckDBPyConnection, figures: Sequence[MeasuredFigure]) -> None:
    """Write figures, none of them there yet, and their inputs, all at once: one by one they take a millisecond each."""
    append(connection, "out_figure_inputs", [[figure.figure_id, *row] for figure in figures for row in figure.inputs])
    connection.execute(
        """create temp table new_figures (place bigint, figure_id varchar, value double, low double, high double,
           unit varchar, kind varchar, grade varchar, as_of varchar, method_version varchar, code varchar)"""
    )
    append(connection, "new_figures", [_line(place, figure) for place, figure in enumerate(figures)])
    connection.execute(_FIGURES)
    connection.execute("drop table new_figures")


def _line(place: int, figure: MeasuredFigure) -> list[object]:
    return [
        place,
        figure.figure_id,
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        figure.kind,
        figure.grade,
        figure.as_of,
        figure.method_version,
        figure.code,
    ]
