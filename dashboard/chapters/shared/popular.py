"""Popular websites as every chapter tells them: what the last run says, always beside the median and range of the last twelve."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from dashboard.content.values import Figure, Kpi, Sentence
from dashboard.figures.figure import figure
from dashboard.figures.popular import PREFIX, share_text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, OldBuildError
from dashboard.warehouse.reading import Reading, cached_per_build

HOME = "MAR"
LAST = f"{PREFIX}local"
UNNAMED = f"{PREFIX}networks.unnamed_local"
Row = dict[str, Any]


def country_rows(build: Build) -> list[Row]:
    """The last run of every country beside its last twelve, the greatest share first; [] in a build without any."""
    return _rows(build, "select * from out_locality_countries order by local_pct desc, country")


def home_row(build: Build) -> Row | None:
    """Morocco's last run, None where the build has none."""
    return next((row for row in country_rows(build) if row["country"] == HOME), None)


def run_rows(build: Build) -> list[Row]:
    """Every run of Morocco, oldest first."""
    return _rows(build, f"select * from out_locality_runs where country = '{HOME}' order by measured_on")  # noqa: S608 - our own


def network_rows(build: Build) -> list[Row]:
    """Who answers Morocco's popular websites and from where, in the run that names networks; most websites first."""
    return _rows(
        build,
        f"select * from out_locality_networks where country = '{HOME}' and sites_measured > 0 order by sites desc, provider, answered",  # noqa: S608 - our own
    )


def _rows(build: Build, sql: str) -> list[Row]:
    """Rows of a table that a build made before it was thought of lacks."""
    try:
        return build.rows(sql)
    except OldBuildError:
        return []


def greatest_change(runs: list[Row]) -> tuple[Row, Row] | None:
    """The two runs of one country, one after the other, that differ most; `runs` by country and day, None for fewer than two."""
    pairs = [(a, b) for a, b in pairwise(runs) if a["country"] == b["country"]]
    return max(
        pairs, key=lambda pair: (abs(pair[1]["local_pct"] - pair[0]["local_pct"]), pair[1]["row_key"]), default=None
    )


def day_text(row: Row, t: Translator) -> str:
    """The day of a run, written out; "" for a file that bears none."""
    return t.period(row["measured_on"].isoformat()) if row["measured_on"] else ""


def twelve_text(row: Row, t: Translator) -> str:
    """The median and the range of the last runs, which stand beside every last one."""
    return t(
        "last {runs} runs: median {median}, from {low} to {high}",
        runs=t.number(row["runs"]),
        median=share_text(row["median_12_pct"], t),
        low=share_text(row["low_12_pct"], t),
        high=share_text(row["high_12_pct"], t),
    )


def what_is_counted(reading: Reading) -> str:
    """What the share counts, and the three things it doesn't."""
    return reading.prose("shared_popular_counting")


@cached_per_build(8)
def popular_sentence(reading: Reading) -> Sentence | None:
    """What was measured of popular websites, in a headline; None where the build has no run of Morocco."""
    t = reading.t
    row = home_row(reading.build)
    if row is None:
        return None
    shown = figure(reading, LAST)
    twelve = [figure(reading, f"{PREFIX}{name}") for name in ("median_12", "low_12", "high_12")]
    text = t(
        "Of the {measured} websites most visited from Morocco that were measured on {day}, {share} were answered in the country "
        "(measured; interval at 95%: {low} to {high}); over the last {runs} runs the median is {median}, from {least} to "
        "{greatest}.",
        measured=t.number(row["sites_measured"]),
        day=day_text(row, t),
        share=shown.text,
        low=share_text(shown.low, t),
        high=share_text(shown.high, t),
        runs=t.number(row["runs"]),
        median=twelve[0].text,
        least=twelve[1].text,
        greatest=twelve[2].text,
    )
    return Sentence(text, (shown, *twelve))


@cached_per_build(16)
def popular_kpi(reading: Reading, *, is_control: bool = False) -> Kpi | None:
    """The last run set large, with what it counts and the last twelve runs; where the reader asks for control, why it stays."""
    t = reading.t
    row = home_row(reading.build)
    if row is None:
        return None
    caption = t(
        "Websites answered in Morocco, each counted once: not bytes, not origin, not control. {twelve}.",
        twelve=_sentence_case(twelve_text(row, t)),
    )
    if is_control:
        caption = f"{caption} {control_text(reading)}"
    return Kpi(figure(reading, LAST), caption)


def control_text(reading: Reading) -> str:
    """Why the dial of control leaves this layer at the territory."""
    t = reading.t
    shown = unnamed_figure(reading)
    if shown is None:
        return reading.prose("shared_popular_control")
    return t(
        "Foreign caches in the country count as local: at most {share} of the websites are answered in Morocco by none of the "
        "networks named, and how much of that is under Moroccan control was not measured. The dial leaves this layer at the "
        "territory.",
        share=shown.text,
    )


def unnamed_figure(reading: Reading) -> Figure | None:
    """The part answered in Morocco by none of the networks named; None where no file names any."""
    try:
        return figure(reading, UNNAMED)
    except LookupError:
        return None


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
