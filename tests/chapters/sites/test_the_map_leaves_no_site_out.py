"""The map draws one marker a town, and what it cannot place is listed and counted, never dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.chapters.shared import map_labels
from dashboard.chapters.shared.geography import on_two_lines, short_name, systems
from dashboard.chapters.sites.map import site_map
from dashboard.chapters.sites.towns import situation
from dashboard.content.maps import MapChart, MapMarker
from dashboard.content.theme import ROLES
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.shapes.views import COAST


@pytest.fixture(scope="module")
def build(published: Path) -> Build:
    return open_warehouse(published).current()


def markers(chart: MapChart) -> list[MapMarker]:
    return [marker for panel in chart.panels for marker in panel.markers]


def in_one_line(text: str) -> str:
    """A name without its spaces and line ends: it may be broken behind a hyphen too."""
    return "".join(text.split())


def column(chart: MapChart, key: str) -> list[object]:
    at = [column.key for column in chart.table.columns].index(key)
    return [row[at].value for row in chart.table.rows]


def test_every_town_of_the_warehouse_has_one_marker_inside_its_panel(build: Build) -> None:
    towns = build.rows("select site_count, documented_mw from out_towns")
    chart = site_map(Reading.of(build, "en"))
    assert sorted(int(m.count) for m in markers(chart)) == sorted(town["site_count"] for town in towns)
    assert sorted(m.value or 0 for m in markers(chart)) == sorted(town["documented_mw"] or 0 for town in towns)
    for panel in chart.panels:
        for marker in panel.markers:
            assert panel.x_min < marker.x < panel.x_max
            assert panel.y_min < marker.y < panel.y_max


def test_totals_are_those_of_the_warehouse_with_the_sites_that_have_no_place(build: Build) -> None:
    every = build.row(
        "select count(*) as sites, count(*) filter (status = 'operational') as running, sum(documented_mw) as mw,"
        " count(*) filter (x_km is null) as unplaced from out_sites where country = 'MAR'"
    )
    chart = site_map(Reading.of(build, "en"))
    assert column(chart, "site_count")[-2:] == [every["unplaced"], every["sites"]]
    assert sum(column(chart, "site_count")[:-1]) == every["sites"]  # type: ignore[arg-type]
    assert column(chart, "operational_count")[-1] == every["running"]
    assert column(chart, "documented_mw")[-1] == every["mw"]
    assert chart.note.startswith(f"{every['unplaced']} sites without a published place are listed apart")
    assert {row.key for row in chart.receipt.inputs if row.table == "sites"} == {
        row["row_key"] for row in build.rows("select row_key from out_sites where country = 'MAR'")
    }


def test_a_town_without_a_documented_load_is_blank_and_not_zero(counted_build: Build) -> None:
    towns = {town.key: town for town in situation(Reading.of(counted_build, "en")).towns}
    assert towns["Casablanca"].documented_mw is None
    chart = site_map(Reading.of(counted_build, "en"))
    load = dict(zip(column(chart, "town"), column(chart, "documented_mw"), strict=True))
    assert load["Casablanca"] is None
    assert load["Nouaceur"] == 6.0


def test_only_the_sites_asked_for_are_counted(counted_build: Build) -> None:
    chosen = {"mar-toubkal", "mar-nexus-nouaceur", "mar-bam-datacentre"}
    chart = site_map(Reading.of(counted_build, "en"), sites=chosen, size="count")
    assert sorted((m.role, m.value) for m in markers(chart)) == [("announced", 1.0), ("operational", 1.0)]
    assert column(chart, "site_count") == [1, 1, 1, 3]
    shaded = {area.fill for area in chart.panels[0].areas} - {"land"}
    assert shaded == {"region", "region_active"}
    nothing = site_map(Reading.of(counted_build, "en"), sites=())
    assert markers(nothing) == []
    assert column(nothing, "site_count") == [0]
    assert nothing.alt == "No site of this choice has a published place."


def test_the_text_alternative_states_the_finding(build: Build) -> None:
    placed = build.rows("select x_km, y_km, site_count from out_towns")
    coast = sum(town["site_count"] for town in placed if COAST.holds(town["x_km"], town["y_km"]))
    alt = site_map(Reading.of(build, "en")).alt
    whole, most = (of(town["site_count"] for town in placed) for of in (sum, max))
    assert alt.startswith(
        f"Sites with a published place: {whole}; of these, between Kénitra, El Jadida and Settat: {coast}."
    )
    assert alt.endswith(f"The town with most of them: Casablanca ({most}).")


def test_at_most_four_shapes_tell_the_statuses(build: Build) -> None:
    chart = site_map(Reading.of(build, "en"))
    assert len({ROLES[marker.role].symbol for marker in markers(chart)}) <= 4
    assert {item.role for item in chart.marker_legend} == {marker.role for marker in markers(chart)}


@pytest.mark.parametrize("lang", LANGS)
def test_every_town_region_and_system_has_a_place_for_its_name(build: Build, lang: Lang) -> None:
    t = translator(lang)
    now = situation(Reading(build, t))
    chart = site_map(Reading(build, t))
    for width in ("labels_wide", "labels_phone"):
        laid = {in_one_line(label.text) for panel in chart.panels for label in getattr(panel, width)}
        assert {in_one_line(town.name) for town in now.towns} <= laid
        assert {in_one_line(system.label) for system in systems(Reading(build, t)) if system.parts} <= laid
    assert now.regions.keys() == map_labels.REGIONS_WIDE.keys() == map_labels.REGIONS_PHONE.keys()
    shown = {label.text for label in site_map(Reading(build, t)).panels[0].labels_wide}
    assert {name for name in now.regions.values() if name in shown or on_two_lines(name) in shown} == set(
        now.regions.values()
    )


def test_two_names_of_one_submarine_leg_are_drawn_once(counted_build: Build) -> None:
    labels = [system.label for system in systems(Reading.of(counted_build, "en"))]
    assert "Canalink / Loukkos" in labels
    assert not [label for label in labels if label in ("Canalink", "Loukkos")]
    assert short_name("كابل إستيبونا-تطوان (Est-Tet)") == "إستيبونا-تطوان"
