import csv

import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from etl.shapes.cut import FRAMES, GEO_DIR, from_geojson
from etl.shapes.projection import PROJ, conformal_latitude, project
from tests.reference.counted import counted_evidence

EVIDENCE = GEO_DIR.parent / "evidence"
TO_PLANE = pyproj.Transformer.from_crs(4326, PROJ, always_xy=True)


def rows(table):
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["lat"]]


def place(row):
    return project(float(row["lon"]), float(row["lat"]))


def is_in(frame, x, y):
    return frame.x[0] <= x <= frame.x[1] and frame.y[0] <= y <= frame.y[1]


@given(lon=st.floats(-40, 80), lat=st.floats(-45, 60))
def test_the_projection_is_that_of_proj(lon, lat):
    assert project(lon, lat) == pytest.approx(TO_PLANE.transform(lon, lat), abs=1e-6)


def test_north_is_up_and_lengths_are_right_to_two_percent_in_morocco():
    geod = pyproj.Geod(ellps="WGS84")
    for a, b in (((-5.8, 35.78), (-9.6, 30.42)), ((-7.59, 33.57), (-1.91, 34.68)), ((-13.2, 27.15), (-15.93, 23.7))):
        (xa, ya), (xb, yb) = project(*a), project(*b)
        drawn_km = ((xa - xb) ** 2 + (ya - yb) ** 2) ** 0.5
        assert drawn_km == pytest.approx(geod.inv(*a, *b)[2] / 1000, rel=0.02)
    assert abs(project(-7.5, 33)[0]) < 1e-9


@pytest.mark.parametrize("position", [(200, 0), (0, 91), (float("nan"), 0)])
def test_what_is_no_position_is_refused(position):
    with pytest.raises(ValueError, match="not a position"):
        project(*position)


def test_conformal_latitude_keeps_the_equator_and_lowers_45_degrees_by_less_than_a_fifth():
    assert conformal_latitude(0) == pytest.approx(0, abs=1e-12)
    assert 45 - conformal_latitude(45) == pytest.approx(0.192, abs=0.001)


def test_moroccan_sites_and_landings_are_in_the_frame_of_morocco():
    moroccan = [row for table in ("sites", "landings") for row in rows(table) if row["country"] == "MAR"]
    assert moroccan
    assert all(is_in(FRAMES["morocco"], *place(row)) for row in moroccan)


def test_the_coast_frame_holds_the_towns_from_kenitra_to_settat():
    towns = {"Casablanca", "Nouaceur", "Settat", "Rabat", "Salé", "Témara"}
    placed = [row for row in rows("sites") if row["city"] in towns and row["country"] == "MAR"]
    assert {row["city"] for row in placed} == towns
    assert all(is_in(FRAMES["coast"], *place(row)) for row in placed)
    assert is_in(FRAMES["coast"], *project(-6.58, 34.26)) and is_in(FRAMES["coast"], *project(-8.5, 33.25))


def test_systems_that_land_in_morocco_are_whole_in_the_sea_frames():
    known = counted_evidence()  # a system to come may lead further than the two seas
    landing = {row["cable_id"] for row in known["landings"] if row["country"] == "MAR"}
    seas = [FRAMES[name] for name in ("morocco", "western_mediterranean", "atlantic")]
    vertices = [row for row in known["cable_routes"] if row["cable_id"] in landing]
    assert len(vertices) > 100
    assert all(any(is_in(sea, *place(row)) for sea in seas) for row in vertices)


def test_moroccan_landings_stand_within_2_km_of_the_drawn_land_and_near_the_coast():
    land = from_geojson(GEO_DIR / "land.geojson", "layer")["land"].intersection(shapely.box(-20, 18, 5, 38))
    km = shapely.transform(land, lambda xy: [project(lon, lat) for lon, lat in xy])
    for row in rows("landings"):
        if row["country"] == "MAR":
            point = shapely.Point(place(row))
            assert km.distance(point) < 2, row
            assert km.boundary.distance(point) < 15, row


def test_the_africa_frame_holds_every_placed_african_site():
    african = [
        row for row in rows("sites") if row["country"] in {"EGY", "KEN", "NGA", "ZAF", "TUN", "SEN", "CIV", "RWA"}
    ]
    assert len(african) > 20
    assert all(is_in(FRAMES["africa"], *place(row)) for row in african)
