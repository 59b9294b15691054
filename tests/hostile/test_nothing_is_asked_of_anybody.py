"""The server asks nothing of another machine: started, walked through and provoked in a network that leads nowhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from etl.paths import ROOT


def has_own_network() -> bool:
    """True where a process may be given a network of its own."""
    found = shutil.which("unshare")
    return bool(found) and subprocess.run([str(found), "-rn", "true"], capture_output=True, check=False).returncode == 0


def test_from_its_start_to_the_last_refused_handshake(published: Path, tmp_path: Path) -> None:
    is_alone = sys.platform == "linux" and has_own_network()
    command = [*(("unshare", "-rn") if is_alone else ()), sys.executable, "-m", "tests.hostile.walk"]
    done = subprocess.run(
        [*command, str(published), str(tmp_path / "asked")],
        env=os.environ | {"PYTHONPATH": str(ROOT), "ALONE": str(int(is_alone))},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["asked"] == []
    assert found["lost"] == 0, "a packet was sent somewhere, by code that is not Python"
    walked = found["walked"]
    assert {path for path, code in walked.items() if path.startswith("drawn") and code} == set()
    assert {path for path, code in walked.items() if path.startswith("handshake") and code != 403} == set()
    assert walked["another host"] == 421
    rest = {path: code for path, code in walked.items() if path.startswith("/") and path != "/nowhere"}
    assert {path for path, code in rest.items() if code != 200} == set()
