"""Builds that readers go back to are kept open, but what was made of them is kept for the last few alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from dashboard.warehouse.build import MOST_OLDER, Warehouse


def test_what_was_made_of_the_first_is_freed_and_the_served_one_keeps_it(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "warehouse")
    warehouse = Warehouse(tmp_path / "warehouse")
    served = warehouse.current()
    served.cache("made", 1).get("key", lambda: "of the served")
    names = [f"{number:012x}" for number in range(MOST_OLDER + 2)]
    for name in names:
        shutil.copyfile(served._path, tmp_path / "warehouse" / f"siyada-{name}.duckdb")
        warehouse.build(name).cache("made", 1).get("key", lambda name=name: name)
    kept = [name for name in names if warehouse.build(name).cache("made", 1).get("key", lambda: "") == name]
    assert len(kept) < len(names)
    assert served.cache("made", 1).get("key", lambda: "") == "of the served"
    assert warehouse.build(names[0]).rows("select 1 as one") == [{"one": 1}]
