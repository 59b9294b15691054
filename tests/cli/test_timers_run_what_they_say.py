"""Units for systemd: each service has its timer, names commands and options that there are, and a mail reaches the mailer."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from etl.paths import ROOT
from tests.announced import Announced

UNITS = ROOT / "deploy" / "systemd"
SERVICES = [UNITS / f"siyada-{name}.service" for name in ("archive", "digest@", "refresh")]
SIYADA = "/opt/siyada/.venv/bin/siyada"


def lines(unit: Path, key: str) -> list[str]:
    return [line.partition("=")[2] for line in unit.read_text().splitlines() if line.startswith(f"{key}=")]


def unescaped(line: str, instance: str = "fr") -> str:
    return line.replace("%i", instance).replace("%%", "%").replace("$$", "$")


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_each_has_a_timer_and_asks_for_what_there_is(service: Path) -> None:
    assert lines(service.with_suffix(".timer"), "OnCalendar")
    for line in lines(service, "ExecStart"):
        command = re.search(
            rf"(?:{SIYADA}|\$siyada) (\w+)([^&|]*)", unescaped(line).replace("siyada=/opt/siyada/.venv/bin/siyada;", "")
        )
        assert command
        shown = CliRunner().invoke(app, [command[1], "--help"], env={"COLUMNS": "300"})
        assert shown.exit_code == 0
        assert set(re.findall(r"--[a-z-]+", command[2])) <= set(re.findall(r"--[a-z-]+", shown.stdout))


def test_what_goes_out_has_no_network_but_where_it_must() -> None:
    assert {path.stem for path in SERVICES if "PrivateNetwork=true" in path.read_text()} == {"siyada-archive"}
    assert lines(UNITS / "siyada-refresh.service", "SuccessExitStatus") == ["2"]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_letter_reaches_the_mailer(announced: Announced, tmp_path: Path, lang: str) -> None:
    mailer, mail = tmp_path / "sendmail", tmp_path / "mail"
    mailer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" > {mail}.words\ncat > {mail}\n')
    mailer.chmod(0o755)
    siyada = tmp_path / "siyada"
    siyada.write_text(
        f'#!/bin/sh\nexec {sys.executable} -m dashboard.cli.main "$@" --warehouse {announced.warehouse}\n'
    )
    siyada.chmod(0o755)
    (line,) = lines(UNITS / "siyada-digest@.service", "ExecStart")
    words = shlex.split(unescaped(line, lang).replace(SIYADA, str(siyada)).replace("/usr/sbin/sendmail", str(mailer)))
    given = {
        "DIGEST_FROM": "a@example.ma",
        "DIGEST_TO": "list@example.ma",
        "SIYADA_PUBLIC_URL": "https://siyada.example.ma",
    }
    subprocess.run(words, cwd=ROOT, check=True, env={"PATH": "/usr/bin:/bin"} | given)
    sent = mail.read_text()
    assert Path(f"{mail}.words").read_text() == "-t -oi\n"
    assert f"Content-Language: {lang}" in sent and "To: list@example.ma" in sent


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_reads_them(tmp_path: Path) -> None:
    for path in UNITS.iterdir():
        text = (
            path.read_text()
            .replace(SIYADA, "/bin/true")
            .replace("/opt/siyada", "/tmp")
            .replace("/usr/sbin/sendmail", "/bin/true")
        )
        (tmp_path / path.name).write_text(text)
    names = [
        str(tmp_path / name) for name in ("siyada-refresh.timer", "siyada-archive.timer", "siyada-digest@fr.timer")
    ]
    shutil.copyfile(tmp_path / "siyada-digest@.timer", tmp_path / "siyada-digest@fr.timer")
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if str(tmp_path) in line], done.stderr
