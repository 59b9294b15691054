"""Words shared by the parts of the Sites chapter: control, slips, names, cells."""

from __future__ import annotations

from typing import Any

from dashboard.content.values import Cell
from dashboard.figures.figure import write
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.codes import codes_of

Row = dict[str, Any]

STATUSES = codes_of("sites", "status")
"""Statuses of a site, best first: a town is drawn with the best of its sites."""


def control_words(t: Translator) -> dict[str, str]:
    """Who controls a site in the end, in a few words, by code of `out_sites.control`."""
    return {
        "national": t("National owner"),
        "joint": t("National and foreign owners"),
        "foreign": t("Foreign owner"),
        "unknown": t("Owner's country not published"),
    }


def status_words(reading: Reading, row: Row) -> str:
    """Where a site stands; one that only a note knows of is to be confirmed. `row` is one of `out_sites`."""
    words = reading.label("sites", "status", row["status"])
    return reading.t("{status}, to be confirmed", status=words) if row["is_unconfirmed"] else words


def control_caution(reading: Reading, control: str, *, is_open: bool) -> str:
    """What the control of a site does and does not mean, in a sentence; of a site that is not in service, what it would."""
    if not is_open and control != "unknown":
        return {
            "national": reading.prose("sites_control_national_planned"),
            "joint": reading.prose("sites_control_joint_planned"),
            "foreign": reading.prose("sites_control_foreign_planned"),
        }[control]
    return {
        "national": reading.prose("sites_control_national"),
        "joint": reading.prose("sites_control_joint"),
        "foreign": reading.t("The ultimate owner is foreign: the site is local, it is not sovereign."),
        "unknown": reading.prose("sites_control_unknown"),
    }[control]


def no_figure(t: Translator) -> str:
    """What stands where no source gives a figure."""
    return t("no figure found")


def place(reading: Reading, row: Row) -> str:
    """Town and region of a site, or that no place was published."""
    t = reading.t
    region = reading.label("sites", "region_code", row["region_code"])
    town = reading.name(row, "city")
    if not town and not region:
        return t("no published place")
    if town and region and town != region:
        return t("{town} ({region})", town=town, region=region)
    return town or region


def mw(value: float | None, t: Translator, blank: str = "") -> Cell:
    """A cell of megawatts; `blank` is what a reader sees where there is no figure."""
    return Cell(value, blank if value is None else write(value, "MW", t))


def count(value: int | None, t: Translator, blank: str = "") -> Cell:
    """A cell of a whole number."""
    return Cell(value, blank if value is None else t.number(value))


def day(value: str | None, t: Translator) -> Cell:
    """A cell of a date or period."""
    return Cell(value, t.period(value))


def site_link(site_id: str) -> str:
    """Where a site's sheet is."""
    return f"?site={site_id}"


def opened_or_expected(row: Row, t: Translator) -> Cell:
    """When a site opened or, not open, when it was to open; `row` has `opened_on` and `expected`."""
    if row["opened_on"]:
        return day(row["opened_on"], t)
    if row["expected"]:
        return Cell(f"expected {row['expected']}", t("expected {date}", date=t.period(row["expected"])))
    return Cell(None, "")


def slip_words(row: Row, as_of: str, t: Translator) -> str:
    """Expected against opened in words, for a row of `out_slips`; lateness is the least that the dates allow."""
    expected, opened = t.period(row["expected"]), t.period(row["opened_on"])
    months = row["months_late"] or 0
    words = {
        "no_date": "" if row["status"] == "operational" else t("no opening date was announced"),
        "not_due": t("expected {expected}: not due yet", expected=expected),
        "opened": t("expected {expected}, opened {opened}: on time", expected=expected, opened=opened),
        "opened_undated": t("expected {expected}; in service, opening date not published", expected=expected),
    }
    if row["slip"] in words:
        return words[row["slip"]]
    if row["slip"] == "opened_late":
        if not months:
            return t("expected {expected}, opened {opened}: less than a month late", expected=expected, opened=opened)
        return t.plural(
            "expected {expected}, opened {opened}: {count} month late",
            "expected {expected}, opened {opened}: {count} months late",
            months,
            expected=expected,
            opened=opened,
        )
    today = t.period(as_of)
    if not months:
        return t(
            "expected {expected}, no opening confirmed by {today}: less than a month past that date",
            expected=expected,
            today=today,
        )
    if row["is_extension"]:
        return t.plural(
            "extension expected {expected}, not confirmed by {today}: {count} month past that date",
            "extension expected {expected}, not confirmed by {today}: {count} months past that date",
            months,
            expected=expected,
            today=today,
        )
    return t.plural(
        "expected {expected}, no opening confirmed by {today}: {count} month past that date",
        "expected {expected}, no opening confirmed by {today}: {count} months past that date",
        months,
        expected=expected,
        today=today,
    )
