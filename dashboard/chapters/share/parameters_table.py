"""The nineteen parameters: their values, what they rest on, and what would have to be measured to retire each."""

from __future__ import annotations

from dashboard.chapters.share.choices import EDITABLE
from dashboard.chapters.share.model import Model
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, text_column
from dashboard.content.values import Cell, Receipt, Table
from dashboard.figures.share import number_text
from dashboard.warehouse.reading import Reading, Row, cached_per_build
from etl.contracts.parameters import PARAMETER_NAMES, Problem, Triple, check_triple
from etl.measures.share.compute import METHOD_VERSION

_MOST = 40  # characters of a typed number


@cached_per_build(3)
def retirement(reading: Reading) -> dict[str, tuple[str, str]]:
    """By parameter: what would have to be measured to retire it, and who could provide it."""
    t = reading.t
    market = (
        reading.prose("share_to_measure_market"),
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
        reading.prose("share_to_measure_accelerators"),
        t("MTNRA, the customs administration (ADII), UM6P, universities"),
    )
    contracts = (reading.prose("share_to_measure_contracts"), t("AMDIE, MTNRA, ONEE"))
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
        "gov_sites_local": (reading.prose("share_to_measure_institutional_sites"), t("DGSSI (maCERT), ADD")),
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
    rows, columns = found.found.rows, RowColumns(reading)

    def name(row: Row) -> Cell:
        label = parameter_name(reading, found, row["parameter"])
        is_edited = row["parameter"] in found.choices.edited
        return Cell(row["parameter"], t("{parameter} (set by you)", parameter=label) if is_edited else label)

    def value(key: str, label: str, at: int) -> Column[Row]:
        def cell(row: Row) -> Cell:
            number = found.parameters.triple(row["parameter"])[at]
            return Cell(number, number_text(number, t))

        return Column(key, label, cell, "end")

    formula = reading.prose("shared_parameters_formula")
    receipt = Receipt(
        formula, parameter_inputs(reading, found, PARAMETER_NAMES), reading.build.build_id, METHOD_VERSION
    )
    note = reading.prose("share_parameters_note")
    return build_table(
        "parameters",
        t("Parameters of the estimate"),
        [{**rows[parameter], "parameter": parameter} for parameter in PARAMETER_NAMES],
        Column("parameter", t("Parameter"), name),
        columns.phrase("unit", t("Unit")),
        value("low", t("Low"), 0),
        value("central", t("Central"), 1),
        value("high", t("High"), 2),
        columns.text("confidence", t("Grade")),
        columns.phrase("basis", t("Basis")),
        columns.sources(t("Sources"), "source_ids"),
        text_column(
            "to_measure",
            t("What would have to be measured to retire it"),
            lambda row: retirement(reading)[row["parameter"]][0],
        ),
        text_column("provider", t("Who could provide it"), lambda row: retirement(reading)[row["parameter"]][1]),
        note=note,
        receipt=receipt,
    )


def read_triple(name: str, low: str, central: str, high: str) -> tuple[Triple | None, tuple[Problem, ...]]:
    """Three values as typed (point or comma for decimals), or every problem found, each with its field."""
    if name not in EDITABLE:
        return None, (Problem(name, "", "unknown_parameter"),)
    values = [_read_typed(text) for text in (low, central, high)]
    problems = check_triple(name, *values)
    if problems:
        return None, problems
    return Triple(*(float(value) for value in values)), ()


def _read_typed(text: str) -> float | str:
    """A typed number, or the text itself where it spells none (which the check then refuses)."""
    cleaned = "".join(text.split()).replace(",", ".")
    try:
        return float(cleaned) if len(cleaned) <= _MOST else text
    except ValueError:
        return text


def parameter_name(reading: Reading, found: Model, name: str) -> str:
    """What a parameter is called."""
    return str(found.found.rows[name][f"name_{reading.lang}"])
