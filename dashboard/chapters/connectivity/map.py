"""The map of the systems: schematic routes by status, landing points in Morocco, and what the failures chosen take."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.network import Network
from dashboard.chapters.connectivity.words import STATUSES, count_cell
from dashboard.chapters.shared import map_labels
from dashboard.chapters.shared.geography import (
    System,
    borders_note,
    laid_by_rule,
    land,
    morocco,
    system_labels,
    system_lines,
    systems,
    systems_of,
)
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.maps import LegendItem, MapChart, MapLabel, MapLine, MapMarker, MapPanel
from dashboard.content.values import Cell, Receipt, Table
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.shapes.views import ATLANTIC, MEDITERRANEAN, View

_LANDED = {"in_service": "in_service", "landed": "under_construction", "planned": "planned", "retired": "retired"}


def system_map(reading: Reading, net: Network) -> MapChart:
    """Two seas; a system lost to the failures chosen is drawn as failed."""
    t = reading.t
    places = _places(reading)
    drawn = systems(reading)
    lost = set(net.whole.systems) - set(net.left.systems)
    size_max = float(max((len(place["serving"]) for place in places), default=1))
    failed = (LegendItem("failed", t("Lost to the failures chosen")),) if lost else ()
    return MapChart(
        chart_id="system_map",
        title=t("Where the systems land"),
        subtitle=t("A marker per landing point in Morocco; the number inside is the systems in service there"),
        alt=_alt(places, t),
        table=_table(reading, places),
        receipt=_receipt(reading, places, drawn),
        note=t("Routes are schematic: one line per system and segment, laid by hand, never a distance.")
        + " "
        + borders_note(t),
        panels=(
            _panel(
                reading, MEDITERRANEAN, t("Western Mediterranean: submarine systems"), drawn, places, lost, size_max
            ),
            _panel(reading, ATLANTIC, t("Atlantic: submarine systems"), drawn, places, lost, size_max),
        ),
        size_max=size_max,
        marker_legend=tuple(
            LegendItem(status, t("Landing point: {status}", status=reading.label("cables", "status", status).lower()))
            for status in STATUSES
            if any(place["status"] == status for place in places)
        ),
        line_legend=(
            *(
                LegendItem(s, t("Submarine system: {status}", status=reading.label("cables", "status", s).lower()))
                for s in STATUSES
                if any(system.status == s for system in drawn)
            ),
            *failed,
        ),
    )


def _places(reading: Reading) -> list[dict[str, Any]]:
    """A row per Moroccan landing point: its systems in service and the others, each leg once, and its furthest state."""
    rows = reading.rows(
        """select l.*, c.counts_as from core_landings l join core_cables c using (cable_id)
           where l.country = 'MAR' and l.x_km is not null order by l.landing_point, c.counts_as, l.cable_id"""
    )
    names = {system.cable_id: system.label for system in systems(reading)}
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        blank = {
            "name": reading.name(row, "landing_point"),
            "serving": {},
            "others": {},
            "keys": [],
            "status": "retired",
        }
        place = found.setdefault(row["landing_point"], row | blank)
        status = _LANDED[row["landing_status"]]
        place["serving" if status == "in_service" else "others"][row["counts_as"]] = names[row["counts_as"]]
        place["keys"].append(row["row_key"])
        place["status"] = min(place["status"], status, key=STATUSES.index)
    return list(found.values())


def _panel(
    reading: Reading,
    view: View,
    title: str,
    drawn: tuple[System, ...],
    places: list[dict[str, Any]],
    lost: set[str],
    size_max: float,
) -> MapPanel:
    """A sea, the systems named in it, and the Moroccan landing points that lie in it."""
    t = reading.t
    shown = systems_of(view, drawn)
    failed = {system.label for system in shown if system.cable_id in lost}
    lines = tuple(
        MapLine(line.label, "failed" if line.label in failed else line.role, line.parts, line.hover)
        for line in system_lines(reading, shown)
    )
    # A landing point is marked once: the strait, crowded in the Atlantic's panel, has a panel of its own.
    near = [place for place in places if MEDITERRANEAN.holds(place["x_km"], place["y_km"])]
    inside = near if view is MEDITERRANEAN else [place for place in places if place not in near]
    markers = tuple(_marker(place, t) for place in inside)
    by_hand, left = system_labels(view, shown)
    around = (*by_hand, *_landing_labels(reading, view))
    named = {name for names in map_labels.LANDINGS.values() for name in names}
    left += [(place["name"], (place["x_km"], place["y_km"])) for place in inside if place["landing_point"] not in named]

    def labels(is_phone: bool) -> tuple[MapLabel, ...]:
        return around + laid_by_rule(left, view, around, markers, size_max, is_phone=is_phone)

    return MapPanel(
        view.frame,
        title,
        view.x_min,
        view.y_min,
        view.x_max,
        view.y_max,
        (*land(reading.build, view), morocco(reading.build, view, t("Morocco"))),
        lines,
        markers,
        labels(False),
        labels(True),
    )


def _marker(place: dict[str, Any], t: Translator) -> MapMarker:
    """A landing point: its number is that of the systems in service; without any it is small and hollow."""
    count = len(place["serving"])
    return MapMarker(
        place["x_km"],
        place["y_km"],
        float(count) if count else None,
        place["status"],
        "\n".join([place["name"], *place["serving"].values()]),
        t.number(count) if count else "",
        is_provisional=not count,
    )


def _landing_labels(reading: Reading, view: View) -> list[MapLabel]:
    """The names of the landing towns, at home and abroad, that have a place in this sea."""
    points = reading.rows(
        """select distinct landing_point, landing_point_fr, landing_point_ar, x_km, y_km from core_landings
           where x_km is not null order by all"""
    )
    return [
        MapLabel(
            reading.name(point, "landing_point"), point["x_km"] + at.x, point["y_km"] + at.y, at.anchor, is_quiet=True
        )
        for point in points
        if (at := map_labels.LANDINGS[view].get(point["landing_point"]))
    ]


def _alt(places: list[dict[str, Any]], t: Translator) -> str:
    serving = [place for place in places if place["status"] == "in_service"]
    return t(
        "Landing points in Morocco with a system in service: {names}.",
        names=t.join([t.isolate(place["name"]) for place in serving]),
    )


def _table(reading: Reading, places: list[dict[str, Any]]) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    return build_table(
        "system_map",
        t("Landing points and their systems"),
        places,
        Column("landing_point", t("Landing point"), lambda place: Cell(place["landing_point"], place["name"])),
        columns.code("status", t("Furthest state of its landings"), "cables"),
        Column("in_service", t("Systems in service"), lambda place: count_cell(len(place["serving"])), "end"),
        Column("serving", t("Which"), lambda place: _legs(place["serving"], t)),
        Column("others", t("Planned, landed or retired there"), lambda place: _legs(place["others"], t)),
    )


def _receipt(reading: Reading, places: list[dict[str, Any]], drawn: tuple[System, ...]) -> Receipt:
    inputs = [
        reading.input("cables", system.row_key, reading.label("cables", "status", system.status)) for system in drawn
    ]
    inputs += [reading.input("landings", key, "") for place in places for key in place["keys"]]
    return reading.receipt(reading.t("Systems counted by landing point; two names of one leg count once."), inputs)


def _legs(legs: dict[str, str], t: Translator) -> Cell:
    return Cell(";".join(legs), t.join([t.isolate(leg) for leg in legs.values()]) if legs else "")
