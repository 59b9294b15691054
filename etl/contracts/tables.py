"""Every table of evidence: its contract, its key, what it refers to and which of its words must be translated.

To add a table: a row model in ``etl/contracts``, an entry here, a CSV file and an SQL model.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.contracts import locality, log, money, network, progress, sites, words
from etl.contracts.fields import Row


@dataclass(frozen=True)
class ForeignKey:
    """Cells of ``column`` must stand in ``table.ref_column``; ``is_list`` where a cell holds several, joined by ;."""

    column: str
    table: str
    ref_column: str
    is_list: bool = False


@dataclass(frozen=True)
class Coded:
    """Codes of ``column`` must have a label under ``label_column``, of this table or of every table (*)."""

    column: str
    label_column: str
    is_list: bool = False


@dataclass(frozen=True)
class TableContract:
    """One table.

    ``key`` columns together name one row; ``phrases`` columns hold English whose French and Arabic stand in
    ``phrases``; ``coded`` columns hold codes whose names stand in ``labels``. Rows are kept in the order of their keys,
    those named in ``order`` (of the first key column) first: their order in the file carries no meaning. A table that
    ``is_later`` is one that evidence written before it need not have: where its file is absent it has no rows.
    """

    name: str
    model: type[Row]
    key: tuple[str, ...]
    meaning: str
    foreign_keys: tuple[ForeignKey, ...] = ()
    phrases: tuple[str, ...] = ()
    coded: tuple[Coded, ...] = ()
    order: tuple[str, ...] = ()
    is_later: bool = False


_SOURCES = ForeignKey("source_ids", "sources", "source_id", is_list=True)
_INDICATOR = ForeignKey("indicator_id", "indicators", "indicator_id")
_REGION = ForeignKey("region_code", "regions", "region_code")
_CABLE = ForeignKey("cable_id", "cables", "cable_id")
_SITE = ForeignKey("site_id", "sites", "site_id")


def _coded(*columns: str) -> tuple[Coded, ...]:
    return tuple(Coded(column, column) for column in columns)


def _countries(*columns: str, is_list: bool = False) -> tuple[Coded, ...]:
    return tuple(Coded(column, "country", is_list) for column in columns)


TABLES: tuple[TableContract, ...] = (
    TableContract(
        "sources", words.Source, ("source_id",), "A document read", coded=_coded("kind", "read_via", "language")
    ),
    TableContract("phrases", words.Phrase, ("en",), "An English text of the facts, with its French and Arabic"),
    TableContract("prose", words.Prose, ("id",), "A long text of a chapter, in three languages"),
    TableContract("labels", words.Label, ("table", "column", "code"), "What a code of a closed list is called"),
    TableContract("glossary", words.Term, ("term_en",), "A term of the field"),
    TableContract("regions", words.MoroccanRegion, ("region_code",), "One of Morocco's twelve regions"),
    TableContract(
        "pillars", words.Pillar, ("pillar",), "A pillar under which indicators are grouped", order=progress.PILLARS
    ),
    TableContract(
        "indicators",
        progress.Indicator,
        ("indicator_id",),
        "An indicator of the strategy or beside it",
        (ForeignKey("pillar", "pillars", "pillar"),),
        ("unit", "definition", "note", "growth_model_reason"),
        _coded("unit", "direction", "official_target", "growth_model"),
    ),
    TableContract(
        "targets",
        progress.Target,
        ("indicator_id", "target_year"),
        "A target for a year",
        (_INDICATOR, _SOURCES),
        ("note",),
        _coded("set_by", "perimeter", "confidence"),
    ),
    TableContract(
        "observations",
        progress.Observation,
        ("indicator_id", "country", "period"),
        "A value of an indicator for a country and a period",
        (_INDICATOR, _SOURCES, ForeignKey("same_as", "investments", "investment_id")),
        ("note",),
        _coded("perimeter", "confidence", "country", "observation_status"),
    ),
    TableContract(
        "regional_observations",
        progress.RegionalObservation,
        ("indicator_id", "region_code", "period"),
        "A value of an indicator for a region of Morocco and a period",
        (_INDICATOR, _SOURCES, _REGION),
        ("note",),
        _coded("perimeter", "confidence", "observation_status"),
        is_later=True,
    ),
    TableContract(
        "former_observations",
        progress.FormerObservation,
        ("indicator_id", "country", "region_code", "period", "replaced_on"),
        "A value observed as it stood before another took its place",
        (_INDICATOR, _SOURCES, _REGION),
        ("note",),
        _coded("perimeter", "confidence", "country", "observation_status"),
        is_later=True,
    ),
    TableContract(
        "sites",
        sites.Site,
        ("site_id",),
        "A data centre, cloud region, supercomputer or AI campus",
        (_SOURCES,),
        ("note",),
        (
            *_coded("coord_precision", "kind", "status", "tier", "sovereign_hosting", "confidence", "region_code"),
            *_countries("country", "operator_country"),
            *_countries("ultimate_owner_country", is_list=True),
        ),
    ),
    TableContract(
        "site_stages",
        sites.SiteStage,
        ("site_id", "stage"),
        "Capacity of a Moroccan site at one stage",
        (_SITE, ForeignKey("project_id", "sites", "site_id"), _SOURCES),
        ("note",),
        _coded("stage", "pipeline_class", "confidence"),
    ),
    TableContract(
        "site_events",
        sites.SiteEvent,
        ("site_id", "date", "event"),
        "A dated event of a site",
        (_SITE, _SOURCES),
        ("detail",),
        _coded("event", "news_kind"),
    ),
    TableContract(
        "country_capacity",
        sites.CountryCapacity,
        ("country", "year", "source_ids"),
        "A published national total",
        (_SOURCES,),
        ("note",),
        _coded("country", "confidence"),
    ),
    TableContract(
        "compute_demand",
        sites.ComputeDemand,
        ("country", "metric", "period", "source_ids"),
        "A demand-side figure",
        (_SOURCES,),
        ("note",),
        _coded("country", "metric", "confidence"),
    ),
    TableContract(
        "share_assumptions",
        sites.ShareAssumption,
        ("parameter",),
        "A parameter of the share model: low, central, high",
        (_SOURCES,),
        ("unit", "basis"),
        _coded("unit", "confidence"),
    ),
    TableContract(
        "cables",
        network.Cable,
        ("cable_id",),
        "A submarine system",
        (ForeignKey("counts_as", "cables", "cable_id"), _SOURCES),
        ("note",),
        _coded("status", "confidence"),
    ),
    TableContract(
        "landings",
        network.Landing,
        ("cable_id", "landing_point"),
        "A landing point of a submarine system",
        (_CABLE, _SOURCES),
        coded=_coded("country", "coord_precision", "landing_status"),
    ),
    TableContract(
        "cable_segments",
        network.CableSegment,
        ("cable_id", "segment"),
        "A part of a submarine system that leads elsewhere or has a capacity of its own",
        (_CABLE, ForeignKey("landing_points", "landings", "landing_point", is_list=True), _SOURCES),
        ("note",),
        (Coded("segment", "segment"), *_coded("confidence")),
    ),
    TableContract(
        "cable_routes",
        network.RouteVertex,
        ("cable_id", "seq"),
        "A vertex of a schematic route",
        (_CABLE,),
        coded=_coded("segment"),
    ),
    TableContract(
        "ixps",
        network.ExchangePoint,
        ("ixp_id",),
        "An Internet exchange point",
        (_SOURCES,),
        ("note",),
        _coded("country", "confidence"),
    ),
    TableContract(
        "backbone", network.BackboneLink, ("link_id",), "A terrestrial link", (_SOURCES,), ("note",), _coded("status")
    ),
    TableContract(
        "connectivity_metrics",
        network.ConnectivityMetric,
        ("country", "metric", "period", "source_ids"),
        "A connectivity metric for a country and a period",
        (_SOURCES,),
        ("note",),
        _coded("country", "metric", "confidence"),
    ),
    TableContract(
        "latency",
        network.Latency,
        ("from_city", "to_city", "as_of"),
        "A measured round trip",
        (_SOURCES,),
        ("method", "note"),
        (*_coded("method", "confidence"), *_countries("from_country", "to_country")),
    ),
    TableContract(
        "outages",
        network.Outage,
        ("date", "cables"),
        "A fault of submarine systems",
        (_SOURCES,),
        ("detail",),
        _countries("countries", is_list=True),
    ),
    TableContract(
        "web_locality",
        locality.WebLocality,
        ("country", "measured_on"),
        "A run over the sites most visited from a country: how many were answered inside it",
        (_SOURCES,),
        ("note",),
        _coded("country", "confidence"),
    ),
    TableContract(
        "web_locality_providers",
        locality.WebLocalityProvider,
        ("country", "measured_on", "provider", "answered"),
        "The sites of such a run that one network answers",
        (_SOURCES,),
        ("note",),
        _coded("country", "provider", "answered", "confidence"),
    ),
    TableContract(
        "cdn_places",
        locality.CdnPlace,
        ("provider", "place_code"),
        "A place in Africa from which a content network serves",
        (_SOURCES,),
        ("city", "note"),
        _coded("provider", "country", "confidence"),
    ),
    TableContract(
        "as_control",
        locality.NetworkControl,
        ("asn",),
        "Who controls a network that has Moroccan addresses",
        (_SOURCES,),
        ("operator", "basis"),
        _coded("control", "confidence"),
    ),
    TableContract(
        "cdn_marks",
        locality.CdnMark,
        ("mark",),
        "What tells a content network: a network, or the end of a name",
        (_SOURCES,),
        ("note",),
        _coded("mark_is", "provider", "confidence"),
        is_later=True,
    ),
    TableContract(
        "investments",
        money.Investment,
        ("investment_id",),
        "An announcement or a budget",
        (_SOURCES, ForeignKey("part_of", "investments", "investment_id")),
        ("note", "exclusion_reason"),
        (
            *_coded("region_code", "sector", "investor_type", "currency", "amount_is", "flow", "stage", "confidence"),
            *_coded("news_kind", "counts_in_totals"),
            *_countries("country", "investor_countries", is_list=True),
        ),
    ),
    TableContract(
        "startup_funding",
        money.StartupFunding,
        ("country", "year", "note"),
        "Startup funding of a year in one of three series",
        (_SOURCES,),
        ("note",),
        _coded("country"),
    ),
    TableContract("fx", money.ExchangeRate, ("year",), "Yearly average exchange rates", (_SOURCES,), ("note",)),
    TableContract(
        "services_trade",
        money.ServicesTrade,
        ("country", "year", "flow", "item"),
        "A trade flow in services",
        (_SOURCES,),
        ("note",),
        _coded("country", "flow", "item", "confidence"),
    ),
    TableContract("changes", log.Change, ("change_id",), "A change of the evidence that was accepted", is_later=True),
)


def columns(table: TableContract) -> tuple[str, ...]:
    """The columns of a table in the order of its file: the model's own, then those that every row has."""
    shared = ("doubts_answered", "recorded_on")
    names = table.model.model_fields
    return (*(name for name in names if name not in shared), *(name for name in shared if name in names))


def later_columns(table: TableContract) -> frozenset[str]:
    """Columns that a file may lack: they came after it, and a file without them leaves them blank."""
    fields = table.model.model_fields
    return frozenset(name for name, field in fields.items() if not field.is_required())
