"""UN e-government survey: rank and indices of each country, one edition a file, with heads as in the files in use."""

from __future__ import annotations

import re

from etl.desk.cells import number_text
from etl.desk.connectors.release import Connector, File, NewSource, Release, once_each, records
from etl.desk.connectors.series import followed_observations
from etl.desk.evidence import Rows
from etl.desk.problems import DeskError
from etl.desk.words import countries, folded

_HEADS = (  # of a country, then by indicator
    ("country-code", {"un_egdi_rank": "e-gov-rank", "un_egdi_value": "e-gov-index", "un_osi_value": "osi", "un_hci_value": "hci", "un_tii_value": "tii"}),
    ("country name", {"un_egdi_rank": "e-government rank", "un_egdi_value": "e-government index", "un_osi_value": "online service index", "un_hci_value": "human capital index", "un_tii_value": "telecommunication infrastructure index"}),
)  # fmt: skip
_YEAR_HEADS = ("survey year", "year")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WHOLE = 190  # countries from which on a file is the whole table, so that ranks can be counted in it
_COUNTED = "Computed from full table"  # as the phrases have it


def read_egov(file: File, evidence: Rows) -> Release:
    """The edition's values of followed countries; the rank of online services is counted where the table is whole."""
    listed, notes = once_each(_values(file))
    year = _edition(file, listed)
    notes.append(("edition", {"year": year}) if year else ("no_date", {}))
    source = _source(year, file) if year else None
    rows = [
        {"indicator_id": one, "country": row["country"], "period": year, "value": row[one]}
        for row in [*listed, *_rank(listed)]
        for one in row
        if one.startswith("un_") and row[one]
    ]
    cited = [row | {"source_ids": source.source_id if source else "", "note": _note(row)} for row in rows]
    kept, more = followed_observations(cited, evidence, "A")
    return Release("observations", kept, [*notes, *more], source=source, undated="" if year else "period")


def _values(file: File) -> list[dict[str, str]]:
    """Country, edition and values of each row. Raises DeskError for heads of another file."""
    for place, (country, heads) in enumerate(_HEADS):
        try:
            listed = records(file, (country, *heads.values()), "egov")
        except DeskError as error:
            if error.code != "other_shape" or place + 1 == len(_HEADS):
                raise
            continue
        return [
            {"country": countries().get(folded(row[country]), ""), "year": next((row[one] for one in _YEAR_HEADS if row.get(one)), "")}
            | {indicator: number_text(row[head], ".") if row[head] else "" for indicator, head in heads.items()}
            for row in listed
        ]  # fmt: skip
    raise AssertionError


def _edition(file: File, listed: list[dict[str, str]]) -> str:
    """The year of the edition: as given, in the rows, or in the name of the file; "" where none says it."""
    years = {row["year"] for row in listed}
    named = _YEAR.findall(file.name)
    if file.as_of:
        return str(file.as_of.year)
    if len(years) == 1 and (year := years.pop()):
        return year[:4]
    return named[0] if len(set(named)) == 1 else ""


def _rank(listed: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rank of each country by its online services: one more than the countries above it."""
    values = sorted((float(row["un_osi_value"]) for row in listed if row["un_osi_value"]), reverse=True)
    if len(values) < _WHOLE:
        return []
    first = {value: place for place, value in reversed(list(enumerate(values, 1)))}
    return [
        {"country": row["country"], "un_osi_rank": str(first[float(row["un_osi_value"])])}
        for row in listed
        if row["un_osi_value"]
    ]


def _note(row: dict[str, str]) -> str:
    return _COUNTED if row["indicator_id"] == "un_osi_rank" else ""


def _source(year: str, file: File) -> NewSource:
    cells = {
        "publisher": "UN DESA",
        "title": f"E-Government Survey {year}, data of every country",
        "url": "https://publicadministration.un.org/egovkb/en-us/Data-Center",
        "published_on": year,
        "accessed_on": file.today.isoformat(),
        "kind": "multilateral",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"egov-{year}", cells)


EGOV = Connector("egov", "UN DESA", read_egov, lambda _: {})
