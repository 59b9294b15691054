"""The pipeline read several ways, side by side, each with what it leaves out and why."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.chapters.sites.figures import Selection, site_figure
from dashboard.chapters.sites.pipeline_words import rounded
from dashboard.chapters.sites.words import Row, mw
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.values import Cell, Figure, ReceiptInput, Section, Table
from dashboard.figures.figure import write
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

READINGS = (
    ("sites.it_load_announced_mw", "announced"),
    ("sites.pipeline_without_stalled_mw", "announced"),
    ("sites.pipeline_without_headline_mw", "memorandum"),
    ("sites.under_construction_mw", "under_construction"),
)
_CHANGES = """
select c.*, s.name, s.name_fr, s.name_ar from out_pipeline_changes c join core_sites s using (site_id)
where c.figure_id = ? and list_contains(?::varchar[], c.site_id) order by c.change, c.value desc, c.row_key
"""
_MIX = """
select g.stage, list_sum(list(i.value order by i.value)) as value from out_site_figure_inputs i join core_site_stages g using (row_key)
where i.figure_id = 'sites.pipeline_without_headline_mw' and list_contains(?::varchar[], i.site_id)
group by g.stage order by g.stage
"""


def pipeline(reading: Reading, chosen: Selection) -> Section:
    """The four readings over the chosen Moroccan sites."""
    t = reading.t
    figures = {figure_id: site_figure(reading, figure_id, chosen) for figure_id, _ in READINGS}
    return Section(
        "pipeline",
        t("What is announced, read four ways"),
        reading.prose("sites_pipeline_intro"),
        (_chart(reading, chosen, figures),),
    )


def _chart(reading: Reading, chosen: Selection, figures: dict[str, Figure]) -> BarChart:
    t = reading.t
    shown = list(figures.values())
    widest, ordinary, works = (figures[READINGS[at][0]] for at in (0, 2, 3))
    alt = t(
        "Announced in all: {announced}. Signed memoranda and operators' plans: {ordinary}. Under construction: {works}.",
        announced=rounded(widest, t),
        ordinary=ordinary.text,
        works=works.text,
    )
    return BarChart(
        "pipeline",
        t("Announced IT load, four readings"),
        t("MW of IT load, as of {date}", date=t.period(reading.build.as_of)),
        alt,
        _table(reading, chosen, shown),
        reading.receipt(
            " ".join(t.labelled(figure.label, figure.receipt.formula) for figure in shown),
            widest.receipt.inputs + _new(widest, ordinary),
        ),
        note=" ".join(filter(None, (_mixture(reading, chosen), _elsewhere(widest, ordinary, t)))),
        bars=tuple(
            Bar(figures[figure_id].label, Value(figures[figure_id].number, figures[figure_id].text), role)
            for figure_id, role in READINGS
        ),
        axis=value_axis([figure.number for figure in shown], t.number, title=t("MW")),
    )


def _table(reading: Reading, chosen: Selection, figures: list[Figure]) -> Table:
    t = reading.t
    shown = {figure_id: figure for (figure_id, _), figure in zip(READINGS, figures, strict=True)}
    changes = {figure_id: reading.rows(_CHANGES, figure_id, list(chosen.site_ids)) for figure_id in shown}

    def changed(figure_id: str, change: str) -> list[Row]:
        return [row for row in changes[figure_id] if row["change"] == change]

    def left_out(figure_id: str) -> Cell:
        out = changed(figure_id, "left_out")
        lines = [
            t(
                "{sites}: {reason}",
                sites=_name_sites([row for row in out if row["reason"] == reason], reading),
                reason=_reasons(t)[reason],
            )
            for reason in dict.fromkeys(row["reason"] for row in out)
        ]
        return Cell(";".join(row["row_key"] for row in out), ". ".join(lines) or t("nothing"))

    def counted_instead(figure_id: str) -> Cell:
        instead = changed(figure_id, "counted_instead")
        return Cell(";".join(row["row_key"] for row in instead), _name_sites(instead, reading))

    return build_table(
        "pipeline",
        t("What each reading leaves out, and why"),
        shown,
        Column("reading", t("Reading"), lambda figure_id: text(shown[figure_id].label, figure_id)),
        Column("mw", t("MW"), lambda figure_id: mw(shown[figure_id].number, t, shown[figure_id].text), "end"),
        Column("left_out", t("What it leaves out, and why"), left_out),
        Column("counted_instead", t("What it counts instead"), counted_instead),
    )


def _name_sites(changes: list[Row], reading: Reading) -> str:
    t = reading.t
    return t.series(t("{site}, {amount}", site=reading.name(c), amount=write(c["value"], "MW", t)) for c in changes)


def _reasons(t: Translator) -> dict[str, str]:
    return {
        "stalled": t("past its date, with no sign of life"),
        "headline": t("large announcement, with no works found"),
        "unconfirmed": t("to be confirmed: no published article was found"),
        "ordinary": t("counted elsewhere"),
        "no_works": t("no works found"),
    }


def _mixture(reading: Reading, chosen: Selection) -> str:
    """What the narrowest reading mixes, from its rows."""
    t = reading.t
    parts = {row["stage"]: row["value"] for row in reading.rows(_MIX, list(chosen.site_ids))}
    if not {"announced", "memorandum"} <= set(parts):
        return ""
    return t(
        "The narrowest reading still mixes two things: {signed} of signed memoranda and {plans} of operators' plans.",
        plans=write(parts["announced"], "MW", t),
        signed=write(parts["memorandum"], "MW", t),
    )


def _elsewhere(widest: Figure, ordinary: Figure, t: Translator) -> str:
    """Why a narrower reading of some sites is more than everything they announced: the rest stands at another site."""
    inside = (ordinary.number or 0.0) - (widest.number or 0.0)
    if inside <= 0:
        return ""
    return t(
        "{inside} are phases of a programme that everything announced counts whole at another site, outside these choices.",
        inside=write(inside, "MW", t),
    )


def _new(widest: Figure, other: Figure) -> tuple[ReceiptInput, ...]:
    known = {row.key for row in widest.receipt.inputs}
    return tuple(row for row in other.receipt.inputs if row.key not in known)
