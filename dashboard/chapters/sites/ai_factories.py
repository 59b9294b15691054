"""The programme of AI factories in five countries, and Morocco's AI sites on one scale: what was said, and what is there."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.chapters.sites.words import Row, count, mw, site_link, slip_words, status_words
from dashboard.content.values import Box, Cell, Section, Sentence, Table
from dashboard.figures.figure import figure, write
from dashboard.figures.share import evidence, parameter_row
from dashboard.figures.units import write_millions
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import METHOD_VERSION, accelerators_of_site, quantities

_HOME = "MAR"
_GPUS = "sites.ai_programme_gpus"
# The programme: an announcement of processors for several countries that splits them between none.
_PROGRAMME = """select row_key, investment_id, announced, country, investors, amount, currency, source_ids from core_investments
where gpu_count is not null and len(country) > 1 order by row_key limit 1"""
# Its site in each country: an AI factory that its investor owns.
_SITES = """select s.*, l.opened_on, l.slip, l.months_late, l.is_extension from out_sites s join out_slips l using (site_id)
where s.kind = 'ai_factory' and list_contains(?::varchar[], s.country) and starts_with(s.ultimate_owner, ?)
order by list_position(?::varchar[], s.country), s.site_id"""
_EVENTS = "select site_id, date, detail from core_site_events where list_contains(?::varchar[], site_id) order by date desc, row_key"
_MOROCCAN = """select s.*, l.opened_on, l.slip, l.months_late, l.is_extension,
  (select max(g.it_load_mw) from core_site_stages g where g.site_id = s.site_id and g.stage = 'memorandum'
   and g.pipeline_class = 'ordinary') as signed_mw
from out_sites s join out_slips l using (site_id)
where s.country = 'MAR' and s.kind in ('ai_factory', 'supercomputer')
order by s.gpu_count_operational desc nulls last, s.pipeline_mw desc nulls last, s.site_id"""
_CONVERTED = "Blackwell"  # the class of card that `b200_to_h100` converts


def ai_factories(reading: Reading) -> tuple[Section, ...]:
    """The section, or nothing where the evidence has no such programme."""
    programme = reading.rows(_PROGRAMME)
    if not programme:
        return ()
    t = reading.t
    sites = _sites_of(reading, programme[0])
    lead = reading.prose("sites_ai_factories_intro")
    blocks = (_story(reading, sites), _countries(reading, programme[0], sites), _moroccan(reading))
    return (Section("ai-factories", t("AI factories"), lead, blocks),)


def programme_words(reading: Reading) -> Sentence | None:
    """What was announced for all countries together and what is in service in Morocco; None without a programme."""
    programme = reading.rows(_PROGRAMME)
    if not programme:
        return None
    t = reading.t
    shown = figure(reading, _GPUS)
    sites = _sites_of(reading, programme[0])
    home = [site for site in sites if site["country"] == _HOME]
    serving = sum(site["status"] == "operational" for site in home)
    text = t.plural(
        "AI factories: {gpus} GPUs announced for {count} country",
        "AI factories: {gpus} GPUs announced for {count} countries together",
        len(programme[0]["country"]),
        gpus=shown.text,
    )
    parts = [
        t.labelled(reading.country(site["country"]), t.number(site["gpu_count_planned"]))
        for site in sites
        if site["gpu_count_planned"]
    ]
    announced = (
        t("{text} (split published, {parts}; none for the others)", text=text, parts=t.series(parts))
        if parts
        else t("{text}, with no split published", text=text)
    )
    end = (
        t.plural(
            "{text}; in Morocco {count} is in service.",
            "{text}; in Morocco {count} are in service.",
            serving,
            text=announced,
        )
        if serving
        else t("{text}; in Morocco none was found in service.", text=announced)
    )
    return Sentence(end, (shown,))


def _sites_of(reading: Reading, programme: Row) -> list[Row]:
    countries = programme["country"]
    return reading.rows(_SITES, countries, programme["investors"], countries)


def _events(reading: Reading, sites: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for event in reading.rows(_EVENTS, [site["site_id"] for site in sites]):
        found.setdefault(event["site_id"], []).append(event)
    return found


def _story(reading: Reading, sites: list[Row]) -> Box:
    """The programme in one sentence, then the newest fact of a site under way and the first of Morocco's."""
    events = _events(reading, sites)
    words = programme_words(reading)
    parts = [words.text] if words else []
    for site in sites:
        if site["status"] == "under_construction" and site["country"] != _HOME and site["gpu_count_planned"]:
            parts += [_event_words(reading, site, event) for event in events.get(site["site_id"], [])[:1]]
        if site["country"] == _HOME:
            parts += [_event_words(reading, site, event) for event in events.get(site["site_id"], [])[-1:]]
    return Box((Sentence(" ".join(parts), words.figures if words else ()),))


def _event_words(reading: Reading, site: Row, event: Row) -> str:
    return reading.t(
        "{country}, {date}: {detail}.",
        country=reading.country(site["country"]),
        date=reading.t.period(event["date"]),
        detail=reading.phrase(event["detail"]),
    )


def _countries(reading: Reading, programme: Row, sites: list[Row]) -> Table:
    """The countries of the programme, a row each."""
    t = reading.t
    of_rows = RowColumns(reading)
    events = _events(reading, sites)
    unsaid = t("not published")

    def said(site: Row) -> Cell:
        listed = events.get(site["site_id"], [])
        listed_text = [t.labelled(t.period(event["date"]), reading.phrase(event["detail"])) for event in listed]
        return text(" · ".join(listed_text) or reading.phrase(site["note"]), site["site_id"])

    def service(site: Row) -> Cell:
        found = site["gpu_count_operational"]
        if found is None:
            return Cell(None, t("none found") if site["status"] != "operational" else unsaid)
        return count(found, t)

    def due(site: Row) -> Cell:
        words = slip_words(site, reading.build.as_of, t) if site["expected"] else unsaid
        return Cell(f"{site['expected']} {site['slip']}" if site["expected"] else None, words)

    columns: tuple[Column[Row], ...] = (
        Column(
            "country",
            t("Country"),
            lambda site: Cell(site["country"], reading.country(site["country"]), site_link(site["site_id"])),
        ),
        Column("said", t("What was said"), said),
        Column("gpus", t("GPUs promised"), lambda site: count(site["gpu_count_planned"], t, unsaid), "end"),
        Column("mw", t("MW promised"), lambda site: mw(site["pipeline_mw"], t, unsaid), "end"),
        Column(
            "status", t("Status"), lambda site: Cell(site["status"], status_words(reading, site), role=site["status"])
        ),
        Column("in_service", t("GPUs in service"), service, "end"),
        Column("expected", t("Date promised"), due),
        Column("owner", t("Owner"), lambda site: text(_owner(reading, site), site["ultimate_owner"])),
        of_rows.text("grade", t("Grade"), "confidence"),
        of_rows.sources(t("Sources"), "source_ids"),
    )
    amount = write_millions((programme["amount"] or 0) / 1e6, programme["currency"], t)
    note = t(
        "Money announced for the whole programme: {amount} ({date}); no part of a country was published.",
        amount=amount,
        date=t.period(programme["announced"]),
    )
    receipt = reading.receipt(
        reading.prose("sites_register_formula"),
        (
            reading.input("investments", programme["row_key"], amount),
            *(reading.input("sites", site["row_key"], "") for site in sites),
        ),
    )
    title = t("The programme, country by country")
    return build_table(
        "ai_programme", title, sites, *columns, note=note if programme["amount"] else "", receipt=receipt
    )


def _owner(reading: Reading, site: Row) -> str:
    owners = reading.labels("*", "country", site["ultimate_owner_country"])
    named = reading.phrase(site["ultimate_owner"]) or reading.phrase(site["operator"])
    if not owners:
        return reading.t("{owner}; country not published", owner=named)
    return reading.t("{owner} ({country})", owner=named, country=owners)


def _moroccan(reading: Reading) -> Table:
    """Morocco's AI sites: promises and machines on one scale."""
    t = reading.t
    of_rows = RowColumns(reading)
    rows = reading.rows(_MOROCCAN)
    unsaid = t("not published")
    parameters = evidence(reading.build).parameters
    values = parameters.central()
    abroad = quantities(parameters).offshore_accelerators_h100e

    def equivalents(site: Row) -> float | None:
        """H100-equivalents that its signed power would feed, for the class of card that can be converted."""
        if site["signed_mw"] is None or _CONVERTED not in (site["gpu_model"] or ""):
            return None
        return accelerators_of_site(site["signed_mw"] * values["pue"], values)[1]

    def h100e(site: Row) -> Cell:
        number = equivalents(site)
        if number is None:
            return Cell(None, unsaid)
        return Cell(round(number), t("about {value} (estimate)", value=t.significant(number, 1)))

    def share(site: Row) -> Cell:
        number = equivalents(site)
        if number is None:
            return Cell(None, unsaid)
        part = 100 * number / (number + abroad)
        return Cell(round(part, 1), t("about {value} (estimate)", value=t.percent(round(part / 5) * 5)))

    columns: tuple[Column[Row], ...] = (
        of_rows.name("site", t("Site"), site_link(""), source="site_id"),
        Column(
            "status", t("Status"), lambda site: Cell(site["status"], status_words(reading, site), role=site["status"])
        ),
        Column(
            "gpus", t("GPUs promised"), lambda site: count(site["gpu_count_planned"], t, _blank(site, unsaid)), "end"
        ),
        Column(
            "documented",
            t("GPUs documented"),
            lambda site: count(site["gpu_count_operational"], t, _missing(site, unsaid)),
            "end",
        ),
        Column("model", t("Model"), lambda site: text(_models(reading, site) or unsaid, site["gpu_model"] or "")),
        Column("mw", t("MW promised"), lambda site: mw(site["pipeline_mw"], t, _blank(site, unsaid)), "end"),
        Column("signed_mw", t("MW signed"), lambda site: mw(site["signed_mw"], t, _blank(site, unsaid)), "end"),
        Column("h100e", t("H100-equivalents"), h100e, "end"),
        Column("share", t("Share of residents' AI computing"), share, "end"),
        of_rows.text("grade", t("Grade"), "confidence"),
    )
    note = reading.prose("sites_ai_factories_note")
    names = ("kw_per_gpu_it", "b200_to_h100")
    receipt = reading.receipt(
        reading.prose("sites_ai_factories_formula"),
        (
            *(parameter_row(reading, name) for name in names),
            *(reading.input("sites", site["row_key"], _counted(reading, site)) for site in rows),
        ),
        METHOD_VERSION,
    )
    return build_table("ai_sites", t("Morocco's AI sites on one scale"), rows, *columns, note=note, receipt=receipt)


def _blank(site: Row, unsaid: str) -> str:
    """A site in service promises nothing: its blank is no gap."""
    return "" if site["status"] == "operational" else unsaid


def _missing(site: Row, unsaid: str) -> str:
    return unsaid if site["status"] == "operational" else ""


def _models(reading: Reading, site: Row) -> str:
    return reading.t.listed(reading.phrase(model) for model in (site["gpu_model"] or "").split(";") if model)


def _counted(reading: Reading, site: Row) -> str:
    return write(site["gpu_count_operational"], "count", reading.t) or write(site["signed_mw"], "MW", reading.t)
