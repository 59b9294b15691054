"""What must be true for a share the reader chose: the capacity for residents that must be in service, and from whom."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dashboard.chapters.share.levers import phase_name, stage_inputs
from dashboard.chapters.share.model import Model
from dashboard.chapters.share.words import figure_text, sentence_on
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.values import Cell, Figure, Sentence, Table
from dashboard.figures.share import estimate_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.measures.share.scenarios import Phase


def needed_sentence(found: Model, needed: Figure, t: Translator) -> Sentence:
    """What must be in service, in one sentence."""
    target, year = t.percent(100 * found.choices.target, 1), found.choices.year
    if found.needed.is_met_without:
        text = t(
            "In the central case, existing sites alone would serve {target} of residents' capacity in {year}; new "
            "sites would need {mw}.",
            target=target,
            year=year,
            mw=figure_text(needed, t),
        )
    else:
        text = t(
            "For {target} of the capacity residents use to stand in Morocco in {year}, new sites must have {mw} "
            "reserved to residents in service.",
            target=target,
            year=year,
            mw=figure_text(needed, t),
        )
    return sentence_on(text, (needed,), t)


class _Offer(NamedTuple):
    """What is needed, or what a project would give of it: what is drawn, and the part of it that would do."""

    phase_id: str
    bar: Bar
    part: Cell


def needed_chart(reading: Reading, found: Model, figure: Figure) -> BarChart:
    """The capacity needed, with its band, above what each announced project would give residents if delivered whole."""
    t = reading.t
    need = found.needed
    needed = Bar(
        t("Needed by the end of {year} (estimate)", year=str(need.year)),
        Value(figure.number, figure_text(figure, t), low=need.resident_mw.p5, high=need.resident_mw.p95),
        "target",
    )
    offers = [_Offer("needed", needed, Cell(None, ""))]
    for phase, offer in sorted(zip(found.phases, need.needs, strict=True), key=lambda pair: -pair[1].resident_mw):
        text = f"{t.significant(offer.resident_mw)}\u00a0{t('MW')}"
        bar = Bar(phase_name(reading, phase), Value(offer.resident_mw, text, is_provisional=True), "announced")
        low, high = (_part(end, offer.resident_mw) for end in (need.resident_mw.p5, need.resident_mw.p95))
        offers.append(_Offer(phase.phase_id, bar, _part_cell(low, high, t)))
    title = t(
        "What must be true: {target} local in {year}", target=t.percent(100 * need.target_share, 1), year=str(need.year)
    )
    return BarChart(
        chart_id="must_be_true",
        title=title,
        subtitle=t("MW of IT load reserved to residents"),
        alt=needed_sentence(found, figure, t).text,
        table=build_table(
            "must_be_true",
            title,
            offers,
            Column("phase_id", t("Project"), lambda offer: Cell(offer.phase_id, offer.bar.label)),
            Column(
                "resident_mw",
                t("For residents if delivered whole"),
                lambda offer: Cell(offer.bar.value.value, offer.bar.value.text),
                "end",
            ),
            Column("needed_part", t("Part of it alone that would do (band)"), lambda offer: offer.part, "end"),
        ),
        receipt=replace(figure.receipt, inputs=(*figure.receipt.inputs, *stage_inputs(reading))),
        note=reading.prose("share_target_note"),
        bars=tuple(offer.bar for offer in offers),
        axis=value_axis([end for offer in offers for end in (offer.bar.value.value, offer.bar.value.high)], t.number),
    )


def pipeline_table(found: Model, t: Translator) -> Table:
    """One way there: the same part of every announced project, as a scenario to open."""
    need = found.needed
    part = need.pipeline_part
    title = t("If every announced project delivered the same part")
    query = pipeline_query(found)
    band = need.resident_mw

    def same_part(part: float) -> Cell:
        if not band.is_band_only:
            return Cell(part, t.significant_percent(100 * part))
        offered = sum(offer.resident_mw for offer in need.needs)
        return _part_cell(_part(band.p5, offered), _part(band.p95, offered), t)

    def resident_mw(_part_of_each: float) -> Cell:
        if band.is_band_only:
            span = estimate_text(None, band.p5, band.p95, "MW", t)
            return Cell(None, t("{band} (estimate, band only)", band=span))
        return Cell(band.central, f"{t.significant(band.central)}\u00a0{t('MW')}")

    return build_table(
        "must_be_true_pipeline",
        title,
        () if part is None else (part,),
        Column("part", t("Part of every announced project"), same_part),
        Column("resident_mw", t("For residents"), resident_mw, "end"),
        Column("scenario", t("See it as a scenario"), lambda _: Cell(query, t("Open the central case"), "?" + query)),
        note=t("All announced projects delivered in full would not be enough.") if part is None else "",
    )


def pipeline_query(found: Model) -> str:
    """URL text of the scenario that gives the chosen share in the chosen year, central case; empty if none does."""
    part = found.needed.pipeline_part
    if part is None:
        return ""
    year = float(found.needed.year)
    phases = tuple(_entry(phase, part, year, found) for phase in found.phases)
    return replace(found.choices, phases=phases).query()


def _entry(phase: Phase, part: float, year: float, found: Model) -> tuple[str, float, float, float]:
    default = found.parameters.resident_use_new_sites.central
    use = default if phase.resident_use is None else phase.resident_use
    return phase.phase_id, part, use, year


def _part(needed_mw: float, offered_mw: float) -> float | None:
    """The part of an offer that meets a need; None where all of it is not enough."""
    return needed_mw / offered_mw if 0 < offered_mw >= needed_mw else None


def _part_cell(low: float | None, high: float | None, t: Translator) -> Cell:
    if low is None:
        return Cell(None, t("not enough alone"))
    least = t.significant_percent(100 * low)
    if high is None:
        return Cell(f"{low:.6g}-", t("{low} to more than all of it", low=least))
    return Cell(f"{low:.6g}-{high:.6g}", t("{low} to {high}", low=least, high=t.significant_percent(100 * high)))
