"""Address registries (RIR): how many addresses and networks are registered in each country compared here.

Where an address is registered says who answers for it, not where it is used nor who controls that holder.
"""

from __future__ import annotations

from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, records
from etl.desk.evidence import Rows
from etl.desk.questions import Question
from etl.desk.read_delegated import HEADS, NETWORK_HEADS
from etl.desk.words import countries, folded

METRICS = {
    "ipv4": "registered_ipv4_addresses_count",
    "ipv6": "registered_ipv6_48_networks_count",
    "asn": "registered_networks_count",
}
ASKED_PART = 0.25
"""A count further than this part from the one before may be a fault of the register."""
_ADDRESS = "https://ftp.afrinic.net/pub/stats/afrinic/delegated-afrinic-extended-latest"
_PUBLISHERS = {"afrinic": "AFRINIC", "ripencc": "RIPE NCC", "apnic": "APNIC", "arin": "ARIN", "lacnic": "LACNIC"}
_HOME = "MAR"
_NAMED = 8


def read_rir(file: File, evidence: Rows) -> Release:
    """Counts of the countries whose locality is compared, where they moved; networks of Morocco of unknown control are named."""
    listed = records(file, HEADS, "rir")
    registry = next((row["registry"] for row in listed), "")
    day = file.as_of.isoformat() if file.as_of else _day(next((row["as_of"] for row in listed), ""))
    source = _source(registry, day, file) if day else None
    compared = {row["country"] for row in evidence["web_locality"]}
    rows, questions, same = [], [], 0
    for row in listed:
        country = countries().get(folded(row["cc"]), "")
        if country not in compared:
            continue
        made = _row(row, country, day, source)
        before = _before(evidence, made)
        if before and float(before["value"]) == float(made["value"]):
            same += 1
        elif before and day and before["period"] >= day:
            same += 1  # an older file than what stands
        elif before and abs(float(made["value"]) / float(before["value"]) - 1) > ASKED_PART:
            questions.append(_jump(made, before))
            rows.append(made | {"value": ""})
        else:
            rows.append(made)
    notes: list[Note] = [("registered", {"publisher": _PUBLISHERS.get(registry, registry), "day": day or "?"})]
    notes += [("same", {"count": same})] if same else []
    notes += _unlisted(file, evidence)
    undated = "" if day else "period"
    notes += [("no_date", {})] if undated and rows else []
    return Release("connectivity_metrics", rows, notes, questions, source, undated)


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 else ""


def _row(row: dict[str, str], country: str, day: str, source: NewSource | None) -> dict[str, str]:
    return {
        "country": country,
        "metric": METRICS[row["type"]],
        "period": day,
        "value": row["amount"].removesuffix(".0"),
        "source_ids": source.source_id if source else "",
        "confidence": "A",
    }


def _before(evidence: Rows, made: dict[str, str]) -> dict[str, str]:
    held = [
        row for row in evidence["connectivity_metrics"] if all(row[one] == made[one] for one in ("country", "metric"))
    ]
    return max(held, key=lambda row: row["period"], default={})


def _jump(made: dict[str, str], before: dict[str, str]) -> Question:
    key = "/".join(made[name] for name in ("country", "metric", "period", "source_ids"))
    values: dict[str, object] = {"before": before["value"], "when": before["period"]}
    return Question("connectivity_metrics", key, "value", "jump", made["value"], "", values)


def _unlisted(file: File, evidence: Rows) -> list[Note]:
    """The networks of Morocco whose control the evidence does not tell: named, for a register names no holder."""
    known = {row["asn"] for row in evidence["as_control"]}
    here = [
        row["asn"] for row in records(file, NETWORK_HEADS, "rir") if countries().get(folded(row["network_cc"])) == _HOME
    ]
    numbers = sorted({int(float(one)) for one in here} - {int(one) for one in known})
    if not numbers:
        return []
    names = ", ".join(f"AS{one}" for one in numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
    return [("networks_unlisted", {"count": len(numbers), "names": names})]


def _source(registry: str, day: str, file: File) -> NewSource:
    publisher = _PUBLISHERS.get(registry, registry)
    cells = {
        "publisher": publisher,
        "title": f"Statistics of the registry (delegated-{registry}), {day}",
        "url": _ADDRESS.replace("afrinic", registry),
        "published_on": day,
        "accessed_on": file.today.isoformat(),
        "kind": "dataset",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"rir-{registry}-{day}", cells)


RIR = Connector("rir", "AFRINIC", read_rir, lambda _: {"afrinic": _ADDRESS})
