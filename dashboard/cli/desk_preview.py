"""What a proposal moves, as objects, as CSV and in words: figures, states, rows, doubts and violations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.chapters.evidence.rows import read_figure
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.cli.desk_moved import MovedPlace, MovedText, moved_places, moved_texts
from dashboard.content.decision import DecisionSheet
from dashboard.content.values import Cell, Figure, Table
from dashboard.figures.band import tell_apart
from dashboard.i18n import translator
from dashboard.support.quoting import quoted
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.changes import FigureChange, compare
from dashboard.warehouse.reading import Reading
from etl.evidence.csv_form import csv_text
from etl.messages import reader_language

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.desk.apply import Applied
    from etl.desk.preview import Preview
    from etl.evidence.plausible.judge import Doubt
    from etl.evidence.violations import Violation

_FEW = 40  # figures listed one by one in words; JSON and CSV have them all
_PRINTED, _LISTED = 18, 6  # rows of a table and lines of a list that two pages hold
_HEADER = ("what", "id", "label", "before", "after", "message")


@dataclass(frozen=True)
class Moved:
    """A figure before and after, in the reader's language; None where a build does not hold it."""

    figure_id: str
    before: Figure | None
    after: Figure | None
    code_before: str | None
    code_after: str | None

    @property
    def label(self) -> str:
        """What the figure is called."""
        shown = self.after or self.before
        return shown.label if shown else self.figure_id

    def texts(self, t: Translator) -> tuple[str, str]:
        """The figure before and after as it is shown; where these are alike, with what tells them apart."""
        return tell_apart(self.before, self.after, t)

    @property
    def is_state(self) -> bool:
        """True where a state, and not a number, is another."""
        return self.code_before != self.code_after


@dataclass(frozen=True)
class Effects:
    """All that a proposal moves, in the order of ids and of files."""

    applied: Applied
    moved: tuple[Moved, ...]
    doubts: tuple[Doubt, ...]
    violations: tuple[Violation, ...]
    places: tuple[MovedPlace, ...] = ()
    texts: tuple[MovedText, ...] = ()

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Ids of the figures whose value, band or state moves."""
        return tuple(one.figure_id for one in self.moved)


def effects(made: Preview, t: Translator) -> Effects:
    """What a preview found, its figures read while both builds are there."""
    moved: list[Moved] = []
    places: tuple[MovedPlace, ...] = ()
    texts: tuple[MovedText, ...] = ()
    if made.before and made.after:
        before, after = open_warehouse(made.before).current(), open_warehouse(made.after).current()
        changes = compare(before, after)
        moved = [_moved(change, before, after, t) for change in changes.figures]
        places, texts = moved_places(changes, before, after, t.lang), moved_texts(changes)
    return Effects(made.applied, tuple(moved), made.doubts, made.violations, places, texts)


def _moved(change: FigureChange, before: Build, after: Build, t: Translator) -> Moved:
    old = read_figure(Reading(before, t), change.figure_id) if change.is_before else None
    new = read_figure(Reading(after, t), change.figure_id) if change.is_after else None
    codes = (
        _code(build, change.figure_id) if is_there else None
        for build, is_there in ((before, change.is_before), (after, change.is_after))
    )
    return Moved(change.figure_id, old, new, *codes)


def _code(build: Build, figure_id: str) -> str | None:
    found: str | None = build.row("select code from out_figures where figure_id = ?", figure_id)["code"]
    return found


def as_plain(found: Effects, lang: str) -> dict[str, Any]:
    """The preview as JSON holds it: numbers as computed, states by their codes, the rest in the reader's words."""
    t = translator(reader_language(lang, {}))
    return {
        "figures": [
            {
                "figure_id": one.figure_id,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
                "label": one.label,
                **_shown(one, t),
            }
            for one in found.moved
            if not one.is_state
        ],
        "states": [
            {
                "figure_id": one.figure_id,
                "before": one.code_before,
                "after": one.code_after,
                "label": one.label,
                **_shown(one, t),
            }
            for one in found.moved
            if one.is_state
        ],
        "places": [
            {"table": one.table, "row_key": one.row_key, "label": one.label, "before": one.before, "after": one.after}
            for one in found.places
        ],
        "texts": [
            {"table": one.table, "row_key": one.row_key, "column": one.column, "before": one.before, "after": one.after}
            for one in found.texts
        ],
        "doubts": [
            {
                "table": doubt.table,
                "row_key": doubt.row_key,
                "column": doubt.violation.column,
                "value": doubt.violation.value,
                "rule": doubt.violation.rule,
                "message": doubt.violation.message(lang),
                "begin_answer_with": f"[{doubt.tag}]",
            }
            for doubt in found.doubts
        ],
        "violations": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "value": one.value,
                "rule": one.rule,
                "message": one.message(lang),
                "cure": one.cure(lang),
            }
            for one in found.violations
        ],
    }


def _shown(one: Moved, t: Translator) -> dict[str, str | None]:
    old, new = one.texts(t)
    return {"before_text": old if one.before else None, "after_text": new if one.after else None}


def as_csv(found: Effects, lang: str) -> str:
    """The same, one thing a row."""
    rows: list[tuple[object, ...]] = []
    for one in found.moved:
        if one.is_state:
            rows.append(("state", one.figure_id, one.label, one.code_before, one.code_after, ""))
        else:
            values = (one.before.value if one.before else None, one.after.value if one.after else None)
            rows.append(("figure", one.figure_id, one.label, *values, ""))
    rows += [("place", f"{one.table}/{one.row_key}", one.label, *one.texts(""), "") for one in found.places]
    rows += [("text", one.place, "", one.before, one.after, "") for one in found.texts]
    rows += [
        ("doubt", f"{d.table}/{d.row_key}", "", "", d.violation.value, d.violation.message(lang)) for d in found.doubts
    ]
    rows += [("violation", v.place(), "", "", v.value, f"{v.message(lang)} {v.cure(lang)}") for v in found.violations]
    return csv_text(_HEADER, rows)


def sentences(found: Effects, folder: Path, t: Translator) -> Iterator[str]:
    """The preview in words, a line each."""
    yield counts_of(found, t)
    if found.applied.is_empty:
        return
    if found.violations:
        yield from (one.text(t.lang) for one in found.violations)
        yield t.plural("{count} violation.", "{count} violations.", len(found.violations))
    else:
        yield from _figures(found, t)
        yield from other_lines(found, t)
    yield from doubt_texts(found, t)
    yield from filter(None, (next_step(found, folder, t),))


def doubt_texts(found: Effects, t: Translator) -> Iterator[str]:
    """Where each doubt is and what it says: it is answered in the list of questions, not in the cell that `siyada check` names."""
    for doubt in found.doubts:
        one = doubt.violation
        yield f"{one.place()} «{quoted(one.value)}»: {one.message(t.lang)}"


def counts_of(found: Effects, t: Translator) -> str:
    """How many rows of the table move, or that nothing is left to do."""
    if found.applied.is_empty:
        return t("Nothing is left to do: the evidence says what the proposal says.")
    counts = found.applied.counts
    return t(
        "Rows added {added}, changed {changed}, removed {removed}.",
        added=t.number(counts["add"]),
        changed=t.number(counts["change"]),
        removed=t.number(counts["remove"]),
    )


def next_step(found: Effects, folder: Path, t: Translator) -> str:
    """What to do with the proposal in `folder`; "" where violations alone stand in its way, or nothing is left to do."""
    asked = len(found.applied.open_questions) + 3 * len(found.doubts)
    if found.applied.is_empty:
        return ""
    if asked:
        return t.plural(
            "{count} question to answer in {file}, then: siyada preview {folder}",
            "{count} questions to answer in {file}, then: siyada preview {folder}",
            asked,
            file=f"{quoted(folder.name)}/questions.csv",
            folder=quoted(folder, 300),
        )
    if found.violations:
        return ""
    return t("It can be accepted: siyada accept {folder} --why TEXT --by NAME", folder=quoted(folder, 300))


def moved_count(found: Effects, t: Translator) -> str:
    """How many figures move, before they are listed."""
    if not found.moved:
        return t("No figure moves.")
    return t.plural("{count} figure moves:", "{count} figures move:", len(found.moved))


def _figures(found: Effects, t: Translator) -> Iterator[str]:
    yield moved_count(found, t)
    for one in found.moved[:_FEW]:
        old, new = one.texts(t)
        yield "- " + t("{figure}: from {old} to {new}", figure=one.label, old=old, new=new)
    if len(found.moved) > _FEW:
        yield t("The others: siyada preview {folder} --format csv", folder="DIR")


def other_lines(found: Effects, t: Translator) -> Iterator[str]:
    """Points of the map and words that move."""
    if found.places:
        yield t.plural("{count} point of the map moves:", "{count} points of the map move:", len(found.places))
        for one in found.places[:_FEW]:
            old, new = one.texts(t("not on the map"))
            yield "- " + t("{figure}: from {old} to {new}", figure=one.label, old=old, new=new)
    if found.texts:
        yield t.plural("{count} text changes:", "{count} texts change:", len(found.texts))
        for text in found.texts[:_FEW]:
            old, new = (quoted(words, 120) or t("blank") for words in (text.before, text.after))
            yield "- " + t("{figure}: from {old} to {new}", figure=text.place, old=old, new=new)
    if max(len(found.places), len(found.texts)) > _FEW:
        yield t("The others: siyada preview {folder} --format csv", folder="DIR")


def decision_sheet(found: Effects, made: Preview, folder: Path, t: Translator) -> DecisionSheet:
    """The preview on two pages for the one who decides: the first of what moves, the rest counted."""
    counts, proposal = found.applied.counts, made.proposal
    lines = (
        t(
            "Table {table}, from the file {file}, proposed on {day}.",
            table=proposal.table.name,
            file=quoted(proposal.file),
            day=t.period(proposal.day),
        ),
        t(
            "Rows added {added}, changed {changed}, removed {removed}.",
            added=t.number(counts["add"]),
            changed=t.number(counts["change"]),
            removed=t.number(counts["remove"]),
        ),
        t.plural("{count} figure moves.", "{count} figures move.", len(found.moved))
        if found.moved
        else t("No figure moves."),
        *(
            (
                t(
                    "Points of the map that move: {places}; texts that change: {texts}.",
                    places=t.number(len(found.places)),
                    texts=t.number(len(found.texts)),
                ),
            )
            if found.places or found.texts
            else ()
        ),
    )
    states = [one for one in found.moved if one.is_state]
    numbers = [one for one in found.moved if not one.is_state]
    tables = [_table(title, listed[:most], len(listed), t) for title, listed, most in ((t("States that change"), states, _PRINTED // 2), (t("Figures that move"), numbers, _PRINTED)) if listed]  # fmt: skip
    nothing = (t("None."),)
    lists = (
        (t("Violations"), _first([one.text(t.lang) for one in found.violations], t) or nothing),
        (
            t("Doubts without an answer"),
            _first([d.violation.message(t.lang) + f" ({quoted(d.row_key)})" for d in found.doubts], t) or nothing,
        ),
        (
            t("Questions without an answer"),
            _first([f"{quoted(q.row_key)}: {q.column}" for q in found.applied.open_questions], t) or nothing,
        ),
    )
    return DecisionSheet(
        t.lang,
        proposal.day,
        t("A change of the evidence, to be decided"),
        lines,
        tuple(tables),
        lists,
        (t("Decision"), t("Why"), t("Decided by")),
        t(
            "Siyada · proposal {folder} · SHA-256 of the file {sha256}",
            folder=quoted(folder.name),
            sha256=proposal.sha256[:16],
        ),
    )


def _table(title: str, listed: Sequence[Moved], count: int, t: Translator) -> Table:
    columns: tuple[Column[Moved], ...] = (
        Column("figure", t("Figure"), lambda one: Cell(one.figure_id, one.label)),
        Column("before", t("Before"), lambda one: Cell(None, one.texts(t)[0])),
        Column("after", t("After"), lambda one: Cell(None, one.texts(t)[1])),
    )
    return build_table("moved", title, listed, *columns, note=_more(count - len(listed), t))


def _first(lines: list[str], t: Translator) -> tuple[str, ...]:
    return (*lines[:_LISTED], *filter(None, (_more(len(lines) - _LISTED, t),)))


def _more(count: int, t: Translator) -> str:
    return (
        t.plural("and {count} more, in --format csv", "and {count} more, in --format csv", count) if count > 0 else ""
    )
