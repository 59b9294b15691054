"""What stands between the rows of a receipt and its figure: every intermediate amount with its unit, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.content.values import Receipt, Step
from dashboard.figures.units import PER_YEAR, write_in_unit
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from etl.contracts.parameters import Parameters
from etl.measures.share.compute import LayerName, quantities


def with_steps(receipt: Receipt, steps: tuple[Step, ...]) -> Receipt:
    """The receipt with what was computed on the way."""
    return replace(receipt, steps=steps)


def share_steps(parameters: Parameters, layer: LayerName, t: Translator) -> tuple[Step, ...]:
    """The amounts of the central case that a layer's share is made of, to two significant digits as every estimate."""
    made = quantities(parameters)
    spending = t("million US dollars a year")
    abroad = Step(t("Spent abroad, central case"), _estimated(made.offshore_spend_usd_m, spending, t))
    at_home = Step(t("Spent in Morocco, central case"), _estimated(made.local_spend_usd_m, spending, t))
    if layer in ("spend", "all"):
        return (at_home, abroad)
    if layer == "capacity":
        return (
            abroad,
            Step(t("Revenue of a megawatt in use"), _estimated(made.revenue_usd_m_per_mw, spending, t)),
            Step(t("Capacity in use in Morocco"), _estimated(made.local_mw, t("MW"), t)),
            Step(t("Capacity in use abroad"), _estimated(made.offshore_mw, t("MW"), t)),
        )
    if layer == "accelerators":
        cards = t("H100-equivalents")
        return (abroad, Step(t("Accelerators used abroad"), _estimated(made.offshore_accelerators_h100e, cards, t)))
    return ()


def _estimated(value: float, unit: str, t: Translator) -> str:
    return f"{t.significant(value)}\u00a0{unit}"


def popular_steps(build: Build, name: str, t: Translator) -> tuple[Step, ...]:
    """The counts behind a share of popular websites in Morocco; () for a median or a range, whose rows say all."""
    if name in ("local", "regional"):
        row = build.row("select * from out_locality_countries where country = 'MAR'")
        words = t("Websites answered in Morocco") if name == "local" else t("Websites answered in the region")
        return (
            Step(words, t.number(row[f"sites_{name}"])),
            Step(t("Websites measured"), t.number(row["sites_measured"])),
        )
    if name.startswith("networks."):
        row = build.row("select any_value(sites_measured) as total from out_locality_networks where country = 'MAR'")
        return (Step(t("Websites measured"), t.number(row["total"])),)
    return ()


def progress_steps(build: Build, indicator_id: str, t: Translator) -> tuple[Step, ...]:
    """Both observations of a judged indicator with their dates, its target, what the path asked for, and the pace."""
    found = build.rows(
        """select a.*, i.unit from out_assessments a join core_indicators i using (indicator_id)
           where a.indicator_id = ? and a.is_front order by a.target_year""",
        indicator_id,
    )
    return judged_steps(build, found[0], t) if found else ()


def judged_steps(build: Build, row: dict[str, Any], t: Translator) -> tuple[Step, ...]:
    """As `progress_steps`, of one row of `out_assessments` with its unit."""

    def dated(value: float | None, period: object) -> str:
        told = write_in_unit(build, value, row["unit"], t)
        return t("{value} ({period})", value=told, period=t.period(str(period))) if told and period else told

    change = write_in_unit(build, row["required_change_per_year"], row["unit"] + PER_YEAR, t)
    told = (
        (t("Starting value"), dated(row["base_value"], row["base_period"])),
        (t("Latest value"), dated(row["latest_value"], row["latest_period"])),
        (t("Target"), dated(row["target_value"], row["target_year"])),
        (
            t("What the path asked for at the date of the latest value"),
            write_in_unit(build, row["expected_at_latest"], row["unit"], t),
        ),
        (t("Change needed each year from now"), change),
        (t("Pace (1: exactly the required path)"), t.number(row["pace"], 2)),
    )
    return tuple(Step(label, value) for label, value in told if value)
