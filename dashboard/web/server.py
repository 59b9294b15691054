"""The web server: one process, one port, nothing asked of anybody else.

Heavy modules are imported in the main thread before the first connection is answered: twenty readers arriving at a
cold server would otherwise import them at once, each in a thread of its own. pandas, which does not survive that, takes
a third of the start and is not needed: no page shows one of Streamlit's tables.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import importlib
import importlib.util
import logging
import os
import pkgutil
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dashboard.http import settings
from dashboard.http.settings import SESSIONS_BY_DEFAULT, Settings
from dashboard.i18n import translator
from etl.messages import reader_language
from etl.paths import ROOT

if TYPE_CHECKING:
    import streamlit as st
    from starlette.requests import Request
    from starlette.responses import Response

    from dashboard.http.asset import Asset

NOTHING_SET = Settings()
NOTHING_GIVEN: Mapping[str, str] = {}
SCRIPT = ROOT / "dashboard" / "screen" / "app.py"
HEAVY = (
    *("numpy", "plotly.graph_objects", "streamlit.elements.plotly_chart"),
    *("dashboard.screen.page", "dashboard.web.routes"),
)
OURS = ("dashboard.chapters", "dashboard.figures", "dashboard.render")  # packages that pages import from
BY_HAND = "dashboard.render.pdf.fonts."  # run by `make fonts` alone, with a package that serving lacks
# How long a thread that draws may keep the event loop waiting. Each message of a page is a turn of the loop, and with
# Python's 5 ms the messages of a few pages took longer than the drawing of many.
SWITCH_S = 0.0005
WARM_AFTER_S = 2.0  # of serving, so that the first reader's page comes first
WARM_AGAIN_S = 10.0
NO_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # a machine without IPv6, say


def serve(host: str, port: int, warehouse: Path, given: Mapping[str, str] = NOTHING_GIVEN) -> int:
    """Serve the dashboard until interrupted; return the exit code. `given` are settings that override the environment's.

    The address is printed once the page can be served. Returns 1, after a line in the language of the environment,
    when no build is published in `warehouse` or when the port can't be had.
    """
    from dashboard.http.sign_in import SignInError
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build
    from dashboard.web import begin

    t = translator(reader_language(None, os.environ))
    try:
        found = begin.read({**os.environ, **given})
    except (settings.SettingError, SignInError) as wrong:
        _say(begin.tell(wrong, t), sys.stderr)
        return 1
    try:
        open_warehouse(warehouse.resolve()).current()
    except NoBuildError as error:
        _say(tell_no_build(error, t), sys.stderr)
        return 1
    try:
        sockets = listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = t("Port {port} is taken by another program. Choose one with: siyada serve --port", port=port)
        else:
            problem = t(
                "Cannot listen on {host}, port {port}: {reason}", host=host, port=port, reason=error.strerror or error
            )
        _say(problem, sys.stderr)
        return 1
    shown = f"[{host}]" if ":" in host else host
    address = t("Siyada is served at {url}", url=f"http://{shown}:{port}{found.base_path}")
    os.environ[settings.PUBLIC_URL] = found.at(host, port).public_url  # where the catalogue finds it
    return run(warehouse, sockets, lambda: _say(address, sys.stdout), found=found)


def run(
    warehouse: Path,
    sockets: list[socket.socket],
    announce: Callable[[], None],
    script: Path = SCRIPT,
    found: Settings = NOTHING_SET,
) -> int:
    """Import what is heavy, then serve on sockets that listen already; `announce` is called once a page can be had."""
    import uvicorn

    from dashboard.http.addresses import Networks, Places
    from dashboard.web.connections import OPEN, BoundedHttp, raise_descriptors, room
    from dashboard.web.edge import Edge
    from dashboard.web.websocket import MESSAGE_BYTES, BoundedWebSocket

    fits = room(raise_descriptors(), found.sessions)
    OPEN.places = Places(fits.connections, max(fits.connections // 2, 1))
    OPEN.proxies = Networks(found.trusted_proxies)
    app = Edge(create_app(warehouse, announce, script, found, fits.sessions), found)
    _log_as_json()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            log_config=None,  # as ours
            server_header=False,
            timeout_graceful_shutdown=2,
            http=BoundedHttp,
            ws=BoundedWebSocket,
            ws_max_size=MESSAGE_BYTES,
            proxy_headers=False,  # the edge reads them
        )
    )
    try:
        server.run(sockets=sockets)
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else 1


def create_app(
    warehouse: Path,
    announce: Callable[[], None],
    script: Path = SCRIPT,
    found: Settings = NOTHING_SET,
    sessions: int = SESSIONS_BY_DEFAULT,
) -> st.App:
    """The ASGI application for one warehouse, with every heavy module imported and every file compressed."""
    os.environ["SIYADA_WAREHOUSE"] = str(warehouse.resolve())  # where the pages, run by Streamlit, find it
    with ThreadPoolExecutor(max_workers=1) as pool:  # compression leaves the interpreter free, so both go on at once
        files = pool.submit(_streamlit_files)
        for name in (*HEAVY, *_modules_in(OURS)):
            importlib.import_module(name)
        import streamlit as st
        from starlette.middleware import Middleware
        from starlette.routing import Route
        from streamlit import config

        from dashboard.http.addresses import Places
        from dashboard.screen import page, shell
        from dashboard.web import assets, begin
        from dashboard.web.arrivals import Arrivals
        from dashboard.web.desk import DESK
        from dashboard.web.firsts import Firsts
        from dashboard.web.front import Front
        from dashboard.web.hosts import Hosts, ask_nobody
        from dashboard.web.metrics import Metrics
        from dashboard.web.nowhere import nowhere
        from dashboard.web.routes import Gate
        from dashboard.web.themes import read_themes_once

        # Streamlit reads .streamlit/config.toml beside this name, whatever the working directory.
        config._main_script_path = str(ROOT / "dashboard.py")
        ask_nobody()
        read_themes_once()
        own, links = assets.own_assets()
        template = (_streamlit_static() / "index.html").read_text(encoding="utf-8")
        hosts, arrivals, places = Hosts(found), Arrivals(), Places(sessions, max(sessions // 2, 1))
        metrics = Metrics(places, arrivals.lag)
        has_desk = found.has_desk or found.sign_in is not None
        guard, secrets = begin.make_guard(found, warehouse, assets.font_urls())
        gate = Gate(hosts, has_desk=has_desk)
        gate.searches.load_index()
        index = assets.index_pages(template, links)
        firsts = Firsts(index)
        front = Middleware(
            Front,
            own=gate,
            hosts=hosts,
            is_https=found.is_https,
            stand_in=gate.briefs.stand_in,
            is_ready=is_ready,
            arrivals=arrivals,
            sessions=places,
            files=files.result() | own,
            index=index,
            nowhere=nowhere,
            pages=[one.path for one in page.PAGES],
            passed=assets.passed_on(_streamlit_static()),
            policy=assets.content_security_policy(),
            embed_policy=assets.embed_policy(found.embed_hosts),
            first_view=firsts.page if script == SCRIPT else _no_first_view,
            further=[DESK] if has_desk else [],
            guard=guard,
        )

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()  # modules stay: no collection need look at their million objects again
        announce()
        tasks = [asyncio.create_task(work) for work in (warm(), arrivals.lag.watch())]
        yield
        for task in tasks:
            task.cancel()

    async def warm() -> None:
        await asyncio.sleep(WARM_AFTER_S)
        while True:  # again for a build that was published meanwhile; with nothing to make it takes a millisecond
            await asyncio.to_thread(gate.warm)
            if script == SCRIPT:
                await asyncio.to_thread(firsts.warm)
            await asyncio.sleep(WARM_AGAIN_S)

    return st.App(
        script,
        routes=[Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics.answer)],
        middleware=[front],
        lifespan=lifespan,
        on_script_error=shell.tell_error,
        secrets=secrets,
    )


async def _no_first_view(*_: object) -> None:
    """Of pages that are not ours nothing is known before they are drawn."""


async def healthz(_: Request) -> Response:
    """The process answers."""
    return _json({"status": "ok"})


async def readyz(_: Request) -> Response:
    """A reader can be served: modules are imported (we would not answer otherwise) and the published build opens, or the last
    one serves on; then `reason` says why.

    In the event loop, as the outer page: it takes a millisecond, and a thread may have to be waited for.
    """
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_unavailable
    from etl.paths import warehouse_dir

    warehouse = open_warehouse(warehouse_dir())
    try:
        build = warehouse.current()
    except NoBuildError as error:
        return _json({"ready": False, "reason": tell_unavailable(error, translator("en"))}, 503)
    why = {"reason": tell_unavailable(warehouse.unopened, translator("en"))} if warehouse.unopened else {}
    return _json({"ready": True, "build_id": build.build_id, "as_of": build.as_of} | why)


def is_ready() -> bool:
    """True when the published build opens."""
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from etl.paths import warehouse_dir

    try:
        open_warehouse(warehouse_dir()).current()
    except NoBuildError:
        return False
    return True


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on every address of `host`. Raises OSError when the port is taken or the host is unknown."""
    addresses = dict.fromkeys((info[0], info[4]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    sockets: list[socket.socket] = []
    refused: OSError | None = None
    for family, address in addresses:
        try:
            opened = socket.create_server(address, family=family, backlog=512)
        except OSError as error:
            if error.errno not in NO_ADDRESS:
                for other in sockets:
                    other.close()
                raise
            refused = error
        else:
            # asyncio does so only for sockets that name their protocol; without it an answer waits 40 ms for its body.
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sockets.append(opened)
    if not sockets and refused:
        raise refused
    return sockets


def _modules_in(packages: Iterable[str]) -> Iterator[str]:
    for package in packages:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.startswith(BY_HAND):
                yield module.name


def _streamlit_static() -> Path:
    # Found without importing Streamlit, so that compression can start before the imports.
    found = importlib.util.find_spec("streamlit")
    places = (found.submodule_search_locations if found else None) or []
    return Path(next(iter(places))) / "static"


def _streamlit_files() -> dict[str, Asset]:
    from dashboard.web.assets import streamlit_assets

    return streamlit_assets(_streamlit_static())


def _log_as_json() -> None:
    from streamlit import logger as streamlit_logger

    from dashboard.support.logs import log_as_json

    def hand_up(logger: logging.Logger) -> None:
        logger.propagate = True

    log_as_json()
    streamlit_logger.setup_formatter = hand_up  # of the loggers that it makes later


def _say(text: str, stream: TextIO) -> None:
    stream.write(f"{text}\n")
    stream.flush()


def _json(content: Mapping[str, object], status: int = 200) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(content, status, {"Cache-Control": "no-store"})
