"""Contracts of computing: sites and what became of them, national totals, demand and the parameters of the share."""

from __future__ import annotations

from typing import Annotated, Literal

from etl.contracts.fields import (
    BlankAsNone,
    Country,
    CountryGroup,
    Fact,
    Grade,
    NewsKind,
    Number,
    OptionalCountries,
    OptionalInteger,
    OptionalNumber,
    OptionalText,
    OptionalWhen,
    Period,
    Region,
    Slug,
    SourceIds,
    Text,
    When,
    Year,
    col,
    later_col,
)


class Site(Fact):
    """A data centre, cloud region, supercomputer or AI campus."""

    site_id: Slug = col("Identifier")
    name: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    operator: Text = col("Who runs it")
    operator_country: Country = col("Country of the operator")
    ultimate_owner: OptionalText = col("Who owns the operator in the end")
    ultimate_owner_country: OptionalCountries = col("Country or countries of the ultimate owner")
    country: Country = col("Country where it stands")
    region_code: Region = col("Region where it stands; blank where no place was published")
    city: OptionalText = col("Town in English; blank where no place was published")
    city_fr: OptionalText = col("Town in French")
    city_ar: OptionalText = col("Town in Arabic")
    lat: OptionalNumber = col("Latitude, WGS 84", unit="degrees", ge=-90, le=90)
    lon: OptionalNumber = col("Longitude, WGS 84", unit="degrees", ge=-180, le=180)
    coord_precision: Annotated[Literal["city"] | None, BlankAsNone] = col("What the coordinates point at")
    kind: Literal[
        "colocation", "cloud_region", "edge", "telco", "supercomputer", "enterprise", "government", "ai_factory"
    ] = col("Kind of site")
    status: Literal["operational", "under_construction", "announced", "stalled"] = col("State of the site")
    it_load_mw_operational: OptionalNumber = col("IT load in service", unit="MW", ge=0)
    it_load_mw_planned: OptionalNumber = col("IT load announced or being built", unit="MW", ge=0)
    gpu_count_operational: OptionalInteger = col("GPUs in service", unit="GPUs", ge=0)
    gpu_count_planned: OptionalInteger = col("GPUs announced", unit="GPUs", ge=0)
    gpu_model: OptionalText = col("Model of the GPUs")
    racks: OptionalInteger = col("Racks", unit="racks", ge=0)
    floor_area_m2: OptionalNumber = col("Floor area", unit="m2", ge=0)
    tier: Annotated[Literal["III", "IV", "III;IV"] | None, BlankAsNone] = col("Uptime tier claimed or certified")
    certification: OptionalText = col("Certifications, separated by ;")
    power_source: OptionalText = col("Source of power, as stated")
    opened: OptionalWhen = col("Entry into service")
    expected: OptionalWhen = col("Entry into service that was announced")
    sovereign_hosting: Literal["yes", "no", "unknown"] = col(
        "yes means state-run only: no list of qualified providers was found"
    )
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class SiteStage(Fact):
    """Capacity of a Moroccan site at one stage: the ledger and the pipeline readings come from here."""

    site_id: Slug = col("Site")
    project_id: Slug = col("Site whose programme holds this one; the site itself where it stands alone")
    stage: Literal["announced", "memorandum", "under_construction", "operational"] = col("Stage reached")
    it_load_mw: Number = col("IT load at this stage", unit="MW", ge=0)
    as_of: When = col("Date of the figure")
    pipeline_class: Literal["in_service", "ordinary", "headline", "stalled", "unconfirmed"] = col(
        "Reading of the pipeline to which the row belongs"
    )
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class SiteEvent(Fact):
    """A dated event of a site: the ledger of announced versus delivered."""

    site_id: Slug = col("Site")
    date: When = col("Date of the event, as exactly as it is known")
    event: Literal["announced", "mou_signed", "construction_started", "opened", "expanded", "delayed"] = col(
        "Kind of event"
    )
    news_kind: NewsKind = later_col(
        "What the event is as news, where the code says more: a comment or a visit is to be confirmed"
    )
    detail: Text = col("What happened, in English")
    source_ids: SourceIds = col("Sources of the row")


class CountryCapacity(Fact):
    """A published national total; these conflict, so they are shown as ranges."""

    country: Country = col("Country")
    year: Year = col("Year of the figure")
    it_load_mw_operational: OptionalNumber = col("IT load in service", unit="MW", ge=0)
    it_load_mw_pipeline: OptionalNumber = col("IT load planned", unit="MW", ge=0)
    data_centre_count: OptionalInteger = col("Data centres", unit="data centres", ge=0)
    gpu_count: OptionalInteger = col("GPUs", unit="GPUs", ge=0)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class ComputeDemand(Fact):
    """A demand-side figure."""

    country: CountryGroup = col("Country, or countries whose total this is")
    metric: Slug = col("What is measured; its unit ends the name")
    period: Period = col("Period of the figure")
    value: Number = col("Value", unit="in the metric's name")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class ShareAssumption(Fact):
    """A parameter of the share model with its low, central and high value."""

    parameter: Slug = col("Identifier")
    name_en: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    unit: Text = col("Unit of the three values")
    low: Number = col("Low value", unit="the row's")
    central: Number = col("Central value", unit="the row's")
    high: Number = col("High value", unit="the row's")
    basis: Text = col("Where the values come from and what is our own judgement, in English")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
