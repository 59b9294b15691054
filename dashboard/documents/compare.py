"""Two documents side by side: what each was asked, then the figures that moved, appeared or vanished, and states that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.chapters.registry import CHAPTERS, titles
from dashboard.documents.claims import ClaimedFigure, Claims
from dashboard.i18n import Translator
from dashboard.support.quoting import quoted_words
from etl.evidence.csv_form import csv_text

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
    old: ClaimedFigure | None
    new: ClaimedFigure | None

    @property
    def one(self) -> ClaimedFigure:
        """The figure as the newer document has it, else as the older one."""
        found = self.new or self.old
        if found is None:
            raise ValueError
        return found


@dataclass(frozen=True)
class Question:
    """A chapter that two documents were asked with other choices (URL text), or that only one of them has (None)."""

    chapter: str
    old: str | None
    new: str | None

    @property
    def is_in_both(self) -> bool:
        """True where both documents have the chapter, for other choices."""
        return self.old is not None and self.new is not None


def questions(old: Claims, new: Claims) -> list[Question]:
    """The chapters in which two documents answer different questions, in the order of the newer document."""
    before, after = ({one.name: one.choices for one in contents.chapters} for contents in (old, new))
    return [
        Question(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*after, *before])
        if _asked(name, before.get(name)) != _asked(name, after.get(name))
    ]


def _asked(chapter: str, choices: str | None) -> object:
    """What was asked, however its text was put; of a chapter that the book no longer has, the text itself."""
    if choices is None or chapter not in CHAPTERS:
        return choices
    return CHAPTERS[chapter].choices.parse(choices)[0]


def compare(old: Claims, new: Claims) -> list[FigureChange]:
    """Every change from `old` to `new`, in the order of the newer document; each figure once, whatever its chapters.

    A chapter of both for other choices is left out: its figures answer another question (`questions`). Values are compared
    to nine digits: the last bits of a sum are not news.
    """
    apart = {question.chapter for question in questions(old, new) if question.is_in_both}
    lines = [[one for one in document.figures if one.chapter not in apart] for document in (old, new)]
    before, after = ({one.figure_id: one for one in reversed(figures)} for figures in lines)
    order = dict.fromkeys(one.figure_id for one in (*lines[1], *lines[0]))
    found = (_change(before.get(figure_id), after.get(figure_id)) for figure_id in order)
    return [change for change in found if change]


def _change(old: ClaimedFigure | None, new: ClaimedFigure | None) -> FigureChange | None:
    if old is None or new is None:
        return FigureChange("appeared" if old is None else "vanished", old, new)
    if _round(old) == _round(new):
        return None
    return FigureChange("state" if new.kind == "state" else "moved", old, new)


def _round(figure: ClaimedFigure) -> tuple[object, ...]:
    return tuple(float(f"{one:.9g}") if isinstance(one, float | int) else one for one in figure.says)


def differences_asked(asked: Sequence[Question], t: Translator) -> list[str]:
    """In which chapters two documents answer different questions, a sentence each."""
    return [_difference_asked(one, titles(t).get(one.chapter, one.chapter), t) for one in asked]


def _difference_asked(one: Question, chapter: str, t: Translator) -> str:
    if one.new is None:
        return t("Chapter {chapter} is in the first document only.", chapter=chapter)
    if one.old is None:
        return t("Chapter {chapter} is in the second document only.", chapter=chapter)
    nothing = t("no choice")
    return t(
        "Chapter {chapter}: the documents answer different questions, so its figures were not compared. The first: {old}; the second: {new}.",
        chapter=chapter,
        old=t.isolate(one.old) or nothing,
        new=t.isolate(one.new) or nothing,
    )


def sentences(changes: Sequence[FigureChange], t: Translator) -> list[str]:
    """Each change as a sentence, the figures in the words their documents have."""
    content = {
        "moved": lambda c, name: t("{figure}: from {old} to {new}", figure=name, old=_text(c.old), new=_text(c.new)),
        "state": lambda c, name: t(
            "{figure}: the state goes from “{old}” to “{new}”", figure=name, old=_text(c.old), new=_text(c.new)
        ),
        "appeared": lambda c, name: t("{figure}: new, {new}", figure=name, new=_text(c.new)),
        "vanished": lambda c, name: t("{figure}: no longer there (it was {old})", figure=name, old=_text(c.old)),
    }
    return [content[change.change](change, quoted_words(change.one.label)) for change in changes]


def _text(figure: ClaimedFigure | None) -> str:
    return quoted_words(figure.text) if figure else ""


def as_csv(changes: Sequence[FigureChange]) -> str:
    """The same as CSV: codes and unformatted values, blank where a document does not have the figure."""
    return csv_text(_COLUMNS, (_csv_row(change) for change in changes))


def _csv_row(change: FigureChange) -> tuple[object, ...]:
    one = change.one
    says = (*(change.old.says if change.old else (None,) * 3), *(change.new.says if change.new else (None,) * 3))
    row = (one.chapter, one.figure_id, one.label, one.unit, *says)
    return (change.change, *(quoted_words(cell, MOST_OF_A_CELL) if isinstance(cell, str) else cell for cell in row))
