"""One site's sheet: who, where, how much, since when, expected when, and on what sources."""

from __future__ import annotations

from dashboard.chapters.shared.publishers import publisher
from dashboard.chapters.sites.figures import HOME, Selection, site_figure
from dashboard.chapters.sites.timeline import timeline
from dashboard.chapters.sites.words import (
    Row,
    control_caution,
    control_words,
    day,
    mw,
    name,
    no_figure,
    opened_or_expected,
    place,
    site_link,
    slip_words,
    status_words,
    text,
)
from dashboard.content.charts import TimelineChart
from dashboard.content.values import Cell, Column, Kpi, Section, Sentence, Source, Table
from dashboard.figures.figure import write
from dashboard.i18n import Translator
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
        Kpi(load, t("Documented for this site alone; a site hosted in another building has none of its own.")),
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
        control_caution(site["control"], is_open=is_open, t=t),
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


def _identity(reading: Reading, site: Row) -> Table:
    t = reading.t
    lang, blank = reading.lang, no_figure(t)
    owners = site["ultimate_owner_country"]
    facts: list[tuple[str, str, Cell]] = [
        ("operator", t("Operator"), text(reading.build.phrase(site["operator"], lang), site["operator"])),
        (
            "operator_country",
            t("Country of the operator"),
            text(reading.build.label("*", "country", site["operator_country"], lang), site["operator_country"]),
        ),
        (
            "ultimate_owner",
            t("Ultimate owner"),
            text(
                reading.build.phrase(site["ultimate_owner"], lang) or t("not published"), site["ultimate_owner"] or ""
            ),
        ),
        (
            "owner_country",
            t("Owner's country"),
            text(reading.build.labels("*", "country", owners, lang) or t("not published"), ";".join(owners or ())),
        ),
        ("control", t("Control"), text(control_words(t)[site["control"]], site["control"])),
        ("sovereign_hosting", t("Sovereign hosting"), text(_sovereign(reading, site), site["sovereign_hosting"])),
        ("kind", t("Kind"), text(reading.build.label("sites", "kind", site["kind"], lang), site["kind"])),
        ("status", t("Status"), text(status_words(reading, site), site["status"])),
        ("place", t("Place"), text(place(reading, site), site["region_code"] or "")),
        ("opened", t("Opened or expected"), opened_or_expected(site, t)),
        ("slip", t("Expected against opened"), text(slip_words(site, reading.build.as_of, t), site["slip"])),
        (
            "tier",
            t("Tier claimed or certified"),
            text(reading.build.label("sites", "tier", site["tier"], lang), site["tier"] or ""),
        ),
        (
            "certification",
            t("Certification"),
            text(
                t.series(reading.build.phrase(c, lang) for c in (site["certification"] or "").split(";") if c),
                site["certification"] or "",
            ),
        ),
        (
            "gpus",
            t("GPUs in service"),
            Cell(site["gpu_count_operational"], t.number(site["gpu_count_operational"]) or blank),
        ),
        ("gpus_planned", t("GPUs announced"), Cell(site["gpu_count_planned"], t.number(site["gpu_count_planned"]))),
        (
            "gpu_model",
            t("GPU model"),
            text(
                t.series(reading.build.phrase(g, lang) for g in (site["gpu_model"] or "").split(";") if g),
                site["gpu_model"] or "",
            ),
        ),
        ("racks", t("Racks"), Cell(site["racks"], t.number(site["racks"]))),
        ("floor_area_m2", t("Floor area (m²)"), Cell(site["floor_area_m2"], t.number(site["floor_area_m2"]))),
        (
            "power_source",
            t("Power, as stated"),
            text(
                t.series(reading.build.phrase(p, lang) for p in (site["power_source"] or "").split(";") if p),
                site["power_source"] or "",
            ),
        ),
        (
            "grade",
            t("Grade of the evidence"),
            text(reading.build.label("*", "confidence", site["confidence"], lang), site["confidence"]),
        ),
    ]
    if site["programme"]:
        programme = Cell(site["programme"], name(site, t, "programme_name"), site_link(site["programme"]))
        facts.append(("programme", t("Part of the programme"), programme))
    columns = (Column("fact", t("What")), Column("value", t("As published")))
    rows = tuple((text(label, key), cell) for key, label, cell in facts if cell.text)
    receipt = reading.receipt(
        t("The site's row of evidence, as recorded; facts that no source gives are left out."),
        (
            reading.build.input(
                "sites", site["row_key"], reading.build.label("sites", "status", site["status"], lang), lang
            ),
        ),
    )
    return Table("identity", t("Identity"), columns, rows, receipt=receipt)


def _sovereign(reading: Reading, site: Row) -> str:
    word = reading.label("sites", "sovereign_hosting", site["sovereign_hosting"])
    if site["sovereign_hosting"] != "yes":
        return word
    return reading.t("{word}. No list of qualified providers was found: this proves no qualification.", word=word)


def _stages(reading: Reading, site: Row) -> Table:
    """The capacity rows of a Moroccan site; of a neighbour's, the two figures of its own row."""
    t = reading.t
    stages = reading.rows("select * from core_site_stages where site_id = ? order by as_of, stage", site["site_id"])
    columns = (
        Column("stage", t("Stage")),
        Column("mw", t("IT load (MW)"), "end"),
        Column("as_of", t("Date of the figure")),
        Column("class", t("Reading of the pipeline")),
        Column("grade", t("Grade")),
        Column("caution", t("Caution")),
    )
    rows = [
        (
            text(reading.label("site_stages", "stage", row["stage"]), row["stage"]),
            mw(row["it_load_mw"], t),
            day(row["as_of"], t),
            text(reading.label("site_stages", "pipeline_class", row["pipeline_class"]), row["pipeline_class"]),
            text(row["confidence"]),
            text(reading.phrase(row["note"]), row["note"] or ""),
        )
        for row in stages
    ]
    used = [reading.input("site_stages", row["row_key"], write(row["it_load_mw"], "MW", t)) for row in stages]
    if site["country"] != HOME:
        own = (
            ("operational", t("In service"), site["documented_mw"]),
            ("announced", t("Planned"), site["pipeline_mw"]),
        )
        blank = Cell(None, "")
        rows = [
            (text(word, code), mw(value, t, no_figure(t)), blank, blank, text(site["confidence"]), blank)
            for code, word, value in own
        ]
        used = [reading.input("sites", site["row_key"], "")]
    note = "" if rows else t("No source gives an IT load for this site: blank is not zero.")
    receipt = reading.receipt(t("Each row is one published figure; stages are never added together."), used)
    return Table("stages", t("Capacity by stage"), columns, tuple(rows), note, receipt if used else None)


def _sources(reading: Reading, site: Row, events: list[Row]) -> Table:
    """Every document behind the sheet, each once."""
    t = reading.t
    stages = reading.rows("select source_ids from core_site_stages where site_id = ? order by row_key", site["site_id"])
    ids = dict.fromkeys(i for row in (site, *stages, *events) for i in row["source_ids"])
    columns = (
        Column("publisher", t("Publisher")),
        Column("title", t("Document")),
        Column("kind", t("Kind")),
        Column("published_on", t("Published")),
    )
    rows = tuple(_source(source, t) for source in reading.sources(ids))
    return Table("sources", t("Sources"), columns, rows)


def _source(source: Source, t: Translator) -> tuple[Cell, ...]:
    title = source.title if source.url else t("{title} (primary page not read: to be re-checked)", title=source.title)
    return (
        publisher(source),
        Cell(source.source_id, title, source.url or "", passages=source.passages),
        text(source.kind_label, source.kind),
        day(source.published_on, t),
    )
