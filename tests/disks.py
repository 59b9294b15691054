"""A disk that is really full, or that really can't be written, in a namespace of its own: for one process and what it starts."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

HOW_TO_GET_NAMESPACES = "no namespace can be made here (unshare --map-root-user --mount)"
_ENTER = ("unshare", "--map-root-user", "--mount", "sh", "-ec")
EVERYWHERE = Path("/tmp")  # where a disk is found that is all there is: no other place for what is temporary
_FULL = """
mount -t tmpfs -o size={size}k,mode=0777 tmpfs {place}
cp -R {filled}/. {place}/
dd if=/dev/zero of={place}/.fill bs=1k 2>/dev/null || true
"""
_HIDE_OTHERS = f"""
mount --bind {{place}} /var/tmp
mount --bind {{place}} {EVERYWHERE}
cd /proc
"""
_GO_ON = 'exec "$@"'
_READ_ONLY = """
mount --bind {place} {place}
mount -o remount,bind,ro {place}
"""


@cache
def has_namespaces() -> bool:
    """True where this user may have a disk of his own."""
    script = "mount -t tmpfs tmpfs /mnt"
    try:
        return subprocess.run([*_ENTER, script], capture_output=True, timeout=20, check=False).returncode == 0
    except OSError:
        return False


def full(place: Path, filled: Path, *, is_everywhere: bool = False) -> tuple[str, ...]:
    """The words before a command for which `place` holds what `filled` does, without a byte left.

    With `is_everywhere` all that is temporary goes there too, and the folder is found at `EVERYWHERE`.
    """
    size = sum(path.stat().st_size for path in filled.rglob("*") if path.is_file()) // 1024
    script = _FULL.format(size=size + 512, place=place, filled=filled)
    return (*_ENTER, script + (_HIDE_OTHERS.format(place=place) if is_everywhere else "") + _GO_ON, "sh")


def read_only(place: Path) -> tuple[str, ...]:
    """The words before a command for which `place` can't be written."""
    return (*_ENTER, _READ_ONLY.format(place=place) + _GO_ON, "sh")
