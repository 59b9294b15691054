"""Numbers in words: "386 MW", "MAD 5 billion", "1,06 million", "36 347" read out of a sentence in any of our languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = "[ \u00a0\u202f]"
_SCALES = {
    1e12: ("trillion", "trillions"),
    1e9: ("billion", "billions", "milliard", "milliards", "bn", "B", "Md", "MMDH", "MMD", "مليار", "ملايير"),
    1e6: ("million", "millions", "milioni", "millones", "mln", "MDH", "M", "m", "مليون", "ملايين"),
    1e3: ("thousand", "mille", "k", "K", "ألف", "آلاف"),
}
_MEASURES: dict[tuple[str, float], tuple[str, ...]] = {
    ("W", 1e9): ("GW", "gigawatts"),
    ("W", 1e6): ("MW", "megawatts", "ميغاواط"),
    ("W", 1e3): ("kW",),
    ("m2", 1.0): ("m2", "m²"),
    ("m2", 1e4): ("ha", "hectares"),
    ("m", 1e3): ("km",),
    ("bit/s", 1e12): ("Tbps", "Tbit/s", "Tb/s"),
    ("bit/s", 1e9): ("Gbps", "Gbit/s", "Gb/s"),
    ("bit/s", 1e6): ("Mbps", "Mbit/s", "Mb/s"),
    ("%", 1.0): ("%", "percent", "pour cent"),
    ("ms", 1.0): ("ms",),
    ("days", 1.0): ("days", "jours"),
    ("GPUs", 1.0): ("GPUs", "GPU", "accelerators", "A100", "H100"),
    ("racks", 1.0): ("racks", "rack", "baies"),
    ("pairs", 1.0): ("fibre pairs", "pairs"),
    ("networks", 1.0): ("networks", "members", "participants"),
    ("deals", 1.0): ("deals",),
    ("USD", 1.0): ("USD", "US$", "$", "dollars", "دولار"),
    ("MAD", 1.0): ("MAD", "dirhams", "DH", "درهم"),
    ("EUR", 1.0): ("EUR", "€", "euros", "أورو"),
    ("ZAR", 1.0): ("ZAR", "rand"),
}
_IN_DIRHAMS = ("MMDH", "MDH")
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}
_MEASURE_OF = {word: measure for measure, words in _MEASURES.items() for word in words}


def _either(words: dict[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_NUMBER = re.compile(
    rf"(?:(?P<currency>USD|MAD|EUR|ZAR|US\$|[$€]){_SPACE}?)?"
    rf"(?<![\w.,])(?P<digits>\d{{1,3}}(?:(?:{_SPACE}|,)\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    rf"(?:(?:{_SPACE}|-)?(?P<scale>{_either(dict(_SCALE_OF))})(?!\w))?"
    rf"(?:(?:{_SPACE}|-)?(?P<measure>{_either(dict(_MEASURE_OF))})(?!\w))?"
)
_YEARS = range(1985, 2046)


@dataclass(frozen=True)
class StatedNumber:
    """A number of a sentence: its value in the unit that its `measure` begins with (W, bit/s, m2, MAD), as written.

    `measure` is "" for a number that stands alone or is of something that we do not know.
    """

    measure: str
    value: float
    words: str
    is_scaled: bool = False  # "36 M": thousands, millions or billions


@functools.lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[StatedNumber, ...]:
    """The numbers of a sentence, years left out. A comma may begin decimals or group thousands: then both are given."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[StatedNumber]:
    for found in _NUMBER.finditer(text):
        scale = _SCALE_OF.get(found["scale"] or "", 1.0)
        currency = "MAD" if found["scale"] in _IN_DIRHAMS else found["currency"]
        measure, factor = _MEASURE_OF.get(found["measure"] or currency or "", ("", 1.0))
        for value in _values(found["digits"]):
            is_year = not measure and scale == 1 and value in _YEARS and len(found["digits"]) == len("2026")
            if not is_year:
                yield StatedNumber(measure, value * scale * factor, found[0].strip(), scale != 1)


def _values(digits: str) -> set[float]:
    plain = re.sub(_SPACE, "", digits)
    if "," not in plain:
        return {float(plain)}
    grouped, decimal = plain.replace(",", ""), plain.replace(",", ".")
    found = {float(grouped)} if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) else set()
    return found | ({float(decimal)} if decimal.count(".") == 1 else set())
