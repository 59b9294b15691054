"""What asks for a decision: computed from the gap map, the dates of the targets and the failures of the network."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.chapters.connectivity.network import network
from dashboard.chapters.evidence.gaps import missing_rows, parameter_spans
from dashboard.chapters.progress.rows import Row, fronts, read_rows
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import model
from dashboard.chapters.share.parameters_table import retirement
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.share.words import layer_words
from dashboard.content.values import Box, Figure, Section, Sentence
from dashboard.figures.figure import figure
from dashboard.figures.make import make_count, make_figure
from dashboard.warehouse.reading import Reading
from etl.measures.resilience.failures import Element
from etl.measures.share.compute import METHOD_VERSION
from etl.versions import PROGRESS

_ONE_OBSERVATION = 1
_NAMED = 3  # targets named in a line, before "and others"
_WORST = """select * from out_resilience_cases where size = 1 and not is_with_medusa and rank = 1
and kinds[1] = 'landing_point' order by place"""


def decisions(reading: Reading) -> Section:
    """At most four lines, each with what it rests on; a line without a case to tell is left out."""
    lines = (_overdue(reading), _to_observe(reading), _to_measure(reading), _to_double(reading))
    kept = tuple(line for line in lines if line)
    return Section("decisions", reading.t("What asks for a decision"), "", (Box(kept),) if kept else (), is_beside=True)


def _overdue(reading: Reading) -> Sentence | None:
    """Targets whose date is past and that were not reached."""
    t = reading.t
    rows = [row for row in fronts(read_rows(reading)) if row["state"] == "missed"]
    if not rows:
        return None
    shown = _count_targets(reading, "overview.targets_overdue", t("Targets past their date and not reached"), rows)
    text = t.plural(
        "Extend or replace {count} target past its date and not reached: {names}.",
        "Extend or replace {count} targets past their date and not reached: {names}.",
        len(rows),
        names=_names(reading, rows),
    )
    return Sentence(text, (shown,), link="/progress#measured")


def _to_observe(reading: Reading) -> Sentence | None:
    """Targets of the nearest year to come that one published observation would judge."""
    t = reading.t
    this_year = int(reading.build.as_of[:4])
    ready = [
        row
        for need, row in missing_rows(reading)
        if need == _ONE_OBSERVATION and (row["target_year"] or 0) >= this_year
    ]
    if not ready:
        return None
    year = min(row["target_year"] for row in ready)
    # By the key of the target: every language names the same ones first.
    rows = sorted((row for row in ready if row["target_year"] == year), key=lambda row: row["target_key"])
    shown = _count_targets(reading, "overview.targets_to_observe", t("Targets that one observation would judge"), rows)
    text = t.plural(
        "Publish an observation for {count} target of {year}, enough to judge it: {names}.",
        "Publish an observation for each of {count} targets of {year}, enough to judge it: {names}.",
        len(rows),
        year=str(year),
        names=_names(reading, rows),
    )
    return Sentence(text, (shown,), link="/evidence?part=gaps#gaps-targets")


def _to_measure(reading: Reading) -> Sentence | None:
    """The parameter whose measurement would tell most, and who could measure it."""
    t, build = reading.t, reading.build
    model_of_today = model(build, ShareChoices())
    spans = parameter_spans(model_of_today)
    if not spans:
        return None
    name, layer, points = spans[0]
    row = model_of_today.found.rows[name]
    value = float(f"{points:.2g}")
    shown = make_figure(
        "overview.points_of_parameter",
        t("Points of a share that the widest parameter moves"),
        value,
        t.significant(points),
        "count",
        "estimate",
        build.receipt(
            reading.prose("overview_decisions_formula"),
            parameter_inputs(reading, model_of_today, [name]),
            METHOD_VERSION,
        ),
        grade=row["confidence"],
        as_of="",  # an assumption is no dated fact
    )
    moved, provider = layer_words(t)[layer], retirement(reading)[name][1]
    text = t.plural(
        "Measure “{parameter}”: alone it moves “{layer}” by {points} point (estimate). Who could: {provider}.",
        "Measure “{parameter}”: alone it moves “{layer}” by {points} points (estimate). Who could: {provider}.",
        value,
        parameter=row[f"name_{t.lang}"],
        layer=moved,
        points=shown.text,
        provider=provider,
    )
    return Sentence(text, (shown,), link="/evidence?part=gaps#gaps-parameters")


def _to_double(reading: Reading) -> Sentence | None:
    """The landing point whose failure leaves least."""
    t = reading.t
    worst = reading.rows(_WORST)
    if not worst:
        return None
    left, systems = (
        figure(reading, f"connectivity.{name}") for name in ("worst_n1.systems_left", "systems_in_service")
    )
    net = network(reading, (), is_with_medusa=False)
    text = t(
        "Spread the landings: without {point} alone, {left} of {systems} systems are left.",
        point=t.join([net.words[Element("landing_point", row["names"][0])] for row in worst]),
        left=left.text,
        systems=systems.text,
    )
    return Sentence(text, (left, systems), link="/connectivity#cases")


def _names(reading: Reading, rows: list[Row]) -> str:
    t = reading.t
    named = [str(row["name"]) for row in rows[:_NAMED]]
    more = len(rows) - len(named)
    if more:
        named.append(t.plural("{count} other", "{count} others", more))
    return t.series(named)


def _count_targets(reading: Reading, figure_id: str, label: str, rows: Iterable[Row]) -> Figure:
    t, listed = reading.t, list(rows)
    receipt = reading.receipt(
        t("The targets counted, one row each."),
        (reading.input("targets", row["target_key"], str(row["target_year"])) for row in listed),
        PROGRESS,
    )
    return make_count(figure_id, label, len(listed), t.number(len(listed)), receipt)
