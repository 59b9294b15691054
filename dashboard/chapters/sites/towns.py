"""The Moroccan sites put in their towns: what the map draws, and what it cannot place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.chapters.shared.geography import region_names
from dashboard.chapters.sites.words import STATUSES
from dashboard.warehouse.reading import Reading
from etl.shapes.views import COAST


@dataclass(frozen=True)
class Town:
    """A town and its sites; (x_km, y_km) is its true place, `documented_mw` None where no source gives any."""

    key: str
    name: str
    region_code: str
    x_km: float
    y_km: float
    sites: tuple[dict[str, Any], ...]

    @property
    def documented_mw(self) -> float | None:
        """The IT load in service that sources give for these sites, MW."""
        return sum_mw(self.sites)

    @property
    def status(self) -> str:
        """The best status of a site here."""
        best: str = min((str(site["status"]) for site in self.sites), key=STATUSES.index)
        return best


@dataclass(frozen=True)
class Situation:
    """Everything the map says: towns (most sites first), sites with no published place, names of regions."""

    towns: tuple[Town, ...]
    unplaced: tuple[dict[str, Any], ...]
    regions: dict[str, str]

    @property
    def sites(self) -> tuple[dict[str, Any], ...]:
        """Every site, placed or not."""
        return tuple(site for town in self.towns for site in town.sites) + self.unplaced

    @property
    def on_the_coast(self) -> tuple[Town, ...]:
        """Towns of the second panel."""
        return tuple(town for town in self.towns if COAST.holds(town.x_km, town.y_km))

    def count(self, region_code: str) -> int:
        """Sites placed in a region."""
        return sum(len(town.sites) for town in self.towns if town.region_code == region_code)


def situation(reading: Reading, sites: Collection[str] | None = None) -> Situation:
    """Read the Moroccan sites (those whose id is in `sites`, all for None) and put them in towns."""
    rows = reading.rows(
        "select * from out_sites where country = 'MAR' "
        "order by status = 'operational' desc, documented_mw desc nulls last, name, site_id"
    )
    kept = [row for row in rows if sites is None or row["site_id"] in sites]
    by_town: dict[str, list[dict[str, Any]]] = {}
    for row in kept:
        if row["x_km"] is not None:
            by_town.setdefault(row["city"] or row["site_id"], []).append(row)
    is_english = reading.lang == "en"
    city, site = ("city", "name") if is_english else (f"city_{reading.lang}", f"name_{reading.lang}")
    towns = [
        Town(
            key,
            here[0][city] or here[0][site],
            here[0]["region_code"] or "",
            here[0]["x_km"],
            here[0]["y_km"],
            tuple(here),
        )
        for key, here in by_town.items()
    ]
    towns.sort(key=lambda town: (-len(town.sites), town.key))
    unplaced = tuple(row for row in kept if row["x_km"] is None)
    return Situation(tuple(towns), unplaced, region_names(reading))


def sum_mw(sites: Iterable[dict[str, Any]]) -> float | None:
    """The documented IT load of sites, MW; None (not zero) where no source gives any."""
    known = [site["documented_mw"] for site in sites if site["documented_mw"] is not None]
    return sum(known) if known else None
