"""Words shared by the parts of the Investment chapter: amounts, kinds of amount, stages, origins, cells."""

from __future__ import annotations

from typing import Any

from dashboard.figures.units import write_billions, write_millions
from dashboard.i18n import Translator
from etl.contracts.codes import codes_of

Row = dict[str, Any]

KINDS = codes_of("investments", "amount_is")
"""What an amount is (`amount_is`), from promise to payment; an estimate is neither."""
STAGES = codes_of("investments", "stage")
FLOWS = codes_of("investments", "flow", first=("spending",))
"""Uses of money, and what finances them: never added to one another."""
ROLE_OF_KIND = {"announced": "announced", "committed": "memorandum", "disbursed": "in_service", "estimated": "unknown"}
BILLION = 1e9


def billions(value: float | None) -> float | None:
    """An amount in billions, or a blank."""
    return None if value is None else value / BILLION


def money(value: float | None, currency: str, t: Translator) -> str:
    """An amount in units of a currency (ISO 4217) as a reader sees it: billions, or millions below one billion."""
    if value is None:
        return ""
    if abs(value) >= BILLION:
        return write_billions(value / BILLION, currency, t, 1 if currency in ("MAD", "ZAR") else 2)
    return write_millions(value / 1e6, currency, t)


def billions_of(currency: str, t: Translator) -> str:
    """The unit and the rate of a chart of money, for its subtitle."""
    return {
        "MAD": t("Billions of dirhams, all years; foreign currencies at the average rate of the year of announcement"),
        "USD": t("Billions of US dollars, all years, at the average rate of the year of announcement"),
        "EUR": t("Billions of euros, all years, at the average rate of the year of announcement"),
    }[currency]


def in_currency(currency: str, t: Translator) -> str:
    """The head of a column of amounts set in one currency."""
    return {"MAD": t("In dirhams"), "USD": t("In US dollars"), "EUR": t("In euros")}[currency]


def amounts_in(currency: str, country: str, t: Translator) -> str:
    """The currency and the country chosen, in words."""
    return {
        "MAD": t("Amounts in dirhams, {country}", country=country),
        "USD": t("Amounts in US dollars, {country}", country=country),
        "EUR": t("Amounts in euros, {country}", country=country),
    }[currency]


def kind_words(t: Translator, flow: str = "") -> dict[str, str]:
    """What an amount is, as the label of its sum; of one flow where it is named."""
    return {
        "spending": {
            "announced": t("Spending announced"),
            "committed": t("Spending decided or contracted"),
            "disbursed": t("Spending reported as paid"),
            "estimated": t("Spending estimated"),
        },
        "financing": {
            "announced": t("Financing announced"),
            "committed": t("Financing decided or contracted"),
            "disbursed": t("Financing reported as paid"),
            "estimated": t("Financing estimated"),
        },
        "": {
            "announced": t("Announced"),
            "committed": t("Decided or contracted"),
            "disbursed": t("Reported as paid"),
            "estimated": t("Estimated"),
        },
    }[flow]


def stage_words(t: Translator) -> dict[str, str]:
    """The stage of a project, in a few words."""
    return {
        "announced": t("project announced"),
        "committed": t("project decided"),
        "under_way": t("project under way"),
        "completed": t("project completed"),
        "stalled": t("project stalled"),
    }


def origin_words(t: Translator) -> dict[str, str]:
    """Where the investors of a row are from, by code of `out_investments.origin`."""
    return {
        "national": t("Investors of the country"),
        "joint": t("National and foreign together"),
        "foreign": t("Foreign investors"),
        "international": t("International institution"),
        "unknown": t("Origin not stated"),
    }


def stage_descriptions(t: Translator) -> dict[str, tuple[str, str]]:
    """Label and formula of the sums by kind and stage, by figure id."""
    stages = stage_words(t)
    formula = t(
        "Sum over the rows that count in totals, for one kind of amount and one stage of the project; foreign currencies at "
        "the average rate of the year of announcement."
    )
    return {
        f"investment.{flow}.{kind}.{stage}_mad": (t("{money}, {stage}", money=words, stage=stages[stage]), formula)
        for flow in FLOWS
        for kind, words in kind_words(t, flow).items()
        for stage in STAGES
    } | _sum_descriptions(t)


def _sum_descriptions(t: Translator) -> dict[str, tuple[str, str]]:
    rate = t("Foreign currencies at the average rate of the year of announcement.")
    sums = {
        f"investment.{flow}.{kind}_mad": (words, f"{what} {rate}")
        for flow in FLOWS
        for kind, words in kind_words(t, flow).items()
        if (what := sum_words(t).get(kind))
    }
    return sums | {
        "investment.spending.announced_unfinished_mad": (
            t("Spending announced, without finished plans"),
            t("As everything announced, leaving out plans whose project is over.") + f" {rate}",
        ),
        "investment.spending.announced_live_mad": (
            t("Spending announced, without finished plans or stalled projects"),
            t("As everything announced, leaving out plans whose project is over and projects that stand still.")
            + f" {rate}",
        ),
        "investment.financing.recent_mad": (
            t("Financing decided in the last twelve months"),
            t("Sum of the financing decided or contracted in the twelve months before the day of the data.")
            + f" {rate}",
        ),
        "investment.envelope_mad": (
            t("The strategy's envelope"),
            t("The envelope of Digital Morocco 2030, as announced; what lies inside it is not added."),
        ),
        "investment.envelope_payments": (
            t("Payments out of the envelope that are published"),
            t("Each row that lies in the envelope is looked at; one reported as paid counts one."),
        ),
    }


def sum_words(t: Translator) -> dict[str, str]:
    """How the sum of each kind of amount is taken."""
    return {
        "announced": t("Sum of amounts announced with no later decision, over rows that count in totals."),
        "committed": t(
            "Sum of amounts decided or contracted, over rows that count in totals; a budget counts at what was executed "
            "where that is known."
        ),
        "disbursed": t("Sum of amounts reported as paid, over rows that count in totals."),
        "estimated": t("Sum of amounts estimated by others, over rows that count in totals."),
    }


def no_amount(t: Translator) -> str:
    """What stands where nothing is found: a blank is not a zero."""
    return t("no amount found")
