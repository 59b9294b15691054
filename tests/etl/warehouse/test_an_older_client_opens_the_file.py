"""The DuckDB file that readers take away is opened by every client since DuckDB 1.2, whatever version made it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.warehouse.build import Warehouse
from etl.paths import ROOT

OLD = ROOT / ".venv" / "duckdb-1.2"  # put there by the Makefile, beside what the tool itself runs on
ASKED = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
tables = [name for (name,) in connection.execute("select table_name from information_schema.tables order by 1").fetchall()]
rows = {name: connection.execute(f'select count(*), max(md5(t::varchar)) from "{name}" t').fetchone() for name in tables}
figures = connection.execute("select figure_id, value from out_figures order by figure_id").fetchall()
print(json.dumps({"version": duckdb.__version__, "rows": rows, "figures": figures}))
"""


@pytest.mark.skipif(not (OLD / "duckdb").is_dir(), reason="DuckDB 1.2 is not here: make .venv/duckdb-1.2.stamp")
def test_a_client_of_duckdb_1_2_reads_every_table(published: Path) -> None:
    build = Warehouse(published).current()
    (file,) = published.glob("siyada-*.duckdb")
    command = [sys.executable, "-c", ASKED, str(file)]
    made = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(OLD)}, capture_output=True, text=True, check=False, cwd="/"
    )
    assert made.returncode == 0, made.stderr[-2000:]
    told = json.loads(made.stdout)
    assert told["version"].startswith("1.2.")
    counts = {
        row["table_name"]: build.row(f"select count(*) as n from {row['table_name']}")["n"]
        for row in build.rows("select table_name from information_schema.tables")
    }
    assert {name: count for name, (count, _) in told["rows"].items()} == counts
    own = build.rows("select figure_id, value from out_figures order by figure_id")
    assert told["figures"] == [[row["figure_id"], row["value"]] for row in own]
