import json

import pytest
import shapely

from etl.shapes.cut import FRAMES, GEO_DIR, from_geojson
from etl.shapes.projection import project

DRAWN = json.loads((GEO_DIR / "drawn.json").read_text(encoding="utf-8"))["frames"]


@pytest.fixture(scope="module")
def morocco():
    regions = from_geojson(GEO_DIR / "regions.geojson", "region_code")
    return shapely.union_all(list(regions.values()))


def test_no_line_of_land_or_peers_enters_morocco(morocco):
    inside = morocco.buffer(-0.03)  # 3 km
    land = from_geojson(GEO_DIR / "land.geojson", "layer")
    peers = from_geojson(GEO_DIR / "peers.geojson", "country")
    assert list(land) == ["land"]
    assert sorted(peers) == ["CIV", "EGY", "KEN", "NGA", "RWA", "SEN", "TUN", "ZAF"]
    for shape in (*land.values(), *peers.values()):
        assert shape.is_valid
        assert not shape.boundary.intersects(inside)


def test_land_lies_whole_under_morocco_and_ends_with_its_coast(morocco):
    land = from_geojson(GEO_DIR / "land.geojson", "layer")["land"]
    assert morocco.difference(land).area < 1e-4  # 1 km2, from rounding
    off_casablanca, off_dakhla = shapely.box(-9, 33.2, -6.5, 34.6), shapely.box(-17, 23, -15.5, 24.5)
    for sea in (off_casablanca, off_dakhla):
        beyond = land.difference(morocco).intersection(sea)
        assert beyond.buffer(-0.002).is_empty  # nothing wider than 400 m


@pytest.mark.parametrize("name", FRAMES)
def test_no_drawn_layer_crosses_morocco_but_the_regions_own_edges(name, morocco):
    inside = shapely.transform(morocco, lambda xy: [project(lon, lat) for lon, lat in xy]).buffer(-6)
    frame = DRAWN[name]
    (x0, x1), (y0, y1) = frame["x_km"], frame["y_km"]
    inside = inside.intersection(shapely.box(x0, y0, x1, y1))
    for ring in (*frame["land"], *(r for rings in frame["countries"].values() for r in rings)):
        assert not shapely.LineString(ring).intersects(inside)


@pytest.mark.parametrize("name", FRAMES)
def test_where_land_was_cut_is_outside_every_frame(name):
    frame = DRAWN[name]
    (x0, x1), (y0, y1) = frame["x_km"], frame["y_km"]
    west, south, east, north = from_geojson(GEO_DIR / "land.geojson", "layer")["land"].bounds
    edge = [(west, lat) for lat in range(int(south), int(north))] + [
        (east, lat) for lat in range(int(south), int(north))
    ]
    edge += [(lon, north) for lon in range(int(west), int(east))]
    for lon, lat in edge:
        x, y = project(lon, lat)
        assert not (x0 < x < x1 and y0 < y < y1)


def test_the_zoomed_coast_shows_no_land_beyond_its_finer_regions():
    frame = DRAWN["coast"]
    (x0, x1), (y0, y1) = frame["x_km"], frame["y_km"]
    land, regions = (
        shapely.union_all([shapely.Polygon(ring) for ring in rings]).intersection(shapely.box(x0, y0, x1, y1))
        for rings in (frame["land"], [ring for region in frame["regions"].values() for ring in region])
    )
    assert land.difference(regions).buffer(-0.2).is_empty
    assert regions.difference(land).buffer(-0.2).is_empty
