"""Systems and landing points: the register by status, the landing points, and one system's sheet."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.words import capacity, count_cell
from dashboard.chapters.shared.cells import name, period_cell, rows_receipt, sources_column
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.values import Cell, Chart, Column, Section, Table
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

OWNERS_SHOWN = 4
_ORDER = ("in_service", "under_construction", "planned", "retired")


def register(reading: Reading, chart: Chart) -> Section:
    """The map, every system that touches Morocco, and every landing point."""
    t = reading.t
    return Section(
        "systems",
        t("Submarine systems and landing points"),
        t(
            "By what each is in Morocco: a planned branch is not a landing, and a cable on the beach carries no traffic yet."
        ),
        (chart, _systems(reading), _landings(reading)),
    )


def _systems(reading: Reading) -> Table:
    t = reading.t
    rows = reading.rows("select * from out_systems")
    rows.sort(
        key=lambda row: (
            _ORDER.index(row["status_in_morocco"]),
            row["counts_as"],
            not row["is_counted"],
            row["cable_id"],
        )
    )
    columns = (
        Column("system", t("System")),
        Column("status", t("Status in Morocco")),
        Column("rfs", t("System ready for service")),
        Column("landing_points", t("Landing points in Morocco")),
        Column("design_capacity_tbps", t("Design capacity")),
        Column("lit_capacity_tbps", t("Lit capacity"), "end"),
        Column("owners", t("Owners")),
        Column("counts_as", t("Counted")),
        Column("grade", t("Grade")),
    )
    named = {row["landing_point"]: name(row, t, "landing_point") for row in _moroccan(reading.build)}
    cells = tuple(
        (
            Cell(row["cable_id"], name(row, t), f"/connectivity?system={row['cable_id']}"),
            Cell(row["status_in_morocco"], reading.label("cables", "status", row["status_in_morocco"])),
            period_cell(row["rfs"], t),
            Cell(";".join(row["landing_points"]), t.join([t.isolate(named[point]) for point in row["landing_points"]])),
            _design(reading, row),
            Cell(row["lit_capacity_tbps"], capacity(row["lit_capacity_tbps"], t)),
            _owners(row["owners"], t),
            Cell(row["is_counted"], t("once") if row["is_counted"] else t("with the leg it shares")),
            Cell(row["confidence"], row["confidence"]),
        )
        for row in rows
    )
    formula = t(
        "Systems with a landing in Morocco, as the evidence lists them. Two names of one physical leg are listed apart "
        "and counted once."
    )
    receipt = rows_receipt(
        reading,
        "cables",
        [(r["row_key"], reading.label("cables", "status", r["status_in_morocco"])) for r in rows],
        formula,
    )
    note = t(
        "Where segments have capacities of their own, each is told apart and none is the system's. "
        "Unknown: no source gives it."
    )
    return Table("systems", t("Systems by status"), columns, cells, note, receipt)


def _owners(owners: str, t: Translator) -> Cell:
    """The owners by name; of a large consortium the first few, and how many more (the value holds them all)."""
    names = owners.split(";")
    if len(names) <= OWNERS_SHOWN + 1:
        return Cell(owners, t.listed(names))
    shown = t.listed(names[:OWNERS_SHOWN])
    return Cell(owners, t("{names} and {count} others", names=shown, count=t.number(len(names) - OWNERS_SHOWN)))


def _design(reading: Reading, row: dict[str, Any]) -> Cell:
    """A system's design capacity; where the evidence names its segments, each has its own and none is the system's."""
    t = reading.t
    segments = reading.rows(
        "select segment, design_capacity_tbps from core_cable_segments where cable_id = ? order by segment",
        row["cable_id"],
    )
    if not segments:
        return Cell(row["design_capacity_tbps"], capacity(row["design_capacity_tbps"], t))
    lines = [
        t(
            "{segment}: {capacity}",
            segment=reading.label("cable_segments", "segment", one["segment"]),
            capacity=capacity(one["design_capacity_tbps"], t),
        )
        for one in segments
    ]
    values = ";".join(f"{one['segment']}={one['design_capacity_tbps'] or ''}" for one in segments)
    return Cell(values, t.join(lines))


def _moroccan(build: Build) -> list[dict[str, Any]]:
    return build.rows(
        """select l.*, c.name, c.name_fr, c.name_ar, c.counts_as from core_landings l join core_cables c using (cable_id)
           where l.country = 'MAR' order by l.landing_point, l.cable_id"""
    )


def _landings(reading: Reading) -> Table:
    """A row per landing point and system."""
    t = reading.t
    rows = _moroccan(reading.build)
    columns = (
        Column("landing_point", t("Landing point")),
        Column("system", t("System")),
        Column("status", t("State of the landing")),
        sources_column(t),
    )
    cells = tuple(
        (
            Cell(row["landing_point"], name(row, t, "landing_point")),
            Cell(row["cable_id"], name(row, t)),
            _landing_status(reading, row),
            publishers(reading, row["source_ids"]),
        )
        for row in rows
    )
    lines = [(row["row_key"], _landing_status(reading, row).text) for row in rows]
    receipt = rows_receipt(reading, "landings", lines, t("Landings in Morocco, as the evidence lists them."))
    note = t("Places are those of the towns, to two decimals.")
    return Table("landings", t("Landing points in Morocco"), columns, cells, note, receipt)


def _landing_status(reading: Reading, row: dict[str, Any]) -> Cell:
    return Cell(row["landing_status"], reading.label("landings", "landing_status", row["landing_status"]))


def sheet(reading: Reading, cable_id: str) -> tuple[Section, ...]:
    """One system: its facts and all its landings. Empty for an id the evidence does not hold."""
    t = reading.t
    found = reading.rows("select * from core_cables where cable_id = ?", cable_id)
    if not found:
        return ()
    system = found[0]
    design = _design(reading, system)
    facts = (
        ("status", t("State of the system"), reading.label("cables", "status", system["status"])),
        ("rfs", t("Ready for service"), t.period(system["rfs"])),
        ("length_km", t("Length"), t.amount(system["length_km"], t("km"))),
        ("design_capacity_tbps", t("Design capacity"), design.text),
        ("lit_capacity_tbps", t("Lit capacity"), capacity(system["lit_capacity_tbps"], t)),
        ("fibre_pairs", t("Fibre pairs"), t.number(system["fibre_pairs"])),
        ("owners", t("Owners"), t.listed(filter(None, system["owners"].split(";")))),
        ("supplier", t("Suppliers"), t.listed(filter(None, (system["supplier"] or "").split(";")))),
        ("note", t("Caution"), reading.phrase(system["note"])),
    )
    title = name(system, t)
    columns = (Column("fact", t("What")), Column("value", t("Value")))
    rows = tuple(
        (
            Cell(key, label),
            Cell(design.value if key == "design_capacity_tbps" else system[key], text or t("no figure found")),
        )
        for key, label, text in facts
    )
    receipt = rows_receipt(
        reading, "cables", [(system["row_key"], "")], t("The system's row, as the evidence gives it.")
    )
    blocks = (Table("sheet", title, columns, rows, "", receipt), _ends(reading, cable_id))
    return (Section("sheet", title, t("One system, as its sources describe it."), blocks),)


def _ends(reading: Reading, cable_id: str) -> Table:
    t = reading.t
    rows = reading.rows(
        "select * from core_landings where cable_id = ? order by country <> 'MAR', country, landing_point", cable_id
    )
    columns = (
        Column("landing_point", t("Landing point")),
        Column("country", t("Country")),
        Column("status", t("State of the landing")),
        sources_column(t),
    )
    cells = tuple(
        (
            Cell(row["landing_point"], name(row, t, "landing_point")),
            Cell(row["country"], reading.label("landings", "country", row["country"])),
            _landing_status(reading, row),
            publishers(reading, row["source_ids"]),
        )
        for row in rows
    )
    lines = [(row["row_key"], _landing_status(reading, row).text) for row in rows]
    receipt = rows_receipt(reading, "landings", lines, t("Landings of the system, as the evidence lists them."))
    note = t(
        "Landing points: {count}. Only the countries this tool follows are listed for systems that pass far away.",
        count=count_cell(len(rows)).text,
    )
    return Table("ends", t("Every landing listed for this system"), columns, cells, note, receipt)
