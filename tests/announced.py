"""A warehouse with something to tell: two builds, figures that moved between them, and a log of accepted changes."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from etl.build import build
from etl.paths import ROOT
from etl.warehouse.history import HISTORY

TIMES = ("2026-11-28T10:00:00+00:00", "2026-11-30T09:30:00+00:00")
MOVED = "sites.gpu_documented"
LOG = """change_id,changed_on,table,rows_added,rows_changed,rows_removed,why,decided_by,figures_moved,figures,came_from,recorded_on
2026-11-29-aaaaaaaa,2026-11-29,fx,1,0,0,Taux de 2031 : 9 < 10 & vérifié,L’équipe,0,,f.xlsx,2026-11-29
2026-11-30-bbbbbbbb,2026-11-30,sites,0,1,0,More GPUs were counted,A. B.,1,sites.gpu_documented,g.csv,2026-11-30
"""


@dataclass(frozen=True)
class Announced:
    """The warehouse, its two builds in order, and the data of the newer one."""

    warehouse: Path
    before: str
    after: str
    data: Path


def make_announced(published: Path, folder: Path) -> Announced:
    """The published build, then one in which Toubkal has more GPUs and two changes stand in the log."""
    warehouse, data = folder / "warehouse", folder / "data"
    shutil.copytree(published, warehouse)
    for name in ("evidence", "geo"):
        shutil.copytree(ROOT / "data" / name, data / name)
    path = data / "evidence" / "sites.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            row | ({"gpu_count_operational": "40"} if row["site_id"] == "mar-toubkal" else {}) for row in rows
        )
    (data / "evidence" / "changes.csv").write_text(LOG, encoding="utf-8")
    before = json.loads((warehouse / "current.json").read_text())["build_id"]
    build(data, warehouse, lambda *_: None)
    after = json.loads((warehouse / "current.json").read_text())["build_id"]
    lines = [json.dumps({"build_id": one, "published_at": at}) for one, at in zip((before, after), TIMES, strict=True)]
    (warehouse / HISTORY).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return Announced(warehouse, before, after, data)
