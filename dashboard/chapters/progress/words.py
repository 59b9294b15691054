"""Progress in words: reasons, remarks, verdicts, what each figure is, and the notes on the method."""

from __future__ import annotations

import functools
import json
import math
from typing import Any

from dashboard.figures.progress import ASSESSED, state_word
from dashboard.figures.units import write_in_unit
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.progress.pace import ACCELERATION, ON_TRACK
from etl.measures.progress.verdict import FIRST_BASE_YEAR
from etl.versions import PROGRESS

_FEWEST = 3  # observations under which a state is fragile


@functools.cache
def state_meanings(t: Translator) -> dict[str, str]:
    """What each state means, in one line."""
    on_track, acceleration = t.number(ON_TRACK, 2), t.number(ACCELERATION, 2)
    return {
        "achieved": t("The latest value meets the target."),
        "on_track": t("Pace of {pace} or more, where 1 is exactly the required path.", pace=on_track),
        "acceleration_needed": t("Pace from {low} to {high}.", low=acceleration, high=on_track),
        "limited_progress": t("Pace from 0 to {high}.", high=acceleration),
        "deterioration": t("The value moves away from the target."),
        "missed": t("The date is past and the level was not reached."),
        "not_assessable": t("No judgement is possible, and the reason is given."),
        "no_official_target": t("Shown as context: no official target was found."),
        "not_measured": t("A target exists, but no published observation was found."),
    }


def reason_text(row: dict[str, Any], t: Translator) -> str:
    """Why a target cannot be judged; empty where it is."""
    params = json.loads(row["reason_params"])
    period = t.period(params.get("period"))
    return {
        "": "",
        "no_observation": t("No published observation was found."),
        "no_target_value": t("No source gives the value aimed at."),
        "no_target_year": t("No published date for it was found."),
        "only_base": t("Only the starting value is known ({period}).", period=period),
        "series_broken": t(
            "The series is counted in another way from {period} on, and the starting value is older.", period=period
        ),
        "perimeter_changed": t(
            "The latest value ({period}) does not count the same thing as the target.", period=period
        ),
        "no_observation_since_first_base_year": t(
            "No starting value: nothing was published since {year}.", year=str(FIRST_BASE_YEAR)
        ),
        "target_not_after_base": t("The target is not later than its starting value ({period}).", period=period),
        "base_equals_target": t("The starting value ({period}) equals the target.", period=period),
        "base_beyond_target": t("The starting value ({period}) was already beyond the target.", period=period),
        "zero_base": t(
            "The starting value ({period}) is zero, from which no rate of growth can be computed.", period=period
        ),
        "not_observed_at_deadline": t(
            "The date is past, and nothing was published since to say whether it was met (latest: {period}).",
            period=period,
        ),
        "zero_target": t("No constant rate ends at zero."),
        "mixed_signs": t("Values of both signs have no rate of growth."),
        "not_computable": t("The values are beyond the arithmetic."),
        "no_growth_model": t("The indicator does not say how its pace is judged."),
    }[row["reason"]]


def remarks(reading: Reading, row: dict[str, Any]) -> str:
    """What a reader must know beside the state: reason, second opinion, fragility, deadline, origin of the base."""
    t = reading.t
    found = [reason_text(row, t)]
    if row["is_method_sensitive"]:
        other = state_word(reading, row["second_state"])
        found.append(t("Method-sensitive: the other model says “{state}”.", state=other))
    if row["is_fragile"]:
        found.append(fragile_text(row, t))
    if row["state"] == "missed":
        found.append(missed_text(row, t))
    if row["is_met_at_base"]:
        found.append(t("Met from the start: that it is met shows no progress."))
    if row["is_base_from_observation"] and row["state"] in ASSESSED:
        found.append(
            t("No published baseline: the first observation since {year} is taken.", year=str(FIRST_BASE_YEAR))
        )
    if row["provisional"] == "yes":
        found.append(t("Latest value provisional or approximate."))
    return " ".join(filter(None, found))


def fragile_text(row: dict[str, Any], t: Translator) -> str:
    """Why a state is fragile: few observations, a last one that is approximate, or one that alone decides."""
    if row["observation_count"] < _FEWEST:
        return t.plural(
            "Fragile: it rests on {count} observation.",
            "Fragile: it rests on {count} observations.",
            row["observation_count"],
        )
    if row["provisional"] == "yes":
        return t("Fragile: its last observation is approximate or provisional.")
    return t("Fragile: leaving out one observation changes the state.")


def missed_text(row: dict[str, Any], t: Translator) -> str:
    """How much of a missed level was reached, rounded down so that it never reads as reached."""
    if row["level_share"] is None:
        return t("The date is past and the level was not reached.")
    share = t.percent(math.floor(100 * row["level_share"]))
    return t("Missed: {share} of the level reached.", share=share)


def state_text(reading: Reading, row: dict[str, Any]) -> str:
    """A state as a reader meets it: its name, and beside it whether it is fragile."""
    word = state_word(reading, row["state"])
    return reading.t("{state}, fragile", state=word) if row["is_fragile"] else word


def verdict(reading: Reading, row: dict[str, Any]) -> str:
    """One sentence that judges one target, or says why it can't be judged."""
    t = reading.t
    name, state = row["name"], state_text(reading, row)
    if row["state"] == "no_official_target":
        return t("{indicator}: no official target; it is shown as context.", indicator=name)
    if row["state"] == "not_assessable":
        return t("{indicator}: not assessable. {reason}", indicator=name, reason=reason_text(row, t))
    latest = write_in_unit(reading, row["latest_value"], row["unit"])
    if row["provisional"] == "yes":
        latest = t("about {amount}", amount=latest)
    target = write_in_unit(reading, row["target_value"], row["unit"])
    if row["state"] == "missed":
        return t(
            "{indicator}: {latest} in {period}; the target was {target} in {year}. {missed}",
            indicator=name,
            latest=latest,
            period=t.period(row["latest_period"]),
            target=target,
            year=str(row["target_year"]),
            missed=missed_text(row, t),
        )
    values = {
        "indicator": name,
        "latest": latest,
        "period": t.period(row["latest_period"]),
        "target": target,
        "year": str(row["target_year"]),
        "state": state,
    }
    if row["is_met_at_base"]:  # no path leads to a target that lies behind its start
        return t(
            "{indicator}: {latest} in {period}; the target, {target} in {year}, was already met at the start. "
            "State: {state}.",
            **values,
        )
    values["expected"] = write_in_unit(reading, row["expected_at_latest"], row["unit"])
    if row["unit"] == "rank":
        return t(
            "{indicator}: {latest} in {period}, against {expected} expected by then on the path to {target} in {year}. "
            "State: {state}.",
            **values,
        )
    return t(
        "{indicator}: {latest} in {period}, where the path to {target} in {year} asked for {expected}. State: {state}.",
        **values,
    )


def age_text(days: int | None, t: Translator) -> str:
    """Age of an observation, in months past two."""
    if days is None:
        return ""
    months = round(days / 30.44)
    return (
        t.plural("{count}\u00a0month", "{count}\u00a0months", months)
        if months > 1
        else t.plural("{count}\u00a0day", "{count}\u00a0days", days)
    )


def method_notes(reading: Reading) -> tuple[str, ...]:
    """The method, its thresholds and its guards, as notes under the chapter."""
    t = reading.t
    return (
        reading.prose("progress_method_pace"),
        t(
            "States: achieved when the latest value meets the target; on track from a pace of {on_track}; "
            "acceleration needed from {acceleration}; limited progress from 0; deterioration below 0. A target whose date is "
            "past and whose level was not reached is missed, with the share of the level that was reached.",
            on_track=t.number(ON_TRACK, 2),
            acceleration=t.number(ACCELERATION, 2),
        ),
        t(
            "The base is the target's own published baseline; where it has none, the first observation since {year}, "
            "and the row says so. A value counts only if later than the base.",
            year=str(FIRST_BASE_YEAR),
        ),
        reading.prose("progress_method_several_targets"),
        reading.prose("progress_method_second_opinion"),
        reading.prose("progress_method_fragile_states"),
        reading.prose("progress_method_hollow_values"),
        reading.prose("progress_method_pillar_means"),
        reading.prose("progress_method_nothing_estimated"),
        t(
            "Sources of the method: Eurostat (2021), Open SDG progress measure, Destatis status symbols, UN Progress "
            "Chart (2023). Method version: {version}.",
            version=PROGRESS,
        ),
    )
