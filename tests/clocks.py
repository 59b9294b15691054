"""A clock that a test sets, before a real process: forwards, back, and while it runs."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("moved_clock.c")
HOW_TO_GET_A_COMPILER = "no C compiler is here; on Debian or Ubuntu: sudo apt-get install gcc libc6-dev"
YEAR_S = 365 * 86_400


def compiler() -> str | None:
    """A C compiler, None where there is none."""
    return shutil.which("cc") or shutil.which("gcc")


class Clock:
    """The time of day for processes that have `settings` in their environment; it stands right at first."""

    def __init__(self, folder: Path) -> None:
        self._file, shim = folder / "beside", folder / "moved_clock.so"
        self.set(0)
        made = [str(compiler()), "-shared", "-fPIC", "-O1", "-o", str(shim), str(SOURCE), "-ldl"]
        subprocess.run(made, check=True, timeout=60)
        self.settings = {"LD_PRELOAD": str(shim), "MOVED_CLOCK": str(self._file)}

    def set(self, beside_s: int) -> None:
        """Let it stand so many seconds after the machine's clock (or before it), from now on."""
        with self._file.open(
            "r+b" if self._file.exists() else "wb"
        ) as file:  # the same file, which processes have mapped
            file.write(struct.pack("q", beside_s))
