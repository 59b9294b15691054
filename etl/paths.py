"""Where things stand in a checkout; every command takes another place by option."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED_DATA = ROOT / "data"
GEOPACKAGE = "siyada.gpkg"  # as a build keeps it


def data_dir() -> Path:
    """Folder that holds `evidence/` and `geo/`: SIYADA_DATA, or `data/` of the checkout."""
    return Path(os.environ.get("SIYADA_DATA") or ROOT / "data")


def warehouse_dir() -> Path:
    """Folder of the builds and their pointer: SIYADA_WAREHOUSE, or `data/warehouse/` of the checkout."""
    return Path(os.environ.get("SIYADA_WAREHOUSE") or ROOT / "data" / "warehouse")
