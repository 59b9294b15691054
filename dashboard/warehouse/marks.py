"""What marks a value observed beside its number: an estimate or a forecast, a break in its series, what it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.content.values import FormerValue
from dashboard.i18n import Translator

ESTIMATE, FORECAST = "estimate", "forecast"

MARKED = """
select 'observations' as table_name, row_key, observation_status as status, series_break is not null as is_break from core_observations
where observation_status is not null or series_break is not null
union all
select 'regional_observations', row_key, observation_status, false from core_regional_observations
where observation_status is not null
order by table_name, row_key
"""
FORMER = """
select if(region_code is null, 'observations', 'regional_observations') as table_name,
       concat_ws('/', indicator_id, coalesce(region_code, country), period) as row_key, value, replaced_on, source_ids
from core_former_observations order by table_name, row_key, replaced_on desc
"""


@dataclass(frozen=True)
class Marks:
    """What is said of one row beside its value; `former` are its values before, the newest first."""

    status: str = ""
    is_break: bool = False
    former: tuple[FormerValue, ...] = ()

    def texts(self, t: Translator) -> tuple[str, ...]:
        """The marks in words, a sentence each."""
        return tuple(
            filter(
                None,
                (
                    status_text(self.status, t),
                    t("The series breaks here: values before are counted in another way.") if self.is_break else "",
                    *(
                        t(
                            "Before {day} the value was {value}.",
                            day=t.period(one.replaced_on),
                            value=t.number(one.value, 6),
                        )
                        for one in self.former
                    ),
                ),
            )
        )


def status_text(status: str | None, t: Translator) -> str:
    """What a value is that is not simply observed; "" for one that is."""
    said = {ESTIMATE: t("An estimate, as its source says."), FORECAST: t("A forecast: nothing observed yet.")}
    return said.get(status or "", "")


def marks_by_row(marked: Iterable[dict[str, Any]], former: Iterable[dict[str, Any]]) -> dict[tuple[str, str], Marks]:
    """The marks of every row that has some, from the rows of `MARKED` and `FORMER`."""
    values: dict[tuple[str, str], list[FormerValue]] = {}
    for row in former:
        one = FormerValue(row["value"], row["replaced_on"].isoformat(), tuple(row["source_ids"]))
        values.setdefault((row["table_name"], row["row_key"]), []).append(one)
    said = {(row["table_name"], row["row_key"]): (row["status"] or "", row["is_break"]) for row in marked}
    return {key: Marks(*said.get(key, ("", False)), tuple(values.get(key, ()))) for key in {**said, **values}}
