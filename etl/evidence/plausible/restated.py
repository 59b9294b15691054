"""A number against the words of its own row, of its events and of its sources' titles: they tell it too, and tell its scale."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.plausible.numbers_in_words import StatedNumber, numbers
from etl.evidence.plausible.values import plain, unit_of

ROUNDED = 0.02  # words round
CERTAIN_DIGITS = 3  # a number without a unit is the same one only if so many digits agree
OWN_WORDS = ("name", "name_en", "note", "detail", "basis")

# What a column measures, as words name it, and its unit in theirs.
_MEASURED: dict[tuple[str, str], tuple[str, float]] = {
    ("sites", "it_load_mw_operational"): ("W", 1e6),
    ("sites", "it_load_mw_planned"): ("W", 1e6),
    ("sites", "gpu_count_operational"): ("GPUs", 1),
    ("sites", "gpu_count_planned"): ("GPUs", 1),
    ("sites", "racks"): ("racks", 1),
    ("sites", "floor_area_m2"): ("m2", 1),
    ("site_stages", "it_load_mw"): ("W", 1e6),
    ("country_capacity", "it_load_mw_operational"): ("W", 1e6),
    ("country_capacity", "it_load_mw_pipeline"): ("W", 1e6),
    ("country_capacity", "data_centre_count"): ("", 1),
    ("country_capacity", "gpu_count"): ("GPUs", 1),
    ("cables", "length_km"): ("m", 1e3),
    ("cables", "design_capacity_tbps"): ("bit/s", 1e12),
    ("cables", "lit_capacity_tbps"): ("bit/s", 1e12),
    ("cables", "fibre_pairs"): ("pairs", 1),
    ("cable_segments", "design_capacity_tbps"): ("bit/s", 1e12),
    ("ixps", "members"): ("networks", 1),
    ("ixps", "peak_gbps"): ("bit/s", 1e9),
    ("backbone", "km"): ("m", 1e3),
    ("outages", "days"): ("days", 1),
    ("investments", "amount"): ("currency", 1),
    ("investments", "amount_executed"): ("currency", 1),
    ("startup_funding", "amount_usd_m"): ("USD", 1e6),
    ("startup_funding", "deals"): ("deals", 1),
    ("fx", "usd_mad"): ("", 1),
    ("fx", "eur_mad"): ("", 1),
}
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1),
    "% population": ("%", 1),
    "MAD bn": ("MAD", 1e9),
    "MAD m": ("MAD", 1e6),
    "USD m": ("USD", 1e6),
    "USD million": ("USD", 1e6),
    "million": ("", 1e6),
    "Gbit/s": ("bit/s", 1e9),
    "Mbit/s": ("bit/s", 1e6),
    "MW": ("W", 1e6),
}
_CURRENCIES = ("MAD", "USD", "EUR", "ZAR")
_OF_UNITS = {
    "observations": ("value",),
    "regional_observations": ("value",),
    "targets": ("target_value", "baseline_value"),
    "connectivity_metrics": ("value",),
    "compute_demand": ("value",),
}
_BESIDE = (
    ("site_events", "site_id", "detail"),
    ("site_stages", "site_id", "note"),
    ("sites", "site_id", "note"),
    ("cables", "cable_id", "note"),
    ("cable_segments", "cable_id", "note"),
)


def find(lines: Lines) -> Iterator[Finding]:
    """Numbers that the words around them tell a power of ten larger or smaller, and nowhere as they stand."""
    indicators = {line.key: line for line in lines["indicators"]}
    titles = {line.key: line.text("title") for line in lines["sources"]}
    beside = _words_beside(lines)
    for table, columns in _columns().items():
        for line in lines[table]:
            values = {c: v for c in columns if (v := line.number(c))}
            if not values:
                continue
            own = [line.text(column) for column in OWN_WORDS] + beside.get(
                line.text("site_id") or line.text("cable_id"), []
            )
            entries = [number for text in own if text for number in numbers(text)]
            headed = [n for s in line.text("source_ids").split(";") for n in numbers(titles.get(s, ""))]
            for column, value in values.items():
                measure = _measure(line, column, indicators)
                # What the words say of another column of the row is not said of this one.
                others = [v * _measure(line, c, indicators)[1] for c, v in values.items() if c != column]
                finding = _disagreement(line, column, value, measure, _without(entries, others), headed)
                if finding:
                    yield finding


def _columns() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, column in _MEASURED:
        found[table].append(column)
    for table, columns in _OF_UNITS.items():
        found[table].extend(columns)
    return found


def _words_beside(lines: Lines) -> Mapping[str, list[str]]:
    """What is recorded of each site by its events and its stages, and of each system by its segments."""
    found: dict[str, list[str]] = defaultdict(list)
    for table, name, column in _BESIDE:
        for line in lines[table]:
            found[line.text(name)].append(line.text(column))
    return found


def _measure(line: Line, column: str, indicators: Mapping[str, Line]) -> tuple[str, float]:
    name, factor = _MEASURED.get((line.table, column)) or _UNITS.get(unit_of(line, indicators), ("", 1))
    return (line.text("currency"), factor) if name == "currency" else (name, factor)


def _without(stated: Iterable[StatedNumber], values: list[float]) -> list[StatedNumber]:
    return [number for number in stated if not any(_is_same(number.value, value) for value in values)]


def _is_same(a: float, b: float) -> bool:
    return abs(a - b) <= ROUNDED * abs(b)


def _disagreement(
    line: Line,
    column: str,
    value: float,
    measure: tuple[str, float],
    own: list[StatedNumber],
    headed: list[StatedNumber],
) -> Finding | None:
    name, factor = measure
    whole = value * factor
    for number in (*own, *headed):
        if number.measure in (name, "") and (_is_same(number.value, whole) or _is_same(number.value, value)):
            return None
    if name in _CURRENCIES:
        for number in (*own, *headed):
            if number.measure in _CURRENCIES and math.isclose(number.value, whole, rel_tol=1e-6):
                where = "currency" if "currency" in line.texts else column
                return Finding(line, where, "words_name_currency", params={"other": number.words})
    for number in (*own, *headed):
        if number.measure == name or not number.measure:
            is_scaled = name in _CURRENCIES and number.is_scaled and number in own
            is_sure = (bool(name) and number.measure == name) or is_scaled
            power = _power(number.value, whole)
            if power and (is_sure or _digits(value) >= CERTAIN_DIGITS):
                fits = plain(value * 10.0**power)
                return Finding(line, column, "words_disagree", params={"other": number.words, "fits": fits})
    return None


def _power(stated: float, value: float) -> int:
    """The power of ten that leads from a value to one with the same digits, 0 where none does."""
    if stated <= 0 or value <= 0:
        return 0
    power = round(math.log10(stated / value))
    return power if math.isclose(stated, value * 10.0**power, rel_tol=1e-6) else 0


def _digits(value: float) -> int:
    """Digits that a number certainly has: 1 800 has two."""
    return len(f"{value:.12g}".replace(".", "").strip("0-"))
