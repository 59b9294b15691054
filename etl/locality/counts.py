"""From the tally of an engine to what a scan counted: whole numbers, service by service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.locality.vocabulary import REASONS, SERVICES, UNMEASURED

Kind = tuple[str, str | None]  # kind of answer, and who controls the network where it is local


@dataclass(frozen=True)
class ServiceCount:
    """What was counted of one service. `names` holds every kind but `unmeasured`, whose names are counted by reason.

    `clusters` holds, for each number of names and of local names that a network has, how many networks have them; names
    in no known network are networks of their own. `largest` is the network with most measured names, and how many.
    """

    service: str
    names: Mapping[Kind, int]
    reasons: Mapping[str, int]
    disputed_local: int
    disputed_offshore: int
    addresses: int
    networks: int
    largest: tuple[int, int] | None
    clusters: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def measured(self) -> int:
        """Names that gave an address that counts."""
        return sum(self.names.values())

    @property
    def asked(self) -> int:
        """Names asked for this service."""
        return self.measured + sum(self.reasons.values())

    def of_kind(self, kind: str) -> int:
        """Names of a kind, whoever controls their networks."""
        return sum(number for (found, _), number in self.names.items() if found == kind)


def count_services(tally: Iterable[Mapping[str, Any]], addresses: Mapping[str, tuple[int, int]]) -> list[ServiceCount]:
    """The counts of each service that was asked, in the order web, name servers, mail.

    `tally` is `etl.locality.classify.tally_names`, of all parts; `addresses` the distinct addresses and networks by service.
    """
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in tally:
        rows.setdefault(row["service"], []).append(row)
    return [_count(service, rows[service], *addresses.get(service, (0, 0))) for service in SERVICES if service in rows]


def _count(service: str, rows: list[Mapping[str, Any]], addresses: int, networks: int) -> ServiceCount:
    names: Counter[Kind] = Counter()
    reasons: Counter[str] = Counter()
    disputed: Counter[str] = Counter()
    held: Counter[int | None] = Counter()
    local: Counter[int | None] = Counter()
    for row in rows:
        if row["kind"] == UNMEASURED:
            reasons[REASONS[row["reason"]]] += row["names"]
            continue
        names[row["kind"], row["control"]] += row["names"]
        held[row["asn"]] += row["names"]
        if row["kind"] == "local":
            local[row["asn"]] += row["names"]
        if row["is_disputed"]:
            disputed[row["kind"]] += row["names"]
    clusters = Counter((number, local[asn]) for asn, number in held.items() if asn is not None)
    clusters[1, 1] += local[None]
    clusters[1, 0] += held[None] - local[None]
    known = [(number, -asn) for asn, number in held.items() if asn is not None]
    return ServiceCount(
        service,
        dict(sorted(names.items(), key=str)),
        dict(sorted(reasons.items())),
        disputed["local"],
        disputed["offshore"],
        addresses,
        networks,
        (-max(known)[1], max(known)[0]) if known else None,
        {kind: number for kind, number in sorted(clusters.items()) if number},
    )
