"""Chapter 4, Sites: where the machines stand, whose they are, what is announced and what has opened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.chapters.shared.strips import at_a_glance
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.chapters.sites import sheet as site_sheet
from dashboard.chapters.sites.ai_factories import ai_factories
from dashboard.chapters.sites.capacity import age_sentence, capacity, is_contradicted, totals_text
from dashboard.chapters.sites.figures import HOME, UNPLACED, Selection, select, site_figure
from dashboard.chapters.sites.ledger import ledger
from dashboard.chapters.sites.map import Size
from dashboard.chapters.sites.neighbours import neighbours
from dashboard.chapters.sites.pipeline import pipeline
from dashboard.chapters.sites.pipeline_words import promises_sentence, rounded
from dashboard.chapters.sites.register import register
from dashboard.chapters.sites.strip import megawatts_strip
from dashboard.chapters.sites.words import STATUSES, Row, control_words
from dashboard.content.choices import Choices, choice, key, many
from dashboard.content.values import Cell, Chapter, Figure, Kpi, Section, Sentence
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.codes import codes_of

NAME = "sites"
KINDS = codes_of("sites", "kind")
CONTROLS = ("national", "joint", "foreign", "unknown")
REGIONS = (*(f"MA-{number:02}" for number in range(1, 13)), UNPLACED)
COUNTRIES = (HOME, "EGY", "KEN", "NGA", "ZAF")
# Sites whose own note says how a careless sum goes wrong.
_CAUTIONS = ("mar-none-nouaceur", "mar-oracle-casablanca", "mar-nexus-nouaceur")


@dataclass(frozen=True)
class SitesChoices(Choices):
    """The country looked at, filters (none chosen is no filter), what the map's marks measure, and one site's sheet."""

    country: str = choice(HOME, COUNTRIES)
    kind: tuple[str, ...] = many(KINDS)
    status: tuple[str, ...] = many(STATUSES)
    control: tuple[str, ...] = many(CONTROLS)
    region: tuple[str, ...] = many(REGIONS)
    size: str = choice("mw", ("mw", "count"))
    site: str = key()


def words_of(reading: Reading) -> dict[str, dict[str, str]]:
    """Every code a reader may choose, in words, by field of `SitesChoices`."""
    t = reading.t
    label = reading.label
    return {
        "country": {code: label("*", "country", code) for code in COUNTRIES},
        "kind": {code: label("sites", "kind", code) for code in KINDS},
        "status": {code: label("sites", "status", code) for code in STATUSES},
        "control": control_words(t),
        "region": {code: label("sites", "region_code", code) for code in REGIONS} | {UNPLACED: t("no published place")},
        "size": {"mw": t("IT load in service"), "count": t("Number of sites")},
    }


def field_words(t: Translator) -> dict[str, str]:
    """What each choice is called, by field of `SitesChoices`."""
    return {
        "country": t("Country"),
        "kind": t("Kind"),
        "status": t("Status"),
        "control": t("Control"),
        "region": t("Region"),
        "size": t("Size of the marks"),
    }


def has_filters(build: Build, choices: SitesChoices) -> bool:
    """False where the choices open one site's sheet, which no filter bears on."""
    return not choices.site or site_sheet.find(build, choices.site) is None


def build_chapter(reading: Reading, choices: SitesChoices) -> Chapter:
    """The Sites chapter of one build, or one site's sheet where the choices name a site that the build knows."""
    t = reading.t
    site = site_sheet.find(reading.build, choices.site) if choices.site else None
    if site:
        return _sheet(reading, choices, site)
    filters = _filters(reading, choices)
    chosen = select(
        reading.build,
        choices.country,
        kinds=choices.kind,
        statuses=choices.status,
        controls=choices.control,
        regions=choices.region,
        filters=filters,
    )
    is_home = choices.country == HOME
    kpis = _kpis(reading, chosen)
    chapter = Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Sites"),
        question=reading.prose("sites_question"),
        sentences=_sentences(reading, chosen),
        kpis=kpis,
        sections=(
            *((at_a_glance(reading, megawatts_strip(reading)),) if not filters else ()),
            *_promises_and_machines(reading, chosen, "count" if choices.size == "count" else "mw"),
            *((pipeline(reading, chosen),) if is_home else ()),
            *ai_factories(reading),
            capacity(reading, choices.country),
            neighbours(reading),
        ),
        notes=_notes(reading, choices),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=filters,
    )
    if not choices.site:
        return chapter
    unknown = t("No site is called “{site}” in this build; the register is shown instead.", site=choices.site)
    return replace(chapter, choices_text=f"{unknown} {filters}".strip())


def _promises_and_machines(reading: Reading, chosen: Selection, size: Size) -> tuple[Section, ...]:
    """What came of promises, then map and register; the other way round where no promise of these sites is recorded."""
    promises, machines = ledger(reading, chosen), register(reading, chosen, size)
    return (promises, machines) if promises.blocks else (machines, promises)


def _sheet(reading: Reading, choices: SitesChoices, site: Row) -> Chapter:
    t = reading.t
    back = build_table(
        "back",
        t("Register"),
        [site],
        Column(
            "link",
            t("Register"),
            lambda row: Cell("?", t("All sites"), "?" if row["country"] == HOME else f"?country={row['country']}"),
        ),
    )
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=reading.name(site),
        question=t("What is known of this site, and on what evidence?"),
        sentences=site_sheet.sentences(reading, site),
        kpis=site_sheet.kpis(reading, site),
        sections=(*site_sheet.sections(reading, site), Section("back", t("Other sites"), "", (back,))),
        notes=_traps(reading)[:1],
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=t("Sheet of one site"),
    )


def _filters(reading: Reading, choices: SitesChoices) -> str:
    """The country, where it is not Morocco, and the filters in words."""
    t = reading.t
    words, fields = words_of(reading), field_words(t)
    said = (
        []
        if choices.country == HOME
        else [t("{field}: {values}", field=fields["country"], values=words["country"][choices.country])]
    )
    for field in ("kind", "status", "control", "region"):
        if codes := getattr(choices, field):
            said.append(
                t("{field}: {values}", field=fields[field], values=t.join([words[field][code] for code in codes]))
            )
    return t.series(said)


def _sentences(reading: Reading, chosen: Selection) -> tuple[Sentence, ...]:
    t = reading.t
    listed, unplaced = (site_figure(reading, f"sites.{what}", chosen) for what in ("listed", "unplaced"))
    live = site_figure(reading, "sites.it_load_operational_mw", chosen)
    if not listed.value:
        return (Sentence(t("No site passes these filters."), ()),)
    found = [_in_service(reading, chosen, listed)]
    if chosen.country == HOME:
        found += _promises(reading, chosen, live)
        if (old := age_sentence(reading, chosen, live)) and isinstance(live.value, float):
            found.append(old)
    elif live.value is None:
        found.append(Sentence(t("None of these sites publishes an IT load: no figure found is not zero."), ()))
    if unplaced.value:
        found.append(
            Sentence(
                t(
                    "Sites with no published place: {unplaced}. They are listed apart and counted in every total.",
                    unplaced=unplaced.text,
                ),
                (unplaced,),
            )
        )
    if not chosen.query and is_contradicted(reading.build, chosen.country):
        said = totals_text(reading, chosen.country)
        found.append(Sentence(t("Published national totals conflict: {said}.", said=said), ()))
    return tuple(found)


def _in_service(reading: Reading, chosen: Selection, listed: Figure) -> Sentence:
    t = reading.t
    counts = reading.row(
        "select count(*) filter (status = 'operational') as live, count(documented_mw) filter (status = "
        "'operational') as measured "
        "from out_sites where list_contains(?::varchar[], site_id)",
        list(chosen.site_ids),
    )
    return Sentence(
        t(
            "Sites listed: {listed}; in service: {live}; in service with an IT load of their own: {measured}.",
            listed=listed.text,
            live=t.number(counts["live"]),
            measured=t.number(counts["measured"]),
        ),
        (listed,),
    )


def _promises(reading: Reading, chosen: Selection, live: Figure) -> list[Sentence]:
    """What is in service against what is promised, saying so where the chosen sites have either or none."""
    t = reading.t
    names = ("it_load_announced_mw", "pipeline_without_headline_mw", "pipeline_signed_mw", "pipeline_planned_mw")
    announced, *parts = (site_figure(reading, f"sites.{what}", chosen) for what in names)
    works = site_figure(reading, "sites.under_construction_mw", chosen)
    known = [figure.value for figure in (live, announced, *parts) if isinstance(figure.value, float)]
    if len(known) == 2 + len(parts) and known[2] <= known[1]:
        return [promises_sentence((live, announced, *parts, works), t)]
    found = []
    if live.value is not None:
        found.append(Sentence(t("{live} of IT load are documented in service.", live=live.text), (live,)))
    if announced.value is not None:
        sentence = rounded(announced, t)
        text = t("IT load announced: {announced}.", announced=sentence)
        found.append(Sentence(text, (announced,), ((announced.figure_id, sentence),)))
    if live.value is None and announced.value is None:
        found.append(Sentence(t("None of these sites publishes an IT load: no figure found is not zero."), ()))
    if works.value:
        found.append(Sentence(t("{works} are under construction.", works=works.text), (works,)))
    elif works.value is not None:
        found.append(Sentence(t("No announced site was found under construction."), (works,)))
    return found


def _kpis(reading: Reading, chosen: Selection) -> tuple[Kpi, ...]:
    t = reading.t
    captions = {
        "sites.listed": t("What is known; the list cannot be complete."),
        "sites.it_load_operational_mw": t("Site by site; published national totals conflict.")
        if is_contradicted(reading.build, chosen.country)
        else t("Site by site; a site that publishes nothing adds nothing."),
        "sites.it_load_announced_mw": t("Promises, memoranda included."),
        "sites.pipeline_without_headline_mw": reading.prose("sites_pipeline_without_headlines_caption"),
        "sites.under_construction_mw": t("Counted only where works were found."),
        "sites.gpu_documented": t("Published site by site; no national inventory was found."),
    }
    home_only = ("sites.it_load_announced_mw", "sites.pipeline_without_headline_mw", "sites.under_construction_mw")
    return tuple(
        Kpi(site_figure(reading, figure_id, chosen), caption)
        for figure_id, caption in captions.items()
        if chosen.country == HOME or figure_id not in home_only
    )


def _traps(reading: Reading) -> tuple[str, ...]:
    return (
        reading.prose("sites_note_local_not_sovereign"),
        reading.prose("shared_announced_not_delivered"),
        reading.t("A blank says that no source gives the figure. It is never a zero."),
    )


def _notes(reading: Reading, choices: SitesChoices) -> tuple[str, ...]:
    """Cautions of the chapter, and of the rows where a careless sum goes wrong (in the evidence's own words)."""
    t = reading.t
    if choices.country != HOME:
        return (*_traps(reading), reading.prose("sites_note_stages_of_morocco_only"))
    rows = reading.rows(
        "select * from core_sites where list_contains(?::varchar[], site_id) and note is not null", list(_CAUTIONS)
    )
    content = {
        row["site_id"]: t("{site}: {note}", site=reading.name(row), note=reading.phrase(row["note"])) for row in rows
    }
    return (*_traps(reading), *(content[site_id] for site_id in _CAUTIONS if site_id in content))
