"""`siyada refresh`: the file of a source, handed in or fetched, becomes a proposal. Nothing of the evidence moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from etl.desk.connectors.cdn_places import CDN_PLACES
from etl.desk.connectors.egov import EGOV
from etl.desk.connectors.epoch import EPOCH
from etl.desk.connectors.peeringdb import PEERINGDB
from etl.desk.connectors.pulse import PULSE
from etl.desk.connectors.release import Connector, File, propose_release
from etl.desk.connectors.rir import RIR
from etl.desk.connectors.wdi import WDI
from etl.desk.evidence import read_evidence
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal
from etl.desk.read import read_bytes, read_file

CONNECTORS = {one.name: one for one in (CDN_PLACES, EGOV, EPOCH, PEERINGDB, PULSE, RIR, WDI)}


def connector_named(name: str) -> Connector:
    """The connector of a source. Raises DeskError for one that has none, naming those that have."""
    if name not in CONNECTORS:
        raise DeskError("no_connector", source=name, sources=", ".join(CONNECTORS))
    return CONNECTORS[name]


def refresh_from_file(name: str, path: Path, data: Path, today: date, as_of: date | None = None) -> Proposal:
    """What a file of a source would change in the evidence of `data`. Raises DeskError where it is none of that source."""
    connector = connector_named(name)
    body, contents = read_file(path)
    file = File(body, path.name, contents, today, as_of)
    return propose_release(connector.read(file, read_evidence(data)), file, data)


def refresh_from_bytes(
    name: str, body: bytes, label: str, data: Path, today: date, as_of: date | None = None
) -> Proposal:
    """As `refresh_from_file`, of bytes that were fetched."""
    file = File(body, label, read_bytes(body, label), today, as_of)
    return propose_release(connector_named(name).read(file, read_evidence(data)), file, data)


def refresh_from_publisher(
    name: str, folder: Path, data: Path, today: date, as_of: date | None = None
) -> Iterator[tuple[str, Proposal | DeskError]]:
    """What each file that a source publishes would change, fetched: its short name, and the proposal or why there is none.

    Fetched files stay in `folder`, with what is needed to ask only for changes the next time.
    """
    from etl.desk.connectors.transport import fetch  # here alone: a file handed in needs no network

    addresses = connector_named(name).addresses(read_evidence(data))
    if not addresses:
        raise DeskError("only_from_file", source=name)
    for part, address in addresses.items():
        try:
            body = fetch(address, folder / name)
            yield part, refresh_from_bytes(name, body, _name_of(address), data, today, as_of)
        except DeskError as error:
            yield part, error


def _name_of(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]
