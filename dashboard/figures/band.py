"""The band of a figure in words."""

from __future__ import annotations

from dashboard.content.values import Figure
from dashboard.i18n import Translator


def band_text(figure: Figure, t: Translator) -> str:
    """The band of a figure in words; empty where it has none, or where the figure itself is shown as its band."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    low, high = (_in_unit(value, figure, t) for value in (figure.low, figure.high))
    return t("between {low} and {high}", low=low, high=high)


def _in_unit(value: float, figure: Figure, t: Translator) -> str:
    """An end of a figure's band: of a measured share to the tenth where the share is written so."""
    if figure.unit in ("pct", "%") and figure.kind == "estimate":
        return t.significant_percent(value)
    if figure.unit in ("pct", "%"):
        is_whole = isinstance(figure.value, float) and figure.value.is_integer()
        return t.percent(value, 0 if is_whole else 1)
    return t.significant(value) if figure.unit in ("", "count") else t.amount(value, figure.unit, 1)
