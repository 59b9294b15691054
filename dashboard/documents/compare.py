"""Two documents side by side: figures that moved, appeared or vanished, and states that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.documents.told import Told, ToldFigure
from dashboard.i18n import Translator
from dashboard.quoting import quoted_words
from etl.csv_form import csv_text

MOST_OF_A_CELL = 2000  # characters
Change = Literal["moved", "state", "appeared", "vanished"]
_COLUMNS = (
    *("change", "chapter", "figure_id", "label", "unit"),
    *("old_value", "old_low", "old_high", "new_value", "new_low", "new_high"),
)


@dataclass(frozen=True)
class FigureChange:
    """A figure that two documents do not tell alike; `old` or `new` is None where only the other one has it."""

    change: Change
    old: ToldFigure | None
    new: ToldFigure | None

    @property
    def one(self) -> ToldFigure:
        """The figure as the newer document has it, else as the older one."""
        found = self.new or self.old
        if found is None:
            raise ValueError
        return found


def compare(old: Told, new: Told) -> list[FigureChange]:
    """Every change from `old` to `new`, in the order of the newer document; each figure once, whatever its chapters.

    Values are compared to nine digits: the last bits of a sum are not news.
    """
    before = {one.figure_id: one for one in reversed(old.figures)}
    after = {one.figure_id: one for one in reversed(new.figures)}
    order = dict.fromkeys(one.figure_id for one in (*new.figures, *old.figures))
    found = (_change(before.get(figure_id), after.get(figure_id)) for figure_id in order)
    return [change for change in found if change]


def _change(old: ToldFigure | None, new: ToldFigure | None) -> FigureChange | None:
    if old is None or new is None:
        return FigureChange("appeared" if old is None else "vanished", old, new)
    if _rounded(old) == _rounded(new):
        return None
    return FigureChange("state" if new.kind == "state" else "moved", old, new)


def _rounded(figure: ToldFigure) -> tuple[object, ...]:
    return tuple(float(f"{one:.9g}") if isinstance(one, float | int) else one for one in figure.says)


def sentences(changes: Sequence[FigureChange], t: Translator) -> list[str]:
    """Each change as a sentence, the figures in the words their documents have."""
    told = {
        "moved": lambda c, name: t("{figure}: from {old} to {new}", figure=name, old=_text(c.old), new=_text(c.new)),
        "state": lambda c, name: t(
            "{figure}: the state goes from “{old}” to “{new}”", figure=name, old=_text(c.old), new=_text(c.new)
        ),
        "appeared": lambda c, name: t("{figure}: new, {new}", figure=name, new=_text(c.new)),
        "vanished": lambda c, name: t("{figure}: no longer there (it was {old})", figure=name, old=_text(c.old)),
    }
    return [told[change.change](change, quoted_words(change.one.label)) for change in changes]


def _text(figure: ToldFigure | None) -> str:
    return quoted_words(figure.text) if figure else ""


def as_csv(changes: Sequence[FigureChange]) -> str:
    """The same as CSV: codes and unformatted values, blank where a document does not have the figure."""
    return csv_text(_COLUMNS, (_csv_row(change) for change in changes))


def _csv_row(change: FigureChange) -> tuple[object, ...]:
    one = change.one
    says = (*(change.old.says if change.old else (None,) * 3), *(change.new.says if change.new else (None,) * 3))
    row = (one.chapter, one.figure_id, one.label, one.unit, *says)
    return (change.change, *(quoted_words(cell, MOST_OF_A_CELL) if isinstance(cell, str) else cell for cell in row))
