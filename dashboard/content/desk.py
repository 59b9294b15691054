"""What the desk page shows of one file: the words of `siyada propose` and `siyada preview`, and the proposal to take away."""

from __future__ import annotations

from dataclasses import dataclass

NO_ROOM = 74  # how the process ends that could not write what it made (EX_IOERR of sysexits.h)


@dataclass(frozen=True)
class Lines:
    """The first of many lines; `count` is how many there are."""

    first: tuple[str, ...] = ()
    count: int = 0

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.count - len(self.first)


@dataclass(frozen=True)
class ShownPreview:
    """A preview. `problem` says why there is none, and the rest is then empty; `moved` are figures as (label, before, after),
    `others` points of the map and texts that move; `next_step` is "" where nothing is left to do."""

    problem: str = ""
    counts: str = ""
    violations: Lines = Lines()
    violation_count: str = ""
    moved_count: str = ""
    moved: tuple[tuple[str, str, str], ...] = ()
    others: Lines = Lines()
    doubts: Lines = Lines()
    next_step: str = ""


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with its preview. `problem` says why the file can't be read, and the rest is then empty; `archive` is its folder,
    packed as ZIP in base64, "" where the file changes nothing."""

    problem: str = ""
    notes: tuple[str, ...] = ()
    counts: str = ""
    questions: Lines = Lines()
    next_step: str = ""
    preview: ShownPreview | None = None
    archive: str = ""
