"""One scan, from its table `answers` to its counts, on either engine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from etl.locality.classify import (
    count_addresses,
    distinct_addresses,
    follow_hosts,
    gather_names,
    judge_ranges,
    place_addresses,
    tally_names,
)
from etl.locality.counts import ServiceCount, count_services
from etl.locality.vocabulary import SERVICES

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from etl.locality.classify import JoinPath
    from etl.locality.engine import Engine
    from etl.locality.networks import NetworkEvidence
    from etl.locality.vocabulary import Progress

TALLY = ("service", "kind", "control", "is_disputed", "reason", "asn", "names")


def judge(engine: Engine, ranges: Table, networks: NetworkEvidence) -> Table:
    """What the rules say of each range, with the networks of the evidence."""
    cdn = engine.networks("cdn_networks", dict.fromkeys(networks.cdn_networks, ""))
    control = engine.networks("network_control", networks.control)
    return engine.keep("judged", judge_ranges(ranges, cdn, control))


def measure(
    engine: Engine, answers: Table, judged: Table, progress: Progress, *, path: JoinPath = "bucket", parts: int = 1
) -> list[ServiceCount]:
    """Place the addresses of `answers`, classify its names and count them; in `parts` by name where there are many."""
    progress("place", 0, 0)
    answers = follow_hosts(answers) if engine.is_any(answers.host.notnull()) else answers
    addresses = engine.keep("addresses", distinct_addresses(answers))
    placed = engine.keep("placed", place_addresses(addresses, judged, path))
    tally: Counter[tuple[Any, ...]] = Counter()
    for part in range(parts):
        progress("classify", part + 1, parts)
        chosen = answers if parts == 1 else answers.filter(answers.name.hash().abs() % parts == part)
        for row in engine.rows(tally_names(gather_names(chosen, placed))):
            tally[tuple(row[column] for column in TALLY[:-1])] += row["names"]
    progress("count", 0, 0)
    rows = (dict(zip(TALLY, (*key, names), strict=True)) for key, names in tally.items())
    addresses = engine.rows(count_addresses(placed))[0]
    by_service = {name: (addresses[f"addresses_{name}"], addresses[f"networks_{name}"]) for name in SERVICES}
    return count_services(rows, by_service)
