"""Epoch's list: without a row in countries whose sites the evidence holds nothing is new; a new one is proposed with what it does not say asked for."""

from __future__ import annotations

from datetime import date

from etl.desk.connectors.refresh import refresh_from_bytes
from etl.desk.evidence import read_evidence
from etl.desk.proposal import Proposal
from etl.paths import ROOT
from tests.etl.desk.connectors.sources import clusters

DATA = ROOT / "data"


def proposed(body: bytes) -> Proposal:
    return refresh_from_bytes("epoch", body, "clusters.csv", DATA, date(2031, 6, 1))


def test_a_list_without_an_african_row_is_nothing_new() -> None:
    made = proposed(clusters(("Colossus", "Existing", "United States of America", "NVIDIA H100")))
    assert (made.rows, made.questions) == ([], [])
    assert made.notes == [("clusters", {"rows": 1, "here": 0})]


def test_a_new_cluster_in_morocco_counts_its_gpus_and_no_power() -> None:
    made = proposed(clusters(("Atlas Zéro", "Planned", "Morocco", "NVIDIA GB200")))
    row = made.rows[0].cells
    assert (row["country"], row["status"], row["gpu_count_planned"], row["gpu_count_operational"]) == (
        "MAR",
        "announced",
        "1200",
        "",
    )
    assert (row["it_load_mw_planned"], row["it_load_mw_operational"], row["confidence"]) == ("", "", "C")
    assert {"name_ar", "kind", "operator_country"} <= {q.column for q in made.open_questions}


def test_other_chips_are_no_gpus_and_a_known_name_is_no_new_site() -> None:
    made = proposed(clusters(("Atlas Zéro", "Existing", "Morocco", "Google TPU v5")))
    assert made.rows[0].cells["gpu_count_operational"] == ""
    site = next(row for row in read_evidence(DATA)["sites"] if row["country"] == "KEN" and "," not in row["name"])
    made = proposed(clusters((f"{site['name']} Phase 2", "Planned", "Kenya", "NVIDIA H100")))
    assert (made.rows, dict(made.notes)["clusters_held"]) == ([], {"count": 1})
