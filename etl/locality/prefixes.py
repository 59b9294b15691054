"""Lists of prefixes: networks answered from many places at once, and ranges and names of content networks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network
from pathlib import Path
from typing import Any

from etl.evidence.files import open_file
from etl.locality.problems import LocalityError


def read_anycast(path: Path) -> list[tuple[int, int]]:
    """First and last number of each prefix of a list, one a line; those of IPv6, blank lines and comments are let be."""
    with open_file(path) as file:
        lines = file.read().decode("utf-8", errors="replace").splitlines()
    entries = ((number, line.split("#")[0].strip()) for number, line in enumerate(lines, 1))
    return _ranges(_network(path, text, number) for number, text in entries if text)


def read_cdn(path: Path) -> tuple[list[tuple[int, int, object]], tuple[str, ...]]:
    """Ranges with their provider, and the suffixes of names of all providers.

    Two forms are read: `{provider: {"prefixes": [...], "suffixes": [...]}}`, and that of cdncheck, in which `cdn` holds
    `{provider: [prefixes]}` and `common` `{provider: [suffixes]}`.
    """
    try:
        with open_file(path) as file:
            content = json.load(file)
        prefixes, suffixes = _parts(content)
    except (ValueError, AttributeError, TypeError):
        raise LocalityError("no_cdn_list", file=path.name) from None
    rows: list[tuple[int, int, object]] = []
    for provider in sorted(prefixes):
        rows += [(*pair, provider) for pair in _ranges(_network(path, text, "") for text in prefixes[provider])]
    return _innermost(rows), tuple(
        sorted({suffix.strip(".").lower() for listed in suffixes.values() for suffix in listed})
    )


def _innermost(rows: list[tuple[int, int, object]]) -> list[tuple[int, int, object]]:
    """The same prefixes without overlap: an address belongs to the smallest that holds it. Prefixes nest or lie apart."""
    pieces: list[tuple[int, int, object]] = []
    outer: list[
        tuple[int, object]
    ] = []  # ends and providers of the prefixes that hold the place reached, largest first
    reached = 0

    def tell(end: int) -> None:
        nonlocal reached
        if outer and reached <= end:
            pieces.append((reached, end, outer[-1][1]))
        reached = max(reached, end + 1)

    for start, end, provider in sorted(rows, key=lambda row: (row[0], -row[1], str(row[2]))):
        while outer and outer[-1][0] < start:
            tell(outer[-1][0])
            outer.pop()
        tell(start - 1)
        reached = start
        outer.append((end, provider))
    while outer:
        tell(outer[-1][0])
        outer.pop()
    return pieces


def _parts(content: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    if isinstance(content.get("cdn"), dict) and all(isinstance(listed, list) for listed in content["cdn"].values()):
        return content["cdn"], content.get("common") or {}
    return (
        {provider: list(said.get("prefixes") or []) for provider, said in content.items()},
        {provider: list(said.get("suffixes") or []) for provider, said in content.items()},
    )


def _network(path: Path, text: str, line: object) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise LocalityError("no_prefix", file=path.name, line=line, value=text) from None


def _ranges(networks: Iterable[IPv4Network | IPv6Network]) -> list[tuple[int, int]]:
    of_ipv4 = [network for network in networks if isinstance(network, IPv4Network)]
    return [(int(one.network_address), int(one.broadcast_address)) for one in collapse_addresses(of_ipv4)]
