"""World Bank, World Development Indicators: the series that definitions of indicators name, as IT.NET.USER.ZS."""

from __future__ import annotations

import json
from datetime import date

from etl.desk.cells import number_text
from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, once_each, records
from etl.desk.connectors.series import followed_observations
from etl.desk.evidence import Rows
from etl.desk.problems import DeskError
from etl.measures.releases.calendar import series_of

_ADDRESS = "https://api.worldbank.org/v2/country/{countries}/indicator/{series}?format=json&per_page=20000"


def read_wdi(file: File, evidence: Rows) -> Release:
    """The values of the series and countries that the evidence follows, from the first year it holds of each."""
    listed = records(file, ("series", "country", "period", "value"), "wdi")
    indicators = series_of(evidence)
    named = sorted({row["series"] for row in listed})
    if not set(named) & set(indicators):
        raise DeskError("other_series", file=file.name, given=", ".join(named), series=", ".join(sorted(indicators)))
    mine = [row | {"indicator_id": indicators[row["series"]]} for row in listed if row["series"] in indicators]
    notes: list[Note] = [note for note in file.contents.notes if note[0] in ("world_bank", "pages_missing")]
    if len(mine) < len(listed):
        notes.append(("other_series", {"series": ", ".join(name for name in named if name not in indicators)}))
    source = _source(file)
    rows, repeated = once_each([_row(row, source.source_id) for row in mine])
    kept, more = followed_observations(rows, evidence, "A")
    return Release("observations", kept, [*notes, *repeated, *more], source=source)


def _row(row: dict[str, str], source_id: str) -> dict[str, str]:
    return {
        "indicator_id": row["indicator_id"],
        "country": row["country"],
        "period": row["period"],
        "value": number_text(row["value"], "."),
        "source_ids": source_id,
    }


def _source(file: File) -> NewSource:
    """The answer as a source of its own: values are revised from one release to the next."""
    said = json.loads(file.body.decode("utf-8-sig"))[0]
    try:
        day = date.fromisoformat(str(said.get("lastupdated"))).isoformat()
    except ValueError:
        day = file.today.isoformat()
    cells = {
        "publisher": "World Bank",
        "title": f"World Development Indicators, release of {day}",
        "url": "https://databank.worldbank.org/source/world-development-indicators",
        "published_on": day,
        "accessed_on": file.today.isoformat(),
        "kind": "dataset",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"wdi-{day}", cells)


def _addresses(evidence: Rows) -> dict[str, str]:
    """One a series, for the countries the evidence holds of it."""
    found = {}
    for series, indicator in sorted(series_of(evidence).items()):
        held = {row["country"] for row in evidence["observations"] if row["indicator_id"] == indicator}
        found[series] = _ADDRESS.format(series=series, countries=";".join(sorted(held)))
    return found


WDI = Connector("wdi", "World Bank", read_wdi, _addresses)
