"""IPv4 addresses as numbers, and those that no country answers for."""

from __future__ import annotations

from ipaddress import IPv4Network

LAST_ADDRESS = 2**32 - 1
BUCKET_BITS = 16
BUCKET = 2**BUCKET_BITS
"""Addresses of a /16: ranges are cut at its multiples, so that an address meets its range by equality of the bucket."""

# IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates): the blocks that are not globally reachable, or
# answered from many places at once; and multicast (RFC 5771).
SPECIAL_PURPOSE = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)


def special_ranges() -> list[tuple[int, int]]:
    """First and last number of each special-purpose block, in order."""
    return [(int(block.network_address), int(block.broadcast_address)) for block in SPECIAL_PURPOSE]
