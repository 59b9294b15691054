"""The package is valid by its own validator, the catalogue by a graph library, and every form holds the same values."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from frictionless import Package, system
from pyarrow import parquet
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from dashboard.api.catalogue import catalogue, datapackage
from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES
from etl.paths import ROOT
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=30) as found:
        yield found


def test_the_data_package_is_valid(client: httpx.Client, tmp_path: Path) -> None:
    package = client.get("datapackage.json").json()
    assert [one["name"] for one in package["resources"]] == [table.name for table in TABLES]
    (tmp_path / "tables").mkdir()
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for resource in package["resources"]:
        body = client.get(resource["path"]).content
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        (tmp_path / resource["path"]).write_bytes(body)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_the_catalogue_is_read_by_a_graph_library(client: httpx.Client) -> None:
    text = client.get("catalog.jsonld").text
    assert text == client.get("catalog.jsonld").text
    graph = Graph().parse(data=text, format="json-ld")
    catalogues = list(graph.subjects(RDF.type, DCAT.Catalog))
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(catalogues) == 1
    assert len(datasets) == 4
    for thing in (*catalogues, *datasets):
        titles = {one.language for one in graph.objects(thing, DCTERMS.title) if isinstance(one, Literal)}
        assert titles == {"fr", "ar", "en"}
        assert list(graph.objects(thing, DCTERMS.description))
        assert list(graph.objects(thing, DCTERMS.publisher))
    for thing in datasets:
        words = [one for one in graph.objects(thing, DCAT.keyword) if isinstance(one, Literal)]
        assert Counter(word.language for word in words) == {"fr": 5, "ar": 5, "en": 5}
    assert all(list(graph.objects(agent, FOAF.name)) for agent in graph.objects(None, DCTERMS.publisher))
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(files) > len(TABLES)
    for file in files:
        assert list(graph.objects(file, DCAT.accessURL))
        (licence,) = graph.objects(file, DCTERMS.license)
        # Shapes of others keep their makers' licence, as data/geo/LICENSES.md tells.
        is_ours = not any(f"geo/{name}." in str(file) for name in ("regions", "land", "peers"))
        assert is_ours == (str(licence) == "https://creativecommons.org/licenses/by/4.0/")
        url = next(graph.objects(file, DCAT.downloadURL))
        assert isinstance(url, URIRef)
        assert client.head(str(url)).status_code == 200


@pytest.mark.parametrize("table", ["sites", "observations", "regions", "out_figures", "out_assessments"])
def test_csv_json_and_parquet_hold_the_same(client: httpx.Client, table: str) -> None:
    rows: list[dict[str, Any]] = client.get(f"tables/{table}.json").json()["rows"]
    packed = parquet.read_table(io.BytesIO(client.get(f"tables/{table}.parquet").content))
    assert json.loads(json.dumps(packed.to_pylist(), default=lambda day: day.isoformat())) == rows
    listed = list(
        csv.DictReader(io.StringIO(client.get(f"tables/{table}.csv").content.decode("utf-8-sig"), newline=""))
    )
    assert len(listed) == len(rows) > 0
    assert [set(row) for row in listed[:1]] == [set(rows[0])]
    for told, row in zip(listed, rows, strict=True):
        assert {name for name, cell in told.items() if cell == ""} == {
            name for name, value in row.items() if value in (None, "", [])
        }


def test_the_evidence_comes_back_as_it_was_written(client: httpx.Client) -> None:
    with (ROOT / "data" / "evidence" / "sites.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    given = csv.DictReader(io.StringIO(client.get("tables/sites.csv").content.decode("utf-8-sig"), newline=""))
    found = {row["site_id"]: row for row in given}
    assert [row["site_id"] for row in written if row["site_id"] not in found] == []
    assert len(found) == len(written)
    for before in written:
        after = found[before["site_id"]]
        for name in ("site_id", "name_ar", "source_ids", "status", "note"):
            assert after[name].removeprefix("'") == before[name]


def test_layers_are_geojson_in_degrees(client: httpx.Client) -> None:
    regions = client.get("geo/regions.geojson").json()
    assert len(regions["features"]) == 12
    sites = client.get("geo/sites.geojson").json()
    total = len(client.get("tables/sites.json").json()["rows"])
    assert len(sites["features"]) + sites["without_a_place"] == total
    for name in ("land", "peers", "landings", "cable_routes"):
        assert client.get(f"geo/{name}.geojson").json()["features"]
    for feature in sites["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90
        assert feature["properties"]["site_id"]


def test_every_download_of_the_evidence_page_is_there(client: httpx.Client) -> None:
    chapter = client.get("chapters/evidence?lang=ar&part=words").json()
    tables = {block["table_id"]: block for section in chapter["sections"] for block in section["blocks"]}
    links = {cell["link"] for name in ("downloads", "dictionary") for row in tables[name]["rows"] for cell in row}
    files = {link for link in links if link.startswith("/api/v1/")}
    assert len(files) == 3 * len(TABLES) + 14
    fixed = f"/api/v1/builds/{chapter['build_id']}/"
    assert [file for file in files if not file.startswith(fixed)] == ["/api/v1/"]
    assert {file for file in files if client.head(client.base_url.join(file)).status_code != 200} == set()


def test_each_table_names_the_licences_of_its_facts(published_build: Build) -> None:
    told = {
        one["name"]: [each["name"] for each in one["licenses"]] for one in datapackage(published_build)["resources"]
    }
    cited = published_build.rows(
        """select table_name, list_contains(flatten(list(source_ids)), 'fib-tg-2022') as is_shared_alike
           from core_row_sources group by table_name"""
    )
    for row in cited:
        assert ("CC-BY-NC-SA-3.0" in told[row["table_name"]]) is row["is_shared_alike"], row["table_name"]
    assert "CC-BY-NC-SA-3.0" in told["cables"]
    for name, layer in (("evidence", "tables/cables.csv"), ("geo", "geo/landings.geojson")):
        sets = catalogue(published_build, "http://localhost/api/v1/")["dcat:dataset"]
        files = next(one for one in sets if one["dct:identifier"] == f"siyada-{name}")["dcat:distribution"]
        found = next(one for one in files if one["dcat:downloadURL"]["@id"].endswith(layer))
        assert "CC BY-NC-SA 3.0" in found["dct:rights"]["dct:description"]


@pytest.mark.parametrize("path", ["tables/cables.csv", "tables/out_systems.parquet", "geo/landings.geojson"])
def test_a_file_of_facts_of_maps_carries_their_licence(client: httpx.Client, path: str) -> None:
    told = client.get(path).headers["link"]
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in told
    assert '<https://creativecommons.org/licenses/by-nc-sa/3.0/>; rel="license"' in told
    assert '<../datapackage.json>; rel="describedby"' in told
    assert client.head(path).headers["link"] == told


def test_a_file_that_can_say_its_licences_does(client: httpx.Client) -> None:
    names = ["CC-BY-4.0", "CC-BY-NC-SA-3.0", "other-closed"]
    table = client.get("tables/cables.json").json()
    assert [one["name"] for one in table["licenses"]] == names
    layer = client.get("geo/cable_routes.geojson").json()
    assert [one["name"] for one in layer["licenses"]] == names
    told = parquet.read_schema(io.BytesIO(client.get("tables/cables.parquet").content)).metadata[b"siyada_licenses"]
    assert [one["name"] for one in json.loads(told)] == names
    assert [one["name"] for one in client.get("geo/regions.geojson").json()["licenses"]] == ["MIT"]
    assert [one["name"] for one in client.get("tables/sites.json").json()["licenses"]] == names[:1]
    assert "by-nc-sa" not in client.get("tables/sites.csv").headers["link"]
