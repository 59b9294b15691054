"""Contracts of money: investments, start-up funding, exchange rates and trade in services."""

from __future__ import annotations

from typing import Literal

from etl.contracts.fields import (
    Country,
    Fact,
    Grade,
    NewsKind,
    Number,
    OptionalCountries,
    OptionalInteger,
    OptionalNumber,
    OptionalSlug,
    OptionalText,
    OptionalWhen,
    Region,
    Slug,
    SourceIds,
    Text,
    Year,
    YesNo,
    col,
    later_col,
)


class Investment(Fact):
    """An announcement or a budget. Rows overlap: add only those that count in totals."""

    investment_id: Slug = col("Identifier")
    name: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    announced: OptionalWhen = col("Date of the announcement")
    news_kind: NewsKind = later_col("What the announcement is as news; blank where the kind of amount says it")
    country: OptionalCountries = col("Country or countries of the project; blank where none is named")
    region_code: Region = col("Region of the project")
    sector: Literal[
        "public_services",
        "mobile",
        "fibre",
        "submarine_cable",
        "cloud",
        "data_centre",
        "ai",
        "skills",
        "startup_fund",
        "other",
    ] = col("Sector")
    investors: Text = col("Investors, separated by ;")
    investor_countries: OptionalCountries = col("Countries of the investors")
    investor_type: Literal["public", "private", "mixed", "ppp", "dfi"] = col("Kind of investor")
    amount: OptionalNumber = col("Amount, in units of the currency; blank where none was published", ge=0)
    amount_executed: OptionalNumber = later_col(
        "Part of a budget that was executed, where published: counted instead of the amount", ge=0
    )
    gpu_count: OptionalInteger = later_col(
        "GPUs that it would bring, as announced; blank where no number was published", ge=0
    )
    currency: Literal["MAD", "USD", "EUR", "ZAR"] = col("Currency of the amount, ISO 4217")
    amount_is: Literal["announced", "committed", "disbursed", "estimated"] = col("What the amount is")
    flow: Literal["financing", "spending"] = col(
        "Financing (a loan, equity, a grant, a fund) or spending (a use of money); the two are never added to one another"
    )
    stage: Literal["announced", "committed", "under_way", "completed", "stalled"] = col("Stage of the project")
    start: OptionalWhen = col("Start")
    end: OptionalWhen = col("End")
    related_site: OptionalText = col("Site or system meant, as named in the sources")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")
    counts_in_totals: YesNo = col("Whether the row may be added to others of its stage and kind of amount")
    exclusion_reason: OptionalText = col("Why it may not, in English; blank where it may")
    part_of: OptionalSlug = later_col("Envelope that contains this row, which then does not count in totals")


class StartupFunding(Fact):
    """A year in one of three series, which do not join."""

    country: Country = col("Country")
    year: Year = col("Year")
    amount_usd_m: Number = col("Funds raised", unit="USD million", ge=0)
    deals: OptionalInteger = col("Deals", unit="deals", ge=0)
    source_ids: SourceIds = col("Sources of the row")
    note: Text = col("Series and perimeter, in English; part of the key")


class ExchangeRate(Fact):
    """Yearly average exchange rates."""

    year: Year = col("Year")
    usd_mad: Number = col("Dirhams for one US dollar", unit="MAD per USD", ge=0.01)
    eur_mad: OptionalNumber = col("Dirhams for one euro", unit="MAD per EUR", ge=0.01)
    source_ids: SourceIds = col("Sources of the row")
    note: OptionalText = col("Caution, in English")


class ServicesTrade(Fact):
    """A trade flow."""

    country: Country = col("Country")
    year: Year = col("Year")
    flow: Literal["export", "import"] = col("Direction of the flow")
    item: Literal["digitally_delivered_services", "ict_total", "computer_services"] = col("What is traded")
    value_usd_m: Number = col("Value", unit="USD million", ge=0)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")
