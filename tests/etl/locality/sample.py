"""A sample of our own making in which every rule is hit at least once, its answers worked out by hand, in every form of file.

23 names are asked for their addresses; 18 give one that counts. The addresses and networks are invented, but for those
that the evidence knows by number.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from etl.locality.ranges_import import COLUMNS

# First and last address, votes of geofeed and whois, registry, DB-IP, then network, anycast, CDN.
RANGES = (
    ("5.1.0.0", "5.1.255.255", "MA", "FR", "FR", "16276", "", ""),  # one vote for Morocco: offshore, disputed
    ("5.2.0.0", "5.2.255.255", "FR", "FR", "FR", "16276", "", ""),  # offshore
    ("7.0.0.0", "7.255.255.255", "", "", "", "749", "", ""),  # no vote: unlocated
    ("9.9.9.0", "9.9.9.255", "US", "US", "US", "19281", "true", ""),  # anycast
    ("13.32.0.0", "13.33.255.255", "US", "US", "US", "16509", "false", "cloudfront"),  # a CDN's range
    ("52.95.0.0", "52.95.255.255", "MA", "MA", "MA", "16509", "0", ""),  # the same network elsewhere: local, foreign
    ("140.91.0.0", "140.91.255.255", "MA", "MA", "MA", "31898", "", ""),  # local, foreign
    ("172.67.0.0", "172.67.255.255", "US", "US", "US", "13335", "", ""),  # a CDN's whole network, in no anycast list
    ("196.200.0.0", "196.200.255.255", "MA", "MA", "MA", "6713", "", ""),  # local, foreign
    ("196.201.0.0", "196.201.255.255", "MA", "MA", "FR", "30983", "", ""),  # two of three: local, disputed, Moroccan
    ("196.202.0.0", "196.202.255.255", "MA", "MA", "", "36925", "", ""),  # a blank is no contradiction; control unknown
    ("196.204.0.0", "196.204.255.255", "MA", "MA", "MA", "", "", ""),  # local, in no known network: control unknown
)
CONTROL = ((6713, "foreign"), (16509, "foreign"), (30983, "moroccan"), (31898, "foreign"), (36925, "unknown"))


@dataclass(frozen=True)
class Asked:
    """One name and what it answered."""

    name: str
    addresses: tuple[str, ...] = ()
    status: str = "NOERROR"
    cnames: tuple[str, ...] = ()
    ipv6: str = ""


NAMES = (
    # Local: four under foreign control, three Moroccan, three not known.
    Asked("a01.ma", ("196.200.1.1",)),
    Asked("a02.ma", ("196.201.1.1",)),  # Moroccan, disputed
    Asked("a03.ma", ("196.202.1.1",)),  # not known
    Asked("a04.ma", ("196.204.1.1",)),  # not known
    Asked("a05.ma", ("196.201.1.2", "196.200.1.2")),  # any foreign network: foreign; disputed
    Asked("a06.ma", ("196.201.1.3", "196.202.1.3")),  # else any unknown: not known; disputed
    Asked("a07.ma", ("52.95.1.1",)),
    Asked("a08.ma", ("140.91.1.1",)),
    Asked("a09.ma", ("196.201.1.9", "10.0.0.1")),  # the private address is dropped: Moroccan, disputed
    Asked("a10.ma", ("196.201.2.2",)),  # Moroccan, disputed
    # Behind a CDN: anycast, range, network, name on the way.
    Asked("b11.ma", ("9.9.9.9",)),
    Asked("b12.ma", ("13.32.1.1",)),
    Asked("b13.ma", ("172.67.1.1",)),
    Asked("b14.ma", ("5.2.1.1",), cnames=("d1.CloudFront.net",)),
    # Offshore, the second disputed; unlocated; mixed.
    Asked("c15.ma", ("5.2.1.2",)),
    Asked("c16.ma", ("5.1.1.1",)),
    Asked("c17.ma", ("7.1.1.1",)),
    Asked("c18.ma", ("196.200.1.3", "5.2.1.3")),
    # Unmeasured.
    Asked("d19.ma", status="NXDOMAIN"),
    Asked("d20.ma", status="SERVFAIL"),
    Asked("d21.ma", status="TIMEOUT"),
    Asked("d22.ma", ipv6="2001:db8::22"),
    Asked("d23.ma", ("10.1.1.1",)),
)
MEASURED = 18
LOCAL = {"moroccan": 3, "foreign": 4, "unknown": 3}
KINDS = {"local": 10, "cdn": 4, "mixed": 1, "offshore": 2, "unlocated": 1}
REASONS = {"ipv6_only": 1, "nxdomain": 1, "servfail": 1, "special_purpose": 1, "timeout": 1}
DISPUTED_LOCAL, DISPUTED_OFFSHORE = 5, 1
ADDRESSES, NETWORKS = 21, 9
SEEN = "2026-03-01T10:00:00Z"


def number(address: str) -> int:
    """An address as a number."""
    return int(IPv4Address(address))


def write_ranges(path: Path, rows: Iterable[Sequence[str]] = RANGES) -> Path:
    """The ranges as `siyada ranges import` takes them, with a column more."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow((*COLUMNS, "as_name"))
        writer.writerows((number(first), number(last), *rest, "x") for first, last, *rest in rows)
    return path


def write_evidence(data: Path) -> Path:
    """A data folder with the two tables that scans read, and nothing else."""
    folder = data / "evidence"
    folder.mkdir(parents=True)
    rows = [f"{asn},Operator,{control},Basis,,D,,2026-11-29\n" for asn, control in CONTROL]
    header = "asn,operator,control,basis,source_ids,confidence,doubts_answered,recorded_on\n"
    (folder / "as_control.csv").write_text(header + "".join(rows), encoding="utf-8")
    marks = ("AS13335,network,cloudflare", "AS54113,network,fastly", "cloudfront.net,name_suffix,amazon")
    header = "mark,mark_is,provider,source_ids,confidence,note,doubts_answered,recorded_on\n"
    (folder / "cdn_marks.csv").write_text(
        header + "".join(f"{mark},src,B,,,2026-11-29\n" for mark in marks), encoding="utf-8"
    )
    return data


def zdns_lines(names: Iterable[Asked] = NAMES) -> list[str]:
    """As zdns 2 writes them, modules A and AAAA."""
    return [_zdns(one) for one in names]


def _zdns(one: Asked) -> str:
    answers = [{"type": "CNAME", "name": one.name, "answer": f"{cname}."} for cname in one.cnames]
    answers += [{"type": "A", "name": one.name, "answer": address, "class": "IN"} for address in one.addresses]
    results: dict[str, Any] = {"A": {"status": one.status, "timestamp": SEEN, "data": {"answers": answers}}}
    if one.ipv6:
        six = [{"type": "AAAA", "name": one.name, "answer": one.ipv6}]
        results["AAAA"] = {"status": "NOERROR", "timestamp": SEEN, "data": {"answers": six}}
    if one.status != "NOERROR":
        del results["A"]["data"]
    return json.dumps({"name": one.name, "results": results})


def old_zdns_lines(names: Iterable[Asked] = NAMES) -> list[str]:
    """As zdns 1 writes them, module ALOOKUP with both families."""
    return [
        json.dumps(
            {
                "name": one.name,
                "class": "IN",
                "status": one.status,
                "timestamp": SEEN,
                "data": {
                    "ipv4_addresses": one.addresses,
                    "ipv6_addresses": [one.ipv6] if one.ipv6 else [],
                    "answers": [{"type": "CNAME", "name": one.name, "answer": cname} for cname in one.cnames],
                },
            }
        )
        for one in names
    ]


def dnsx_lines(names: Iterable[Asked] = NAMES) -> list[str]:
    """As `dnsx -json -a -aaaa -cname` writes them."""
    return [
        json.dumps(
            {"host": one.name, "resolver": ["192.0.2.1:53"], "status_code": one.status, "timestamp": SEEN}
            | ({"a": one.addresses} if one.addresses else {})
            | ({"aaaa": [one.ipv6]} if one.ipv6 else {})
            | ({"cname": one.cnames} if one.cnames else {})
        )
        for one in names
    ]


def massdns_lines(names: Iterable[Asked] = NAMES) -> list[str]:
    """As `massdns -o J` writes them: questions for A, and for AAAA where there is one."""
    lines = []
    for one in names:
        records = [{"ttl": 9, "type": "CNAME", "name": f"{one.name}.", "data": f"{cname}."} for cname in one.cnames]
        records += [{"ttl": 9, "type": "A", "name": f"{one.name}.", "data": address} for address in one.addresses]
        line: dict[str, Any] = {"name": f"{one.name}.", "type": "A", "class": "IN"}
        line |= {"error": "MAXRETRIES"} if one.status == "TIMEOUT" else {"status": one.status}
        lines.append(json.dumps(line | {"rx_ts": 1_772_359_200_000_000_000, "data": {"answers": records}}))
        if one.ipv6:
            six = {"answers": [{"ttl": 9, "type": "AAAA", "name": f"{one.name}.", "data": one.ipv6}]}
            lines.append(json.dumps({"name": f"{one.name}.", "type": "AAAA", "status": "NOERROR", "data": six}))
    return lines


def openintel_rows(names: Iterable[Asked] = NAMES) -> list[dict[str, Any]]:
    """As OpenINTEL keeps them: a row a record, a row alone for a name without one; times in milliseconds."""
    codes = {"NOERROR": 0, "SERVFAIL": 2, "NXDOMAIN": 3, "TIMEOUT": 65535}
    rows: list[dict[str, Any]] = []
    for one in names:
        common = {"query_name": f"{one.name}.", "status_code": codes[one.status], "timestamp": 1_772_359_200_000}
        blank = {"response_type": None, "ip4_address": None, "cname_name": None}
        found = [{"response_type": "CNAME", "cname_name": f"{cname}."} for cname in one.cnames]
        found += [{"response_type": "A", "ip4_address": address} for address in one.addresses]
        rows += [{"query_type": "A"} | common | blank | record for record in found or [{}]]
        if one.ipv6:
            rows.append({"query_type": "AAAA"} | common | blank | {"response_type": "AAAA"})
    return rows


def write_lines(path: Path, lines: Iterable[str]) -> Path:
    """One line after the other, the last with its end too."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_openintel_csv(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """As CSV with its header, a column more first."""
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["worker_id", *rows[0]])
        writer.writeheader()
        writer.writerows({"worker_id": 1} | row for row in rows)
    return path


def write_openintel_parquet(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """As Parquet, in the types OpenINTEL gives."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"status_code": pa.int32(), "timestamp": pa.int64()}
    rows = list(rows)
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in rows[0]])
    parquet.write_table(pa.Table.from_pylist(rows, schema), path)
    return path
