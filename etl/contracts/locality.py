"""Contracts of what is measured on the web: sites answered in a country, by which networks, from which places.

A site counts once however much is read of it. Where an answer comes from says neither where the site's origin stands nor who
controls what answers.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from etl.contracts.fields import (
    Country,
    Day,
    Fact,
    Grade,
    Integer,
    OptionalDay,
    OptionalSourceIds,
    OptionalText,
    Slug,
    SourceIds,
    Text,
    col,
)

_MARK = re.compile(r"AS[1-9]\d{0,9}|[a-z0-9_-]+(\.[a-z0-9_-]+)+", re.ASCII)


class WebLocality(Fact):
    """One run over the some thousand sites most visited from a country."""

    country: Country = col("Country from which the sites are visited and were asked")
    measured_on: Day = col("Day of the run")
    sites_local: Integer = col("Sites answered inside the country", unit="sites", ge=0, le=100_000)
    sites_regional: Integer = col("Sites answered outside the country, in its region", unit="sites", ge=0, le=100_000)
    sites_external: Integer = col("Sites answered further away", unit="sites", ge=0, le=100_000)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class WebLocalityProvider(Fact):
    """The sites of one run that one network answers. A run of its own: never joined to the series."""

    country: Country = col("Country from which the sites are visited and were asked")
    measured_on: OptionalDay = col("Day of the run; blank where the file bears none")
    provider: Slug = col("Network that answers; other: every network the file does not name")
    answered: Literal["local", "regional", "external"] = col("Where it answers, as seen from the country")
    sites: Integer = col("Sites it answers", unit="sites", ge=0, le=100_000)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class CdnPlace(Fact):
    """A place in Africa from which a content network serves. Absence from the list is absence from a list."""

    provider: Slug = col("Content network")
    place_code: Text = col("The network's own code of the place, after that of an airport")
    city: Text = col("Town in English")
    country: Country = col("Country of the place")
    seen_on: Day = col("Day of the list")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class NetworkControl(Fact):
    """Who controls a network that has Moroccan addresses. A reseller inside a telecom's range inherits its control."""

    asn: Integer = col("Number of the autonomous system", ge=1, le=4_294_967_295)
    operator: Text = col("Who operates it, as the operator writes itself")
    control: Literal["moroccan", "foreign", "unknown"] = col(
        "Who holds the majority; unknown wherever no source settles it"
    )
    basis: Text = col("What that rests on, in English")
    source_ids: OptionalSourceIds = col("Sources of the row; blank where none was found, and then grade D")
    confidence: Grade = col("Grade of the evidence")


class CdnMark(Fact):
    """What tells a content network: a network that is its own as a whole, or the end of a name behind which it answers.
    A network that serves other things too is no mark: it is known by its ranges alone.
    """

    mark: Text = col("Number of an autonomous system, as AS13335, or the end of a name, as cloudfront.net")
    mark_is: Literal["network", "name_suffix"] = col("What the mark is")
    provider: Slug = col("Content network it tells")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")

    @field_validator("mark")
    @classmethod
    def _is_a_mark(cls, cell: str) -> str:
        if not _MARK.fullmatch(cell):
            raise PydanticCustomError("not_a_cdn_mark", "not_a_cdn_mark")
        return cell
