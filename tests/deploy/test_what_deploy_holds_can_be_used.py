"""The files of deploy/ say what is so: each is read by its own tool where that is here, and names only what the server knows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from dashboard.documents import KEY_VARIABLE
from dashboard.http import settings
from dashboard.http.sign_in import SECRETS
from etl.paths import ROOT
from tests.browser.harness import free_port

DEPLOY = ROOT / "deploy"
KNOWN = {value for name, value in vars(settings).items() if isinstance(value, str) and value.startswith("SIYADA_")}
KNOWN |= {"SIYADA_WAREHOUSE", KEY_VARIABLE, SECRETS}
UNITS = sorted((DEPLOY / "systemd").iterdir())


def kubernetes() -> dict[str, dict[str, Any]]:
    """The objects of the manifests by kind."""
    told = yaml.safe_load_all((DEPLOY / "kubernetes" / "siyada.yaml").read_text(encoding="utf-8"))
    return {one["kind"]: one for one in told}


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.*")), ids=lambda path: path.name)
def test_every_setting_named_is_one_that_the_server_reads(path: Path) -> None:
    named = set(re.findall(r"SIYADA_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= KNOWN


def test_every_option_named_is_one_of_the_command() -> None:
    asked = [sys.executable, "-m", "dashboard.cli.main", "serve", "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, env={"COLUMNS": "200"}, cwd=ROOT).stdout
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                if "siyada serve" in line or "command:" in line:
                    assert [one for one in re.findall(r"--[a-z-]+", line) if one not in told] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_units(unit: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    asked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    ours = [line for line in asked.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert ours == []


def test_the_containers_have_the_block_that_is_tested() -> None:
    def lines(path: Path, *changes: tuple[str, str]) -> list[str]:
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            text = text.replace(before, after)
        return [line for line in text.splitlines() if line and not line.startswith("#")]

    names = (("127.0.0.1:8501", "first:8501"), ("127.0.0.1:8502", "second:8501"), ("name siyada.example.ma", "name _"))
    assert lines(DEPLOY / "docker" / "nginx.conf") == lines(DEPLOY / "nginx" / "siyada.conf", *names)


def test_the_image_serves_as_nobody_and_is_asked_whether_it_is_ready() -> None:
    text = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER 10001", text, re.MULTILINE)
    assert text.rindex("USER ") > text.rindex("FROM ")
    assert "/readyz" in text[text.index("HEALTHCHECK") :]
    assert "--require-hashes" in text
    for source in re.findall(r"^COPY (?!--)(\S+)", text, re.MULTILINE):
        assert (ROOT / source).exists()


def test_compose_lets_nothing_be_written_and_nobody_be_asked() -> None:
    told = yaml.safe_load((DEPLOY / "docker" / "compose.yaml").read_text(encoding="utf-8"))
    for name in ("first", "second"):
        service = told["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert (DEPLOY / "docker" / service["build"]["context"] / service["build"]["dockerfile"]).resolve().exists()
        assert [told["networks"][one].get("internal") for one in service["networks"]] == [True]
    assert (DEPLOY / "docker" / told["configs"]["block"]["file"]).exists()


def test_the_cluster_asks_readyz_keeps_one_up_and_lets_nothing_out() -> None:
    found = kubernetes()
    pod = found["Deployment"]["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    for probe in ("startupProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"  # who has no build is not restarted for it
    assert pod["spec"]["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    labels = pod["metadata"]["labels"]
    assert found["Service"]["spec"]["selector"] == labels
    for kind, where in (
        ("Deployment", "selector"),
        ("PodDisruptionBudget", "selector"),
        ("NetworkPolicy", "podSelector"),
    ):
        assert found[kind]["spec"][where]["matchLabels"] == labels
    assert found["PodDisruptionBudget"]["spec"]["minAvailable"] < found["Deployment"]["spec"]["replicas"]
    assert found["NetworkPolicy"]["spec"]["egress"] == []
    (rule,) = found["Ingress"]["spec"]["rules"]
    assert rule["host"] in found["ConfigMap"]["data"]["SIYADA_PUBLIC_URL"]


def test_it_serves_where_nothing_can_be_written(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published, tmp_path / "warehouse")
    mount = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"
    if subprocess.run(["unshare", "--mount", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("a folder can't be made read-only here")
    port = free_port()
    serve = f"{sys.executable} -m dashboard.cli.main serve --port {port} --warehouse {folder}"
    script = f"{mount} && ! touch {folder}/x 2>/dev/null && exec {serve}"
    with subprocess.Popen(["unshare", "--mount", "sh", "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            assert str(port).encode() in process.stdout.readline()
            for path in ("readyz", "search?q=rabat", "brief?chapter=sites", "api/v1/note.pdf"):
                assert httpx.get(f"http://localhost:{port}/{path}", timeout=60).status_code == 200
        finally:
            process.terminate()
