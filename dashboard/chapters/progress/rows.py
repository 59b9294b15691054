"""The judged targets as rows, and the tables that show them: measured or not, every target has the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.chapters.progress.words import age_text, remarks, state_text
from dashboard.chapters.shared.publishers import lettered
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column, text_column
from dashboard.content.values import Cell, Receipt, Table
from dashboard.figures.progress import ASSESSED, STATES, state_word
from dashboard.figures.steps import judged_steps, with_steps
from dashboard.figures.units import PER_YEAR, write_in_unit, write_target
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.marks import ESTIMATE
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.contracts.progress import PILLARS

Row = dict[str, Any]


def read_rows(reading: Reading) -> list[Row]:
    """Every indicator and target judged, in the order of the pillars, then of their names in the evidence, then of the years.

    A row of `out_assessments` with the words of its indicator (`name`, `pillar_name`, `unit`...), its target (`set_by`,
    `target_grade`) and its latest observation (`provisional`, an estimate too). An indicator without a target has one row.
    """
    rows = reading.rows(
        f"""select a.*, i.name_{reading.lang} as name, p.name_{reading.lang} as pillar_name, i.unit, i.definition, i.direction,
                   i.note as indicator_note, i.growth_model_reason, t.set_by, t.confidence as target_grade,
                   t.perimeter as target_perimeter, o.provisional, o.perimeter as latest_perimeter
            from out_assessments a
            join core_indicators i using (indicator_id)
            join core_pillars p on p.pillar = a.pillar
            left join core_targets t on t.row_key = a.target_key
            left join core_observations o on o.row_key = a.latest_key
            order by list_position({list(PILLARS)}, a.pillar) nulls last, a.pillar, a.indicator_id, a.target_year nulls last,
                     a.target_key"""  # noqa: S608 - the language is one of three
    )
    return [row | {"provisional": "yes"} if is_estimate(reading.build, row["latest_key"]) else row for row in rows]


def is_estimate(build: Build, row_key: str | None) -> bool:
    """Whether the source of an observation calls it an estimate: as firm as a provisional one."""
    return row_key is not None and build.marks("observations", row_key).status == ESTIMATE


def fronts(rows: Iterable[Row]) -> list[Row]:
    """One row for each indicator that has a target: the one that counts."""
    return [row for row in rows if row["is_front"] and row["target_key"]]


def worst_first(rows: Iterable[Row]) -> list[Row]:
    """Targets by their state, the legend's from its end, what could not be judged last; then the nearest date, none last."""
    order = {state: place for place, state in enumerate((*reversed(ASSESSED), *STATES[len(ASSESSED) :]))}
    return sorted(
        rows,
        key=lambda row: (
            order[row["state"]],
            row["target_year"] is None,
            row["target_year"] or 0,
            row["indicator_id"],
            row["target_key"],
        ),
    )


def latest_text(reading: Reading, row: Row) -> str:
    """The latest value and its period."""
    t = reading.t
    if row["latest_value"] is None:
        return ""
    value = _of_perimeter(reading, write_in_unit(reading, row["latest_value"], row["unit"]), row["latest_perimeter"])
    text = t("{value} ({period})", value=value, period=t.period(row["latest_period"]))
    others = [_companion_text(reading, other) for other in companions(reading.build, row["latest_key"])]
    return t("{value}; but {others}", value=text, others=t.join(others)) if others else text


def companions(build: Build, row_key: str | None) -> list[Row]:
    """The observations without which one is not to be shown, in the order the evidence names them."""
    return [
        build.row(
            "select o.*, i.unit from core_observations o join core_indicators i using (indicator_id) where o.row_key = ?",
            key,
        )
        for key in _companion_keys(build).get(row_key or "", ())
    ]


@cached_per_build(1)
def _companion_keys(build: Build) -> Mapping[str, tuple[str, ...]]:
    """The keys of these, by the key of the observation that is not shown without them."""
    rows = build.rows("select row_key, shown_with from core_observations where shown_with is not null order by row_key")
    return {row["row_key"]: tuple(key for key in row["shown_with"].split(";") if key) for row in rows}


def _companion_text(reading: Reading, row: Row) -> str:
    t = reading.t
    value = write_in_unit(reading, row["value"], row["unit"])
    return t("{value} ({period})", value=value, period=t.period(row["period"]))


def target_text(reading: Reading, row: Row) -> str:
    """The value aimed at and its year; what no source gives is said."""
    t = reading.t
    value = write_in_unit(reading, row["target_value"], row["unit"]) or t("no published value")
    value = _of_perimeter(reading, value, row["target_perimeter"])
    year = str(row["target_year"]) if row["target_year"] else t("no date")
    return t("{value} ({period})", value=value, period=year)


def _of_perimeter(reading: Reading, value: str, perimeter: str | None) -> str:
    """A value with what it counts, where rows of one indicator count different things."""
    if not perimeter:
        return value
    counted = reading.label("*", "perimeter", perimeter).lower()
    return reading.t("{share} of {counted}", share=value, counted=counted) if "%" in value else f"{value} {counted}"


def row_receipt(reading: Reading, rows: Sequence[Row], formula: str, *, method: str = "") -> Receipt:
    """A receipt of the rows that judgements rest on: latest, base, target, each once."""
    keys: dict[tuple[str, str], str] = {}
    for row in rows:
        unit = row["unit"]
        for table, key, value in (
            ("observations", row["latest_key"], row["latest_value"]),
            (row["base_table"], row["base_key"], row["base_value"]),
            ("targets", row["target_key"], row["target_value"]),
        ):
            if key and table == "targets":
                base = (row["base_value"], row["base_period"]) if row["base_table"] == "targets" else None
                keys[table, key] = write_target(reading, row["target_value"], unit, base)
            elif key:
                keys[table, key] = write_in_unit(reading, value, unit)
            if key and table == "observations":
                keys |= {
                    (table, other["row_key"]): write_in_unit(reading, other["value"], other["unit"])
                    for other in companions(reading.build, key)
                }
    inputs = (reading.input(table, key, text) for (table, key), text in keys.items())
    made = reading.receipt(formula, inputs, method)
    return with_steps(made, judged_steps(reading, rows[0])) if len(rows) == 1 else made


def targets_table(reading: Reading, table_id: str, title: str, rows: Sequence[Row]) -> Table:
    """Targets, measured or not, with the same columns."""
    t = reading.t
    columns = RowColumns(reading)

    def needed(row: Row) -> Cell:
        text = write_in_unit(reading, row["required_change_per_year"], row["unit"] + PER_YEAR)
        if row["required_multiple"] is not None:
            text = _beside_the_past(text, round(row["required_multiple"], 1), t)
        return Cell(row["required_change_per_year"], text)

    return build_table(
        table_id,
        title,
        rows,
        Column("pillar", t("Pillar"), lambda row: Cell(row["pillar"], row["pillar_name"])),
        Column("indicator", t("Indicator"), indicator_cell),
        Column("target", t("Target"), lambda row: Cell(row["target_value"], target_text(reading, row)), "end"),
        columns.code("set_by", t("Whose target"), "targets"),
        Column("state", t("State"), lambda row: Cell(row["state"], state_text(reading, row), role=row["state"])),
        columns.number("pace", t("Pace"), digits=2),
        Column(
            "latest",
            t("Latest value"),
            lambda row: Cell(row["latest_value"], latest_text(reading, row) or t("not measured")),
            "end",
        ),
        Column("grade", t("Grade"), lambda row: grade_cell(reading, row)),
        Column("age_days", t("Age"), lambda row: Cell(row["age_days"], age_text(row["age_days"], t)), "end"),
        Column("required_change_per_year", t("Needed from now"), needed),
        text_column("remarks", t("Remarks"), lambda row: remarks(reading, row)),
    )


def indicator_cell(row: Row) -> Cell:
    """An indicator by name, with its sheet."""
    return Cell(row["indicator_id"], row["name"], f"?indicator={row['indicator_id']}")


def context_table(reading: Reading, rows: Sequence[Row]) -> Table:
    """Indicators without an official target, as context: never a target, never a state but that one."""
    t = reading.t
    columns = RowColumns(reading)
    return build_table(
        "context",
        t("Indicators without an official target"),
        rows,
        Column("pillar", t("Pillar"), lambda row: Cell(row["pillar"], row["pillar_name"])),
        Column(
            "indicator",
            t("Indicator"),
            lambda row: Cell(row["indicator_id"], row["name"], f"?indicator={row['indicator_id']}"),
        ),
        Column("latest", t("Latest value"), lambda row: Cell(row["latest_value"], latest_text(reading, row)), "end"),
        Column("grade", t("Grade"), lambda row: grade_cell(reading, row)),
        Column("age_days", t("Age"), lambda row: Cell(row["age_days"], age_text(row["age_days"], t)), "end"),
        columns.phrase("remarks", t("Remarks"), "indicator_note"),
    )


def pillar_table(reading: Reading, rows: Sequence[Row], states: Sequence[str]) -> Table:
    """States by pillar with the mean score and the weakest indicator; pillars without a target are left out."""
    t = reading.t
    names = {row["indicator_id"]: row["name"] for row in rows}
    pillars = {row["pillar"]: row["pillar_name"] for row in fronts(rows)}
    found = {
        (row["pillar"], row["state"]): row
        for row in reading.rows("select * from out_pillars")
        if row["pillar"] in pillars
    }

    def in_state(state: str) -> Column[str]:
        return number_column(state, state_word(reading, state), t, lambda pillar: found[pillar, state]["indicators"])

    def mean(pillar: str) -> Cell:
        score = found[pillar, states[0]]["mean_score"]
        return Cell(score, t.number(score, 1) if score is not None else t("fewer than three with a pace"))

    def weakest(pillar: str) -> Cell:
        worst = found[pillar, states[0]]["worst_indicator_id"]
        return Cell(worst, names.get(worst, ""), f"?indicator={worst}" if worst else "")

    return build_table(
        "pillars",
        t("States by pillar"),
        pillars,
        Column("pillar", t("Pillar"), lambda pillar: Cell(pillar, pillars[pillar])),
        *(in_state(state) for state in states),
        Column("mean_score", t("Mean score (-5 to 5)"), mean, "end"),
        Column("worst", t("Weakest"), weakest),
    )


def _tenths(t: Translator) -> tuple[str, ...]:
    """Parts of something from less than a tenth to nine tenths, in words: nobody reads 0.2 as a number of times."""
    return (
        t("less than a tenth of"),
        t("a tenth of"),
        t("a fifth of"),
        t("three tenths of"),
        t("two fifths of"),
        t("half"),
        t("three fifths of"),
        t("seven tenths of"),
        t("four fifths of"),
        t("nine tenths of"),
    )


def _beside_the_past(needed: str, multiple: float, t: Translator) -> str:
    """A needed change and how many times the past one it is; below one, what part of it."""
    said = t.number(multiple, 1)
    if 0 <= multiple < 1:
        return t("{change} ({part} the past change)", change=needed, part=_tenths(t)[round(10 * multiple)])
    if multiple < 0:
        return t("{change} (the past change went the other way)", change=needed)
    return t.plural(
        "{change} ({multiple} time the past change)",
        "{change} ({multiple} times the past change)",
        multiple,
        change=needed,
        multiple=said,
    )


def grade_cell(reading: Reading, row: Row) -> Cell:
    """The worse grade of the latest observation and of the target; the best one says where an original was not read."""
    letter = max(filter(None, (row["latest_grade"], row["target_grade"])), default="")
    keys = (("observations", row["latest_key"]), ("targets", row["target_key"]))
    is_second_hand = any(reading.input(table, key, "").is_second_hand for table, key in keys if key)
    return lettered(reading, letter, is_second_hand=letter == "A" and is_second_hand)
