"""Contracts of connectivity: submarine systems, landing points, exchange points, links, metrics, latency and faults."""

from __future__ import annotations

from typing import Literal

from etl.contracts.fields import (
    Countries,
    Country,
    Fact,
    Grade,
    Integer,
    Number,
    OptionalInteger,
    OptionalNumber,
    OptionalText,
    OptionalWhen,
    Period,
    Slug,
    SourceIds,
    Text,
    When,
    col,
)


class Cable(Fact):
    """A submarine system."""

    cable_id: Slug = col("Identifier")
    name: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    rfs: OptionalWhen = col("Ready for service")
    status: Literal["in_service", "under_construction", "planned", "retired"] = col("State of the system")
    length_km: OptionalNumber = col("Length", unit="km", ge=0)
    design_capacity_tbps: OptionalNumber = col("Design capacity", unit="Tbit/s", ge=0)
    lit_capacity_tbps: OptionalNumber = col("Lit capacity", unit="Tbit/s", ge=0)
    fibre_pairs: OptionalInteger = col("Fibre pairs", unit="pairs", ge=1)
    owners: Text = col("Owners, separated by ;")
    supplier: OptionalText = col("Suppliers, separated by ;")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")
    counts_as: Slug = col("System under which this one is counted, so that one physical leg counts once")


class Landing(Fact):
    """A landing point of a submarine system."""

    cable_id: Slug = col("System")
    landing_point: Text = col("Landing point in English")
    landing_point_fr: Text = col("Landing point in French")
    landing_point_ar: Text = col("Landing point in Arabic")
    country: Country = col("Country of the landing point")
    lat: OptionalNumber = col("Latitude of the town, WGS 84", unit="degrees", ge=-90, le=90)
    lon: OptionalNumber = col("Longitude of the town, WGS 84", unit="degrees", ge=-180, le=180)
    coord_precision: Literal["town_2dp", "city_2dp", "municipality_2dp", "country_only", "unknown"] = col(
        "What the coordinates point at"
    )
    source_ids: SourceIds = col("Sources of the row")
    landing_status: Literal["in_service", "landed", "planned", "retired"] = col(
        "State of this landing, which may differ from the system's"
    )


class CableSegment(Fact):
    """A part of a system that leads elsewhere or has a capacity of its own. A system without rows here is one segment."""

    cable_id: Slug = col("System")
    segment: Slug = col("Segment, as on the schematic routes")
    landing_points: Text = col("Landing points it joins, in English, separated by ;")
    design_capacity_tbps: OptionalNumber = col(
        "Design capacity of the segment; never added over segments", unit="Tbit/s", ge=0
    )
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class RouteVertex(Fact):
    """A vertex of a schematic route, laid by hand: never a distance."""

    cable_id: Slug = col("System")
    seq: Integer = col("Order of the vertex in the system", ge=1)
    lat: Number = col("Latitude, WGS 84", unit="degrees", ge=-90, le=90)
    lon: Number = col("Longitude, WGS 84", unit="degrees", ge=-180, le=180)
    segment: Slug = col("Segment; one line is drawn per system and segment")


class ExchangePoint(Fact):
    """An Internet exchange point."""

    ixp_id: Slug = col("Identifier")
    name: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    country: Country = col("Country")
    city: OptionalText = col("Town in English")
    lat: OptionalNumber = col("Latitude of the town, WGS 84", unit="degrees", ge=-90, le=90)
    lon: OptionalNumber = col("Longitude of the town, WGS 84", unit="degrees", ge=-180, le=180)
    established: OptionalWhen = col("Start of operation")
    members: OptionalInteger = col("Connected networks", unit="networks", ge=0)
    peak_gbps: OptionalNumber = col("Peak traffic", unit="Gbit/s", ge=0)
    as_of: When = col("Date of the figures")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class BackboneLink(Fact):
    """A terrestrial link."""

    link_id: Slug = col("Identifier")
    name: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    operator: Text = col("Operators, separated by ;")
    from_city: OptionalText = col("One end")
    to_city: OptionalText = col("The other end")
    km: OptionalNumber = col("Length", unit="km", ge=0)
    status: Literal["in_service", "planned"] = col("State of the link")
    source_ids: SourceIds = col("Sources of the row")
    note: OptionalText = col("Caution, in English")


class ConnectivityMetric(Fact):
    """A metric for a country and a period."""

    country: Country = col("Country or group of countries")
    metric: Slug = col("What is measured; its unit is in the name")
    period: Period = col("Period of the figure, or edition of an index")
    value: Number = col("Value", unit="in the metric's name")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class Latency(Fact):
    """A measured round trip between two towns."""

    from_city: Text = col("Town measured from")
    from_country: Country = col("Country measured from")
    to_city: Text = col("Town measured to")
    to_country: Country = col("Country measured to")
    rtt_ms: Number = col("Round-trip time", unit="ms", ge=0)
    method: Text = col("How it was measured, in English")
    as_of: OptionalWhen = col("Date of the measurement; most are from 2020")
    great_circle_km: Number = col("Great-circle distance", unit="km", ge=0)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class Outage(Fact):
    """A fault of submarine systems or of what they depend on. Absence of rows is not absence of faults."""

    date: When = col("Start of the fault")
    cables: Text = col("Systems hit as named in the sources, separated by ;")
    countries: Countries = col("Countries hit")
    days: OptionalInteger = col("Days to repair", unit="days", ge=0)
    detail: Text = col("What happened, in English")
    source_ids: SourceIds = col("Sources of the row")
