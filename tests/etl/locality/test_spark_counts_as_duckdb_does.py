"""Spark and DuckDB give the same scan, name by name: on the sample worked out by hand, and on a million seeded rows.

Run by `make test-spark`, which installs Spark; it needs Java 17 or newer.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from etl.locality.addresses import LAST_ADDRESS
from etl.locality.classify import classify_names, distinct_addresses, gather_names, place_addresses
from etl.locality.engine import DuckEngine, Engine
from etl.locality.measure import judge
from etl.locality.networks import read_networks
from etl.locality.openintel import answers_of_openintel
from etl.locality.ranges import current_ranges, ranges_file
from etl.locality.ranges_import import COLUMNS, import_ranges
from etl.locality.scan_import import Frame, import_scan
from etl.locality.scans import as_json, remove_scan
from etl.locality.spark import connect_spark
from etl.locality.vocabulary import EngineName, FormName
from tests.etl.locality import sample
from tests.etl.locality.test_each_rule_counts_as_by_hand import assert_as_by_hand

pytestmark = [pytest.mark.spark, pytest.mark.timeout(900)]
ROWS = 1_000_000
EDGES = (0, 65_535, 65_536, LAST_ADDRESS)
PATTERN = r"(^|\.)(cloudfront\.net|cdn\.example)\.?$"


def silent(*_: object) -> None:
    """No word of progress."""


@pytest.fixture(scope="module")
def seeded_ranges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose ranges have blank votes, blank networks, gaps, and borders at the edges."""
    folder = tmp_path_factory.mktemp("seeded")
    draw = np.random.default_rng(14)
    inner = np.unique(draw.integers(65_537, LAST_ADDRESS, 40_000))
    starts = [0, 65_536, *inner.tolist(), LAST_ADDRESS]
    votes = draw.choice(["MA", "FR", ""], (len(starts), 3), p=[0.4, 0.35, 0.25])
    networks = draw.choice(["6713", "30983", "36925", "13335", "16276", ""], len(starts))
    with (folder / "ranges.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row, (start, after) in enumerate(zip(starts, [*starts[1:], LAST_ADDRESS + 1], strict=True)):
            if row % 50 != 7:  # a gap: addresses of nobody
                marks = ("true" if row % 40 == 3 else "", "somecdn" if row % 60 == 11 else "")
                writer.writerow((start, after - 1, *votes[row], networks[row], *marks))
    import_ranges(folder / "ranges.csv", folder / "warehouse", silent)
    return folder / "warehouse"


@pytest.fixture(scope="module")
def seeded_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million rows in the form of OpenINTEL: several a name, many without an address."""
    draw = np.random.default_rng(15)
    numbers = draw.integers(0, LAST_ADDRESS, 200_000)
    numbers[: len(EDGES)] = EDGES
    texts = np.array([dotted(int(number)) for number in numbers], dtype=object)
    addresses = texts[draw.integers(0, len(texts), ROWS)]
    addresses[: len(EDGES)] = texts[: len(EDGES)]
    addresses[draw.random(ROWS) < 0.1] = None
    addresses[::997] = "300.1.2.3"
    cnames = np.array([None, "d1.CloudFront.net.", "origin.example.ma.", "x.cdn.example"], dtype=object)
    table = pa.table(
        {
            "query_name": [f"N{name}.MA." for name in draw.integers(0, 400_000, ROWS)],
            "query_type": draw.choice(["A", "AAAA", "NS", "MX", "TXT"], ROWS).tolist(),
            "response_type": draw.choice(["A", "AAAA", "CNAME"], ROWS).tolist(),
            "status_code": pa.array(draw.choice([0, 0, 0, 2, 3, 65_535, 5], ROWS), pa.int32()),
            "ip4_address": pa.array(addresses, pa.string()),
            "cname_name": pa.array(cnames[draw.choice(4, ROWS, p=[0.9, 0.03, 0.04, 0.03])], pa.string()),
            "timestamp": pa.array(draw.integers(1_772_359_200_000, 1_772_445_600_000, ROWS), pa.int64()),
        }
    )
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    parquet.write_table(table, path)
    return path


def dotted(number: int) -> str:
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


@contextmanager
def open_engine(name: EngineName, folder: Path) -> Iterator[Engine]:
    if name == "spark":
        with connect_spark(folder) as spark:
            yield spark
    else:
        with duckdb.connect(":memory:") as connection:
            yield DuckEngine(connection)


def hash_rows(rows: list[dict[str, object]]) -> str:
    return hashlib.sha256("\n".join(sorted(repr(sorted(row.items())) for row in rows)).encode()).hexdigest()


def classify(
    name: EngineName, warehouse: Path, rows: Path, data: Path, folder: Path
) -> tuple[str, dict[str, dict[str, object]]]:
    """Hash of every name as classified, and the ranges of the edges, where nothing is special-purpose."""
    known = current_ranges(warehouse)
    assert known is not None
    with open_engine(name, folder) as engine:
        ranges = engine.parquet(ranges_file(warehouse, known)).mutate(is_special=ibis.literal(False))
        judged = judge(engine, ranges, read_networks(data))
        answers = answers_of_openintel(engine.parquet(rows), PATTERN)
        placed = engine.keep("placed", place_addresses(distinct_addresses(answers), judged))
        found = engine.rows(placed.filter(placed.address.isin([dotted(edge) for edge in EDGES])))
        names = engine.rows(classify_names(gather_names(answers, placed)))
        return hash_rows(names), {row["address"]: row for row in found}


def test_every_name_of_a_million_rows_is_classified_alike(
    seeded_ranges: Path, seeded_rows: Path, sample_evidence: Path, tmp_path: Path
) -> None:
    duck = classify("duckdb", seeded_ranges, seeded_rows, sample_evidence, tmp_path)
    spark = classify("spark", seeded_ranges, seeded_rows, sample_evidence, tmp_path)
    assert len(spark[1]) == len(EDGES)
    assert spark == duck


def test_the_counts_of_a_million_rows_are_the_same_file(
    seeded_ranges: Path, seeded_rows: Path, sample_evidence: Path
) -> None:
    """What a build publishes of a scan is made of these bytes alone."""
    bodies = []
    for engine in ("duckdb", "spark"):
        scan, was_there = import_scan(
            seeded_rows, "openintel", Frame("seeded"), sample_evidence, seeded_ranges, silent, engine=engine
        )
        assert not was_there
        bodies.append(as_json(scan))
        remove_scan(seeded_ranges, scan.scan_id)
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("form", ["zdns", "openintel"])
def test_spark_counts_the_sample_as_by_hand(
    form: FormName, ranged: Path, sample_evidence: Path, tmp_path: Path
) -> None:
    file = tmp_path / "scan"
    if form == "openintel":
        sample.write_openintel_parquet(file, sample.openintel_rows())
    else:
        sample.write_lines(file, sample.zdns_lines())
    scan, _ = import_scan(file, form, Frame("sample"), sample_evidence, ranged, silent, engine="spark")
    assert_as_by_hand(scan)
