"""Build a proposal beside what is published: the evidence as it would be, its violations and doubts, and both builds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.build import RefusedError, build, identity_of
from etl.desk.apply import Applied, apply, new_files
from etl.desk.evidence import read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal, read_proposal
from etl.desk.questions import Question
from etl.evidence.check import evidence_folder
from etl.evidence.plausible.judge import Doubt
from etl.evidence.violations import Violation
from etl.locality.place import scans_folder
from etl.messages import LANGUAGES
from etl.messages.refresh import CONFIRMED, CONFIRMED_RULES
from etl.paths import SHIPPED_DATA
from etl.warehouse.publish import is_intact, read_pointer


@dataclass(frozen=True)
class Preview:
    """A proposal held against its contracts and built. `before` and `after` are warehouses, None where violations stop it."""

    proposal: Proposal
    applied: Applied
    violations: tuple[Violation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    before: Path | None = None
    after: Path | None = None

    @property
    def questions(self) -> list[Question]:
        """Every question of the proposal, with those about doubts that no row answers."""
        places = {one.place for one in self.applied.questions}
        asked = [
            Question(doubt.table, doubt.row_key, language, "doubt", doubt.tag, "", _said(doubt))
            for doubt in self.doubts
            for language in ("en", "fr", "ar")
        ]
        return [*self.applied.questions, *(one for one in asked if one.place not in places)]


def _said(doubt: Doubt) -> dict[str, object]:
    return {f"doubt_{language}": doubt.violation.message(language) for language in LANGUAGES}


@contextmanager
def preview(folder: Path, data: Path, warehouse: Path, today: date) -> Iterator[Preview]:
    """The proposal in a folder, built in a temporary place that goes when the block ends. Neither the evidence nor the
    published warehouse is written. Raises DeskError, and what `etl.build.build` raises beside violations.
    """
    proposal = read_proposal(folder)
    applied = apply(proposal, read_evidence(data), today)
    if applied.is_empty:
        yield Preview(proposal, applied)
        return
    with ExitStack() as stack:
        made = stack.enter_context(_beside(proposal, applied, data, warehouse, today))
        if confirmed := _confirmed(made):
            places = {one.place for one in confirmed}
            others = [one for one in proposal.questions if one.place not in places]
            proposal = replace(proposal, questions=[*others, *confirmed])
            applied = apply(proposal, read_evidence(data), today)
            made = stack.enter_context(_beside(proposal, applied, data, warehouse, today))
        yield made


def _confirmed(made: Preview) -> list[Question]:
    """Answers to doubts about a jump that whoever answered the proposal has confirmed: nobody is asked twice."""
    looked_at = {
        (one.table, one.row_key, one.column) for one in made.proposal.questions if one.rule == "jump" and one.answer
    }
    answered = {one.place for one in made.proposal.questions if one.answer}
    answers = [
        Question(doubt.table, doubt.row_key, language, "doubt", doubt.tag, CONFIRMED[language])
        for doubt in made.doubts
        if doubt.violation.rule in CONFIRMED_RULES and (doubt.table, doubt.row_key, doubt.violation.column) in looked_at
        for language in ("en", "fr", "ar")
    ]
    return [one for one in answers if one.place not in answered]


@contextmanager
def _beside(proposal: Proposal, applied: Applied, data: Path, warehouse: Path, today: date) -> Iterator[Preview]:
    """A proposal built in a temporary place that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="siyada-preview-") as place:
        root = Path(place)
        _copy_evidence(data, root / "data", new_files(applied, data))
        try:
            after = _warehouse(root / "after", warehouse)
            outcome = build(root / "data", after, lambda *_: None, today)
        except RefusedError as refused:
            yield Preview(proposal, applied, tuple(refused.violations))
            return
        before = _published(data, warehouse)
        if before is None:
            before = _warehouse(root / "before", warehouse)
            try:
                build(data, before, lambda *_: None, today)
            except RefusedError:
                raise DeskError("evidence_broken") from None
        doubts = outcome.judgement.unanswered if outcome.judgement else ()
        yield Preview(proposal, applied, (), tuple(doubts), before, after)


def _published(data: Path, warehouse: Path) -> Path | None:
    """The published warehouse, where it holds the evidence as it stands."""
    published = read_pointer(warehouse)
    is_current = published and published.build_id == identity_of(data, warehouse) and is_intact(warehouse, published)
    return warehouse if is_current else None


def _warehouse(place: Path, beside: Path) -> Path:
    """A new warehouse with the own scans of another one."""
    place.mkdir()
    if (scans := scans_folder(beside)).is_dir():
        shutil.copytree(scans, scans_folder(place))
    return place


def _copy_evidence(data: Path, place: Path, files: dict[str, bytes]) -> None:
    source = evidence_folder(data)
    (place / "evidence").mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.is_file() and path.name not in files:
            shutil.copyfile(path, place / "evidence" / path.name)
    for name, body in files.items():
        (place / "evidence" / name).write_bytes(body)
    geo = source.parent / "geo"
    shutil.copytree(geo if geo.is_dir() else SHIPPED_DATA / "geo", place / "geo")
