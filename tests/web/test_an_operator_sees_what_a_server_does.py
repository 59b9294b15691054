"""/metrics in OpenMetrics says what a process does, to private networks alone; logs are JSON, and neither names a reader."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dashboard.support.logs import JsonFormatter, scrubbed
from dashboard.warehouse.build import open_warehouse
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    settings = {"SIYADA_BASE_PATH": "/siyada", "SIYADA_TRUSTED_PROXIES": "127.0.0.1,::1"}
    with serving(published, settings=settings) as server:
        yield httpx.Client(base_url=server.url, timeout=60)


def read(client: httpx.Client, path: str = "/metrics") -> dict[str, float]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    families = text_string_to_metric_families(answer.text)
    return {
        "".join((one.name, *(f"{{{key}={value}}}" for key, value in sorted(one.labels.items())))): one.value
        for family in families
        for one in family.samples
    }


def test_it_names_the_build_and_counts_what_is_done(client: httpx.Client, published: Path) -> None:
    assert client.get("/brief").status_code == 200
    found = read(client)
    build = open_warehouse(published).current()
    assert found[f"siyada_build_info{{as_of={build.as_of}}}{{build_id={build.build_id}}}"] == 1
    assert found["siyada_build_age_seconds"] >= 0
    assert found["siyada_ready"] == 1
    assert found["siyada_sessions"] == 0
    assert found["siyada_sessions_limit"] > 1
    assert found["siyada_connections"] >= 1
    assert found["siyada_event_loop_lag_seconds"] >= 0
    assert found["siyada_documents{state=waiting}"] == found["siyada_documents{state=making}"] == 0
    assert found["siyada_reruns_open"] >= 0
    assert 0 <= found["siyada_readers_busy_ratio"] <= 1
    assert found["siyada_published_build_unopened"] == 0
    assert found["siyada_rerun_seconds_count"] == 0
    assert found["process_resident_memory_bytes"] > 1e7
    assert read(client, "/siyada/metrics").keys() == found.keys()


def test_who_is_turned_away_is_counted(client: httpx.Client) -> None:
    asked = [client.get("/", headers={"X-Forwarded-For": "10.7.7.7"}).status_code for _ in range(60)]
    assert read(client)["siyada_readers_turned_away_total{what=page}"] == asked.count(503) > 0


def test_a_stranger_is_told_that_nothing_is_there(client: httpx.Client) -> None:
    for address in ("8.8.8.8", "2001:4860::8888", "nonsense"):
        assert client.get("/metrics", headers={"X-Forwarded-For": address}).status_code == 404
    for address in ("10.1.2.3", "192.168.0.9", "fd00::1", "::ffff:10.0.0.1"):
        assert client.get("/metrics", headers={"X-Forwarded-For": address}).status_code == 200


def test_an_error_is_logged_as_one_object_without_reader_or_path() -> None:
    try:
        raise ValueError("10.1.2.3 asked for /srv/siyada/data/x.duckdb\nand 2001:db8::1 too")
    except ValueError:
        record = logging.LogRecord(
            "dashboard.x", logging.ERROR, "/srv/x.py", 1, "failed for %s", ("192.168.1.9",), sys.exc_info()
        )
    line = JsonFormatter().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["error"]) == ("error", "dashboard.x", "ValueError")
    assert told["message"] == "failed for [address]"
    assert "test_an_operator_sees_what_a_server_does.py:" in told["trace"]
    for private in ("10.1.2.3", "2001:db8", "/srv", "192.168"):
        assert private not in line
    assert scrubbed("half past 12:30, at 3/4 and/or http code 404") == "half past 12:30, at 3/4 and/or http code 404"


def test_a_running_server_logs_so(published: Path, tmp_path: Path) -> None:
    # A page that fails is the only thing that is logged; nothing else of a visit is.
    (tmp_path / "sitecustomize.py").write_text(
        "import dashboard.api.tables as t\ndef fail(*_): raise RuntimeError('at /srv/secret/file.csv of 10.9.9.9')\nt.as_csv = fail\n"
    )
    with serving(published, path=[tmp_path], keep_errors=tmp_path / "log") as server:
        told = httpx.get(f"{server.url}/api/v1/tables/sites.csv?lang=en", headers={"User-Agent": "my own browser"})
        assert told.status_code == 500
        assert "RuntimeError" not in told.text
        assert "secret" not in told.text
        assert "Traceback" not in told.text
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert {one["error"] for one in lines} == {"RuntimeError"}
    assert "my own browser" not in str(lines)
    assert "secret" not in str(lines)
    assert "10.9" not in str(lines)


def test_a_page_that_fails_says_so_in_the_readers_language_and_no_more(published: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import dashboard.search.ask as a\ndef fail(*_): raise RuntimeError('at /srv/secret/file.csv')\na.search = fail\n"
    )
    with serving(published, path=[tmp_path], keep_errors=tmp_path / "log") as server:
        told = httpx.get(f"{server.url}/search?q=rabat&lang=ar")
        assert (told.status_code, told.headers["content-language"]) == (500, "ar")
        assert told.headers["content-security-policy"]
        assert "secret" not in told.text
    assert "secret" not in (tmp_path / "log").read_text()
