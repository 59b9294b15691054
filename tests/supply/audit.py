"""What the server is made of, for whoever must answer for it: licences, an SBOM, known vulnerabilities (make audit).

python -m tests.supply.audit TOOLS, the folder of pip-audit's and cyclonedx-py's programs. Exit 1 where a licence is not one
that may be served with ours, or a vulnerability is known; where nobody can be asked about vulnerabilities, that is said.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from etl.paths import ROOT

LOCK = ROOT / "requirements" / "run.lock"
SBOM = ROOT / "build" / "sbom.cdx.json"
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE)
# Each may be used beside Apache-2.0; what is copyleft binds its own files only (MPL) or is linked as it is (LGPL).
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|OFL|Open Font|HPND|CC0|Zlib|0BSD"
)
REFUSED = re.compile(r"(?<!L)(?<!Lesser )(AGPL|\bGPL|(?<!Lesser )General Public License|Proprietary|SSPL|BUSL)")
# Packages whose metadata names no licence, read in their files.
READ: dict[str, str] = {}


def locked() -> dict[str, str]:
    """The versions of the packages that the server runs with, by name."""
    return dict(_PINNED.findall(LOCK.read_text(encoding="utf-8")))


def licence(name: str) -> str | None:
    """The licence that a package states; "" where it states none, None where it is not installed on this system."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    expression = told.get("License-Expression")
    classifiers = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    short = (told.get("License") or "").strip().split("\n")[0]
    return expression or "; ".join(one for one in classifiers if one != "OSI Approved") or short or READ.get(name, "")


def is_allowed(words: str) -> bool:
    """True for a licence under which a package may be served with ours; of several, each is looked at."""
    return bool(ALLOWED.search(words)) and not (REFUSED.search(words) and " OR " not in words)


def write_sbom(tools: Path, to: Path) -> None:
    """Write the SBOM of the lock (CycloneDX, JSON) with versions, hashes and licences; the same lock gives the same bytes."""
    to.parent.mkdir(parents=True, exist_ok=True)
    command = [tools / "cyclonedx-py", "requirements", LOCK, "--of", "JSON", "--output-reproducible", "--pyproject", ROOT / "pyproject.toml", "-o", to]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    made: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    for component in made["components"]:
        if words := licence(component["name"]):
            component["licenses"] = [{"license": {"name": words}}]
    to.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def vulnerabilities(tools: Path) -> tuple[list[str], int]:
    """Known vulnerabilities of what is locked, and about how many packages nobody could be asked."""
    asked = subprocess.run(
        [
            tools / "pip-audit",
            "-r",
            LOCK,
            "--disable-pip",
            "--require-hashes",
            "-f",
            "json",
            "--progress-spinner",
            "off",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        told = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):  # no network: nothing at all was told
        return [], len(locked())
    found = [f"{one['name']} {one['version']}: {hole['id']}" for one in told for hole in one.get("vulns", ())]
    return sorted(found), sum("skip_reason" in one for one in told)


def main(tools: Path) -> int:
    """List, write and ask."""
    wrong = []
    for name, version in locked().items():
        words = licence(name)
        if words is not None:
            print(f"{name:<32}{version:<14}{words}")
            wrong += [] if is_allowed(words) else [name]
    write_sbom(tools, SBOM)
    print(f"SBOM: {SBOM.relative_to(ROOT)}")
    found, unasked = vulnerabilities(tools)
    print(*found, sep="\n", end="\n" if found else "")
    if unasked:
        print(
            f"Nobody could be asked about {unasked} of {len(locked())} packages: run it again where the index is reached."
        )
    else:
        print(f"No known vulnerability in {len(locked())} packages." if not found else f"{len(found)} known.")
    if wrong:
        print(f"Not under a licence known to fit: {', '.join(wrong)}")
    return 1 if wrong or found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
