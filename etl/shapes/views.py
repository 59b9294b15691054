"""The windows through which the maps are seen, on the projected plane."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class View:
    """A window on the projected plane (km), cut from the frame of `drawn.json` that has its name."""

    frame: str
    x_min: float
    y_min: float
    x_max: float
    y_max: float

    def holds(self, x_km: float, y_km: float) -> bool:
        """Whether a place lies inside."""
        return self.x_min < x_km < self.x_max and self.y_min < y_km < self.y_max


MOROCCO = View("morocco", -1110, 635, 720, 2375)
COAST = View("coast", -122, 1964, 112, 2156)  # Kénitra to El Jadida, and Settat
MEDITERRANEAN = View("western_mediterranean", -320, 2095, 1880, 3185)  # Lisbon to Sicily
ATLANTIC = View("atlantic", -1650, -1720, 2040, 2740)  # Lisbon to Libreville
VIEWS = (MOROCCO, COAST, MEDITERRANEAN, ATLANTIC)
