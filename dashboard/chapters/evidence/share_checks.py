"""What stands behind the share's central case, and what it can be checked against from outside the model."""

from __future__ import annotations

from typing import Any, NamedTuple

from dashboard.chapters.share.model import Model
from dashboard.chapters.shared.tables import Column, build_table, text_column
from dashboard.content.values import Cell, Table, Text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.compute import quantities

# Nigeria's spending set to Morocco's size by the GDP of 2024 and of 2025 (sources inv-imf-gdp2024 and inv-imf-gdp2025).
_SCALED_LOW, _SCALED_HIGH = 211, 308


class _Amount(NamedTuple):
    """A quantity of the model by its symbol in the formulas."""

    symbol: str
    label: str
    value: float


def amounts_table(found: Model, t: Translator) -> Table:
    """The intermediate amounts of the central case, to two significant digits as every estimate."""
    made = quantities(found.parameters)
    amounts = (
        _Amount("S_off", t("Offshore spending, million dollars a year"), made.offshore_spend_usd_m),
        _Amount("S_loc", t("Local spending, million dollars a year"), made.local_spend_usd_m),
        _Amount("r", t("Revenue of a megawatt in use, million dollars a year"), made.revenue_usd_m_per_mw),
        _Amount("M_loc", t("Capacity in use in the country, MW"), made.local_mw),
        _Amount("M_off", t("Capacity in use abroad, MW"), made.offshore_mw),
        _Amount("A_off", t("Accelerators abroad, H100-equivalents"), made.offshore_accelerators_h100e),
    )
    return build_table(
        "share-amounts",
        t("Amounts behind the central case (estimates)"),
        amounts,
        Column("symbol", t("Symbol"), lambda amount: Cell(amount.symbol, t.isolate(amount.symbol))),
        text_column("amount", t("Quantity"), lambda amount: amount.label),
        Column("central", t("Central case"), lambda amount: Cell(amount.value, t.significant(amount.value)), "end"),
    )


def checks(reading: Reading, found: Model) -> Text:
    """Two outside figures beside the offshore spending, and what the sovereign share is not."""
    t = reading.t
    nigeria = reading.rows(
        """select value, period from core_compute_demand where country = 'NGA' and metric = 'offshore_cloud_spend_usd_m'
           order by period_end(period) desc, period, row_key limit 1"""
    )
    bound = reading.rows(
        """select value_usd_m, year from core_services_trade
           where country = 'MAR' and flow = 'import' and item = 'digitally_delivered_services' order by year desc, row_key limit 1"""
    )
    return Text(
        t("Checks from outside the model"),
        (
            *(_nigeria(row, found, t) for row in nigeria),
            *(_bound(row, t) for row in bound),
            reading.prose("evidence_method_share_european_framework"),
        ),
    )


def _nigeria(row: dict[str, Any], found: Model, t: Translator) -> str:
    return t(
        "Nigeria is said to pay foreign cloud providers {nigeria} million dollars a year ({period}). Set to Morocco's "
        "size by GDP, that makes {low} to {high} million; the {spent} million of the central case lie within.",
        nigeria=t.number(row["value"]),
        period=row["period"],
        low=t.number(_SCALED_LOW),
        high=t.number(_SCALED_HIGH),
        spent=t.significant(quantities(found.parameters).offshore_spend_usd_m),
    )


def _bound(row: dict[str, Any], t: Translator) -> str:
    return t(
        "They stay far below {bound} million dollars, Morocco's imports of all digitally delivered services in "
        "{year} (WTO).",
        bound=t.number(row["value_usd_m"]),
        year=str(row["year"]),
    )
