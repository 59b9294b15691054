"""Which sites the reader chose, and the sums over them: one selection and one sum for every part of the chapter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.chapters.sites.words import no_figure
from dashboard.content.values import Figure, ReceiptInput
from dashboard.figures.figure import descriptions, figure, write
from dashboard.figures.make import make_figure
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

HOME = "MAR"
UNPLACED = "unplaced"
_SELECT = """
with given as (
  select ?::varchar[] as kinds, ?::varchar[] as statuses, ?::varchar[] as controls, ?::varchar[] as regions
)
select site_id from out_sites, given
where country = ?
  and (kinds = [] or list_contains(kinds, kind))
  and (statuses = [] or list_contains(statuses, status))
  and (controls = [] or list_contains(controls, control))
  and (regions = [] or list_contains(regions, coalesce(region_code, 'unplaced')))
order by site_id
"""
_SUM = """
select list_sum(list(i.value order by i.value)) as value, max(i.unit) as unit, max(r.confidence) as grade, max(r.as_of) as as_of
from out_site_figure_inputs i join out_rows r using (table_name, row_key)
where i.figure_id = ? and i.country = ? and list_contains(?::varchar[], i.site_id)
"""
_INPUTS = """
select table_name, row_key, value, unit from out_site_figure_inputs
where figure_id = ? and country = ? and list_contains(?::varchar[], site_id) order by value desc, table_name, row_key
"""


@dataclass(frozen=True)
class Selection:
    """The sites chosen: those of one country that pass every filter. `filters` says the filters in words."""

    country: str
    site_ids: tuple[str, ...]
    query: str = ""  # the filters as language-free URL text, "" for none
    filters: str = ""


@cached_per_build(256)
def select(
    build: Build,
    country: str,
    *,
    kinds: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    controls: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    filters: str = "",
) -> Selection:
    """The sites of `country` whose kind, status, control and region are among those given; none given is no filter."""
    given = {"kind": kinds, "status": statuses, "control": controls, "region": regions}
    rows = build.rows(_SELECT, *(list(codes) for codes in given.values()), country)
    found = tuple(row["site_id"] for row in rows)
    chosen = ({} if country == HOME else {"country": country}) | {k: ",".join(v) for k, v in given.items() if v}
    return Selection(country, found, urlencode(chosen), filters)


@cached_per_build(1024)
def site_figure(reading: Reading, figure_id: str, chosen: Selection) -> Figure:
    """A figure over the chosen sites; without a filter, in Morocco, the build's own figure.

    Its value is the sum of what each chosen site adds to the figure (`out_site_figure_inputs`), None where none adds
    anything, for no figure is not a zero; a count of sites is known, and may be one. A filtered figure's id carries the filters after a question mark.
    """
    t = reading.t
    words = _words(reading)
    if not chosen.query and figure_id not in words:
        return figure(reading, figure_id)
    row = reading.row(_SUM, figure_id, chosen.country, list(chosen.site_ids))
    if figure_id in words and row["value"] is None:
        row = row | {"value": 0.0, "unit": "count"}  # how many sites pass a filter is known, even where none does
    label, formula = words.get(figure_id) or (descriptions(t)[figure_id].label, descriptions(t)[figure_id].formula)
    if chosen.country != HOME and figure_id == "sites.it_load_operational_mw":
        label = t("IT load published site by site")
        formula = reading.prose("sites_it_load_formula")
    if chosen.filters:
        formula += " " + t("Only the sites chosen are added up ({filters}).", filters=chosen.filters)
    return make_figure(
        figure_id,
        label,
        row["value"],
        no_figure(t) if row["value"] is None else write(row["value"], row["unit"], t),
        row["unit"] or ("count" if figure_id in words or figure_id == "sites.gpu_documented" else "MW"),
        "sum",
        reading.receipt(formula, _inputs(reading, figure_id, chosen)),
        query=chosen.query,
        grade=row["grade"] or "",
        as_of=row["as_of"] or "",
    )


def _inputs(reading: Reading, figure_id: str, chosen: Selection) -> tuple[ReceiptInput, ...]:
    """The rows that a figure over the chosen sites rests on, largest first."""
    rows = reading.rows(_INPUTS, figure_id, chosen.country, list(chosen.site_ids))
    return tuple(reading.input(r["table_name"], r["row_key"], write(r["value"], r["unit"], reading.t)) for r in rows)


def _words(reading: Reading) -> dict[str, tuple[str, str]]:
    """Label and formula of the counts, which only this chapter shows."""
    t = reading.t
    return {
        "sites.listed": (t("Sites in the register"), reading.prose("sites_listed_formula")),
        "sites.unplaced": (
            t("Sites with no published place"),
            t("Each site of the register whose place no source gives counts once."),
        ),
    }
