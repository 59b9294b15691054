"""Any filters give the sums that the evidence itself gives, in any combination, and never an error."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.chapters.sites import chapter as sites
from dashboard.content.values import LANGS, Chapter, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT

EVIDENCE = ROOT / "data" / "evidence"


def read(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SITES, STAGES = read("sites"), read("site_stages")


def control(site: dict[str, str]) -> str:
    owners = site["ultimate_owner_country"].split(";") if site["ultimate_owner_country"] else []
    if not owners:
        return "unknown"
    if owners == [site["country"]]:
        return "national"
    return "joint" if site["country"] in owners else "foreign"


def chosen_by_hand(choices: sites.SitesChoices) -> set[str]:
    return {
        site["site_id"]
        for site in SITES
        if site["country"] == choices.country
        and (not choices.kind or site["kind"] in choices.kind)
        and (not choices.status or site["status"] in choices.status)
        and (not choices.control or control(site) in choices.control)
        and (not choices.region or (site["region_code"] or "unplaced") in choices.region)
    }


def added(values: Iterable[str]) -> float | None:
    """A sum where at least one figure is known; None otherwise, for no figure is not zero."""
    known = [float(value) for value in values if value]
    return sum(known) if known else None


def largest(stages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each project's largest row: a phase is inside its programme."""
    best: dict[str, dict[str, str]] = {}
    for stage in stages:
        if float(stage["it_load_mw"]) > float(best.get(stage["project_id"], {"it_load_mw": "-1"})["it_load_mw"]):
            best[stage["project_id"]] = stage
    return list(best.values())


def by_hand(choices: sites.SitesChoices) -> dict[str, float | None]:
    ids = chosen_by_hand(choices)
    here = [site for site in SITES if site["site_id"] in ids]
    loads = {
        "sites.listed": float(len(ids)),  # of the rows that we list: none is a count too
        "sites.gpu_documented": added(site["gpu_count_operational"] for site in here),
    }
    if choices.country != "MAR":
        return loads | {"sites.it_load_operational_mw": added(site["it_load_mw_operational"] for site in here)}
    pipeline = [stage for stage in STAGES if stage["stage"] != "operational"]
    readings = {
        "sites.it_load_operational_mw": [s for s in STAGES if s["stage"] == "operational"],
        "sites.it_load_announced_mw": largest(pipeline),
        "sites.pipeline_without_headline_mw": [s for s in pipeline if s["pipeline_class"] == "ordinary"],
    }
    works = [
        0.0 if s["stage"] != "under_construction" else float(s["it_load_mw"]) for s in pipeline if s["site_id"] in ids
    ]
    return (
        loads
        | {name: added(s["it_load_mw"] for s in rows if s["site_id"] in ids) for name, rows in readings.items()}
        | {"sites.under_construction_mw": sum(works) if works else None}
    )


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(codes), max_size=3).map(lambda found: tuple(c for c in codes if c in found))


CHOICES = st.builds(
    sites.SitesChoices,
    country=st.sampled_from(sites.COUNTRIES),
    kind=some(sites.KINDS),
    status=some(sites.STATUSES),
    control=some(sites.CONTROLS),
    region=some(sites.REGIONS),
    size=st.sampled_from(("mw", "count")),
    site=st.sampled_from(("", "", "mar-toubkal", "no-such-site")),
)


def shown(chapter: Chapter) -> dict[str, object]:
    return {kpi.figure.figure_id.split("?")[0]: kpi.figure.value for kpi in chapter.kpis}


def registered(chapter: Chapter) -> set[object]:
    blocks = [block for part in chapter.sections if part.section_id == "register" for block in part.blocks]
    return {row[0].value for block in blocks if isinstance(block, Table) for row in block.rows}


@given(choices=CHOICES, lang=st.sampled_from(LANGS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_choice_gives_the_sums_of_the_evidence(
    published_build: Build, choices: sites.SitesChoices, lang: str
) -> None:
    again, notices = sites.SitesChoices.parse(choices.query())
    assert (again, notices) == (choices, ())
    chapter = sites.build_chapter(Reading.of(published_build, lang), choices)  # type: ignore[arg-type]
    if choices.site == "mar-toubkal":
        assert shown(chapter) == {"sites.it_load_operational_mw": None, "sites.gpu_documented": 20.0}
        return
    assert shown(chapter) == by_hand(choices)
    assert registered(chapter) == chosen_by_hand(choices)
    assert ("no-such-site" in chapter.choices_text) == (choices.site == "no-such-site")
    for found in chapter.figures:
        assert found.text
        is_no_site = found.figure_id.startswith("sites.listed") and found.value == 0.0
        assert (found.value is None or is_no_site) == (not found.receipt.inputs)


def test_a_filter_moves_the_figures_and_says_so(counted_build: Build) -> None:
    whole = sites.build_chapter(Reading.of(counted_build, "en"), sites.SitesChoices())
    part = sites.build_chapter(Reading.of(counted_build, "en"), sites.SitesChoices(control=("national",)))
    assert shown(whole)["sites.it_load_announced_mw"] == 1469.5
    assert shown(part)["sites.it_load_announced_mw"] == 500.0
    assert part.choices_text == "Control: National owner"
    assert all("Control: National owner" in kpi.figure.receipt.formula for kpi in part.kpis)
    assert {k.figure.figure_id for k in whole.kpis}.isdisjoint(k.figure.figure_id for k in part.kpis)


def test_regions_and_no_place_together_make_the_whole(published_build: Build) -> None:
    parts = [
        shown(sites.build_chapter(Reading.of(published_build, "en"), sites.SitesChoices(region=(code,))))
        for code in sites.REGIONS
    ]
    whole = shown(sites.build_chapter(Reading.of(published_build, "en"), sites.SitesChoices()))
    for name, value in whole.items():
        assert sum(part[name] or 0.0 for part in parts) == value  # type: ignore[misc]


def test_sites_with_no_place_are_listed_apart_and_stay_in_every_total(published_build: Build) -> None:
    chapter = sites.build_chapter(Reading.of(published_build, "en"), sites.SitesChoices())
    placed, apart = next(part for part in chapter.sections if part.section_id == "register").blocks[-2:]
    assert isinstance(placed, Table) and isinstance(apart, Table)
    without = {site["site_id"] for site in SITES if site["country"] == "MAR" and not site["lat"]}
    assert {row[0].value for row in apart.rows} == without
    assert len(placed.rows) + len(apart.rows) == sum(site["country"] == "MAR" for site in SITES)


def test_sites_with_no_place_add_up_as_by_hand(counted_build: Build) -> None:
    alone = shown(sites.build_chapter(Reading.of(counted_build, "en"), sites.SitesChoices(region=("unplaced",))))
    assert alone["sites.it_load_announced_mw"] == 7.5  # the northern phase is inside its programme
    assert alone["sites.pipeline_without_headline_mw"] == 27.5
