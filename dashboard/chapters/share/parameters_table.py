"""The nineteen parameters: their values, what they rest on, and what would have to be measured to retire each."""

from __future__ import annotations

import functools

from dashboard.chapters.share.choices import EDITABLE
from dashboard.chapters.share.model import Model
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.values import Cell, Column, Receipt, Table
from dashboard.figures.share import number_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES, Problem, Triple, check_triple
from etl.measures.share.compute import METHOD_VERSION

_MOST = 40  # characters of a typed number


@functools.cache
def retirement(t: Translator) -> dict[str, tuple[str, str]]:
    """By parameter: what would have to be measured to retire it, and who could provide it."""
    market = (
        t(
            "Cloud purchases by supplier country; imports of computer services (balance of payments, item SI2) by "
            "partner"
        ),
        t("Office des Changes, Bank Al-Maghrib, the tax on foreign digital services"),
    )
    revenue = (
        t("Yearly revenue and ownership of data-centre and cloud firms"),
        t("Competition Council, ANRT, OMPIC, the DGSSI's list of qualified providers"),
    )
    register = (
        t("A register of sites: IT load, occupancy, PUE, power metered"),
        t("MTNRA, ADD, ONEE and MASEN, operators"),
    )
    cards = (
        t("A register of accelerators by model; customs codes HS 8471.50, 8471.80 and 8473.30"),
        t("MTNRA, the customs administration (ADII), UM6P, universities"),
    )
    contracts = (
        t("Contracts of new sites: part of the capacity sold to residents; building permits and grid connections"),
        t("AMDIE, MTNRA, ONEE"),
    )
    makers = (t("Published data sheets of the cards installed"), t("Operators, makers of accelerators"))
    return {
        "cloud_market_five_usd_m": market,
        "mar_share_of_five": market,
        "offshore_fraction_public_cloud": market,
        "local_dc_revenue_2021_usd_m": revenue,
        "local_dc_revenue_growth": revenue,
        "moroccan_control_share": revenue,
        "externalised_share": (
            t("A question on the place of hosting in the survey of firms on technology"),
            t("HCP, ANRT"),
        ),
        "capacity_it_mw": register,
        "capacity_occupancy": register,
        "pue": register,
        "local_accelerators_h100e": cards,
        "ai_share_of_offshore_spend": cards,
        "gpu_billed_utilisation": cards,
        "kw_per_gpu_it": makers,
        "b200_to_h100": makers,
        "gov_sites_local": (
            t("A yearly scan of public bodies' sites (DNS, address, network, country), its list published"),
            t("DGSSI (maCERT), ADD"),
        ),
        "gpu_price_usd_h": (
            t("The price of a GPU-hour sold in Morocco, in dirhams"),
            t("Cloud price lists, public tenders"),
        ),
        "demand_growth": register,
        "resident_use_new_sites": contracts,
    }


def parameters_table(reading: Reading, found: Model) -> Table:
    """Every parameter with its three values, basis and sources; one set by the reader says so."""
    t = reading.t
    columns = (
        Column("parameter", t("Parameter")),
        Column("unit", t("Unit")),
        Column("low", t("Low"), "end"),
        Column("central", t("Central"), "end"),
        Column("high", t("High"), "end"),
        Column("confidence", t("Grade")),
        Column("basis", t("Basis")),
        Column("source_ids", t("Sources")),
        Column("to_measure", t("What would have to be measured to retire it")),
        Column("provider", t("Who could provide it")),
    )
    rows = tuple(_row(reading, found, name) for name in PARAMETER_NAMES)
    formula = t(
        "Each parameter is drawn from a triangular distribution between its low and its high, independently of the "
        "others."
    )
    receipt = Receipt(
        formula, parameter_inputs(reading, found, PARAMETER_NAMES), reading.build.build_id, METHOD_VERSION
    )
    note = t(
        "Several bounds are our own judgement, as their basis says; the share of institutional sites is a "
        "measurement, not drawn."
    )
    return Table("parameters", t("Parameters of the estimate"), columns, rows, note, receipt)


def parameter_name(reading: Reading, found: Model, name: str) -> str:
    """What a parameter is called."""
    return str(found.found.rows[name][f"name_{reading.lang}"])


def _row(reading: Reading, found: Model, name: str) -> tuple[Cell, ...]:
    t = reading.t
    row = found.found.rows[name]
    label = parameter_name(reading, found, name)
    if name in found.choices.edited:
        label = t("{parameter} (set by you)", parameter=label)
    values = found.parameters.triple(name)
    to_measure, provider = retirement(t)[name]
    return (
        Cell(name, label),
        Cell(row["unit"], reading.phrase(row["unit"])),
        *(Cell(value, number_text(value, t)) for value in values),
        Cell(row["confidence"], row["confidence"]),
        Cell(row["basis"], reading.phrase(row["basis"])),
        publishers(reading, row["source_ids"]),
        Cell(to_measure, to_measure),
        Cell(provider, provider),
    )


def read_triple(name: str, low: str, central: str, high: str) -> tuple[Triple | None, tuple[Problem, ...]]:
    """Three values as typed (point or comma for decimals), or every problem found, each with its field."""
    if name not in EDITABLE:
        return None, (Problem(name, "", "unknown_parameter"),)
    values = [_typed(text) for text in (low, central, high)]
    problems = check_triple(name, *values)
    if problems:
        return None, problems
    return Triple(*(float(value) for value in values)), ()


def _typed(text: str) -> float | str:
    """A typed number, or the text itself where it spells none (which the check then refuses)."""
    cleaned = "".join(text.split()).replace(",", ".")
    try:
        return float(cleaned) if len(cleaned) <= _MOST else text
    except ValueError:
        return text
