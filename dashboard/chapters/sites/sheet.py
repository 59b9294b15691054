"""One site's sheet: who, where, how much, since when, expected when, and on what sources."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.publishers import publisher
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.chapters.sites.figures import HOME, Selection, site_figure
from dashboard.chapters.sites.timeline import timeline
from dashboard.chapters.sites.words import (
    Row,
    control_caution,
    control_words,
    day,
    mw,
    no_figure,
    opened_or_expected,
    place,
    site_link,
    slip_words,
    status_words,
)
from dashboard.content.charts import TimelineChart
from dashboard.content.values import Cell, Kpi, Section, Sentence, Source, Table
from dashboard.figures.figure import write
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

_SITE = """
select s.*, l.opened_on, l.slip, l.months_late, l.is_extension,
       p.site_id as programme, p.name as programme_name, p.name_fr as programme_name_fr, p.name_ar as programme_name_ar
from out_sites s join out_slips l using (site_id)
left join (select distinct site_id, project_id from core_site_stages) g
  on g.site_id = s.site_id and g.project_id <> s.site_id
left join core_sites p on p.site_id = g.project_id
where s.site_id = ?
"""


def find(build: Build, site_id: str) -> Row | None:
    """The site called `site_id`, or None where the build knows none."""
    rows = build.rows(_SITE, site_id)
    return rows[0] if rows else None


def only(site: Row) -> Selection:
    """The selection of this one site."""
    return Selection(site["country"], (site["site_id"],), f"site={site['site_id']}")


def kpis(reading: Reading, site: Row) -> tuple[Kpi, ...]:
    """The site's IT load in service and its GPUs, where any site can have them."""
    t = reading.t
    load = site_figure(reading, "sites.it_load_operational_mw", only(site))
    gpus = site_figure(reading, "sites.gpu_documented", only(site))
    return (
        Kpi(load, reading.prose("sites_sheet_it_load_caption")),
        Kpi(gpus, t("Published for this site; no figure does not mean zero.")),
    )


def sentences(reading: Reading, site: Row) -> tuple[Sentence, ...]:
    """What the site is, whose, and how it stands against its dates."""
    t = reading.t
    owners = reading.labels("*", "country", site["ultimate_owner_country"])
    kind = reading.label("sites", "kind", site["kind"])
    is_open, operator = site["status"] == "operational", reading.phrase(site["operator"])
    owners = owners or t("not published")
    lines = [
        t(
            "{kind}, {place}. Status: {status}.",
            kind=kind,
            place=place(reading, site),
            status=status_words(reading, site),
        ),
        t("Operator: {operator}; ultimate ownership: {owners}.", operator=operator, owners=owners)
        if is_open
        else t("Announced operator: {operator}; ultimate ownership: {owners}.", operator=operator, owners=owners),
        control_caution(reading, site["control"], is_open=is_open),
    ]
    if slip := slip_words(site, reading.build.as_of, t):
        lines.append(t("Dates: {slip}.", slip=slip))
    return tuple(Sentence(sentence, ()) for sentence in lines)


def sections(reading: Reading, site: Row) -> tuple[Section, ...]:
    """The parts of a sheet; the last leads back to the register."""
    t = reading.t
    events = reading.rows("select * from core_site_events where site_id = ? order by date, row_key", site["site_id"])
    life: tuple[TimelineChart | Table, ...] = ()
    lead = t("No dated event of this site was found.")
    if events or site["expected"]:
        lead = t("Events as sources tell them; a hollow mark is a date that was expected.")
        life = (timeline(reading, site, events),)
    return (
        Section("identity", t("Identity"), reading.phrase(site["note"]), (_identity(reading, site),)),
        Section("stages", t("Capacity by stage"), "", (_stages(reading, site),)),
        Section("timeline", t("Timeline"), lead, life),
        Section("sources", t("Sources"), "", (_sources(reading, site, events),)),
    )


class _Fact(NamedTuple):
    """A line of the identity of a site."""

    key: str
    label: str
    cell: Cell


def _identity(reading: Reading, site: Row) -> Table:
    t = reading.t
    lang, blank = reading.lang, no_figure(t)
    owners = site["ultimate_owner_country"]
    facts: list[_Fact] = [
        _Fact("operator", t("Operator"), text(reading.build.phrase(site["operator"], lang), site["operator"])),
        _Fact(
            "operator_country",
            t("Country of the operator"),
            text(reading.build.label("*", "country", site["operator_country"], lang), site["operator_country"]),
        ),
        _Fact(
            "ultimate_owner",
            t("Ultimate owner"),
            text(
                reading.build.phrase(site["ultimate_owner"], lang) or t("not published"), site["ultimate_owner"] or ""
            ),
        ),
        _Fact(
            "owner_country",
            t("Owner's country"),
            text(reading.build.labels("*", "country", owners, lang) or t("not published"), ";".join(owners or ())),
        ),
        _Fact("control", t("Control"), text(control_words(t)[site["control"]], site["control"])),
        _Fact("sovereign_hosting", t("Sovereign hosting"), text(_sovereign(reading, site), site["sovereign_hosting"])),
        _Fact("kind", t("Kind"), text(reading.build.label("sites", "kind", site["kind"], lang), site["kind"])),
        _Fact("status", t("Status"), text(status_words(reading, site), site["status"])),
        _Fact("place", t("Place"), text(place(reading, site), site["region_code"] or "")),
        _Fact("opened", t("Opened or expected"), opened_or_expected(site, t)),
        _Fact("slip", t("Expected against opened"), text(slip_words(site, reading.build.as_of, t), site["slip"])),
        _Fact(
            "tier",
            t("Tier claimed or certified"),
            text(reading.build.label("sites", "tier", site["tier"], lang), site["tier"] or ""),
        ),
        _Fact(
            "certification",
            t("Certification"),
            text(
                t.series(reading.build.phrase(c, lang) for c in (site["certification"] or "").split(";") if c),
                site["certification"] or "",
            ),
        ),
        _Fact(
            "gpus",
            t("GPUs in service"),
            Cell(site["gpu_count_operational"], t.number(site["gpu_count_operational"]) or blank),
        ),
        _Fact(
            "gpus_planned", t("GPUs announced"), Cell(site["gpu_count_planned"], t.number(site["gpu_count_planned"]))
        ),
        _Fact(
            "gpu_model",
            t("GPU model"),
            text(
                t.series(reading.build.phrase(g, lang) for g in (site["gpu_model"] or "").split(";") if g),
                site["gpu_model"] or "",
            ),
        ),
        _Fact("racks", t("Racks"), Cell(site["racks"], t.number(site["racks"]))),
        _Fact("floor_area_m2", t("Floor area (m²)"), Cell(site["floor_area_m2"], t.number(site["floor_area_m2"]))),
        _Fact(
            "power_source",
            t("Power, as stated"),
            text(
                t.series(reading.build.phrase(p, lang) for p in (site["power_source"] or "").split(";") if p),
                site["power_source"] or "",
            ),
        ),
        _Fact(
            "grade",
            t("Grade of the evidence"),
            text(reading.build.label("*", "confidence", site["confidence"], lang), site["confidence"]),
        ),
    ]
    if site["programme"]:
        programme = Cell(site["programme"], reading.name(site, "programme_name"), site_link(site["programme"]))
        facts.append(_Fact("programme", t("Part of the programme"), programme))
    receipt = reading.receipt(
        reading.prose("sites_sheet_formula"),
        (
            reading.build.input(
                "sites", site["row_key"], reading.build.label("sites", "status", site["status"], lang), lang
            ),
        ),
    )
    return build_table(
        "identity",
        t("Identity"),
        [fact for fact in facts if fact.cell.text],
        Column("fact", t("What"), lambda fact: text(fact.label, fact.key)),
        Column("value", t("As published"), lambda fact: fact.cell),
        receipt=receipt,
    )


def _sovereign(reading: Reading, site: Row) -> str:
    word = reading.label("sites", "sovereign_hosting", site["sovereign_hosting"])
    if site["sovereign_hosting"] != "yes":
        return word
    return reading.t("{word}. No list of qualified providers was found: this proves no qualification.", word=word)


def _stages(reading: Reading, site: Row) -> Table:
    """The capacity rows of a Moroccan site; of a neighbour's, the two figures of its own row."""
    t, columns = reading.t, RowColumns(reading)
    stages = reading.rows("select * from core_site_stages where site_id = ? order by as_of, stage", site["site_id"])
    used = [reading.input("site_stages", row["row_key"], write(row["it_load_mw"], "MW", t)) for row in stages]
    if is_abroad := site["country"] != HOME:
        blank = dict.fromkeys(("as_of", "pipeline_class", "note")) | {"confidence": site["confidence"]}
        stages = [
            {"stage": "operational", "it_load_mw": site["documented_mw"], **blank},
            {"stage": "announced", "it_load_mw": site["pipeline_mw"], **blank},
        ]
        used = [reading.input("sites", site["row_key"], "")]
    words = {"operational": t("In service"), "announced": t("Planned")}  # of a row that is no stage of ours

    def stage(row: Row) -> Cell:
        return text(
            words[row["stage"]] if is_abroad else reading.label("site_stages", "stage", row["stage"]), row["stage"]
        )

    def caution(row: Row) -> Cell:
        return Cell(None, "") if is_abroad else text(reading.phrase(row["note"]), row["note"] or "")

    note = "" if stages else t("No source gives an IT load for this site: blank is not zero.")
    receipt = reading.receipt(t("Each row is one published figure; stages are never added together."), used)
    return build_table(
        "stages",
        t("Capacity by stage"),
        stages,
        Column("stage", t("Stage"), stage),
        Column("mw", t("IT load (MW)"), lambda row: mw(row["it_load_mw"], t, no_figure(t) if is_abroad else ""), "end"),
        columns.period("as_of", t("Date of the figure")),
        columns.code("class", t("Reading of the pipeline"), "site_stages", "pipeline_class"),
        columns.text("grade", t("Grade"), "confidence"),
        Column("caution", t("Caution"), caution),
        note=note,
        receipt=receipt if used else None,
    )


def _sources(reading: Reading, site: Row, events: list[Row]) -> Table:
    """Every document behind the sheet, each once."""
    t = reading.t
    stages = reading.rows("select source_ids from core_site_stages where site_id = ? order by row_key", site["site_id"])
    ids = dict.fromkeys(i for row in (site, *stages, *events) for i in row["source_ids"])

    def title(source: Source) -> Cell:
        words = source.title
        if not source.url:
            words = t("{title} (primary page not read: to be re-checked)", title=source.title)
        return Cell(source.source_id, words, source.url or "", passages=source.passages)

    return build_table(
        "sources",
        t("Sources"),
        reading.sources(ids),
        Column("publisher", t("Publisher"), publisher),
        Column("title", t("Document"), title),
        Column("kind", t("Kind"), lambda source: text(source.kind_label, source.kind)),
        Column("published_on", t("Published"), lambda source: day(source.published_on, t)),
    )
