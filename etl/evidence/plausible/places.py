"""Points against the country, the region and the coast they are said to lie in, and against each other.

geopandas is imported here and nowhere a page is served from: it costs half a second, at build time only.
"""

from __future__ import annotations

import functools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.evidence.plausible import DamagedShapesError
from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.plausible.sizes import kilometres

NEAR_KM = 3.0  # the shapes are simplified to 2 km, and positions rounded to 1
NEAR_PEER_KM = 6.0  # their outlines are simplified to 3 km, and without the islets before their coast
NEAR_OTHER_KM = 30.0  # outlines of countries that are not drawn are coarser
INLAND_OF_BEACH_KM = 15.0  # a landing placed at its town: Tetouan stands 12 km inland of its beach
CERTAIN_KM = 25.0  # beyond this a point is wrong; nearer, only doubtful
SAME_TOWN_KM = 30.0
SAME_REGION_KM = 700.0
SEA_KM = 40.0  # a vertex of a submarine route so far inland
DETOUR = 6.0
END_KM = 200.0  # routes are schematic
TOWN_COLUMNS = ("city", "landing_point", "town")


@dataclass(frozen=True)
class Place:
    """A row with a position in degrees."""

    line: Line
    lon: float
    lat: float

    def text(self, column: str) -> str:
        """A cell of the row."""
        return self.line.text(column)


class Shapes:
    """The reviewed shapes by code, as GeoSeries in longitude and latitude, and how far a point is from one."""

    def __init__(self, geo: Path, countries: frozenset[str]) -> None:
        regions = _read(geo / "regions.geojson", "region_code")
        land = _read(geo / "land.geojson", "layer")
        peers = _read(geo / "peers.geojson", "country")
        others = _read(geo / "countries.geojson", "country", countries)
        self.regions = {code: regions.loc[code] for code in regions.index}
        self.land = land.loc["land"]
        self.countries = {code: others.loc[code] for code in others.index}
        self.countries |= {code: peers.loc[code] for code in peers.index}
        self.countries["MAR"] = regions.union_all()
        self._peers = set(peers.index)
        self._edges: dict[int, _Edges] = {}
        self.box = self.land.bounds

    def away_km(self, shape: Any, place: tuple[float, float]) -> float:
        """Kilometres from a (lon, lat) to a shape; 0 inside it."""
        return 0.0 if self.holds(shape, place) else self._to_edge(shape, place)

    def from_coast_km(self, place: tuple[float, float]) -> float:
        """Kilometres from a (lon, lat) to the nearest coast, on either side of it."""
        return self._to_edge(self.land, place)

    def holds(self, shape: Any, place: tuple[float, float]) -> bool:
        """Whether a (lon, lat) lies inside a shape."""
        import shapely

        if id(shape) not in self._edges:
            shapely.prepare(shape)
            self._edges[id(shape)] = _Edges(shape)
        return bool(shapely.contains_xy(shape, *place))

    def _to_edge(self, shape: Any, place: tuple[float, float]) -> float:
        self.holds(shape, place)
        return self._edges[id(shape)].nearest_km(place)

    def near_km(self, country: str) -> float:
        """How far outside its country's outline a point may lie before it is reported."""
        return {"MAR": NEAR_KM}.get(country, NEAR_PEER_KM if country in self._peers else NEAR_OTHER_KM)


class _Edges:
    """The edges of a shape, to be asked many times how far a point is from them."""

    def __init__(self, shape: Any) -> None:
        self._shape = shape
        self._tree: Any = None
        self._distances: dict[tuple[float, float], float] = {}

    def nearest_km(self, place: tuple[float, float]) -> float:
        """Kilometres from a (lon, lat) to the nearest edge."""
        if place not in self._distances:
            self._distances[place] = self._measured(place)
        return self._distances[place]

    def _measured(self, place: tuple[float, float]) -> float:
        import numpy as np
        import shapely

        if self._tree is None:
            self._tree = shapely.STRtree(_segments(self._shape))
        # Near the point a degree of longitude is shorter: on a plane stretched so, the nearest is the nearest.
        ease = max(0.05, math.cos(math.radians(place[1])))
        point = shapely.Point(place)
        near = self._tree.query(shapely.box(place[0] - 1 / ease, place[1] - 1, place[0] + 1 / ease, place[1] + 1))
        if not len(near):
            near = np.atleast_1d(self._tree.nearest(point))
        edges = shapely.transform(self._tree.geometries[near], lambda xy: xy * (ease, 1))
        here = shapely.Point(place[0] * ease, place[1])
        ways = shapely.shortest_line(here, edges[int(np.argmin(shapely.distance(here, edges)))])
        lon, lat = ways.coords[1]
        return kilometres(place, (lon / ease, lat))


def _segments(shape: Any) -> Any:
    """Every edge of a shape as a line of two points."""
    import numpy as np
    import shapely

    rings = shapely.get_parts(shapely.get_rings(shapely.get_parts(shape)))
    pairs = [np.stack([points[:-1], points[1:]], axis=1) for points in map(shapely.get_coordinates, rings)]
    return shapely.linestrings(np.concatenate(pairs))


def _read(path: Path, column: str, wanted: frozenset[str] | None = None) -> Any:
    import geopandas
    import shapely

    features = {f["properties"][column]: f for f in json.loads(path.read_text(encoding="utf-8"))["features"]}
    codes = [code for code in features if wanted is None or code in wanted]
    texts = [json.dumps(features[code]["geometry"]) for code in codes]
    return geopandas.GeoSeries(shapely.from_geojson(texts), index=codes, crs=4326)


def _open(geo: Path, countries: frozenset[str]) -> Shapes:
    import shapely

    try:
        written = tuple(
            (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(geo.glob("*.geojson"))
        )
        return _opened(geo, countries, written)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        raise DamagedShapesError from error


@functools.lru_cache(maxsize=2)
def _opened(geo: Path, countries: frozenset[str], _written: tuple[tuple[str, int, int], ...]) -> Shapes:
    return Shapes(geo, countries)


def find(lines: Lines, geo: Path) -> Iterator[Finding]:
    """Every point that lies elsewhere than its row says. Raises DamagedShapesError."""
    placed = {table: _placed(found) for table, found in lines.items()}
    if not any(placed.values()):
        return
    shapes = _open(geo, frozenset(place.text("country") for places in placed.values() for place in places))
    reported: set[tuple[str, str]] = set()
    for table, places in placed.items():
        for place in places:
            for finding in _stands(place, shapes):
                reported.add((table, place.line.key))
                yield finding
    everywhere = [
        place for places in placed.values() for place in places if (place.line.table, place.line.key) not in reported
    ]
    yield from _towns(everywhere)
    yield from _regions(everywhere)
    yield from _routes(
        [p for p in placed["cable_routes"] if ("cable_routes", p.line.key) not in reported], placed, shapes
    )


def _placed(lines: list[Line]) -> list[Place]:
    found = []
    for line in lines:
        if "lat" in line.values and "lon" in line.values:
            lon, lat = line.number("lon"), line.number("lat")
            if lon is not None and lat is not None:
                found.append(Place(line, lon, lat))
    return found


def _stands(place: Place, shapes: Shapes) -> Iterator[Finding]:
    """One finding about where a single point stands, the surest first."""
    if abs(place.lat) < 0.01 and abs(place.lon) < 0.01:
        yield Finding(place.line, "lat", "nowhere", "violation")
        return
    country, region = place.text("country"), place.text("region_code")
    outline = shapes.countries.get(country)
    if outline is not None:
        away = shapes.away_km(outline, (place.lon, place.lat))
        if away > shapes.near_km(country):
            meant = _meant(place, outline, shapes)
            if meant:
                yield Finding(place.line, "lat", meant, "violation", {"country": country})
            else:
                rank = "violation" if away > CERTAIN_KM + shapes.near_km(country) else "doubt"
                params = {"country": country, "km": str(round(away)), "other": _holder(place, shapes.countries, shapes)}
                yield Finding(place.line, "country", "outside_country", rank, params)  # type: ignore[arg-type]
            return
    if region in shapes.regions:
        away = shapes.away_km(shapes.regions[region], (place.lon, place.lat))
        if away > NEAR_KM:
            rank = "violation" if away > CERTAIN_KM else "doubt"
            params = {"km": str(round(away)), "other": _holder(place, shapes.regions, shapes)}
            yield Finding(place.line, "region_code", "outside_region", rank, params)  # type: ignore[arg-type]
            return
    if place.line.table == "landings" and _is_known_coast(place, shapes):
        inland = shapes.from_coast_km((place.lon, place.lat))
        is_town = place.text("coord_precision") != "unknown"
        if inland > (INLAND_OF_BEACH_KM if is_town else NEAR_KM):
            yield Finding(place.line, "lat", "far_from_coast", params={"km": str(round(inland))})


def _is_known_coast(place: Place, shapes: Shapes) -> bool:
    west, south, east, north = shapes.box
    return bool(west + 1 < place.lon < east - 1 and south + 1 < place.lat < north - 1)


def _meant(place: Place, outline: Any, shapes: Shapes) -> str:
    """What the position becomes inside its country: its coordinates exchanged, or a sign put back."""
    trials = {
        "exchanged": (place.lat, place.lon),
        "lost_sign": (-place.lon, place.lat),
        "lost_sign_lat": (place.lon, -place.lat),
        "lost_signs": (-place.lon, -place.lat),
    }
    for name, (lon, lat) in trials.items():
        if abs(lat) <= 90 and shapes.away_km(outline, (lon, lat)) <= shapes.near_km(place.text("country")):
            return "exchanged" if name == "exchanged" else "lost_sign"
    return ""


def _holder(place: Place, outlines: Mapping[str, Any], shapes: Shapes) -> str:
    """The code of the outline that holds a point, "—" where none does."""
    return next((code for code in sorted(outlines) if shapes.holds(outlines[code], (place.lon, place.lat))), "—")


def _towns(places: list[Place]) -> Iterator[Finding]:
    """Points of one town agree with each other, whatever table they stand in; most are believed."""
    towns: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        name = next((place.text(column) for column in TOWN_COLUMNS if place.text(column)), "")
        if name:
            towns[name.partition(" (")[0], place.text("country")].append(place)
    yield from _apart(towns, SAME_TOWN_KM, "town_disagrees")


def _regions(places: list[Place]) -> Iterator[Finding]:
    """A region abroad has no outline here: its points lie together, and its code begins as its country's others do."""
    regions: dict[tuple[str, str], list[Place]] = defaultdict(list)
    prefixes: dict[str, list[Place]] = defaultdict(list)
    towns: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        code = place.text("region_code")
        if code:
            regions[code, place.text("country")].append(place)
            prefixes[place.text("country")].append(place)
            towns[place.text("city"), place.text("country")].append(place)
    yield from _apart(
        {key: found for key, found in regions.items() if key[1] != "MAR"}, SAME_REGION_KM, "region_disagrees"
    )
    for groups, length in ((prefixes, 2), (towns, 6)):
        for found in groups.values():
            codes = [place.text("region_code")[:length] for place in found]
            counted = Counter(codes)
            common = max(sorted(counted), key=counted.__getitem__)
            for place, code in zip(found, codes, strict=True):
                if code != common and counted[common] > counted[code]:
                    yield Finding(place.line, "region_code", "region_of_others", params={"other": common})


def _apart(groups: Mapping[Any, list[Place]], limit_km: float, rule: str) -> Iterator[Finding]:
    for found in groups.values():
        if _is_close(found, limit_km):
            continue
        for place in found:
            others = [other for other in found if other is not place]
            far = [other for other in others if kilometres((place.lon, place.lat), (other.lon, other.lat)) > limit_km]
            # The one that most others are far from; of two that disagree, the later is reported.
            is_odd = 2 * len(far) > len(others) or (len(others) == 1 and far and place is found[1])
            if far and is_odd and not (len(others) == 1 and place is found[0]):
                apart = kilometres((place.lon, place.lat), (far[0].lon, far[0].lat))
                other = f"{far[0].line.table}.csv:{far[0].line.line}"
                yield Finding(place.line, "lat", rule, params={"km": str(round(apart)), "other": other})


def _is_close(places: list[Place], limit_km: float) -> bool:
    """Whether all lie so near to one of them that no two of them can be further apart than the limit."""
    middle = (places[0].lon, places[0].lat)
    return all(kilometres(middle, (place.lon, place.lat)) < 0.499 * limit_km for place in places)


def _routes(vertices: list[Place], placed: Mapping[str, list[Place]], shapes: Shapes) -> Iterator[Finding]:
    """A schematic route stays at sea, makes no leap, and begins and ends near a landing point of its system."""
    landings: dict[str, list[Place]] = defaultdict(list)
    for landing in placed["landings"]:
        landings[landing.text("cable_id")].append(landing)
    lines: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for vertex in sorted(vertices, key=lambda v: (v.text("cable_id"), v.line.number("seq") or 0)):
        lines[vertex.text("cable_id"), vertex.text("segment")].append(vertex)
    for (cable, _), found in lines.items():
        for i, vertex in enumerate(found):
            here = (vertex.lon, vertex.lat)
            around = [(other.lon, other.lat) for other in found[max(0, i - 1) : i] + found[i + 1 : i + 2]]
            legs = [kilometres(here, there) for there in around]
            direct = kilometres(around[0], around[1]) if len(around) == 2 else 0.0
            if len(legs) == 2 and sum(legs) > DETOUR * direct + 600:
                yield Finding(vertex.line, "lat", "route_leaps", params={"km": str(round(max(legs)))})
            elif len(legs) == 1:
                near = min((kilometres(here, (p.lon, p.lat)) for p in landings[cable]), default=0.0)
                if near > END_KM:
                    yield Finding(vertex.line, "lat", "route_ends_elsewhere", params={"km": str(round(near))})
            elif _is_known_coast(vertex, shapes) and shapes.holds(shapes.land, here):
                inland = shapes.from_coast_km(here)
                if inland > SEA_KM:
                    yield Finding(vertex.line, "lat", "route_on_land", params={"km": str(round(inland))})
