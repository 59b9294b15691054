"""The register of sites: a row each, and those with no published place apart."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.chapters.sites.figures import HOME, Selection, site_figure
from dashboard.chapters.sites.map import Size, site_map
from dashboard.chapters.sites.words import (
    STATUSES,
    Row,
    control_words,
    count,
    mw,
    no_figure,
    opened_or_expected,
    place,
    site_link,
    status_words,
)
from dashboard.content.values import Cell, Receipt, Section, Table
from dashboard.warehouse.reading import Reading

_ROWS = f"""
select s.*, l.opened_on from out_sites s join out_slips l using (site_id) where list_contains(?::varchar[], s.site_id)
order by list_position({list(STATUSES)}, s.status),
         s.documented_mw desc nulls last, s.pipeline_mw desc nulls last, s.name, s.site_id
"""  # noqa: S608 - codes of a contract
# Kinds that exist to compute on accelerators: where no count is published, it is missed rather than simply absent.
_GPU_KINDS = ("supercomputer", "ai_factory")


def register(reading: Reading, chosen: Selection, size: Size) -> Section:
    """The chosen sites on the map (in Morocco) and in the register; the map's marks measure megawatts or sites."""
    t = reading.t
    rows = reading.rows(_ROWS, list(chosen.site_ids))
    placed, apart = [r for r in rows if r["is_placed"]], [r for r in rows if not r["is_placed"]]
    receipt = reading.receipt(
        reading.prose("sites_register_formula"), site_figure(reading, "sites.listed", chosen).receipt.inputs
    )
    if not rows:
        return Section("register", t("Register"), t("No site passes these filters."), ())
    tables = [_table(reading, "register", t("Register of sites"), placed, receipt)]
    if apart:
        note = t("They are on no map, and they are in every total of this chapter.")
        tables.append(_table(reading, "unplaced", t("Sites with no published place"), apart, receipt, note))
    lead = reading.prose("sites_register_intro")
    drawn = (site_map(reading, sites=chosen.site_ids, size=size),) if chosen.country == HOME and placed else ()
    return Section("register", t("Map and register"), lead, (*drawn, *tables))


def _table(reading: Reading, table_id: str, title: str, rows: list[Row], receipt: Receipt, note: str = "") -> Table:
    """A table of the register: a row a site."""
    t = reading.t
    of_rows = RowColumns(reading)

    def is_open(row: Row) -> bool:
        return bool(row["status"] == "operational")

    def gpus_missed(row: Row) -> str:
        return no_figure(t) if is_open(row) and row["kind"] in _GPU_KINDS else ""

    def owner_country(row: Row) -> Cell:
        owners = row["ultimate_owner_country"]
        return text(reading.labels("*", "country", owners), ";".join(owners or ()))

    columns: tuple[Column[Row], ...] = (
        of_rows.name("site", t("Site"), site_link(""), source="site_id"),
        of_rows.phrase("operator", t("Operator")),
        Column("owner_country", t("Owner's country"), owner_country),
        Column("control", t("Control"), lambda row: text(control_words(t)[row["control"]], row["control"])),
        of_rows.code("kind", t("Kind"), "sites"),
        Column("status", t("Status"), lambda row: Cell(row["status"], status_words(reading, row), role=row["status"])),
        Column("place", t("Place"), lambda row: text(place(reading, row), row["region_code"] or "")),
        Column(
            "in_service_mw",
            t("In service (MW)"),
            lambda row: mw(row["documented_mw"], t, no_figure(t) if is_open(row) else ""),
            "end",
        ),
        Column(
            "planned_mw",
            t("Planned (MW)"),
            lambda row: mw(row["pipeline_mw"], t, "" if is_open(row) else no_figure(t)),
            "end",
        ),
        Column(
            "gpus", t("GPUs in service"), lambda row: count(row["gpu_count_operational"], t, gpus_missed(row)), "end"
        ),
        Column("opened", t("Opened or expected"), lambda row: opened_or_expected(row, t)),
        of_rows.text("grade", t("Grade"), "confidence"),
    )
    return build_table(table_id, title, rows, *columns, note=note, receipt=receipt)
