"""The statistics of an address registry (RIR exchange format, cut by bars): one line a record, added up here by country.

A register holds some hundred thousand records; the evidence wants sums, so the sums are what leaves the process that reads.
"""

from __future__ import annotations

import re
from collections import defaultdict

from etl.desk.grid import Cell, Contents, Grid
from etl.desk.problems import DeskError

HEADS = ("registry", "as_of", "cc", "type", "records", "amount")
"""Of the sheet made: a registry, its day (YYYYMMDD), a country, what is counted (ipv4 addresses, ipv6 networks of 48 bits, asn), records, sum."""
NETWORK_HEADS = ("network_cc", "asn")
_HEADER = re.compile(rb"\A(?:\s*#[^\n]*\n)*2(?:\.\d+)?\|[a-z]+\|", re.ASCII)
_TYPES = ("asn", "ipv4", "ipv6")
_GIVEN = ("allocated", "assigned")
_NETWORK_BITS = 48


def read_delegated(body: bytes) -> Contents | None:
    """The sums of a register, and its networks one by one; None where the bytes are none. Raises DeskError for a file cut short."""
    if not _HEADER.match(body[:4096]):
        return None
    lines = [line.split("|") for line in body.decode("ascii", "replace").splitlines() if line and line[0] != "#"]
    header, *others = lines
    records = [line for line in others if line[-1] != "summary"]
    if len(header) < 6 or not header[3].isdecimal() or len(records) < int(header[3]):
        raise DeskError("damaged")
    given = sorted({tuple(line[:7]) for line in records if len(line) > 6 and line[2] in _TYPES and line[6] in _GIVEN})
    counts: dict[tuple[str, str], int] = defaultdict(int)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    networks: list[list[Cell]] = []
    for _, country, kind, start, value, *_ in given:
        counts[country, kind] += 1
        sums[country, kind] += _amount(kind, value)
        networks += [[country, float(int(start) + n)] for n in range(int(value))] if kind == "asn" else []
    day = next((header[place] for place in (5, 2) if re.fullmatch(r"20\d{6}", header[place])), "")
    rows: list[list[Cell]] = [[header[1], day or None, *key, float(counts[key]), sums[key]] for key in sorted(counts)]
    grids = [Grid("sums", [list(HEADS), *rows]), Grid("networks", [list(NETWORK_HEADS), *networks])]
    return Contents("delegated", grids, [], ".")


def _amount(kind: str, value: str) -> float:
    """Addresses, networks of 48 bits or numbers of networks in one record. Raises DeskError for what is no number."""
    if not value.isdecimal() or len(value) > 10 or (kind == "ipv6" and int(value) > 128):
        raise DeskError("damaged")
    if kind == "asn" and int(value) > 65_536:  # a block between registries, never one given to a country
        raise DeskError("damaged")
    return 2.0 ** (_NETWORK_BITS - int(value)) if kind == "ipv6" else float(value)
