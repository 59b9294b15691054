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


def tell_apart(before: Figure | None, after: Figure | None, t: Translator) -> tuple[str, str]:
    """Two editions of a figure as a reader tells them apart: with their bands where only these differ; None is not there."""
    absent = t("not there")
    if before is None or after is None or before.text != after.text:
        return before.text if before else absent, after.text if after else absent
    old, new = (_with_band(figure, t) for figure in (before, after))
    return (old, new) if old != new else (old, t("{text}, by less than it is rounded to", text=new))


def _with_band(figure: Figure, t: Translator) -> str:
    band = band_text(figure, t)
    return t("{text} ({band})", text=figure.text, band=band) if band else figure.text
