"""A sample in which every rule is hit gives what was worked out by hand, whatever tool wrote it."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from etl.locality.scan_import import Frame
from etl.locality.scans import Scan
from etl.locality.shares import cluster_interval, location_bounds, scan_rows
from tests.etl.locality import sample
from tests.etl.locality.conftest import Bring


def assert_as_by_hand(scan: Scan) -> None:
    (web,) = scan.services
    assert web.service == "web"
    assert {kind: web.of_kind(kind) for kind in sample.KINDS} == sample.KINDS
    assert {control: web.names.get(("local", control), 0) for control in sample.LOCAL} == sample.LOCAL
    assert web.measured == sample.MEASURED
    assert web.asked == scan.names_asked == len(sample.NAMES)
    assert web.reasons == sample.REASONS
    assert (web.disputed_local, web.disputed_offshore) == (sample.DISPUTED_LOCAL, sample.DISPUTED_OFFSHORE)
    assert (web.addresses, web.networks) == (sample.ADDRESSES, sample.NETWORKS)
    assert scan.started_utc == scan.ended_utc == sample.SEEN


LINES = {
    "zdns": sample.zdns_lines,
    "zdns 1": sample.old_zdns_lines,
    "dnsx": sample.dnsx_lines,
    "massdns": sample.massdns_lines,
}


@pytest.mark.parametrize("form", LINES)
def test_lines_of_each_tool(form: str, bring: Bring) -> None:
    assert_as_by_hand(bring(LINES[form](), form.split(maxsplit=1)[0]))


@pytest.mark.parametrize("suffix", ["csv", "csv.gz", "parquet"])
def test_rows_of_openintel(suffix: str, bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{suffix}"
    if suffix == "parquet":
        sample.write_openintel_parquet(path, sample.openintel_rows())
    else:
        sample.write_openintel_csv(path, sample.openintel_rows())
    if suffix == "csv.gz":
        path.write_bytes(gzip.compress(path.read_bytes()))
    assert_as_by_hand(bring(path, "openintel"))


def test_the_words_of_the_method_hold(bring: Bring) -> None:
    """Of 18 names measured (5 of 23 did not answer), 10: 56 %, 95 % interval 34 to 75 %; bounds 5/18 and 16/18."""
    scan = bring(sample.zdns_lines())
    local = next(row for row in scan_rows(scan) if row.kind == "local" and row.control is None)
    assert local.share == pytest.approx(10 / 18)
    assert (local.ci_low, local.ci_high) == (pytest.approx(0.3372, abs=5e-5), pytest.approx(0.7544, abs=5e-5))
    assert (local.bound_low, local.bound_high) == (pytest.approx(5 / 18), pytest.approx(16 / 18))
    assert location_bounds(scan.services[0]) == (local.bound_low, local.bound_high)


def test_one_network_with_more_than_a_fifth_is_named_and_drawn_whole(bring: Bring) -> None:
    (web,) = bring(sample.zdns_lines()).services
    assert web.largest == (30983, 4)  # a02, a06, a09, a10: 4 of 18
    assert web.clusters == {(1, 0): 3, (1, 1): 3, (2, 1): 1, (3, 0): 1, (3, 2): 1, (4, 4): 1}
    low, high = cluster_interval(web) or (None, None)
    assert low is not None
    assert high is not None
    assert 0 <= low < 10 / 18 < high <= 1


def test_a_permuted_file_gives_the_same_scan(bring: Bring, ranged: Path) -> None:
    first = bring(sample.zdns_lines())
    lines = sample.zdns_lines()
    random.Random(5).shuffle(lines)
    second = bring(lines)
    assert second.file_sha256 != first.file_sha256
    assert second.services == first.services
    assert (second.started_utc, second.names_asked) == (first.started_utc, first.names_asked)


def test_names_are_one_however_they_are_spelled(bring: Bring) -> None:
    """Upper case, a trailing dot and an IDN in letters or A-labels are spellings; a name asked twice is one name."""
    spellings = ["a01.ma", "A01.MA", "a01.ma.", "مثال.المغرب", "xn--mgbh0fb.xn--mgbc0a9azcg"]
    (web,) = bring(sample.zdns_lines(sample.Asked(name, ("196.200.1.1",)) for name in spellings)).services
    assert (web.asked, web.measured, web.of_kind("local")) == (2, 2, 2)


def test_a_name_asked_twice_has_all_its_addresses_and_the_best_of_its_reasons(bring: Bring) -> None:
    asked = [
        sample.Asked("a.ma", status="TIMEOUT"),
        sample.Asked("a.ma", ("196.200.1.1",)),
        sample.Asked("a.ma", ("5.2.1.1",)),
        sample.Asked("b.ma", status="TIMEOUT"),
        sample.Asked("b.ma", status="NXDOMAIN"),
    ]
    (web,) = bring(sample.zdns_lines(asked)).services
    assert dict(web.names) == {("mixed", None): 1}
    assert web.reasons == {"nxdomain": 1}


def test_aliases_in_a_circle_end(bring: Bring) -> None:
    loop = (
        '{"name":"loop.ma","results":{"A":{"status":"NOERROR","data":{"answers":['
        '{"type":"CNAME","name":"loop.ma","answer":"b.ma."},{"type":"CNAME","name":"b.ma","answer":"LOOP.ma."}]}}}}'
    )
    assert bring([loop]).services[0].reasons == {"cname_loop": 1}


def test_name_servers_and_mail_have_shares_of_their_own(bring: Bring) -> None:
    lines = [
        '{"name":"a.ma","results":{"MXLOOKUP":{"status":"NOERROR","data":{"exchanges":[{"name":"mx.a.ma",'
        '"ipv4_addresses":["196.200.1.1"]},{"name":"mx2.a.ma","ipv4_addresses":["5.2.1.1"]}]}},'
        '"NSLOOKUP":{"status":"NOERROR","data":{"servers":[{"name":"ns.a.ma","ipv4_addresses":["196.201.1.1"]}]}}}}',
        '{"name":"b.ma","results":{"MXLOOKUP":{"status":"NXDOMAIN"},"NSLOOKUP":{"status":"SERVFAIL"}}}',
    ]
    scan = bring(lines)
    assert [count.service for count in scan.services] == ["ns", "mx"]
    ns, mx = scan.services
    assert dict(ns.names) == {("local", "moroccan"): 1}
    assert dict(mx.names) == {("mixed", None): 1}
    assert (ns.reasons, mx.reasons, scan.names_asked) == ({"servfail": 1}, {"nxdomain": 1}, 2)


def test_hosts_given_by_name_take_the_addresses_that_the_scan_has_for_them(bring: Bring) -> None:
    lines = [
        '{"host":"a.ma","a":["5.2.1.1"],"ns":["NS1.host.ma."],"mx":["mail.a.ma"],"status_code":"NOERROR"}',
        '{"host":"ns1.host.ma","a":["196.200.1.1"],"status_code":"NOERROR"}',
    ]
    web, ns, mx = bring(lines, "dnsx").services
    assert web.asked == 2
    assert (dict(ns.names), ns.reasons) == ({("local", "foreign"): 1}, {"no_address": 1})
    assert (dict(mx.names), mx.reasons) == ({}, {"no_address": 2})


def test_a_scan_in_parts_counts_a_name_once(bring: Bring, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    lines = sample.zdns_lines()
    sample.write_lines(folder / "part-1.jsonl", lines[:15])
    (folder / "part-2.jsonl.gz").write_bytes(gzip.compress("".join(f"{one}\n" for one in lines[10:]).encode()))
    assert_as_by_hand(bring(folder))


def test_a_vote_changed_moves_only_its_names(bring: Bring, ranged: Path, tmp_path: Path) -> None:
    """The registry no longer places 196.202.0.0/16 in Morocco: one vote of two is left, so what is there is offshore."""
    from etl.locality.ranges_import import import_ranges

    (before,) = bring(sample.zdns_lines()).services
    changed = [(*row[:3], "", *row[4:]) if row[0] == "196.202.0.0" else row for row in sample.RANGES]
    import_ranges(sample.write_ranges(tmp_path / "changed.csv", changed), ranged, lambda *_: None)
    (after,) = bring([*sample.zdns_lines(), ""]).services  # another file, or it would be the same scan
    moved = {key: after.names.get(key, 0) - before.names.get(key, 0) for key in {*before.names, *after.names}}
    assert {key: by for key, by in moved.items() if by} == {
        ("local", "unknown"): -2,  # a03, and a06 with a second address
        ("offshore", None): 1,  # a03
        ("mixed", None): 1,  # a06
    }
    assert after.reasons == before.reasons


def test_a_census_has_no_interval_and_a_frame_narrows_that_of_a_sample(bring: Bring) -> None:
    lines = sample.zdns_lines()
    sampled = bring([*lines, ""])
    of_frame = bring([*lines, "", ""], frame=Frame("sample", 30))
    census = bring([*lines, "", "", ""], frame=Frame("sample", is_census=True))
    assert (sampled.frame_size, of_frame.frame_size, census.frame_size) == (None, 30, 23)
    first, second, third = (
        next(row for row in scan_rows(scan) if row.kind == "local") for scan in (sampled, of_frame, census)
    )
    assert first.ci_low is not None
    assert second.ci_low is not None
    assert second.ci_high is not None
    assert first.ci_low < second.ci_low < second.ci_high
    assert (third.ci_low, third.ci_high, third.share) == (None, None, 10 / 18)
