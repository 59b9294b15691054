"""Files as large as those of a whole zone, seeded: the shape of a scan, not its answers."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.locality.ranges_import import import_ranges

RANGES = 400_000
"""About as many ranges as the public sources give together."""


def write_ranges(folder: Path) -> Path:
    """A warehouse with a set of `RANGES` ranges over the whole of IPv4."""
    file = folder / "ranges.csv"
    width = 2**32 // RANGES
    with duckdb.connect() as connection:
        connection.execute(
            f"""copy (
            select i * {width} as start_num, (i + 1) * {width} - 1 as end_num,
                   ['MA', 'FR', 'US', null][1 + (hash(i) % 4)::bigint] as country_geofeed_whois,
                   ['MA', 'FR', 'US', null][1 + (hash(i // 2) % 4)::bigint] as country_registry,
                   ['MA', 'FR', 'US', null][1 + (hash(i // 3) % 4)::bigint] as country_dbip,
                   6000 + hash(i // 5) % 60000 as asn, hash(i, 1) % 50 = 0 as is_anycast,
                   if(hash(i, 2) % 80 = 0, 'somecdn', null) as cdn_range_provider
            from range({RANGES}) t(i)) to '{file}' (format csv, header)"""
        )
    import_ranges(file, folder / "warehouse", lambda *_: None)
    return folder / "warehouse"


_ADDRESS = (
    "concat_ws('.', 1 + hash({0}) % 220, (hash({0}) >> 16) % 256, (hash({0}) >> 32) % 256, (hash({0}) >> 48) % 256)"
)


def write_openintel(folder: Path, rows: int, parts: int = 1) -> Path:
    """A folder of Parquet as OpenINTEL keeps it: two records a name, a tenth as many addresses, one name in ten without any."""
    folder.mkdir()
    each = rows // parts
    address = _ADDRESS.format(f"hash(i // 3) % {max(1, rows // 10)}")
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        for part in range(parts):
            connection.execute(
                f"""copy (
                select 'name' || (i // 2) || '.ma.' as query_name, 'A' as query_type,
                       if(hash(i) % 20 = 0, 'CNAME', 'A') as response_type, if(hash(i // 2, 7) % 10 = 0, 3, 0) as status_code,
                       if(hash(i // 2, 7) % 10 = 0 or hash(i) % 20 = 0, null, {address}) as ip4_address,
                       if(hash(i) % 20 = 0, ['d1.cloudfront.net.', 'www.example.ma.'][1 + (hash(i, 8) % 2)::bigint], null) as cname_name,
                       1772359200000 + i // 100 as "timestamp", 'worker' || (i % 9) as worker_id
                from range({part * each}, {(part + 1) * each}) t(i)) to '{folder}/part-{part:03d}.parquet' (format parquet)"""
            )
    return folder


def write_zdns(path: Path, names: int) -> Path:
    """A line a name as zdns 2 writes them, module A: two addresses each, one name in ten without any."""
    one, two = (_ADDRESS.format(f"hash(i, {part}) % {max(1, names // 5)}") for part in (1, 2))
    record = '{{"answer":"{0}","class":"IN","name":"{1}","ttl":300,"type":"A"}}'
    found = f"""'{{"data":{{"answers":[' || replace(replace('{record.format("@", "#")}', '@', {one}), '#', name) || ',' ||
        replace(replace('{record.format("@", "#")}', '@', {two}), '#', name) ||
        '],"protocol":"udp","resolver":"192.0.2.1:53"}},"status":"NOERROR","timestamp":"2026-03-01T10:00:00Z"}}'"""
    lost = """'{"status":"NXDOMAIN","timestamp":"2026-03-01T10:00:00Z"}'"""
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        connection.execute(
            f"""copy (
            select '{{"name":"' || name || '","results":{{"A":' || if(hash(i, 7) % 10 = 0, {lost}, {found}) || '}}}}' as line
            from (select i, 'name' || i || '.ma' as name from range({names}) t(i)))
            to '{path}' (format csv, header false, quote '', escape '', delimiter '\x01')"""
        )
    return path
