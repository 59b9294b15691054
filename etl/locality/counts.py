"""From the tally of an engine to what a scan counted: whole numbers, service by service."""

from __future__ import annotations

from collections import Counter, defaultdict
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

    `tally` is `etl.locality.classify.tally_names` of one part after the other; `addresses` the distinct addresses and
    networks by service.
    """
    sums: dict[str, _Sums] = defaultdict(_Sums)
    for row in tally:
        sums[row["service"]].add(row)
    return [sums[name].count(name, *addresses.get(name, (0, 0))) for name in SERVICES if name in sums]


class _Sums:
    """What the rows of one service add up to."""

    def __init__(self) -> None:
        self._names: Counter[Kind] = Counter()
        self._reasons: Counter[str] = Counter()
        self._disputed: Counter[str] = Counter()
        self._held: Counter[int | None] = Counter()
        self._local: Counter[int | None] = Counter()

    def add(self, row: Mapping[str, Any]) -> None:
        kind, names = row["kind"], row["names"]
        if kind == UNMEASURED:
            self._reasons[REASONS[row["reason"]]] += names
            return
        self._names[kind, row["control"]] += names
        self._held[row["asn"]] += names
        if kind == "local":
            self._local[row["asn"]] += names
        if row["is_disputed"]:
            self._disputed[kind] += names

    def count(self, service: str, addresses: int, networks: int) -> ServiceCount:
        held, local = self._held, self._local
        clusters = Counter((number, local[asn]) for asn, number in held.items() if asn is not None)
        clusters[1, 1] += local[None]
        clusters[1, 0] += held[None] - local[None]
        known = [(number, -asn) for asn, number in held.items() if asn is not None]
        return ServiceCount(
            service,
            dict(sorted(self._names.items(), key=str)),
            dict(sorted(self._reasons.items())),
            self._disputed["local"],
            self._disputed["offshore"],
            addresses,
            networks,
            (-max(known)[1], max(known)[0]) if known else None,
            {kind: number for kind, number in sorted(clusters.items()) if number},
        )
