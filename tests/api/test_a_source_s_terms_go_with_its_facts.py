"""Whoever takes a table away is told which of its sources have terms of their own, and what these say: even nothing."""

from __future__ import annotations

import pytest

from dashboard.api.catalogue import datapackage
from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences, licences_in_words, links, rights
from dashboard.warehouse.reading import Reading

SERIES = (
    "web_locality",
    "web_locality_providers",
    "out_locality_runs",
    "out_locality_countries",
    "out_locality_networks",
)
PLACES = ("cdn_places", "out_cdn_countries")


@pytest.mark.parametrize("table", SERIES)
def test_a_series_without_a_licence_says_that_it_states_none(published_build: Build, table: str) -> None:
    header = links(published_build, table)["Link"]
    assert '<https://github.com/InternetSociety/pulse-data>; rel="via"; title="' in header
    assert "states no licence" in header
    assert (
        next(one for one in licences(published_build, table) if "states no licence" in one["title"]).get("path") is None
    )
    assert "states no licence" in rights(published_build, table)["dct:rights"]["dct:description"]


@pytest.mark.parametrize("table", PLACES)
def test_a_list_under_mit_carries_it(published_build: Build, table: str) -> None:
    header = links(published_build, table)["Link"]
    assert '<https://opensource.org/license/mit>; rel="license"' in header
    assert '<https://github.com/Netrvin/cloudflare-colo-list>; rel="via"' in header


def test_the_data_package_names_those_sources(published_build: Build) -> None:
    told = {one["name"]: one.get("sources", []) for one in datapackage(published_build)["resources"]}
    assert [one["path"] for one in told["web_locality"]] == ["https://github.com/InternetSociety/pulse-data"]
    assert [one["path"] for one in told["cdn_places"]] == ["https://github.com/Netrvin/cloudflare-colo-list"]
    assert told["sites"] == []


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "states no licence"), ("fr", "ne porte aucune licence"), ("ar", "دون")]
)
def test_the_imprint_says_it_in_the_reader_s_language(published_build: Build, lang: str, words: str) -> None:
    terms = next(
        told
        for names, told in licences_in_words(Reading.of(published_build, lang))
        if "web_locality" in names.split(", ")
    )
    assert words in terms
