"""Contracts of the strategy: its indicators, their targets and what was observed."""

from __future__ import annotations

from typing import Annotated, Literal

from etl.contracts.fields import (
    BlankAsNone,
    Country,
    Day,
    Fact,
    Grade,
    MoroccanRegionCode,
    Number,
    OptionalNumber,
    OptionalText,
    OptionalYear,
    Period,
    Region,
    Row,
    Slug,
    SourceIds,
    Text,
    YesNo,
    col,
    later_col,
)

PILLARS = (
    "digital_economy",
    "talent",
    "startups",
    "public_services",
    "connectivity",
    "governance",
    "international",
    "cloud_ai",
)
"""The pillars in the order in which the strategy tells them; a pillar beside these comes after them."""

Perimeter = OptionalText  # a code with a label; two perimeters are never joined by a line or judged together

ObservationStatus = Annotated[Literal["estimate", "forecast"] | None, BlankAsNone]
_STATUS = "What the source says the value is, where it is not simply observed: an estimate, or a forecast, which is drawn and never judged"


def pillar_place(pillar: str) -> tuple[int, str]:
    """What pillars are sorted by."""
    return (PILLARS.index(pillar) if pillar in PILLARS else len(PILLARS), pillar)


class Indicator(Fact):
    """An indicator of the strategy or beside it."""

    indicator_id: Slug = col("Identifier; two perimeters of one quantity are two indicators")
    pillar: Slug = col("Pillar under which it is shown")
    name_en: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    unit: Text = col("Unit of its observations and targets")
    direction: Literal["higher_better", "lower_better"] = col("Whether more or less is better")
    definition: Text = col("What is counted, in English")
    official_target: YesNo = col("Whether an official target exists; no means context only")
    note: OptionalText = col("Caution, in English")
    growth_model: Literal["compound", "linear"] = col("How its pace is judged: by a rate, or by equal yearly steps")
    growth_model_reason: Text = col("Why this model was chosen, in English")
    least_value: OptionalNumber = later_col(
        "Least value that raises no doubt; blank: what the unit allows", unit="the indicator's"
    )
    greatest_value: OptionalNumber = later_col(
        "Greatest value that raises no doubt; blank: what the unit allows", unit="the indicator's"
    )
    jump_factor: OptionalNumber = later_col(
        "Greatest factor from one year to the next that raises no doubt; blank: that of the unit", ge=1
    )


class Target(Fact):
    """A target for a year."""

    indicator_id: Slug = col("Indicator aimed at")
    target_year: OptionalYear = col("Year by which it is to be reached; blank where no date was published")
    target_value: OptionalNumber = col("Value aimed at; blank where no source gives it", unit="the indicator's")
    baseline_year: OptionalYear = col("Year of the published baseline")
    baseline_value: OptionalNumber = col("Published baseline", unit="the indicator's")
    set_by: Literal["strategy_2024", "operators_5g", "ai_roadmap", "dakhla", "programme"] = col(
        "Whose target it is: the 2024 strategy's, or that of another plan or commitment"
    )
    perimeter: Perimeter = col("What the target counts, where observations may count something else")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class Observation(Fact):
    """A value of an indicator for a country and a period."""

    indicator_id: Slug = col("Indicator observed")
    country: Country = col("Country observed")
    period: Period = col(
        "Period: a bare year is the end of the year for stocks and the edition for indices; YYYY-06 on a half-year "
        "indicator is January to June"
    )
    value: Number = col("Value observed", unit="the indicator's")
    perimeter: Perimeter = col("What this row counts, where rows of one indicator count different things")
    provisional: YesNo = col("Whether the source calls the value preliminary or approximate: drawn hollow")
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")
    shown_with: OptionalText = later_col(
        "Rows of this table without which this one is not to be shown, each as indicator/country/period, separated by ;"
    )
    same_as: OptionalText = later_col("Row of investments that tells the same fact; the two have one grade")
    observation_status: ObservationStatus = later_col(_STATUS)
    series_break: Annotated[Literal["yes"] | None, BlankAsNone] = later_col(
        "Whether the source counts in another way from this value on: no line joins it to those before, and no pace is taken across; the note says what changed"
    )


class RegionalObservation(Fact):
    """A value of an indicator for one of Morocco's twelve regions and a period: never part of the national series."""

    indicator_id: Slug = col("Indicator observed")
    region_code: MoroccanRegionCode = col("Region observed")
    period: Period = col("Period, as in observations")
    value: Number = col("Value observed", unit="the indicator's")
    perimeter: Perimeter = col("What this row counts, where rows of one indicator count different things")
    provisional: YesNo = col("Whether the source calls the value preliminary or approximate")
    observation_status: ObservationStatus = col(_STATUS)
    source_ids: SourceIds = col("Sources of the row")
    confidence: Grade = col("Grade of the evidence")
    note: OptionalText = col("Caution, in English")


class FormerObservation(Row):
    """A value that stood in observations, or in those of regions, until another took its place."""

    indicator_id: Slug = col("Indicator observed")
    country: Country = col("Country observed")
    region_code: Region = col("Region observed; blank for the whole country")
    period: Period = col("Period, as in observations")
    replaced_on: Day = col("Day on which another value took its place")
    value: Number = col("Value as it stood", unit="the indicator's")
    perimeter: Perimeter = col("What the value counted")
    provisional: YesNo = col("Whether the source called the value preliminary or approximate")
    observation_status: ObservationStatus = col("What the source said the value was, where it was not simply observed")
    source_ids: SourceIds = col("Sources of the value")
    confidence: Grade = col("Grade it had")
    note: OptionalText = col("Caution it had, in English")
