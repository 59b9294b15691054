"""What a process counts of its own work, for whoever operates it: numbers without a reader in them."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from dashboard.support.runs import RUNS

REGISTRY = CollectorRegistry()
RECENT_RERUNS = 1000
QUANTILES = (0.5, 0.95, 0.99)

TURNED_AWAY = Counter(
    "siyada_readers_turned_away",
    "Readers told to come again, by what there was no room for.",
    ["what"],
    registry=REGISTRY,
)
DOCUMENTS = Gauge("siyada_documents", "Documents asked for, by what becomes of them now.", ["state"], registry=REGISTRY)
for _state in ("making", "waiting"):
    DOCUMENTS.labels(_state).set(0)
RERUNS = Histogram(
    "siyada_rerun_seconds",
    "Runs of the script of a page: a reader came, or changed a choice.",
    buckets=(0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, math.inf),
    registry=REGISTRY,
)
_recent: deque[float] = deque(maxlen=RECENT_RERUNS)


class _Quantiles(Collector):
    """Quantiles of the last reruns, for whoever reads without a query language."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found = GaugeMetricFamily(
            "siyada_rerun_quantile_seconds", f"Quantiles of the last {RECENT_RERUNS} reruns.", labels=["quantile"]
        )
        times = sorted(_recent)
        for quantile in QUANTILES:
            if times:
                found.add_metric([str(quantile)], times[min(int(len(times) * quantile), len(times) - 1)])
        yield found


REGISTRY.register(_Quantiles())
ProcessCollector(registry=REGISTRY)


@contextmanager
def timed_rerun() -> Iterator[None]:
    """Count what runs inside as one rerun, however it ends, with its wait for a place."""
    started = time.perf_counter()
    try:
        with RUNS.one():
            yield
    finally:
        took = time.perf_counter() - started
        RERUNS.observe(took)
        _recent.append(took)
