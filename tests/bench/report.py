"""Figures of the benchmarks side by side: what was measured, the limit, met or missed, and how busy the machine was."""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Report:
    """Lines of one table; `check` fails with those that missed their limit."""

    title: str
    lines: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, name: str, values: Sequence[float], limit: float | None, unit: str, note: str = "") -> float:
        """Note the median of `values` against its limit (None: told, not judged) and return it."""
        median = statistics.median(values)
        verdict = "" if limit is None else "met" if median <= limit else "MISSED"
        shown = "" if limit is None else f"{limit:g}"
        spread = f"{min(values):.4g}-{max(values):.4g} of {len(values)}"
        line = f"{name:<58}{median:>9.4g} {unit:<4}{shown:>7}  {verdict:<7}{spread:<24}load {os.getloadavg()[0]:.1f} {note}"
        self.lines.append(line)
        if verdict == "MISSED":
            self.missed.append(line)
        return median

    def check(self) -> None:
        """Print the table and fail when a limit was missed."""
        print(f"\n{self.title}\n{'figure':<58}{'median':>9} {'unit':<4}{'limit':>7}")
        print("\n".join(self.lines))
        assert not self.missed, "\n".join(("missed:", *self.missed))
