"""What stands between the rows of a receipt and its figure: every intermediate amount with its unit, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.content.values import Receipt, Step
from dashboard.figures.connectivity import kind_word
from dashboard.figures.units import PER_YEAR, write_in_unit
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import Path, rates


def with_steps(receipt: Receipt, steps: tuple[Step, ...]) -> Receipt:
    """The receipt with what was computed on the way."""
    return replace(receipt, steps=steps)


def popular_steps(reading: Reading, name: str) -> tuple[Step, ...]:
    """The counts behind a share of popular websites in Morocco; () for a median or a range, whose rows say all."""
    t = reading.t
    if name in ("local", "regional"):
        row = reading.row("select * from out_locality_countries where country = 'MAR'")
        words = t("Websites answered in Morocco") if name == "local" else t("Websites answered in the region")
        return (
            Step(words, t.number(row[f"sites_{name}"])),
            Step(t("Websites measured"), t.number(row["sites_measured"])),
        )
    if name.startswith("networks."):
        row = reading.row("select max(sites_measured) as total from out_locality_networks where country = 'MAR'")
        return (Step(t("Websites measured"), t.number(row["total"])),)
    return ()


def progress_steps(reading: Reading, indicator_id: str) -> tuple[Step, ...]:
    """Both observations of a judged indicator with their dates, its target, what the path asked for, and the pace."""
    found = reading.rows(
        """select a.*, i.unit from out_assessments a join core_indicators i using (indicator_id)
           where a.indicator_id = ? and a.is_front order by a.target_year""",
        indicator_id,
    )
    return judged_steps(reading, found[0]) if found else ()


def judged_steps(reading: Reading, row: dict[str, Any]) -> tuple[Step, ...]:
    """As `progress_steps`, of one row of `out_assessments` with its unit."""
    t = reading.t

    def dated(value: float | None, period: object) -> str:
        text = write_in_unit(reading, value, row["unit"])
        return t("{value} ({period})", value=text, period=t.period(str(period))) if text and period else text

    change = write_in_unit(reading, row["required_change_per_year"], row["unit"] + PER_YEAR)
    observed, required = _rates(reading, row)
    text = (
        (t("Starting value"), dated(row["base_value"], row["base_period"])),
        (t("Latest value"), dated(row["latest_value"], row["latest_period"])),
        (t("Target"), dated(row["target_value"], row["target_year"])),
        (
            t("What the path asked for at the date of the latest value"),
            write_in_unit(reading, row["expected_at_latest"], row["unit"]),
        ),
        (t("Change needed each year from now"), change),
        observed,
        required,
        (t("Pace (1: exactly the required path)"), t.number(row["pace"], 2)),
    )
    return tuple(Step(label, value) for label, value in text if value)


def _rates(reading: Reading, row: dict[str, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    """What the pace divides, named: observed and required, by the model that the indicator declares."""
    t = reading.t
    blank = ("", "")
    if row["pace"] is None:
        return blank, blank
    target_time = row["target_year"] + 1.0  # the end of the year
    path = Path(
        row["base_time"], row["base_value"], row["latest_time"], row["latest_value"], target_time, row["target_value"]
    )
    found = rates(row["growth_model"], path)
    if found is None:
        return blank, blank
    if row["growth_model"] == "compound":
        first, second = (t.percent(100 * rate, 2) for rate in found)
        return (t("Growth a year, observed"), first), (t("Growth a year, required"), second)
    first, second = (write_in_unit(reading, rate, row["unit"] + PER_YEAR) for rate in found)
    return (t("Change a year, observed"), first), (t("Change a year, required"), second)


def failure_steps(reading: Reading, size: int) -> tuple[Step, ...]:
    """What fails in the worst cases of one failure or of two at once; equal cases follow each other."""
    t = reading.t
    names = {
        "system": "select name, name_fr, name_ar from core_cables where cable_id = ?",
        "landing_point": "select distinct landing_point as name, landing_point_fr as name_fr, landing_point_ar as name_ar "
        "from core_landings where landing_point = ?",
    }

    def named(kind: str, code: str) -> str:
        if kind == "far_end":
            name = reading.label("*", "country", code)
        else:
            row = reading.row(names[kind], code)
            name = row["name"] if reading.lang == "en" else row[f"name_{reading.lang}"]
        return t("{name} ({kind})", name=name, kind=kind_word(kind, t))

    cases = reading.rows(
        "select kinds, names from out_resilience_cases where not is_with_medusa and size = ? and rank = 1 order by place",
        size,
    )
    failed = [t.join([named(*one) for one in zip(row["kinds"], row["names"], strict=True)]) for row in cases]
    return (Step(t("What fails in the worst case"), t.series(failed)),) if failed else ()
