"""Systems and landing points: the register by status, the landing points, and one system's sheet."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.words import STATUSES, capacity, count_cell
from dashboard.chapters.shared.cells import rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Cell, Chart, Section, Table
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

OWNERS_SHOWN = 4


def register(reading: Reading, chart: Chart) -> Section:
    """The map, every system that touches Morocco, and every landing point."""
    t = reading.t
    return Section(
        "systems",
        t("Submarine systems and landing points"),
        reading.prose("connectivity_register_intro"),
        (chart, _systems(reading), _landings(reading)),
    )


def _systems(reading: Reading) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows("select * from out_systems")
    rows.sort(
        key=lambda row: (
            STATUSES.index(row["status_in_morocco"]),
            row["counts_as"],
            not row["is_counted"],
            row["cable_id"],
        )
    )
    named = {row["landing_point"]: reading.name(row, "landing_point") for row in _moroccan(reading.build)}
    formula = reading.prose("connectivity_systems_formula")
    receipt = rows_receipt(
        reading,
        "cables",
        [(r["row_key"], reading.label("cables", "status", r["status_in_morocco"])) for r in rows],
        formula,
    )
    note = reading.prose("connectivity_systems_note")
    return build_table(
        "systems",
        t("Systems by status"),
        rows,
        columns.name("system", t("System"), "/connectivity?system=", source="cable_id"),
        Column(
            "status",
            t("Status in Morocco"),
            lambda row: Cell(row["status_in_morocco"], reading.label("cables", "status", row["status_in_morocco"])),
        ),
        columns.period("rfs", t("System ready for service")),
        Column(
            "landing_points",
            t("Landing points in Morocco"),
            lambda row: Cell(
                ";".join(row["landing_points"]), t.join([t.isolate(named[point]) for point in row["landing_points"]])
            ),
        ),
        Column("design_capacity_tbps", t("Design capacity"), lambda row: _design(reading, row)),
        Column(
            "lit_capacity_tbps",
            t("Lit capacity"),
            lambda row: Cell(row["lit_capacity_tbps"], capacity(row["lit_capacity_tbps"], t)),
            "end",
        ),
        Column("owners", t("Owners"), lambda row: _owners(row["owners"], t)),
        Column(
            "counts_as",
            t("Counted"),
            lambda row: Cell(row["is_counted"], t("once") if row["is_counted"] else t("with the leg it shares")),
        ),
        columns.text("grade", t("Grade"), "confidence"),
        note=note,
        receipt=receipt,
    )


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
    columns = RowColumns(reading)
    rows = _moroccan(reading.build)
    lines = [(row["row_key"], _landing_status(reading, row).text) for row in rows]
    receipt = rows_receipt(reading, "landings", lines, t("Landings in Morocco, as the evidence lists them."))
    note = t("Places are those of the towns, to two decimals.")
    return build_table(
        "landings",
        t("Landing points in Morocco"),
        rows,
        columns.name("landing_point", t("Landing point"), column="landing_point"),
        columns.name("system", t("System"), source="cable_id"),
        Column("status", t("State of the landing"), lambda row: _landing_status(reading, row)),
        columns.sources(t("Sources"), "source_ids"),
        note=note,
        receipt=receipt,
    )


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
    facts = {
        "status": (t("State of the system"), reading.label("cables", "status", system["status"])),
        "rfs": (t("Ready for service"), t.period(system["rfs"])),
        "length_km": (t("Length"), t.amount(system["length_km"], t("km"))),
        "design_capacity_tbps": (t("Design capacity"), design.text),
        "lit_capacity_tbps": (t("Lit capacity"), capacity(system["lit_capacity_tbps"], t)),
        "fibre_pairs": (t("Fibre pairs"), t.number(system["fibre_pairs"])),
        "owners": (t("Owners"), t.listed(filter(None, system["owners"].split(";")))),
        "supplier": (t("Suppliers"), t.listed(filter(None, (system["supplier"] or "").split(";")))),
        "note": (t("Caution"), reading.phrase(system["note"])),
    }
    values = {**system, "design_capacity_tbps": design.value}
    table = build_table(
        "sheet",
        reading.name(system),
        facts,
        Column("fact", t("What"), lambda key: Cell(key, facts[key][0])),
        Column("value", t("Value"), lambda key: Cell(values[key], facts[key][1] or t("no figure found"))),
        receipt=rows_receipt(
            reading, "cables", [(system["row_key"], "")], t("The system's row, as the evidence gives it.")
        ),
    )
    blocks = (table, _ends(reading, cable_id))
    return (Section("sheet", reading.name(system), t("One system, as its sources describe it."), blocks),)


def _ends(reading: Reading, cable_id: str) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows(
        "select * from core_landings where cable_id = ? order by country <> 'MAR', country, landing_point", cable_id
    )
    lines = [(row["row_key"], _landing_status(reading, row).text) for row in rows]
    receipt = rows_receipt(reading, "landings", lines, t("Landings of the system, as the evidence lists them."))
    note = t(
        "Landing points: {count}. Only the countries this tool follows are listed for systems that pass far away.",
        count=count_cell(len(rows)).text,
    )
    return build_table(
        "ends",
        t("Every landing listed for this system"),
        rows,
        columns.name("landing_point", t("Landing point"), column="landing_point"),
        columns.code("country", t("Country"), "landings"),
        Column("status", t("State of the landing"), lambda row: _landing_status(reading, row)),
        columns.sources(t("Sources"), "source_ids"),
        note=note,
        receipt=receipt,
    )
