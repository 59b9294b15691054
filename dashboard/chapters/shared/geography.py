"""The pieces every map of ours is made of: lands, regions, submarine systems and region names, in the reader's words.

Shapes come ready to draw from the warehouse (projected km). No border is drawn but the outlines of the twelve regions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.chapters.shared import label_rule
from dashboard.chapters.shared.map_labels import SYSTEMS, Place
from dashboard.content.maps import MapArea, MapLabel, MapLine, MapMarker, Ring
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.shapes.views import ATLANTIC, MEDITERRANEAN, Point, View

# What a reader needs not read twice on a map of cables: the genus before or after the name.
_CABLE_WORDS = ("نظام الكابل البحري ", "كابل ", " Submarine Cable System")


def borders_note(t: Translator) -> str:
    """What the borders of every map say, and what they do not."""
    return t(
        "The borders and names shown are those that Moroccan public bodies use; they express no opinion on the status "
        "of any territory."
    )


def land(build: Build, view: View) -> tuple[MapArea, ...]:
    """The land of a frame without Morocco: one dissolved shape, so no border can be seen in it."""
    return tuple(MapArea((ring,), "land") for _, ring in _rings(build, view, "land"))


def morocco(build: Build, view: View, name: str) -> MapArea:
    """Morocco as one shape, for a frame too wide to tell its regions apart; `name` shows on hover."""
    return MapArea(tuple(ring for code, ring in _rings(build, view, "countries") if code == "MAR"), "region", name)


def regions(build: Build, view: View, fill: Callable[[str], str], hover: Callable[[str], str]) -> tuple[MapArea, ...]:
    """The regions of a frame; `fill` and `hover` are asked for each code."""
    rings: dict[str, list[Ring]] = {}
    for code, ring in _rings(build, view, "regions"):
        rings.setdefault(code, []).append(ring)
    return tuple(MapArea(tuple(found), fill(code), hover(code)) for code, found in rings.items())


@cached_per_build(64)
def _rings(build: Build, view: View, layer: str) -> tuple[tuple[str, Ring], ...]:
    """Rings of a layer as a view shows them, with their codes."""
    asked = "select code, xs_km, ys_km from out_outlines where view = ? and layer = ? order by rowid"
    rows = build.rows(asked, view.frame, layer)
    return tuple((row["code"], tuple(zip(*map(_short, (row["xs_km"], row["ys_km"])), strict=True))) for row in rows)


def _short(lengths_km: list[float]) -> list[float]:
    """Whole kilometres as whole numbers, which are shorter to send."""
    return [int(length) if length.is_integer() else length for length in lengths_km]


def region_names(reading: Reading) -> dict[str, str]:
    """The names of the regions by code; one that has no row of its own goes by its label, then by its code."""
    rows = reading.rows(
        """select code as region_code, coalesce(r.name_fr, l.label_fr, code) as name_fr,
             coalesce(r.name_ar, l.label_ar, code) as name_ar, coalesce(r.name_en, l.label_en, code) as name_en
           from (select region_code as code from core_regions union select code from out_outlines where layer = 'regions')
           left join core_regions r on r.region_code = code
           left join core_labels l using (code)
           where code is not null and (l."column" = 'region_code' or l.code is null)
           order by region_code"""
    )
    return {row["region_code"]: row[f"name_{reading.lang}"] for row in rows}


def laid(text: str, place: Place, *, is_quiet: bool = False) -> MapLabel:
    """A text at its place, on two lines where the place says so."""
    shown = on_two_lines(text) if place.is_broken else text
    return MapLabel(shown, place.x, place.y, place.anchor, place.leader, is_quiet)


def on_two_lines(text: str) -> str:
    """Break a name after the hyphen (else the slash, else the space) that is nearest to its middle."""
    mark = next((mark for mark in "-/ " if mark in text), None)
    if mark is None:
        return text
    at = min((i for i, letter in enumerate(text) if letter == mark), key=lambda i: abs(i - len(text) / 2))
    return f"{text[: at + 1].rstrip()}\n{text[at + 1 :].lstrip()}"


def laid_by_rule(
    names: Iterable[tuple[str, tuple[float, float]]],
    view: View,
    labels: tuple[MapLabel, ...],
    markers: Iterable[MapMarker] = (),
    size_max: float = 1.0,
    *,
    is_phone: bool,
) -> tuple[MapLabel, ...]:
    """Names (text, point in km) that no table places, clear of the labels already laid and of the markers."""
    km_px = label_rule.km_a_pixel(view, is_phone=is_phone)
    taken = [label_rule.box_of(label, km_px) for label in labels]
    taken += [label_rule.box_of_marker(marker, size_max, km_px) for marker in markers]
    return label_rule.place(names, view, taken, km_px)


def short_name(name: str) -> str:
    """A system's name without its genus and what stands in brackets: "Loukkos", not "Loukkos (... leg of ...)"."""
    for words in _CABLE_WORDS:
        name = name.removeprefix(words).removesuffix(words)
    return name.split(" (")[0]


@dataclass(frozen=True)
class System:
    """A submarine system that touches Morocco: `status` is that in Morocco, `parts` its schematic routes in km."""

    cable_id: str
    row_key: str
    label: str
    status: str
    parts: tuple[Ring, ...]


def systems(reading: Reading) -> tuple[System, ...]:
    """Every such system, two names of one physical leg once ("Canalink / Loukkos")."""
    rows = reading.rows("select * from out_systems order by is_counted desc, cable_id")
    names: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        leg = (row["counts_as"], row["status_in_morocco"])
        names.setdefault(leg, []).append(
            reading.t.isolate(short_name(row["name" if reading.lang == "en" else f"name_{reading.lang}"]))
        )
    routes: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for row in reading.rows("select cable_id, segment, x_km, y_km from core_cable_routes order by cable_id, seq"):
        routes.setdefault(row["cable_id"], {}).setdefault(row["segment"], []).append((row["x_km"], row["y_km"]))
    return tuple(
        System(
            row["cable_id"],
            row["row_key"],
            " / ".join(names[row["counts_as"], row["status_in_morocco"]]),
            row["status_in_morocco"],
            tuple(tuple(part) for part in routes.get(row["cable_id"], {}).values()),
        )
        for row in rows
        if row["is_counted"]
    )


def system_lines(reading: Reading, some: Iterable[System]) -> tuple[MapLine, ...]:
    """The routes of systems, drawn by their status in Morocco."""
    return tuple(
        MapLine(
            system.label,
            system.status,
            system.parts,
            reading.t(
                "{name}: {status}", name=system.label, status=reading.label("cables", "status", system.status).lower()
            ),
        )
        for system in some
        if system.parts
    )


def systems_of(view: View, every: Iterable[System]) -> tuple[System, ...]:
    """The systems drawn in a sea: those named there by hand, and of the others those with most of their way in it."""
    placed = {cable_id for places in SYSTEMS.values() for cable_id in places}
    return tuple(
        system
        for system in every
        if system.cable_id in SYSTEMS[view] or (system.cable_id not in placed and _sea_of(system) is view)
    )


def _sea_of(system: System) -> View | None:
    """The sea that holds most of a system's way, None for one without a way."""
    way = [point for part in system.parts for point in part]
    near = sum(MEDITERRANEAN.holds(*point) for point in way)
    return None if not way else MEDITERRANEAN if near > len(way) - near else ATLANTIC


def system_labels(view: View, drawn: Iterable[System]) -> tuple[tuple[MapLabel, ...], list[tuple[str, Point]]]:
    """The names of systems laid by hand in a sea, and those still to be laid, each with a point of its way."""
    places, laid_now, left = SYSTEMS[view], [], []
    for system in drawn:
        if system.cable_id in places:
            laid_now.append(laid(system.label, places[system.cable_id]))
        elif inside := [point for part in system.parts for point in part if view.holds(*point)]:
            left.append((system.label, inside[len(inside) // 2]))
    return tuple(laid_now), left
