"""Where the texts of the map stand: tables laid by hand, in projected km, for a wide screen and for a phone.

No algorithm places twelve long names on a country where everything lies on one stretch of coast. The texts come from
the evidence in three languages; each place was tried with the longest of the three. A browser test takes the pixel
boxes of labels and markers and refuses a collision, so a new town or region shows at once when it needs a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.shapes.views import ATLANTIC, COAST, MEDITERRANEAN, Point, View


@dataclass(frozen=True)
class Place:
    """Where a text stands: `anchor` is the edge of the text at (x, y); a leader, if any, ends at `leader`.

    `is_broken` sets a long name on two lines.
    """

    x: float
    y: float
    anchor: str = "center"
    leader: Point | None = None
    is_broken: bool = False


# Regions by code (ISO 3166-2): those on the crowded coast are named at sea, with a leader.
REGIONS_WIDE: dict[str, Place] = {
    "MA-01": Place(40, 2300, "right", (150, 2245)),
    "MA-02": Place(512, 2035),
    "MA-03": Place(290, 2100),
    "MA-04": Place(-60, 2222, "right", (95, 2165)),
    "MA-05": Place(228, 1945, is_broken=True),
    "MA-06": Place(-240, 2042, "right", (-125, 1990)),
    "MA-07": Place(-300, 1935, "right", (-195, 1885)),
    "MA-08": Place(235, 1720),
    "MA-09": Place(-90, 1650),
    "MA-10": Place(-245, 1480, is_broken=True),
    "MA-11": Place(-470, 1270, is_broken=True),
    "MA-12": Place(-715, 820, is_broken=True),
}

# On a phone only the regions that hold a site are named.
REGIONS_PHONE: dict[str, Place] = REGIONS_WIDE | {
    "MA-01": Place(30, 2310, "right", (150, 2245)),
    "MA-04": Place(-60, 2215, "right", (95, 2170)),
    "MA-06": Place(-240, 2012, "right", (-125, 1985)),
    "MA-07": Place(-300, 1910, "right", (-195, 1880)),
}

# Names of the regions in the coast's panel.
COAST_REGIONS: dict[str, Place] = {"MA-04": Place(81, 2052, is_broken=True), "MA-06": Place(-70, 1985)}

# Where the main panel says what the outlined coast holds.
COAST_HINT_WIDE = Place(-215, 2135, "right", (COAST.x_min, 2110))
COAST_HINT_PHONE = Place(-215, 2115, "right", (COAST.x_min, 2095))

# Towns by their English name: how far the text stands from the town's true place, in km.
TOWNS_WIDE: dict[str, Place] = {
    "Benguerir": Place(56, -34, "left"),
    "Marrakech": Place(40, -46, "left"),
    "Dakhla": Place(48, 0, "left"),
    "Tétouan": Place(44, 30, "left"),
    "Casablanca": Place(-9, 0, "right"),
    "Nouaceur": Place(9, 0, "left"),
    "Settat": Place(6, 0, "left"),
    "Rabat": Place(-6, 2, "right"),
    "Salé": Place(13, 8, "left"),
    "Témara": Place(-6, -3, "right"),
}
TOWNS_PHONE: dict[str, Place] = {
    "Benguerir": Place(70, -10, "left"),
    "Marrakech": Place(52, -58, "left"),
    "Dakhla": Place(70, 0, "left"),
    "Tétouan": Place(56, 38, "left"),
    "Casablanca": Place(-10, 0, "right"),
    "Nouaceur": Place(13, 0, "left"),
    "Settat": Place(9, 0, "left"),
    "Rabat": Place(-8, 3, "right"),
    "Salé": Place(16, 8, "left"),
    "Témara": Place(-8, -4, "right"),
}

# Two towns a few pixels apart would hide each other: one is set off by so much (km). The note says so.
SET_APART: dict[str, Point] = {"Salé": (6, 9), "Témara": (-2, -3), "Marrakech": (0, -48)}

# Systems by id, in each sea: where the name stands and what its leader touches.
SYSTEMS: dict[View, dict[str, Place]] = {
    MEDITERRANEAN: {
        "atlas-offshore": Place(540, 2930, "right", (762, 2700)),
        "medusa": Place(1330, 2860, "left", (1240, 2720)),
        "sea-me-we-3": Place(1080, 2340, "left", (1060, 2525)),
        "estepona-tetouan": Place(125, 2590, "left", (229, 2330)),
        "canalink": Place(25, 2760, "left", (100, 2385)),
    },
    ATLANTIC: {
        "mtwa": Place(-560, -1200, "right", (-450, -980), is_broken=True),
        "ellalink": Place(-640, 2470, "right", (-255, 2260)),
        "canalink": Place(-800, 2130, "right", (-461, 1827), is_broken=True),
        "canary-morocco": Place(-610, 1770, "right", (-690, 1430), is_broken=True),
    },
}

# Landing towns named in each sea: how far the text stands from the landing, in km.
LANDINGS: dict[View, dict[str, Place]] = {
    MEDITERRANEAN: {
        "Asilah": Place(-20, -116, "right"),
        "Tétouan": Place(6, -128, "left"),
        "Nador": Place(24, 0, "left"),
        "Marseille": Place(-30, -5, "right"),
        "Bizerte": Place(-10, -60, "right"),
    },
    ATLANTIC: {
        "Lisbon": Place(80, 20, "left"),
        "Casablanca": Place(150, -60, "left"),  # clear of the landing's own marker
        "Dakhla": Place(150, -30, "left"),
        "Abidjan": Place(0, 120, "center"),
        "Libreville": Place(-40, -60, "right"),
    },
}
