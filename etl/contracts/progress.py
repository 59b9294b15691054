"""Contracts of the strategy: its indicators, their targets and what was observed."""

from __future__ import annotations

from typing import Literal

from etl.contracts.fields import (
    Country,
    Fact,
    Grade,
    Number,
    OptionalNumber,
    OptionalText,
    OptionalYear,
    Period,
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
