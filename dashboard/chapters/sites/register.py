"""The register of sites: a row each, and those with no published place apart."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.sites.figures import HOME, Selection, site_figure
from dashboard.chapters.sites.map import Size, site_map
from dashboard.chapters.sites.words import (
    Row,
    control_words,
    count,
    mw,
    name,
    no_figure,
    opened_or_expected,
    place,
    site_link,
    text,
)
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

_ROWS = """
select s.*, l.opened_on from out_sites s join out_slips l using (site_id) where list_contains(?::varchar[], s.site_id)
order by case s.status when 'operational' then 0 when 'under_construction' then 1 when 'announced' then 2 else 3 end,
         s.documented_mw desc nulls last, s.pipeline_mw desc nulls last, s.name, s.site_id
"""
# Kinds that exist to compute on accelerators: where no count is published, it is missed rather than simply absent.
_GPU_KINDS = ("supercomputer", "ai_factory")


def register(build: Build, chosen: Selection, size: Size, t: Translator) -> Section:
    """The chosen sites on the map (in Morocco) and in the register; the map's marks measure megawatts or sites."""
    rows = build.rows(_ROWS, list(chosen.site_ids))
    placed, apart = [r for r in rows if r["is_placed"]], [r for r in rows if not r["is_placed"]]
    receipt = build.receipt(
        t("One row of evidence per site, as recorded; a blank cell means that no source gives the figure."),
        site_figure(build, "sites.listed", chosen, t).receipt.inputs,
    )
    tables = [replace(_table(build, "register", t("Register of sites"), placed, t), receipt=receipt)]
    if apart:
        note = t("They are on no map, and they are in every total of this chapter.")
        table = _table(build, "unplaced", t("Sites with no published place"), apart, t)
        tables.append(replace(table, note=note, receipt=receipt))
    if not rows:
        lead = t("No site passes these filters.")
    else:
        lead = t("Choose a site to open its sheet. MW are IT load; in service and planned are never added together.")
    if not rows:
        return Section("register", t("Register"), lead, ())
    drawn = (site_map(build, t, sites=chosen.site_ids, size=size),) if chosen.country == HOME and placed else ()
    return Section("register", t("Map and register"), lead, (*drawn, *tables))


def _table(build: Build, table_id: str, title: str, rows: list[Row], t: Translator) -> Table:
    """A table of the register; the receipt and the note are the caller's."""
    columns = (
        Column("site", t("Site")),
        Column("operator", t("Operator")),
        Column("owner_country", t("Owner's country")),
        Column("control", t("Control")),
        Column("kind", t("Kind")),
        Column("status", t("Status")),
        Column("place", t("Place")),
        Column("in_service_mw", t("In service (MW)"), "end"),
        Column("planned_mw", t("Planned (MW)"), "end"),
        Column("gpus", t("GPUs in service"), "end"),
        Column("opened", t("Opened or expected")),
        Column("grade", t("Grade")),
    )
    return Table(table_id, title, columns, tuple(_cells(build, row, t) for row in rows))


def _cells(build: Build, row: Row, t: Translator) -> tuple[Cell, ...]:
    operational = row["status"] == "operational"
    has_gpus = operational and row["kind"] in _GPU_KINDS
    owners = row["ultimate_owner_country"]
    return (
        Cell(row["site_id"], name(row, t), site_link(row["site_id"])),
        text(build.phrase(row["operator"], t.lang), row["operator"]),
        text(build.labels("*", "country", owners, t.lang), ";".join(owners or ())),
        text(control_words(t)[row["control"]], row["control"]),
        text(build.label("sites", "kind", row["kind"], t.lang), row["kind"]),
        Cell(row["status"], build.label("sites", "status", row["status"], t.lang), role=row["status"]),
        text(place(build, row, t), row["region_code"] or ""),
        mw(row["documented_mw"], t, no_figure(t) if operational else ""),
        mw(row["pipeline_mw"], t, "" if operational else no_figure(t)),
        count(row["gpu_count_operational"], t, no_figure(t) if has_gpus else ""),
        opened_or_expected(row, t),
        text(row["confidence"]),
    )
