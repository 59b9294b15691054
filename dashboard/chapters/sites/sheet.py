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


def kpis(build: Build, site: Row, t: Translator) -> tuple[Kpi, ...]:
    """The site's IT load in service and its GPUs, where any site can have them."""
    load = site_figure(build, "sites.it_load_operational_mw", only(site), t)
    gpus = site_figure(build, "sites.gpu_documented", only(site), t)
    return (
        Kpi(load, t("Documented for this site alone; a site hosted in another building has none of its own.")),
        Kpi(gpus, t("Published for this site; no figure does not mean zero.")),
    )


def sentences(build: Build, site: Row, t: Translator) -> tuple[Sentence, ...]:
    """What the site is, whose, and how it stands against its dates."""
    owners = build.labels("*", "country", site["ultimate_owner_country"], t.lang)
    kind = build.label("sites", "kind", site["kind"], t.lang)
    is_open, operator = site["status"] == "operational", build.phrase(site["operator"], t.lang)
    owners = owners or t("not published")
    told = [
        t(
            "{kind}, {place}. Status: {status}.",
            kind=kind,
            place=place(build, site, t),
            status=status_words(build, site, t),
        ),
        t("Operator: {operator}; ultimate ownership: {owners}.", operator=operator, owners=owners)
        if is_open
        else t("Announced operator: {operator}; ultimate ownership: {owners}.", operator=operator, owners=owners),
        control_caution(site["control"], is_open=is_open, t=t),
    ]
    if slip := slip_words(site, build.as_of, t):
        told.append(t("Dates: {slip}.", slip=slip))
    return tuple(Sentence(sentence, ()) for sentence in told)


def sections(build: Build, site: Row, t: Translator) -> tuple[Section, ...]:
    """The parts of a sheet; the last leads back to the register."""
    events = build.rows("select * from core_site_events where site_id = ? order by date, row_key", site["site_id"])
    life: tuple[TimelineChart | Table, ...] = ()
    lead = t("No dated event of this site was found.")
    if events or site["expected"]:
        lead = t("Events as sources tell them; a hollow mark is a date that was expected.")
        life = (timeline(build, site, events, t),)
    return (
        Section("identity", t("Identity"), build.phrase(site["note"], t.lang), (_identity(build, site, t),)),
        Section("stages", t("Capacity by stage"), "", (_stages(build, site, t),)),
        Section("timeline", t("Timeline"), lead, life),
        Section("sources", t("Sources"), "", (_sources(build, site, events, t),)),
    )


def _identity(build: Build, site: Row, t: Translator) -> Table:
    lang, blank = t.lang, no_figure(t)
    owners = site["ultimate_owner_country"]
    facts: list[tuple[str, str, Cell]] = [
        ("operator", t("Operator"), text(build.phrase(site["operator"], lang), site["operator"])),
        (
            "operator_country",
            t("Country of the operator"),
            text(build.label("*", "country", site["operator_country"], lang), site["operator_country"]),
        ),
        (
            "ultimate_owner",
            t("Ultimate owner"),
            text(build.phrase(site["ultimate_owner"], lang) or t("not published"), site["ultimate_owner"] or ""),
        ),
        (
            "owner_country",
            t("Owner's country"),
            text(build.labels("*", "country", owners, lang) or t("not published"), ";".join(owners or ())),
        ),
        ("control", t("Control"), text(control_words(t)[site["control"]], site["control"])),
        ("sovereign_hosting", t("Sovereign hosting"), text(_sovereign(build, site, t), site["sovereign_hosting"])),
        ("kind", t("Kind"), text(build.label("sites", "kind", site["kind"], lang), site["kind"])),
        ("status", t("Status"), text(status_words(build, site, t), site["status"])),
        ("place", t("Place"), text(place(build, site, t), site["region_code"] or "")),
        ("opened", t("Opened or expected"), opened_or_expected(site, t)),
        ("slip", t("Expected against opened"), text(slip_words(site, build.as_of, t), site["slip"])),
        (
            "tier",
            t("Tier claimed or certified"),
            text(build.label("sites", "tier", site["tier"], lang), site["tier"] or ""),
        ),
        (
            "certification",
            t("Certification"),
            text(
                t.series(build.phrase(c, lang) for c in (site["certification"] or "").split(";") if c),
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
                t.series(build.phrase(g, lang) for g in (site["gpu_model"] or "").split(";") if g),
                site["gpu_model"] or "",
            ),
        ),
        ("racks", t("Racks"), Cell(site["racks"], t.number(site["racks"]))),
        ("floor_area_m2", t("Floor area (m²)"), Cell(site["floor_area_m2"], t.number(site["floor_area_m2"]))),
        (
            "power_source",
            t("Power, as stated"),
            text(
                t.series(build.phrase(p, lang) for p in (site["power_source"] or "").split(";") if p),
                site["power_source"] or "",
            ),
        ),
        (
            "grade",
            t("Grade of the evidence"),
            text(build.label("*", "confidence", site["confidence"], lang), site["confidence"]),
        ),
    ]
    if site["programme"]:
        programme = Cell(site["programme"], name(site, t, "programme_name"), site_link(site["programme"]))
        facts.append(("programme", t("Part of the programme"), programme))
    columns = (Column("fact", t("What")), Column("value", t("As published")))
    rows = tuple((text(label, key), cell) for key, label, cell in facts if cell.text)
    receipt = build.receipt(
        t("The site's row of evidence, as recorded; facts that no source gives are left out."),
        (build.input("sites", site["row_key"], build.label("sites", "status", site["status"], lang), lang),),
    )
    return Table("identity", t("Identity"), columns, rows, receipt=receipt)


def _sovereign(build: Build, site: Row, t: Translator) -> str:
    word = build.label("sites", "sovereign_hosting", site["sovereign_hosting"], t.lang)
    if site["sovereign_hosting"] != "yes":
        return word
    return t("{word}. No list of qualified providers was found: this proves no qualification.", word=word)


def _stages(build: Build, site: Row, t: Translator) -> Table:
    """The capacity rows of a Moroccan site; of a neighbour's, the two figures of its own row."""
    stages = build.rows("select * from core_site_stages where site_id = ? order by as_of, stage", site["site_id"])
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
            text(build.label("site_stages", "stage", row["stage"], t.lang), row["stage"]),
            mw(row["it_load_mw"], t),
            day(row["as_of"], t),
            text(build.label("site_stages", "pipeline_class", row["pipeline_class"], t.lang), row["pipeline_class"]),
            text(row["confidence"]),
            text(build.phrase(row["note"], t.lang), row["note"] or ""),
        )
        for row in stages
    ]
    used = [build.input("site_stages", row["row_key"], write(row["it_load_mw"], "MW", t), t.lang) for row in stages]
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
        used = [build.input("sites", site["row_key"], "", t.lang)]
    note = "" if rows else t("No source gives an IT load for this site: blank is not zero.")
    receipt = build.receipt(t("Each row is one published figure; stages are never added together."), used)
    return Table("stages", t("Capacity by stage"), columns, tuple(rows), note, receipt if used else None)


def _sources(build: Build, site: Row, events: list[Row], t: Translator) -> Table:
    """Every document behind the sheet, each once."""
    stages = build.rows("select source_ids from core_site_stages where site_id = ? order by row_key", site["site_id"])
    ids = dict.fromkeys(i for row in (site, *stages, *events) for i in row["source_ids"])
    columns = (
        Column("publisher", t("Publisher")),
        Column("title", t("Document")),
        Column("kind", t("Kind")),
        Column("published_on", t("Published")),
    )
    rows = tuple(_source(source, t) for source in build.sources(ids, t.lang))
    return Table("sources", t("Sources"), columns, rows)


def _source(source: Source, t: Translator) -> tuple[Cell, ...]:
    title = source.title if source.url else t("{title} (primary page not read: to be re-checked)", title=source.title)
    return (
        publisher(source),
        Cell(source.source_id, title, source.url or "", passages=source.passages),
        text(source.kind_label, source.kind),
        day(source.published_on, t),
    )
