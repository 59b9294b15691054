"""Every figure of the warehouse in words: its label, its formula, how its value is written, and its receipt.

The values stand in `out_figures`, the rows they rest on in `out_figure_inputs`; nothing is computed here.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from dashboard.content.plain import Json, figure_object
from dashboard.content.values import Figure, FigureKind, ReceiptInput, Step
from dashboard.figures.connectivity import connectivity_descriptions
from dashboard.figures.money import stage_descriptions
from dashboard.figures.popular import PREFIX, popular_descriptions, share_text
from dashboard.figures.progress import describe, state_word
from dashboard.figures.scans import PREFIX as SCANS_PREFIX
from dashboard.figures.scans import describe_scan, scan_steps
from dashboard.figures.share import estimate_text, parameter_row, share_descriptions
from dashboard.figures.share_steps import default_steps
from dashboard.figures.steps import failure_steps, popular_steps, progress_steps, with_steps
from dashboard.figures.units import write_billions, write_in_unit, write_target
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

_UNITS = ("MW", "count", "MAD", "pct", "ratio", "Gbps", "index", "")


@dataclass(frozen=True)
class Description:
    """A figure in words: what it is called and how it is computed."""

    label: str
    formula: str


def write(value: float | None, unit: str, t: Translator) -> str:
    """A value of `out_figures` or of its inputs as a reader sees it; units: MW, count, MAD (written in billions), pct, ratio."""
    if value is None:
        return ""
    if unit == "MAD":
        return write_billions(value / 1e9, "MAD", t)
    if unit == "pct":
        return t.percent(value)
    if unit in ("ratio", "index"):
        return t.number(value, 2)
    if unit == "Gbps":
        return t.amount(value, t("Gbps"))
    return t.amount(value, t("MW"), 1) if unit == "MW" else t.number(value)


@functools.cache
def descriptions(t: Translator) -> dict[str, Description]:
    """The words of every figure, by id."""
    by_part = stage_descriptions(t) | connectivity_descriptions(t) | share_descriptions(t)
    by_part |= popular_descriptions(t)
    return {figure_id: Description(*words) for figure_id, words in by_part.items()} | {
        "sites.it_load_operational_mw": Description(
            t("IT load documented in service"),
            t(
                "Sum of the IT load of Moroccan sites in service, each read in a source of its own; a site hosted in another building adds nothing."
            ),
        ),
        "sites.it_load_announced_mw": Description(
            t("IT load announced"),
            t(
                "Sum over projects of each project's largest announced or signed figure; a part of a programme is inside its programme."
            ),
        ),
        "sites.pipeline_without_stalled_mw": Description(
            t("Announced, without the stalled project"),
            t("As everything announced, leaving out projects with no sign of life past their date."),
        ),
        "sites.pipeline_without_headline_mw": Description(
            t("Signed memoranda and operators' plans"),
            t(
                "Sum of the signed memoranda and of operators' plans: large announcements, the stalled project and what is to be confirmed are left out, signed phases counted at their signed size."
            ),
        ),
        "sites.pipeline_signed_mw": Description(
            t("Signed memoranda"), t("Sum of the IT load of signed memoranda, large announcements left out.")
        ),
        "sites.pipeline_planned_mw": Description(
            t("Operators' plans"),
            t(
                "Sum of the IT load that operators announce without a signature: large announcements, the stalled project and what is to be confirmed are left out."
            ),
        ),
        "sites.pipeline_headline_mw": Description(
            t("Large announcements"),
            t(
                "Sum of the large announcements and of the stalled project, each at its largest announced figure, less the signed phases that stand inside them."
            ),
        ),
        "sites.ai_programme_gpus": Description(
            t("GPUs promised to five countries together"),
            t(
                "The number announced for the whole programme; the rows of its countries say what part of it was announced for each."
            ),
        ),
        "sites.under_construction_mw": Description(
            t("IT load under construction"),
            t("Sum of the IT load of projects where works were found; a project without works found adds nothing."),
        ),
        "sites.gpu_documented": Description(
            t("GPUs documented in service"), t("Sum of the GPU counts published for Moroccan sites in service.")
        ),
        "connectivity.systems_in_service": Description(
            t("Submarine systems in service"),
            t("Systems in service with a Moroccan landing in service; two names of one physical leg count once."),
        ),
        "connectivity.systems_under_construction": Description(
            t("Submarine systems under construction"),
            t("Systems under construction with a landing in Morocco; landed does not mean in service."),
        ),
        "connectivity.systems_planned": Description(
            t("Submarine systems or branches planned"),
            t("Systems, or Moroccan branches of systems, that are only planned."),
        ),
        "connectivity.systems_retired": Description(
            t("Submarine systems retired"), t("Systems that landed in Morocco and have left service.")
        ),
        "share.institutional_sites.local": Description(
            t("Institutional websites hosted in Morocco"),
            t(
                "Share of the sampled institutional sites hosted on Moroccan territory; the band is the 90% Wilson interval of the sample."
            ),
        ),
    }


def figure(reading: Reading, figure_id: str) -> Figure:
    """One figure of the build with its receipt. Raises LookupError for an id the build does not hold."""
    return _figure(reading, reading.row("select * from out_figures where figure_id = ?", figure_id))


def figures_of(reading: Reading, chapter: str) -> list[Figure]:
    """Every figure of a chapter at default choices, in the order of their ids."""
    rows = reading.rows("select * from out_figures where starts_with(figure_id, ?) order by figure_id", f"{chapter}.")
    return [_figure(reading, row) for row in rows]


def _figure(reading: Reading, row: dict[str, Any]) -> Figure:
    words = _description(reading, row["figure_id"])
    inputs = reading.rows(
        "select table_name, row_key, value, unit from out_figure_inputs where figure_id = ? order by value desc, table_name, row_key",
        row["figure_id"],
    )
    receipt = reading.receipt(words.formula, (_input(reading, i) for i in inputs), row["method_version"])
    receipt = with_steps(receipt, _steps(reading, row))
    kind: FigureKind = row["kind"]
    return Figure(
        figure_id=row["figure_id"],
        label=words.label,
        value=row["code"] if kind == "state" else row["value"],
        text=_text(reading, row),
        unit=row["unit"],
        kind=kind,
        grade=row["grade"] or "",
        as_of=row["as_of"] or "",
        receipt=receipt,
        low=row["low"],
        high=row["high"],
    )


def _steps(reading: Reading, row: dict[str, Any]) -> tuple[Step, ...]:
    """What was computed on the way to a figure; () for a plain sum."""
    figure_id = row["figure_id"]
    chapter, subject, *_ = figure_id.split(".")
    if chapter == "progress" and subject != "count":
        return progress_steps(reading, subject)
    if chapter == "connectivity" and subject in ("worst_n1", "worst_n2"):
        return failure_steps(reading, int(subject[-1]))
    if figure_id.startswith(PREFIX):
        return popular_steps(reading, figure_id.removeprefix(PREFIX))
    if figure_id.startswith(SCANS_PREFIX):
        return scan_steps(reading, figure_id)
    if chapter == "share":
        return default_steps(reading, row)
    return ()


def _description(reading: Reading, figure_id: str) -> Description:
    if figure_id.startswith("progress."):
        return Description(*describe(reading, figure_id))
    if figure_id.startswith(SCANS_PREFIX):
        return Description(*describe_scan(reading, figure_id))
    return descriptions(reading.t)[figure_id]


def _text(reading: Reading, row: dict[str, Any]) -> str:
    """A figure's value as a reader sees it: a state in words, an estimate in two digits or as its band."""
    t = reading.t
    if row["kind"] == "state":
        return state_word(reading, row["code"])
    if row["kind"] == "estimate":
        return estimate_text(row["value"], row["low"], row["high"], row["unit"], t)
    if row["figure_id"].startswith(PREFIX):
        return share_text(row["value"], t)
    if row["figure_id"].startswith(SCANS_PREFIX):
        return share_text(row["value"], t)
    return _write(reading, row["value"], row["unit"])


def _input(reading: Reading, row: dict[str, Any]) -> ReceiptInput:
    """A row a figure rests on; a parameter of the share is written with its bounds, in its own unit."""
    if row["table_name"] == "share_assumptions":
        return parameter_row(reading, row["row_key"])
    return reading.input(row["table_name"], row["row_key"], _input_text(reading, row))


def _input_text(reading: Reading, row: dict[str, Any]) -> str:
    if row["table_name"] == "targets" and row["unit"] not in _UNITS:
        found = reading.row("select baseline_value, baseline_year from core_targets where row_key = ?", row["row_key"])
        base = found["baseline_value"] is not None and (found["baseline_value"], str(found["baseline_year"]))
        return write_target(reading, row["value"], row["unit"], base or None)
    if row["table_name"] == "web_locality":
        return share_text(row["value"], reading.t)
    return _write(reading, row["value"], row["unit"])


def _write(reading: Reading, value: float | None, unit: str) -> str:
    """A value in one of the units `write` knows, or in the unit of an indicator."""
    if unit in _UNITS:
        return write(value, unit, reading.t)
    return write_in_unit(reading, value, unit)


def all_figures(reading: Reading) -> list[Json]:
    """Every figure at default choices as plain objects, in the order of their ids; ids are the same in every language."""
    rows = reading.rows("select * from out_figures order by figure_id")
    return [figure_object(_figure(reading, row)) for row in rows]
