"""How a value in the unit of an indicator is written: few digits, the unit's own word, ranks as ranks."""

from __future__ import annotations

from dashboard.content.axes import Axis
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

FLOWS = ("people/year", "students/year")  # units that say "a year" themselves
COUNTED = ("count", "people", "jobs", *FLOWS)  # of which there is no part
PER_YEAR = " per year"  # at the end of the unit of a yearly change


def write_in_unit(reading: Reading, value: float | None, unit: str) -> str:
    """A value in a unit of `indicators`; with ` per year` after it, a signed yearly change. A blank stays blank."""
    t = reading.t
    if value is None:
        return ""
    if unit.endswith(PER_YEAR):
        whole = unit.removesuffix(PER_YEAR)
        change = _change(reading, value, whole)
        is_flow = whole in FLOWS
        return (
            t("{change} from each year to the next", change=change)
            if is_flow
            else t("{change} each year", change=change)
        )
    if unit == "rank":
        return t.plural("rank {number}", "rank {number}", round(value), number=t.number(value))
    if unit == "MAD bn":
        return write_billions(value, "MAD", t, _digits(value))
    if unit.startswith("%"):
        return t.percent(value, _digits(value))
    return _write_counted(reading, unit, round(value, _digits(value)), t.number(value, _digits(value)))


def write_billions(value: float, currency: str, t: Translator, digits: int = 1) -> str:
    """Billions of a currency (ISO 4217), the word in the form that the figure shown asks for."""
    shown, amount = round(value, digits), t.number(value, digits)
    return {
        "MAD": t.plural("{amount}\u00a0bn MAD", "{amount}\u00a0bn MAD", shown, amount=amount),
        "USD": t.plural("{amount}\u00a0bn USD", "{amount}\u00a0bn USD", shown, amount=amount),
        "EUR": t.plural("{amount}\u00a0bn EUR", "{amount}\u00a0bn EUR", shown, amount=amount),
        "ZAR": t.plural("{amount}\u00a0bn ZAR", "{amount}\u00a0bn ZAR", shown, amount=amount),
    }[currency]


def write_millions(millions: float, currency: str, t: Translator, digits: int = 1) -> str:
    """Millions of a currency (ISO 4217), the word in the form that the figure shown asks for."""
    shown, amount = round(millions, digits), t.number(millions, digits)
    return {
        "MAD": t.plural("{amount}\u00a0m MAD", "{amount}\u00a0m MAD", shown, amount=amount),
        "USD": t.plural("{amount}\u00a0m USD", "{amount}\u00a0m USD", shown, amount=amount),
        "EUR": t.plural("{amount}\u00a0m EUR", "{amount}\u00a0m EUR", shown, amount=amount),
        "ZAR": t.plural("{amount}\u00a0m ZAR", "{amount}\u00a0m ZAR", shown, amount=amount),
    }[currency]


def write_target(reading: Reading, value: float | None, unit: str, base: tuple[float, str] | None) -> str:
    """A target's value and, where its row has one, the baseline it starts from: (value, period)."""
    text = write_in_unit(reading, value, unit)
    if base is None:
        return text
    start = write_in_unit(reading, base[0], unit)
    return reading.t("{target}, from {base} ({period})", target=text, base=start, period=base[1])


def axis_number(value: float, t: Translator) -> str:
    """A tick of a scale: the number alone."""
    return t.number(value, 3 if abs(value) < 1 else 1)


def time_title(t: Translator, title: str = "") -> str:
    """The title of a scale of time; in Arabic it says that time runs from the right, as everything there does."""
    return t.listed(filter(None, (title, t("from right to left")))) if t.is_rtl else title


def scale_words(axis: Axis, t: Translator) -> str:
    """What is said of a scale that does not start at zero; "" where it does."""
    return t("The scale does not start at zero.") if axis.low > 0 else ""


def axis_title(reading: Reading, unit: str) -> str:
    """The word of a unit beside a scale."""
    return reading.label("indicators", "unit", unit)


def _change(reading: Reading, value: float, unit: str) -> str:
    t = reading.t
    digits = min(_digits(value), 1) if unit == "rank" else _digits(value)
    number = t.number(value, digits, is_signed=True)
    if unit == "rank":
        return t.plural("{number} place", "{number} places", round(value, digits), number=number)
    if unit.startswith("%"):
        return t.plural("{number} point", "{number} points", round(value, digits), number=number)
    return _write_counted(reading, unit, round(value, digits), number)


def _write_counted(reading: Reading, unit: str, shown: float, amount: str) -> str:
    """An amount and the word of its unit, which follows the figure shown where a language asks for it; a count stands alone."""
    t = reading.t
    if unit in ("count", "index 0-1", "score 0-100"):
        return amount
    words = {
        "jobs": t.plural("{amount}\u00a0job", "{amount}\u00a0jobs", shown, amount=amount),
        "people": t.plural("{amount}\u00a0person", "{amount}\u00a0people", shown, amount=amount),
        "people/year": t.plural("{amount}\u00a0person a year", "{amount}\u00a0people a year", shown, amount=amount),
        "students/year": t.plural(
            "{amount}\u00a0student a year", "{amount}\u00a0students a year", shown, amount=amount
        ),
        "million": t.plural("{amount}\u00a0million", "{amount}\u00a0million", shown, amount=amount),
        "MAD m": t.plural("{amount}\u00a0million dirhams", "{amount}\u00a0million dirhams", shown, amount=amount),
        "USD m": t.plural("{amount}\u00a0million US dollars", "{amount}\u00a0million US dollars", shown, amount=amount),
    }
    return words.get(unit) or f"{amount}\u00a0{reading.label('indicators', 'unit', unit)}"


def _digits(value: float) -> int:
    """Decimals that leave about three digits to read."""
    size = abs(value)
    return 0 if size >= 100 or value == round(value) else 1 if size >= 10 else 2 if size >= 1 else 3
