"""A publisher is written one way: another case, space or sign would count one house as two."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

from etl.paths import ROOT


def test_no_two_publishers_differ_by_signs_alone() -> None:
    with (ROOT / "data" / "evidence" / "sources.csv").open(encoding="utf-8", newline="") as file:
        names = {row["publisher"] for row in csv.DictReader(file)}
    alike: dict[str, set[str]] = defaultdict(set)
    for name in names:
        alike[re.sub(r"[\W_]+", "", name).casefold()].add(name)
    assert [found for found in alike.values() if len(found) > 1] == []
