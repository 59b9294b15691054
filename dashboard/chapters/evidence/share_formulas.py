"""The formulas of the share, each parameter by its name and unit; the id under which the tables of data hold it in brackets."""

from __future__ import annotations

import re

from dashboard.chapters.evidence.formulas import formulas
from dashboard.chapters.share.model import Model
from dashboard.content.values import Table
from dashboard.figures.share import share_descriptions
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES

_NAMES = re.compile(rf"\b({'|'.join(PARAMETER_NAMES)})\b")


def share_formulas(reading: Reading, found: Model) -> Table:
    """What each share is computed by."""
    t = reading.t

    def named(parameter: re.Match[str]) -> str:
        row = found.found.rows[parameter.group()]
        name, unit = row[f"name_{reading.lang}"], row["unit"]
        named = name if unit == "ratio" else t("{name}, {unit}", name=name, unit=reading.phrase(unit))
        return f"{t.isolate(named)} ({parameter.group()})"

    note = reading.prose("evidence_method_share_symbols")
    return formulas(
        "share-formulas", t("the share"), _rows(t), t, note, write=lambda formula: _NAMES.sub(named, formula)
    )


def _rows(t: Translator) -> tuple[tuple[str, str, str], ...]:
    words = {name: formula for name, (_, formula) in share_descriptions(t).items()}
    abroad = "offshore_fraction_public_cloud × cloud_market_five_usd_m × mar_share_of_five"
    return (
        (t("Offshore spending, million dollars a year"), f"S_off = {abroad}", ""),
        (
            t("Local spending, million dollars a year"),
            "S_loc = local_dc_revenue_2021_usd_m × (1 + local_dc_revenue_growth)^(t - 2021)",
            "",
        ),
        (t("Share by spending"), "L_spend = S_loc / (S_loc + S_off)", words["share.spend.local"]),
        (t("Sovereign part"), "V = moroccan_control_share × L", ""),
        (
            t("Share of all computing"),
            "L_all = (1 - externalised_share) + externalised_share × L_spend",
            words["share.all.local"],
        ),
        (
            t("Revenue of a megawatt in use, million dollars a year"),
            "r = gpu_price_usd_h × 8760 × gpu_billed_utilisation / kw_per_gpu_it / 1000",
            "",
        ),
        (
            t("Share of capacity in use"),
            "L_mw = M_loc / (M_loc + S_off / r), M_loc = capacity_it_mw × capacity_occupancy",
            words["share.capacity.local"],
        ),
        (
            t("Share of accelerators"),
            "L_acc = A_loc / (A_loc + A_off), A_loc = local_accelerators_h100e, "
            "A_off = ai_share_of_offshore_spend × S_off × 10^6 / (gpu_price_usd_h × 8760 × gpu_billed_utilisation)",
            words["share.accelerators.local"],
        ),
        (t("Accelerators of a site of F megawatts"), "H100e = 1000 × F / pue / kw_per_gpu_it × b200_to_h100", ""),
        (
            t("Share in 2030"),
            "L_2030 = min(1, (M_loc × (1 + local_dc_revenue_growth)^5 + N × D × resident_use_new_sites × "
            "capacity_occupancy) / ((M_loc + S_off / r) × (1 + demand_growth)^5))",
            words["share.capacity.local.2030"],
        ),
    )
