"""News is a row: sites in new towns, a system, a target, amounts and measurements are told without an edit of code or test."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.chapters.shared.geography import systems
from dashboard.chapters.sites.map import site_map
from dashboard.content.values import LANGS, Lang
from dashboard.figures.figure import all_figures
from dashboard.i18n import translator
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build
from etl.contracts.tables import TABLES
from etl.evidence.check import check
from etl.paths import ROOT
from tests.drawing import draw_everywhere
from tests.reference.counted import counted_evidence, counted_rows, key_of, listed
from tests.rows import Rows, read_rows, write_rows

Row = dict[str, str]
SOURCE = "source-of-the-news"
# By table: a row to begin with, and what is new in its copy.
NEWS: dict[str, list[tuple[Row, Row]]] = {
    "sources": [({"source_id": "ind-express-pnhd2"}, {"source_id": SOURCE, "published_on": "2026-11-20"})],
    "sites": [
        (
            {"site_id": "mar-benguerir-dc"},
            {"site_id": "mar-new-ouarzazate", "name": "Ouarzazate DC", "name_fr": "Centre de Ouarzazate"}
            | {"name_ar": "مركز ورزازات", "region_code": "MA-08", "city": "Ouarzazate", "city_fr": "Ouarzazate"}
            | {"city_ar": "ورزازات", "lat": "30.92", "lon": "-6.90", "it_load_mw_operational": "3", "note": ""},
        ),
        (
            {"site_id": "mar-oracle-settat"},
            {"site_id": "mar-new-zagora", "name": "Zagora DC", "name_fr": "Centre de Zagora", "name_ar": "مركز زاكورة"}
            | {"region_code": "MA-08", "city": "Zagora", "city_fr": "Zagora", "city_ar": "زاكورة", "lat": "30.33"}
            | {"lon": "-5.84", "kind": "colocation", "it_load_mw_planned": "12", "expected": "2028", "note": ""},
        ),
    ],
    "site_stages": [
        (
            {"site_id": "mar-none-nouaceur", "stage": "operational"},
            {"site_id": "mar-new-ouarzazate", "project_id": "mar-new-ouarzazate", "it_load_mw": "3", "note": ""},
        ),
        (
            {"site_id": "mar-iozera-tetouan"},
            {"site_id": "mar-new-zagora", "project_id": "mar-new-zagora", "it_load_mw": "12", "as_of": "2026-11"}
            | {"pipeline_class": "ordinary", "note": ""},
        ),
    ],
    "site_events": [({"site_id": "mar-usdc-oreus", "event": "mou_signed"}, {"site_id": "mar-new-zagora"})],
    "cables": [
        (
            {"cable_id": "atlas-offshore"},
            {"cable_id": "new-cable", "name": "New Cable", "name_fr": "Nouveau câble", "name_ar": "كابل جديد"}
            | {"rfs": "2026-10", "design_capacity_tbps": "24", "note": "", "counts_as": "new-cable"},
        )
    ],
    "landings": [
        (
            {"cable_id": "canalink", "landing_point": "Asilah"},
            {"cable_id": "new-cable", "landing_point": "Agadir", "landing_point_fr": "Agadir"}
            | {"landing_point_ar": "أكادير", "lat": "30.42", "lon": "-9.62"},
        ),
        ({"cable_id": "canalink", "landing_point": "El Goro"}, {"cable_id": "new-cable"}),
    ],
    "cable_routes": [
        ({"cable_id": "atlas-offshore", "seq": "1"}, {"cable_id": "new-cable", "seq": seq, "lat": lat, "lon": lon})
        for seq, lat, lon in (("1", "30.42", "-9.62"), ("2", "29.5", "-11.5"), ("3", "27.96", "-15.4"))
    ],
    "ixps": [
        (
            {"ixp_id": "casix"},
            {"ixp_id": "new-ix", "name": "Rabat-IX", "name_fr": "Rabat-IX", "name_ar": "نقطة التبادل Rabat-IX"}
            | {"city": "Rabat", "lat": "34.02", "lon": "-6.84", "established": "2026", "as_of": "2026", "note": ""},
        )
    ],
    "outages": [({"date": "2025-09-06"}, {"date": "2026-10-03", "cables": "Atlas Offshore", "countries": "MAR"})],
    "investments": [
        (
            {"investment_id": "mar-casablanca-tech-valley"},
            {"investment_id": "mar-new-park", "name": "New park", "name_fr": "Nouveau parc", "name_ar": "منطقة جديدة"}
            | {"announced": "2026-10-05", "amount": "450000000", "start": "2026", "note": ""},
        )
    ],
    "indicators": [
        (
            {"indicator_id": "it_outsourcing_rate_cloud"},
            {"indicator_id": "new_rate", "name_en": "Cloud in communes", "name_fr": "Cloud dans les communes"}
            | {"name_ar": "السحابة في الجماعات", "note": ""},
        )
    ],
    "targets": [
        (
            {"indicator_id": "direct_digital_jobs"},
            {"indicator_id": "new_rate", "target_value": "60", "baseline_year": "2024", "baseline_value": "10"}
            | {"note": ""},
        )
    ],
    "observations": [
        (
            {"indicator_id": "offshoring_jobs", "period": "2023"},
            {"indicator_id": name, "period": period, "value": value, "note": ""},
        )
        for name, period, value in (
            *(("new_rate", "2024", "10"), ("new_rate", "2026-09", "24"), ("offshoring_jobs", "2026", "160000")),
            ("ftth_subscribers", "2026-09", "1900000"),
        )
    ],
    "startup_funding": [
        (
            {"country": "ZAF", "year": "2024", "note": "Africa: The Big Deal series"},
            {"country": "MAR", "year": "2026", "amount_usd_m": "80"},
        )
    ],
    "connectivity_metrics": [
        (
            {"country": "MAR", "metric": "international_bandwidth_deployed_gbps", "period": "2022-12"},
            {"period": "2026-06", "value": "13000"},
        )
    ],
}


def with_news(rows: Rows) -> Rows:
    """These rows and, copied from some of them, the news."""
    found = {name: list(some) for name, some in rows.items()}
    for name, news in NEWS.items():
        for like, new in news:
            base = next(row for row in rows[name] if like.items() <= row.items())
            more = {"source_ids": SOURCE} if "source_ids" in base else {}
            more |= {"doubts_answered": ""} if "doubts_answered" in base else {}
            found[name].append(base | more | {"recorded_on": "2026-11-29"} | new)
    return found


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The build of the rows counted by hand and the news: what is added to the evidence meanwhile may be the same news."""
    data = write_rows(with_news(counted_evidence()), tmp_path_factory.mktemp("news"))
    assert [violation.text() for violation in check(data)[1]] == []
    build(data, data / "warehouse", lambda *_: None)
    return open_warehouse(data / "warehouse").current()


def test_rows_added_move_no_value_counted_by_hand() -> None:
    assert counted_rows(with_news(read_rows(ROOT / "data" / "evidence"))) == counted_evidence()


def test_every_row_counted_by_hand_stands_under_its_key() -> None:
    """A row whose key was corrected is listed under its new key in tests/reference/rows.csv, or counted no more."""
    rows = read_rows(ROOT / "data" / "evidence")
    assert sorted(listed() - {(table.name, key_of(table, row)) for table in TABLES for row in rows[table.name]}) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("lang", LANGS)
def test_every_chapter_is_told_and_drawn(news: Build, lang: Lang) -> None:
    for entry in registry.CHAPTERS.values():
        draw_everywhere(entry.build(news, entry.choices(), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_new_towns_and_the_new_system_have_their_names_on_the_map(news: Build, lang: Lang) -> None:
    t = translator(lang)
    panels = site_map(Reading(news, t)).panels
    sites = news.rows("select * from core_sites where site_id like 'mar-new-%'")
    names = {site["city" if lang == "en" else f"city_{lang}"] for site in sites}
    names |= {system.label for system in systems(Reading(news, t)) if system.cable_id == "new-cable"}
    assert len(names) == 3
    for width in ("labels_wide", "labels_phone"):
        laid = {" ".join(label.text.split()) for panel in panels for label in getattr(panel, width)}
        assert names <= laid


def test_the_figures_move_by_the_news(news: Build, counted_build: Build) -> None:
    before, after = (
        {one["figure_id"]: one["value"] for one in all_figures(Reading.of(build, "en"))}
        for build in (counted_build, news)
    )
    moved = {
        "sites.it_load_operational_mw": 3.0,
        "sites.it_load_announced_mw": 12.0,
        "connectivity.systems_in_service": 1,
        "investment.spending.announced_mad": 450_000_000,
    }
    assert {name: after[name] - before[name] for name in moved} == moved
    assert after["connectivity.ftth_subscribers"] == 1_900_000
    assert after["connectivity.bandwidth_deployed_gbps"] == 13_000
    assert after["progress.new_rate.state"]


def test_the_new_system_and_its_landing_may_fail(news: Build, counted_build: Build) -> None:
    query = "failed_systems=new-cable&failed_landings=agadir"
    choices, notices = registry.read_choices(news, "connectivity", query)
    assert (notices, choices.query()) == ((), query)
    told = registry.build_chapter(news, "connectivity", choices, "en")
    (left,) = (one for one in told.figures if one.figure_id.startswith("connectivity.failure.systems_left"))
    whole = news.row("select value from out_figures where figure_id = 'connectivity.systems_in_service'")
    assert left.value == whole["value"] - 1
    assert "Agadir" in told.choices_text
    unknown = registry.read_choices(counted_build, "connectivity", query)  # the build without the news has neither
    assert [notice.parameter for notice in unknown[1]] == ["failed_systems", "failed_landings"]


def test_sheets_of_what_is_new_open_by_link(news: Build) -> None:
    for name, query in (
        ("sites", "site=mar-new-zagora"),
        ("connectivity", "system=new-cable"),
        ("progress", "indicator=new_rate"),
    ):
        for lang in LANGS:
            draw_everywhere(registry.build_chapter(news, name, registry.read_choices(news, name, query)[0], lang))
