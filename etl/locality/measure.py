"""One scan, from its table `answers` to its counts, on either engine."""

from __future__ import annotations

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
    from collections.abc import Iterator, Mapping

    from ibis.expr.types import Table

    from etl.locality.classify import JoinPath
    from etl.locality.engine import Engine
    from etl.locality.networks import NetworkEvidence
    from etl.locality.vocabulary import Progress


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
    progress("count", 0, 0)
    totals = engine.rows(count_addresses(placed))[0]
    by_service = {name: (totals[f"addresses_{name}"], totals[f"networks_{name}"]) for name in SERVICES}

    def tally() -> Iterator[Mapping[str, Any]]:
        for part in range(parts):
            progress("classify", part + 1, parts)
            chosen = answers if parts == 1 else answers.filter(answers.name.hash().abs() % parts == part)
            yield from engine.rows(tally_names(gather_names(chosen, placed)))

    return count_services(tally(), by_service)
