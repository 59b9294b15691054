"""Every command the documents name is there, every folder they name exists, and no index or machine is named anywhere."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from etl.paths import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
TEXT = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`siyada (\w+)", TEXT))))
def test_each_command_answers(command: str) -> None:
    asked = [sys.executable, "-m", "dashboard.cli.main", command, "--help"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert command in answer.stdout


def test_each_make_target_is_in_the_table_of_contents() -> None:
    contents = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"`?make (\w+)", TEXT)) - {"PORT"}
    assert {"run", "test", "lint", "check"} <= named
    assert {target for target in named if f"make {target} " not in contents} == set()


def test_each_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_locks_have_hashes_and_no_address() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE), lock.name
        requirements = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash=[^\n]+)+", text, re.MULTILINE)
        assert len(requirements) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0, lock.name


def test_every_dependency_is_named_with_its_reason() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("| dependency |") :].split("\n\n")[0]
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    runtime = declared[declared.index("dependencies = [") : declared.index("[project.optional-dependencies]")]
    for name in re.findall(r'"([a-z-]+)', runtime):
        assert name in table, name
