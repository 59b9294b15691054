"""Readers by the address they come from, so that no one takes the places of all.

An IPv6 network of 64 bits is one: its holder may come from any of its addresses.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterable


def key_of(address: str) -> str:
    """What an address is counted as."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False).network_address)


class Networks:
    """Addresses and networks by which proxies of ours come (`10.0.0.0/8`). Raises ValueError for what is neither."""

    def __init__(self, named: Iterable[str]) -> None:
        self._networks = tuple(ipaddress.ip_network(one, strict=False) for one in named)

    def __contains__(self, address: object) -> bool:
        try:
            found = ipaddress.ip_address(str(address))
        except ValueError:
            return False
        return any(found in network for network in self._networks)


class Places:
    """Places that are taken and given back: `most` in all, `most_of_one` for one address."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self.most, self.most_of_one = most, most_of_one
        self.taken = 0
        self._of: Counter[str] = Counter()

    def has_room(self, address: str) -> bool:
        """True where `address` may take another."""
        return self.taken < self.most and self._of[address] < self.most_of_one

    def take(self, address: str) -> None:
        """Take a place, whether there is room or not."""
        self.taken += 1
        self._of[address] += 1

    def give_back(self, address: str) -> None:
        """Give a place back."""
        self.taken -= 1
        self._of[address] -= 1
        if not self._of[address]:
            del self._of[address]
