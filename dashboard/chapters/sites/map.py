"""The map of the sites: one marker per town, regions shaded by what they hold, and the systems that leave the frame."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Literal, NamedTuple

from dashboard.chapters.shared import label_rule, map_labels
from dashboard.chapters.shared.geography import (
    System,
    borders_note,
    laid,
    laid_by_rule,
    land,
    morocco,
    regions,
    system_labels,
    system_lines,
    systems,
    systems_of,
)
from dashboard.chapters.shared.tables import Column, build_table, number_column, text_column
from dashboard.chapters.sites.towns import Situation, Town, situation, sum_mw
from dashboard.chapters.sites.words import STATUSES, status_words
from dashboard.content.maps import LegendItem, MapArea, MapChart, MapLabel, MapLine, MapMarker, MapPanel
from dashboard.content.values import Cell, Receipt, Table
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.shapes.views import ATLANTIC, COAST, MEDITERRANEAN, MOROCCO, Point, View

Size = Literal["mw", "count"]

SEVERAL = 5  # sites: from here on a region is shaded strongest


def site_map(reading: Reading, *, sites: Collection[str] | None = None, size: Size = "mw") -> MapChart:
    """The map of the sites whose ids are in `sites` (None: all).

    A marker's area is the documented IT load in service (MW) or, with `size="count"`, the number of sites.
    """
    t = reading.t
    now = situation(reading, sites)
    cables = systems(reading)
    towns_by, lines_by = {town.status for town in now.towns}, {cable.status for cable in cables}
    by_area = t("area: documented IT load in service, MW") if size == "mw" else t("area: number of sites")
    return MapChart(
        chart_id="site_map",
        title=t("Where the documented sites are"),
        subtitle=t("One marker per town; the number inside is its sites; {area}", area=by_area),
        alt=_alt(now, t),
        table=_table(now, t),
        receipt=_receipt(reading, now, cables),
        note=_note(now, t, size),
        panels=(
            _main(reading, now, size),
            _coast(reading, now, size),
            _sea(reading, cables, MEDITERRANEAN, t("Western Mediterranean: submarine systems")),
            _sea(reading, cables, ATLANTIC, t("Atlantic: submarine systems")),
        ),
        size_max=_largest(now, size),
        marker_legend=tuple(LegendItem(s, _status_words(s, t)) for s in STATUSES if s in towns_by),
        line_legend=tuple(
            LegendItem(s, t("System: {status}", status=reading.label("cables", "status", s).lower()))
            for s in ("in_service", "under_construction", "planned", "retired")
            if s in lines_by
        ),
        fill_legend=(
            LegendItem("region", t("Region with no placed site")),
            LegendItem("region_active", t("Region with 1 to {count} sites", count=t.number(SEVERAL - 1))),
            LegendItem("region_busy", t("{count} sites or more", count=t.number(SEVERAL))),
        ),
    )


def _main(reading: Reading, now: Situation, size: Size) -> MapPanel:
    """The twelve regions, the towns outside the coast's panel, and the outline of that panel."""
    t = reading.t
    coast = now.on_the_coast
    count = sum(len(town.sites) for town in coast)
    hint = t.plural("Coast, enlarged: {count} site", "Coast, enlarged: {count} sites", count)
    (x0, x1), (y0, y1) = (COAST.x_min, COAST.x_max), (COAST.y_min, COAST.y_max)
    around = ((x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0))
    outline = MapLine(hint, "frame", (around,), f"{hint}\n{t.join([town.name for town in coast])}")
    rest = tuple(town for town in now.towns if town not in coast)

    def labels(is_phone: bool) -> tuple[MapLabel, ...]:
        places = map_labels.REGIONS_PHONE if is_phone else map_labels.REGIONS_WIDE
        named = {code: name for code, name in now.regions.items() if not is_phone or now.count(code)}
        around = (
            *(laid(name, places[code]) for code, name in named.items()),
            laid(hint, map_labels.COAST_HINT_PHONE if is_phone else map_labels.COAST_HINT_WIDE, is_quiet=True),
        )
        return _town_labels(rest, MOROCCO, around, markers, size_max, is_phone=is_phone)

    title, areas = t("Morocco: twelve regions"), _areas(reading, now, MOROCCO)
    markers, size_max = _markers(reading, rest, MOROCCO, size), _largest(now, size)
    return _panel(MOROCCO, title, areas, (outline,), markers, labels=labels)


def _coast(reading: Reading, now: Situation, size: Size) -> MapPanel:
    """The coast from Kénitra to El Jadida, where most sites are."""
    towns = now.on_the_coast

    def labels(is_phone: bool) -> tuple[MapLabel, ...]:
        named = map_labels.COAST_REGIONS.items()
        around = tuple(laid(now.regions[code], place) for code, place in named)
        return _town_labels(towns, COAST, around, markers, size_max, is_phone=is_phone)

    title, areas = reading.t("The coast from Kénitra to El Jadida, and Settat"), _areas(reading, now, COAST)
    markers, size_max = _markers(reading, towns, COAST, size), _largest(now, size)
    return _panel(COAST, title, areas, (), markers, labels=labels)


def _sea(reading: Reading, cables: tuple[System, ...], view: View, title: str) -> MapPanel:
    """A sea and the systems that reach Morocco through it: those that have a place for their name there."""
    t = reading.t
    shown = systems_of(view, cables)
    points = reading.rows(
        "select distinct landing_point, landing_point_fr, landing_point_ar, x_km, y_km from core_landings "
        "where x_km is not null order by all"
    )

    ends = map_labels.LANDINGS[view]
    by_hand, left = system_labels(view, shown)
    around = (
        *by_hand,
        *(
            MapLabel(_landing_name(point, t), point["x_km"] + end.x, point["y_km"] + end.y, end.anchor, is_quiet=True)
            for point in points
            if (end := ends.get(point["landing_point"]))
        ),
    )
    areas = (*land(reading.build, view), morocco(reading.build, view, t("Morocco")))

    def labels(is_phone: bool) -> tuple[MapLabel, ...]:
        return around + laid_by_rule(left, view, around, is_phone=is_phone)

    return _panel(view, title, areas, system_lines(reading, shown), (), labels=labels)


def _landing_name(point: dict[str, Any], t: Translator) -> str:
    return str(point["landing_point" if t.lang == "en" else f"landing_point_{t.lang}"])


def _panel(
    view: View,
    title: str,
    areas: tuple[MapArea, ...],
    lines: tuple[MapLine, ...],
    markers: tuple[MapMarker, ...],
    *,
    labels: Callable[[bool], tuple[MapLabel, ...]],
) -> MapPanel:
    frame = (view.x_min, view.y_min, view.x_max, view.y_max)
    return MapPanel(view.frame, title, *frame, areas, lines, markers, labels(False), labels(True))


def _areas(reading: Reading, now: Situation, view: View) -> tuple[MapArea, ...]:
    """The land, and the regions shaded by the number of their placed sites."""

    def fill(code: str) -> str:
        count = now.count(code)
        return "region_busy" if count >= SEVERAL else "region_active" if count else "region"

    def hover(code: str) -> str:
        return f"{now.regions[code]}\n{_sites_text(now.count(code), reading.t)}"

    return (*land(reading.build, view), *regions(reading.build, view, fill, hover))


def _markers(reading: Reading, towns: tuple[Town, ...], view: View, size: Size) -> tuple[MapMarker, ...]:
    at = _place_markers(towns, view)
    return tuple(
        MapMarker(
            *at[town.key], _value(town, size), town.status, _hover(reading, town), reading.t.number(len(town.sites))
        )
        for town in towns
    )


def _largest(now: Situation, size: Size) -> float:
    values = [_value(town, size) for town in now.towns]
    return max((value for value in values if value is not None), default=1.0)


def _value(town: Town, size: Size) -> float | None:
    return town.documented_mw if size == "mw" else float(len(town.sites))


def _place_markers(towns: tuple[Town, ...], view: View) -> dict[str, Point]:
    """Where each marker stands: the town's place, or a little off it where two would hide each other.

    Towns that a table knows stand as it says; another gives way to them, and to those before it.
    """
    found: dict[str, Point] = {}
    km_px = label_rule.km_a_pixel(view, is_phone=True)
    for town in sorted(towns, key=lambda town: (town.key not in map_labels.TOWNS_WIDE, town.key)):
        x_off, y_off = map_labels.SET_APART.get(town.key, (0.0, 0.0))
        at = (town.x_km + x_off, town.y_km + y_off)
        is_placed = town.key in map_labels.TOWNS_WIDE
        found[town.key] = at if is_placed else label_rule.apart(at, found.values(), km_px)
    return found


def _town_labels(
    towns: tuple[Town, ...],
    view: View,
    around: tuple[MapLabel, ...],
    markers: tuple[MapMarker, ...],
    size_max: float,
    *,
    is_phone: bool,
) -> tuple[MapLabel, ...]:
    """The labels around, then the names of the towns: where a table puts them, else by the rule."""
    places = map_labels.TOWNS_PHONE if is_phone else map_labels.TOWNS_WIDE
    by_hand = tuple(
        MapLabel(town.name, town.x_km + place.x, town.y_km + place.y, place.anchor)
        for town in towns
        if (place := places.get(town.key))
    )
    at = _place_markers(towns, view)
    left = [(town.name, at[town.key]) for town in towns if town.key not in places]
    known = around + by_hand
    return known + laid_by_rule(left, view, known, markers, size_max, is_phone=is_phone)


def _hover(reading: Reading, town: Town) -> str:
    t = reading.t
    load = t.amount(town.documented_mw, t("MW"), 1) or t("no documented IT load")
    lines = [t("{town}: {sites}, {load}", town=town.name, sites=_sites_text(len(town.sites), t), load=load)]
    for site in town.sites:
        status = status_words(reading, site).lower()
        lines.append("- " + t("{name}: {status}", name=_site_name(site, t), status=status))
    return "\n".join(lines)


def _site_name(site: dict[str, Any], t: Translator) -> str:
    return str(site["name" if t.lang == "en" else f"name_{t.lang}"])


def _sites_text(count: int, t: Translator) -> str:
    return t.plural("{count} site", "{count} sites", count)


def _status_words(status: str, t: Translator) -> str:
    """What a marker's shape says of a town."""
    return {
        "operational": t("Town with a site in service"),
        "under_construction": t("Nothing in service, a site under construction"),
        "announced": t("Sites announced only"),
        "stalled": t("Stalled only"),
    }[status]


def _alt(now: Situation, t: Translator) -> str:
    placed = sum(len(town.sites) for town in now.towns)
    if not placed:
        return t("No site of this choice has a published place.")
    coast = sum(len(town.sites) for town in now.on_the_coast)
    text = t.plural(
        "Sites with a published place: {count}; of these, between Kénitra, El Jadida and Settat: {coast}.",
        "Sites with a published place: {count}; of these, between Kénitra, El Jadida and Settat: {coast}.",
        placed,
        coast=t.number(coast),
    )
    first, *others = now.towns
    if len(first.sites) < 2 or (others and len(others[0].sites) == len(first.sites)):
        return text  # no town has more than the others
    most = t("The town with most of them: {town} ({count}).", town=first.name, count=t.number(len(first.sites)))
    return f"{text} {most}"


def _note(now: Situation, t: Translator, size: Size) -> str:
    parts = [
        t.plural(
            "{count} site without a published place is listed apart and counted in every total.",
            "{count} sites without a published place are listed apart and counted in every total.",
            len(now.unplaced),
        )
        if now.unplaced
        else "",
        t("A small hollow marker means that no source gives the IT load of the town's sites.") if size == "mw" else "",
        t("Sites are placed at their town, and a marker that would hide another is set a little apart."),
        t("The routes of the systems are schematic."),
        borders_note(t),
    ]
    return " ".join(part for part in parts if part)


class _Group(NamedTuple):
    """The sites of a town, or of none."""

    name: str
    region: str
    sites: tuple[dict[str, Any], ...]


def _table(now: Situation, t: Translator) -> Table:
    """A row per town, a row for the sites with no published place, and the total of both."""
    groups = [_Group(town.name, now.regions.get(town.region_code, ""), town.sites) for town in now.towns]
    groups += [_Group(t("No published place"), "", now.unplaced)] if now.unplaced else []
    total = _Group(t("Total"), "", now.sites)

    def names(group: _Group) -> Cell:
        listed = "" if group is total else t.series(_site_name(site, t) for site in group.sites)
        return Cell(listed or None, listed)

    note = t("A blank load means that no source gives it, never zero.")
    return build_table(
        "site_map",
        t("Sites by town"),
        [*groups, total],
        text_column("town", t("Town"), lambda group: group.name),
        Column("region", t("Region"), lambda group: Cell(group.region or None, group.region)),
        number_column("site_count", t("Sites"), t, lambda group: len(group.sites)),
        number_column(
            "operational_count",
            t("In service"),
            t,
            lambda group: sum(site["status"] == "operational" for site in group.sites),
        ),
        number_column("documented_mw", t("Documented IT load, MW"), t, lambda group: sum_mw(group.sites), digits=1),
        Column("sites", t("Which"), names),
        note=note,
    )


def _receipt(reading: Reading, now: Situation, cables: tuple[System, ...]) -> Receipt:
    """Every site counted, the stage rows that give a load, and the systems drawn."""
    t = reading.t
    ids = [site["site_id"] for site in now.sites]
    inputs = [
        reading.input("sites", site["row_key"], reading.label("sites", "status", site["status"])) for site in now.sites
    ]
    loads = reading.rows(
        "select row_key, it_load_mw from core_site_stages where stage = 'operational' and list_contains(?, site_id) "
        "order by it_load_mw desc, row_key",
        ids,
    )
    inputs += [reading.input("site_stages", r["row_key"], t.amount(r["it_load_mw"], t("MW"), 1)) for r in loads]
    inputs += [
        reading.input("cables", cable.row_key, reading.label("cables", "status", cable.status)) for cable in cables
    ]
    formula = t(
        "Sites counted by town and by region; IT load summed where a source gives it for the site itself."
        " A site with no published place is counted, not drawn. Two names of one submarine leg are drawn once."
    )
    return reading.receipt(formula, inputs)
