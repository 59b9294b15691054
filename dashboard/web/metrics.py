"""/metrics in OpenMetrics, for whoever operates the server: it is answered for addresses of private networks alone."""

from __future__ import annotations

import ipaddress
import time

from prometheus_client import Gauge, Info
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from dashboard.http.addresses import Places
from dashboard.http.answers import problem
from dashboard.support.metrics import REGISTRY
from dashboard.warehouse.build import NoBuildError, open_warehouse
from dashboard.web.arrivals import Lag
from dashboard.web.connections import OPEN
from etl.paths import warehouse_dir


def _gauge(name: str, meaning: str) -> Gauge:
    return Gauge(f"siyada_{name}", meaning, registry=REGISTRY)


SESSIONS = _gauge("sessions", "Sessions that are open.")
ROOM = _gauge("sessions_limit", "Sessions that may be open.")
CONNECTIONS = _gauge("connections", "Connections that are open, sessions among them.")
LAG = _gauge("event_loop_lag_seconds", "By how much the event loop came too late, on average over the last second.")
LINE = _gauge(
    "reruns_open", "Runs of pages that went on or waited for their turn, on average over the last five seconds."
)
BUSY = _gauge(
    "readers_busy_ratio", "The part of one processor that pages and the event loop took over the last ten seconds."
)
READY = _gauge("ready", "1 where a build opens.")
UNOPENED = _gauge("published_build_unopened", "1 where the published build can't be opened and the last one serves on.")
AGE = _gauge("build_age_seconds", "Since the published build was made.")
BUILD = Info("siyada_build", "The published build: its id and the day of its data.", registry=REGISTRY)


class Metrics:
    """Answers /metrics from the places and the lag of a process."""

    def __init__(self, sessions: Places, lag: Lag) -> None:
        self._sessions, self._lag = sessions, lag

    async def answer(self, request: Request) -> Response:
        """Everything counted, or 404 for a stranger."""
        if not _is_private(request.client.host if request.client else ""):
            return problem(404, "There is nothing at this address.")
        SESSIONS.set(self._sessions.taken)
        ROOM.set(self._sessions.most)
        CONNECTIONS.set(OPEN.places.taken)
        LAG.set(self._lag.mean_s)
        LINE.set(self._lag.mean_runs)
        BUSY.set(self._lag.busy)
        warehouse = open_warehouse(warehouse_dir())
        try:
            build = warehouse.current()
        except NoBuildError:
            READY.set(0)
        else:
            READY.set(1)
            UNOPENED.set(warehouse.unopened is not None)
            AGE.set(max(time.time() - build.made_at, 0))
            BUILD.info({"build_id": build.build_id, "as_of": build.as_of})
        text: bytes = generate_latest(REGISTRY)  # type: ignore[no-untyped-call]
        return Response(text, 200, {"Cache-Control": "no-store"}, CONTENT_TYPE_LATEST)


def _is_private(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    known = found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found
    return known.is_private or known.is_loopback
