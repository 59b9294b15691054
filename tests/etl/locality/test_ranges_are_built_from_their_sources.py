"""The public sets of ranges become one table without gap or overlap, or are refused and the last good one stays."""

from __future__ import annotations

import itertools
import json
from datetime import date
from ipaddress import IPv4Network, collapse_addresses, ip_network
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.locality.prefixes import read_anycast, read_cdn
from etl.locality.problems import LocalityError
from etl.locality.ranges import current_ranges, ranges_file
from etl.locality.ranges_build import FILES, VOTE_FILES, build_ranges
from etl.locality.ranges_import import import_ranges
from etl.locality.scan_import import Frame, import_scan
from tests.etl.locality import sample
from tests.etl.locality.sample import number

GEO, REGISTRY, DBIP = VOTE_FILES.values()
FIRST = number("41.0.0.0")
MILLION = 1_000_000
LESS = 100_000


def span(first: int, addresses: int, said: str) -> str:
    return f"{first},{first + addresses - 1},{said}\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """12 million addresses that two votes place in Morocco, the registry 100 000 less; then 100 French rows."""
    folder = tmp_path / "sources"
    folder.mkdir()
    french = "".join(span(number("90.0.0.0") + 256 * row, 256, "FR") for row in range(100))
    (folder / GEO).write_text(span(FIRST, 12 * MILLION, "MA") + french)
    (folder / REGISTRY).write_text(
        span(FIRST, 12 * MILLION - LESS, "MA") + span(FIRST + 12 * MILLION - LESS, LESS, "FR") + french
    )
    (folder / DBIP).write_text(span(FIRST, 12 * MILLION, "MA") + french)
    (folder / "asn-ipv4-num.csv").write_text(
        span(FIRST, 6 * MILLION, '6713,"Maroc Telecom, itself"') + span(FIRST + 6 * MILLION, MILLION, "36925,Orange")
    )
    (folder / "anycast.txt").write_text("# answered from many places\n9.9.9.0/24\n2001:db8::/32\n\n")
    (folder / "cdn.json").write_text(
        json.dumps(
            {
                "cloudfront": {"prefixes": ["13.32.0.0/15", "2600:9000::/28"], "suffixes": [".CloudFront.net"]},
                "other": {"prefixes": ["13.32.7.0/24"], "suffixes": []},
            }
        )
    )
    return folder


def built(sources: Path, warehouse: Path, day: date | None = None) -> duckdb.DuckDBPyRelation:
    known, _ = build_ranges(sources, warehouse, lambda *_: None, day)
    return duckdb.read_parquet(str(ranges_file(warehouse, known)))


def at(pieces: duckdb.DuckDBPyRelation, address: int) -> tuple[object, ...]:
    columns = "country_geofeed_whois, country_registry, country_dbip, asn, is_anycast, cdn_range_provider, is_special"
    (row,) = pieces.filter(f"{address} between start_num and end_num").project(columns).fetchall()
    return row


def test_every_source_speaks_of_every_address(sources: Path, tmp_path: Path) -> None:
    pieces = built(sources, tmp_path / "w")
    assert at(pieces, FIRST) == ("MA", "MA", "MA", 6713, None, None, False)
    assert at(pieces, FIRST + 12 * MILLION - 1) == ("MA", "FR", "MA", None, None, None, False)
    assert at(pieces, FIRST + 12 * MILLION) == (None, None, None, None, None, None, False)
    assert at(pieces, number("9.9.9.9")) == (None, None, None, None, True, None, False)
    assert at(pieces, number("13.32.7.1")) == (None, None, None, None, None, "other", False)
    assert at(pieces, number("13.32.8.1")) == (None, None, None, None, None, "cloudfront", False)
    assert at(pieces, number("10.0.0.1"))[-1] is True
    (total, least, most) = pieces.aggregate("sum(end_num - start_num + 1), min(start_num), max(end_num)").fetchall()[0]
    assert (total, least, most) == (2**32, 0, 2**32 - 1)
    known = current_ranges(tmp_path / "w")
    assert known
    assert (known.moroccan_addresses, known.warnings, known.missing) == (12 * MILLION, (), ())
    assert known.inputs == {GEO: 101, REGISTRY: 102, DBIP: 101, "asn-ipv4-num.csv": 2, "anycast.txt": 1, "cdn.json": 3}
    assert known.cdn_suffixes == ("cloudfront.net",)


def test_two_votes_are_the_least_and_what_is_missing_is_named(sources: Path, tmp_path: Path) -> None:
    for name in (DBIP, "anycast.txt", "cdn.json", "asn-ipv4-num.csv"):
        (sources / name).unlink()
    known, _ = build_ranges(sources, tmp_path / "w", lambda *_: None)
    assert known.missing == (DBIP, "asn-ipv4-num.csv", "anycast.txt", "cdn.json")
    assert known.moroccan_addresses == 12 * MILLION - LESS
    (sources / REGISTRY).unlink()
    with pytest.raises(LocalityError) as refused:
        build_ranges(sources, tmp_path / "w", lambda *_: None)
    assert refused.value.code == "sources_missing"
    assert str(refused.value.values["columns"]).split(", ") == [name for name in FILES if name != GEO]
    assert current_ranges(tmp_path / "w") == known


def test_a_source_that_overlaps_itself_is_refused_beyond_one_row_in_two_hundred(sources: Path, tmp_path: Path) -> None:
    whole = (sources / GEO).read_text()
    inside = span(number("90.0.0.0") + 10, 5, "BE")
    (sources / GEO).write_text(whole + inside)  # 1 of 102
    with pytest.raises(LocalityError) as refused:
        build_ranges(sources, tmp_path / "w", lambda *_: None)
    assert refused.value.code == "source_overlaps"
    assert (refused.value.values["file"], refused.value.values["bad"], refused.value.values["lines"]) == (GEO, 1, 102)
    more = "".join(span(number("91.0.0.0") + 256 * row, 256, "FR") for row in range(200))
    (sources / GEO).write_text(whole + more + inside)  # 1 of 302: the later counts from where it begins
    pieces = built(sources, tmp_path / "w")
    assert at(pieces, number("90.0.0.12"))[0] == "BE"
    assert at(pieces, number("90.0.0.9"))[0] == "FR"


def test_a_source_that_lost_a_fifth_of_its_rows_is_refused(sources: Path, tmp_path: Path) -> None:
    build_ranges(sources, tmp_path / "w", lambda *_: None)
    before = current_ranges(tmp_path / "w")
    lines = (sources / DBIP).read_text().splitlines(keepends=True)
    (sources / DBIP).write_text("".join(lines[:80]))
    with pytest.raises(LocalityError) as refused:
        build_ranges(sources, tmp_path / "w", lambda *_: None)
    told = refused.value
    assert (told.code, told.values["file"], told.values["lines"], told.values["most"]) == (
        "source_lost_rows",
        DBIP,
        80,
        101,
    )
    assert current_ranges(tmp_path / "w") == before
    (sources / DBIP).write_text("".join(lines[:90]))
    assert build_ranges(sources, tmp_path / "w", lambda *_: None)[0].inputs[DBIP] == 90
    (sources / "anycast.txt").unlink()
    with pytest.raises(LocalityError, match="source_lost_rows"):
        build_ranges(sources, tmp_path / "w", lambda *_: None)


@pytest.mark.parametrize("millions", [11.4, 13.1])
def test_a_set_that_cannot_be_true_is_refused(millions: float, sources: Path, tmp_path: Path) -> None:
    for name in (GEO, REGISTRY, DBIP):
        (sources / name).write_text(span(FIRST, int(millions * MILLION), "MA"))
    with pytest.raises(LocalityError) as refused:
        build_ranges(sources, tmp_path / "w", lambda *_: None)
    assert (refused.value.code, refused.value.values["asked"]) == ("not_plausible", int(millions * MILLION))
    assert current_ranges(tmp_path / "w") is None


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        (GEO, "1,x,MA\n", "range_no_number"),
        (GEO, "9,8,MA\n", "range_reversed"),
        (GEO, "1,4294967296,MA\n", "range_out"),
        (GEO, "1,2\n", "row_does_not_fit"),
        (GEO, "", "empty_file"),
        ("anycast.txt", "9.9.9.0/24\nnine\n", "no_prefix"),
        ("cdn.json", "{", "no_cdn_list"),
        ("cdn.json", '["cloudflare"]', "no_cdn_list"),
        ("cdn.json", '{"cloudflare": {"prefixes": ["1.2.3.4/99"]}}', "no_prefix"),
    ],
)
def test_a_file_that_cannot_be_read(name: str, body: str, code: str, sources: Path, tmp_path: Path) -> None:
    (sources / name).write_text(body)
    with pytest.raises(LocalityError, match=code):
        build_ranges(sources, tmp_path / "w", lambda *_: None)


def test_a_brought_in_table_gives_way_to_a_built_one_and_a_day_may_be_named(sources: Path, tmp_path: Path) -> None:
    import_ranges(sample.write_ranges(tmp_path / "ranges.csv"), tmp_path / "w", lambda *_: None)
    known, _ = build_ranges(sources, tmp_path / "w", lambda *_: None, date(2026, 5, 31))
    assert current_ranges(tmp_path / "w") == known
    assert (known.made_by, known.dated) == ("build", "2026-05-31")
    assert build_ranges(sources, tmp_path / "w", lambda *_: None) == (known, True)
    assert [path.name for path in (tmp_path / "w" / "ranges").glob("*.parquet")] == [known.file]


def test_the_suffixes_of_the_list_tell_a_cdn_too(sources: Path, tmp_path: Path, sample_evidence: Path) -> None:
    told = json.loads((sources / "cdn.json").read_text())
    told["edge"] = {"suffixes": ["edge.example"]}
    (sources / "cdn.json").write_text(json.dumps(told))
    build_ranges(sources, tmp_path / "w", lambda *_: None)
    names = [sample.Asked("a.ma", ("41.0.0.1",), cnames=("x.edge.example",)), sample.Asked("b.ma", ("41.0.0.1",))]
    file = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines(names))
    scan, _ = import_scan(file, "zdns", Frame("x"), sample_evidence, tmp_path / "w", lambda *_: None)
    assert dict(scan.services[0].names) == {("cdn", None): 1, ("local", "foreign"): 1}


def test_both_forms_of_a_list_of_cdns_say_the_same(tmp_path: Path) -> None:
    ours = {"a": {"prefixes": ["192.0.2.0/24"], "suffixes": ["a.net"]}, "b": {"prefixes": ["198.51.100.0/25"]}}
    theirs = {"cdn": {"a": ["192.0.2.0/24"], "b": ["198.51.100.0/25"]}, "waf": {}, "common": {"a": ["a.net"]}}
    found = []
    for told in (ours, theirs):
        (tmp_path / "cdn.json").write_text(json.dumps(told))
        found.append(read_cdn(tmp_path / "cdn.json"))
    assert found[0] == found[1]


prefixes = st.builds(
    lambda first, length: str(ip_network((first >> 32 - length << 32 - length, length))),
    st.integers(0, 2**32 - 1),
    st.integers(4, 32),
)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(prefixes, min_size=1, max_size=5), min_size=1))
def test_an_address_belongs_to_the_smallest_prefix_that_holds_it(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, list[str]]
) -> None:
    path = tmp_path_factory.mktemp("cdn") / "cdn.json"
    path.write_text(json.dumps({provider: {"prefixes": listed} for provider, listed in told.items()}))
    rows, _ = read_cdn(path)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(rows))
    # Prefixes of one provider that lie side by side are one.
    said = [
        (one, provider)
        for provider, listed in told.items()
        for one in collapse_addresses(IPv4Network(text) for text in listed)
    ]
    for network, _ in said:
        for address in (network[0], network[-1]):
            longest = max(one.prefixlen for one, _ in said if address in one)
            holders = {provider for one, provider in said if address in one and one.prefixlen == longest}
            (found,) = {provider for first, last, provider in rows if first <= int(address) <= last}
            assert found in holders


def test_a_list_of_prefixes_keeps_ipv4_alone(tmp_path: Path) -> None:
    (tmp_path / "anycast.txt").write_text("192.0.2.0/25\n192.0.2.128/25 # the other half\n2001:db8::/32\n")
    assert read_anycast(tmp_path / "anycast.txt") == [(number("192.0.2.0"), number("192.0.2.255"))]
