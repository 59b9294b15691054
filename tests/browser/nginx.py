"""A real nginx before real servers, with the block that deploy/ keeps."""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from etl.paths import ROOT
from tests.browser.harness import free_port

BLOCK = ROOT / "deploy" / "nginx" / "siyada.conf"
HOW_TO_GET_NGINX = "nginx is not here; on Debian or Ubuntu: sudo apt-get install nginx"
STRIPPING = ("proxy_pass http://siyada;", "proxy_pass http://siyada/;")
SILENT_ON_PREFIX = ('proxy_set_header X-Forwarded-Prefix "";', "")
MAIN = """
daemon off; worker_processes 1; user {owner} {group}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {block}
}}
"""


def nginx() -> str | None:
    """Where nginx is, None when it is not here."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")


@contextmanager
def proxied(ports: Sequence[int], folder: Path, *changes: tuple[str, str], port: int = 0) -> Iterator[str]:
    """The block of deploy/ before the servers at `ports`, its texts changed by pairs; gives the address without a path."""
    port = port or free_port()
    block = BLOCK.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in block
        block = block.replace(before, after)
    servers = "".join(f"server 127.0.0.1:{one};" for one in ports)
    block = re.sub(r"(server 127\.0\.0\.1:\d+;\s*)+", servers, block, count=1)
    block = block.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("siyada.example.ma;", "localhost;")
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "nginx.conf"
    owner, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name  # who may write in the folder
    config.write_text(MAIN.format(folder=folder, block=block, owner=owner, group=group), encoding="utf-8")
    found = nginx()
    assert found
    process = subprocess.Popen([found, "-c", str(config), "-e", str(folder / "error.log")], cwd=folder)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
