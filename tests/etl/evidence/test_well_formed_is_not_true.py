"""What is well-formed and can't be true is refused or doubted: values, days, places, and tables against each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl.contracts.tables import TABLES, columns
from etl.evidence.check import as_lines, check
from etl.evidence.plausible.findings import Line, Lines
from etl.evidence.plausible.judge import Judgement, judge
from etl.messages import LANGUAGES
from etl.paths import ROOT

TODAY = date(2026, 11, 29)
Rows = list[dict[str, str]]
Spoil = Callable[[Rows], None]


class Evidence:
    """The reviewed rows in memory, to spoil: those that change are read by their contract again."""

    def __init__(self, lines: Lines) -> None:
        self.lines = {table: list(found) for table, found in lines.items()}

    def spoil(self, table: str, how: Spoil) -> Evidence:
        contract = next(contract for contract in TABLES if contract.name == table)
        rows = [dict(line.texts) for line in self.lines[table]]
        how(rows)
        for place, (line, texts) in enumerate(zip(self.lines[table], rows, strict=True)):
            if texts != line.texts:
                row = contract.model.model_validate(texts)
                key = "/".join(texts[column] for column in contract.key)
                values = {name: getattr(row, name) for name in columns(contract)}
                self.lines[table][place] = Line(table, line.line, key, texts, values)
        return self

    def judge(self, today: date = TODAY) -> Judgement:
        return judge(self.lines, ROOT / "data" / "geo", today)

    def found(self, today: date = TODAY) -> set[tuple[str, str]]:
        """(table, rule) of every violation and unanswered doubt."""
        judgement = self.judge(today)
        told = {(violation.file.removesuffix(".csv"), violation.rule) for violation in judgement.violations}
        return told | {(doubt.table, doubt.violation.rule) for doubt in judgement.unanswered}


def lines_of(data: Path) -> Lines:
    evidence, violations = check(data, TODAY)
    assert [violation.text() for violation in violations] == []
    return as_lines(evidence.rows)


@pytest.fixture(scope="module")
def reviewed(counted_evidence: Path) -> Lines:
    """Rows that are to be spoiled: those that were reviewed, whatever was added since."""
    return lines_of(counted_evidence)


@pytest.fixture
def evidence(reviewed: Lines) -> Evidence:
    return Evidence(reviewed)


def put(column: str, value: str | Callable[[str], str], **where: str) -> Spoil:
    """Change a column of the first row that matches."""

    def how(rows: Rows) -> None:
        row = next(row for row in rows if all(row[name] == given for name, given in where.items()))
        row[column] = value(row[column]) if callable(value) else value

    return how


def every(column: str, value: Callable[[str], str], **where: str) -> Spoil:
    def how(rows: Rows) -> None:
        for row in rows:
            if row[column] and all(row[name] == given for name, given in where.items()):
                row[column] = value(row[column])

    return how


def exchange(**where: str) -> Spoil:
    def how(rows: Rows) -> None:
        row = next(row for row in rows if all(row[name] == given for name, given in where.items()))
        row["lat"], row["lon"] = row["lon"], row["lat"]

    return how


def exchange_counts(rows: Rows) -> None:
    row = next(row for row in rows if row["country"] == "MAR" and row["measured_on"] == "2025-01-17")
    row["sites_local"], row["sites_external"] = row["sites_external"], row["sites_local"]


def minus(value: str) -> str:
    return value.removeprefix("-") if value.startswith("-") else f"-{value}"


def times(factor: float) -> Callable[[str], str]:
    def multiply(value: str) -> str:
        return f"{float(value) * factor:.6f}".rstrip("0").rstrip(".")

    return multiply


def year_up(value: str) -> str:
    return f"{int(value[:4]) + 1}{value[4:]}"


def year_down(value: str) -> str:
    return f"{int(value[:4]) - 1}{value[4:]}"


CASES: dict[str, tuple[str, Spoil, str]] = {
    "a year too high in the recorded day of a source": (
        "sources",
        put("recorded_on", year_up, source_id="fib-ahram-2023"),
        "after_today",
    ),
    "a year too high in the recorded day of a fact": ("landings", put("recorded_on", year_up, cable_id="eig"), "after_today"),
    "a year too high in the recorded day of a phrase": ("phrases", put("recorded_on", year_up, en="%"), "after_today"),
    "thousands for millions in the last value": (
        "observations",
        put("value", "27150", indicator_id="digital_export_revenue", period="2024"),
        "scale",
    ),
    "a whole series in another unit": (
        "observations",
        every("value", times(1000), indicator_id="digital_export_revenue"),
        "beyond_unit",
    ),
    "units in a series in millions": (
        "observations",
        put("value", "41500000", indicator_id="internet_subscribers", period="2025-Q2"),
        "scale",
    ),
    "a fraction in a series in percent": (
        "observations",
        put("value", "0.92", indicator_id="internet_users_pct", country="MAR", period="2022"),
        "scale",
    ),
    "a fraction in a metric in percent": ("connectivity_metrics", put("value", "0.4", metric="institutional_sites_hosted_abroad_pct"), "share_under_one"),
    "a fraction as a target in percent": ("targets", put("target_value", "0.7", indicator_id="coverage_5g_population", target_year="2030"), "share_under_one"),
    "millions in a metric": ("connectivity_metrics", put("value", times(1000), metric="international_bandwidth_gbps", period="2024-12"), "scale"),
    "a metric of demand a thousand times off": ("compute_demand", put("value", times(1000), metric="domains_total", period="2020-12"), "scale"),
    "a national total ten times off": ("country_capacity", put("it_load_mw_operational", times(100), country="MAR", year="2024"), "scale"),
    "a negative count": ("observations", put("value", "-600", indicator_id="digital_public_services_count"), "negative"),
    "a rate of exchange ten times off": ("fx", put("usd_mad", times(10), year="2023"), "jump"),
    "trade a thousand times off": ("services_trade", put("value_usd_m", times(1000), year="2023", item="ict_total"), "scale"),
    "funding in dollars among millions": (
        "startup_funding",
        put("amount_usd_m", times(1e6), country="EGY", year="2023"),
        "scale",
    ),
    "millions written as such in an amount": ("investments", put("amount", "1400", investment_id="mar-oracle-cloud"), "beyond_size"),
    "a ratio in percent": ("share_assumptions", every("high", times(100), parameter="externalised_share"), "beyond_unit"),
    "a length in metres": ("cables", put("length_km", times(1000), cable_id="atlas-offshore"), "beyond_size"),
    "a system shorter than its ends lie apart": ("cables", put("length_km", times(0.1), cable_id="atlas-offshore"), "shorter_than_apart"),
    "a round trip faster than light": ("latency", put("rtt_ms", times(0.1), to_city="Nairobi"), "faster_than_light"),
    "a load in kilowatts": ("sites", put("it_load_mw_operational", times(1000), site_id="zaf-teraco-isando"), "beyond_size"),
    "exchanged coordinates of a site": ("sites", exchange(site_id="mar-orange-tech-nouaceur"), "exchanged"),
    "a lost minus of a site": ("sites", put("lon", minus, site_id="mar-toubkal"), "lost_sign"),
    "a lost minus of a landing point": ("landings", put("lon", minus, landing_point="Asilah"), "lost_sign"),
    "a lost minus in the south": ("sites", put("lat", minus, site_id="zaf-teraco-isando"), "lost_sign"),
    "an exchange point at 0, 0": ("ixps", lambda rows: rows[0].update(lat="0", lon="0"), "nowhere"),
    "an exchange point exchanged": ("ixps", exchange(ixp_id="casix"), "exchanged"),
    "a lost minus in a country that is not drawn": ("landings", put("lon", minus, landing_point="Lisbon"), "lost_sign"),
    "a wrong country": ("landings", put("country", "ITA", landing_point="Marseille"), "outside_country"),
    "a wrong region": ("sites", put("region_code", "MA-09", site_id="mar-toubkal"), "outside_region"),
    "a wrong region abroad": ("sites", put("region_code", "ZA-WC", site_id="zaf-teraco-isando"), "region_of_others"),
    "a town elsewhere in its region": ("sites", put("lat", "32.6", site_id="mar-iam-casablanca"), "town_disagrees"),
    "a vertex with its sign lost": ("cable_routes", put("lon", minus, cable_id="atlas-offshore", seq="3"), "route_leaps"),
    "sites say one load, stages another": ("site_stages", put("it_load_mw", "400.5", site_id="mar-mdc-casablanca"), "sites:stage_disagrees"),
    "a load that no stage counts": ("sites", put("it_load_mw_planned", "40.5", site_id="mar-inwi-settat"), "load_without_stage"),
    "a stage of a site without load": ("sites", put("it_load_mw_planned", "", site_id="mar-mdc-casablanca"), "site_stages:stage_without_load"),
    "an opening that is not that of its events": ("sites", put("opened", "2023-02-19", site_id="mar-toubkal"), "opening_disagrees"),
    "a base that was not observed": ("targets", put("baseline_value", "15.9", indicator_id="digital_export_revenue_strategy_basis", target_year="2030"), "base_disagrees"),
    "a target behind its base": ("targets", put("target_value", "100000", indicator_id="offshoring_jobs", target_year="2030"), "target_behind_base"),
    "a system in service whose landings are not": ("landings", every("landing_status", lambda _: "planned", cable_id="atlas-offshore"), "cables:landings_disagree"),
    "a segment that lands where its system does not": ("cable_segments", put("landing_points", "Nador;Suez", cable_id="medusa"), "segment_lands_elsewhere"),
    "a part that counts beside its envelope": ("investments", put("part_of", "mar-digital-2030-budget", investment_id="mar-add-2022"), "part_counts_twice"),
    "a part larger than its envelope": ("investments", put("amount", "268000000000", investment_id="mar-add-2024"), "parts_over_envelope"),
    "a fact that its sources are too old to know": ("site_stages", put("as_of", "2026-11", site_id="mar-mdc-temara"), "source_before_fact"),
    "a fact recorded before its sources were read": ("ixps", put("recorded_on", "2026-11-01", ixp_id="casix"), "recorded_before_read"),
    "a load that the words of its row tell otherwise": ("sites", put("it_load_mw_planned", times(10), site_id="egy-khazna-maadi"), "words_disagree"),
    "a load that only an event tells otherwise": ("sites", put("it_load_mw_planned", times(10), site_id="zaf-teraco-jb7"), "words_disagree"),
    "an amount that its note tells otherwise": ("investments", put("amount_executed", times(0.1), investment_id="mar-add-2023"), "words_disagree"),
    "a budget of which more was spent than there was": ("investments", put("amount_executed", times(10), investment_id="mar-add-2022"), "part_over_whole"),
    "dollars where the note says dirhams": ("investments", put("currency", "USD", investment_id="mar-5g-programme-2035"), "words_name_currency"),
    "a load that no such house draws": ("sites", put("it_load_mw_planned", times(10), site_id="nga-21ct-ikeja"), "beyond_size"),
    "racks that no floor holds": ("sites", put("racks", times(100), site_id="mar-mdc-temara"), "load_and_size"),
    "chips beyond those of any like it": ("sites", put("gpu_count_operational", times(100), site_id="mar-toubkal"), "elsewhere"),
    "a national total without a series, ten times off": ("country_capacity", put("it_load_mw_operational", times(10), country="KEN", year="2025"), "total_and_sites"),
    "a national total under its own sites": ("country_capacity", put("it_load_mw_operational", times(0.1), country="ZAF", year="2024"), "total_and_sites"),
    "a national pipeline ten times off": ("country_capacity", put("it_load_mw_pipeline", times(10), country="EGY", it_load_mw_pipeline="133"), "total_and_sites"),
    "a megawatt at a price that nobody pays": ("investments", put("amount", times(0.01), investment_id="ken-microsoft-g42"), "cost_of_each"),
    "a zero after a value": ("startup_funding", put("amount_usd_m", "0", country="MAR", year="2022"), "zero_after"),
    "one quantity told in two tables": ("observations", put("value", "6500", indicator_id="intl_bandwidth_used", country="MAR", period="2024"), "twin_disagrees"),
    "a year too low in the day of a source whose name has it": ("sources", put("published_on", year_down, source_id="site-ecofin-jb5-2025"), "published_otherwise"),
    "a year too low in the day of a source whose address has it": ("sources", put("published_on", year_down, source_id="ind-lematin-dm2030"), "published_before_fact"),
    "a year too low in the day of a source read": ("sources", put("accessed_on", year_down, source_id="fib-ahram-2023"), "lone_early_day"),
    "news told a year after it": ("site_events", put("date", year_down, site_id="nga-kasi-lekki", event="construction_started"), "told_late"),
    "a value of the year after its source's": ("observations", put("period", "2023", indicator_id="gii_rank", country="MAR", period="2024"), "observations:title_names_year"),
    "an end that the words tell otherwise": ("investments", put("end", year_up, investment_id="mar-iam-plan-2025"), "words_name_year"),
    "a target for a year that no other has": ("targets", put("target_year", "2029", indicator_id="gazelles"), "lone_target_year"),
    "a base of another year": ("targets", put("baseline_year", "2021", indicator_id="startups_labelled", target_year="2030"), "base_of_another_year"),
    "a document in another language than its title": ("sources", put("language", "ar", source_id="fib-ahram-2023"), "title_language"),
    "one operator in two countries": ("sites", put("operator_country", "EGY", site_id="zaf-teraco-jb7"), "differs_elsewhere"),
    "one town in two countries": ("latency", put("to_country", "KEN", from_city="Fez", to_city="Lagos"), "differs_elsewhere"),
    "one thing twice under two names": ("ixps", put("name", "CAS-IX", ixp_id="crix"), "named_twice"),
    "a country that is not that of the identifier": ("investments", put("country", "EGY", investment_id="ken-microsoft-g42"), "id_names_country"),
    "a landing in service of a system that is not laid": ("landings", put("landing_status", "in_service", cable_id="medusa", landing_point="Sines"), "landing_and_system"),
    "a system counted as one that it never meets": ("cables", put("counts_as", "eassy", cable_id="glo-1"), "counted_elsewhere"),
    "an announced site that has opened": ("sites", put("status", "under_construction", site_id="nga-adc-los1"), "status_disagrees"),
    "a stage in the programme of somebody else": ("site_stages", put("project_id", "mar-toubkal", site_id="mar-mdc-casablanca"), "another_operator"),
    "a rank that is better when higher": ("indicators", put("direction", "higher_better", indicator_id="gii_rank"), "rank_direction"),
    "an official target without a row": ("indicators", put("official_target", "yes", indicator_id="gii_rank"), "target_and_rows"),
    "a vertex out of its place": ("cable_routes", put("seq", "170", cable_id="atlas-offshore", seq="17"), "vertex_gap"),
    "a vertex in another segment": ("cable_routes", put("segment", "north", cable_id="atlas-offshore", seq="5"), "segment_broken"),
    "a system ready after it is in service": ("cables", put("rfs", "2028-06", cable_id="mtwa"), "ready_and_status"),
    "a euro worth less than a dollar": ("fx", put("eur_mad", "9.9", year="2022"), "load_and_size"),
    "deals too many for the sum": ("startup_funding", put("deals", times(10), country="MAR", year="2021"), "load_and_size"),
    "traffic too little for the members": ("ixps", put("peak_gbps", times(0.001), ixp_id="ixpn"), "words_disagree"),
    "a round trip of seconds": ("latency", put("rtt_ms", times(10), from_city="Fez", to_city="Cairo"), "slow_for_distance"),
    "a measured run with two counts exchanged": ("web_locality", exchange_counts, "run_leaps"),
    "a stage told a year after it": ("site_stages", put("as_of", year_down, site_id="mar-iozera-tetouan"), "told_late"),
    "an amount of a hundredth of a parameter": ("share_assumptions", put("low", times(0.01), parameter="pue"), "wide_bounds"),
    "a site expected before it was heard of": ("sites", put("expected", "2022", site_id="mar-iozera-tetouan"), "expected_before_heard"),
}  # fmt: skip


def test_the_evidence_leaves_no_doubt_open():
    judgement = Evidence(lines_of(ROOT / "data")).judge()
    assert [doubt.text() for doubt in judgement.unanswered] == []
    assert judgement.violations == ()


@pytest.mark.parametrize("case", CASES)
def test_a_falsehood_is_caught(evidence: Evidence, case: str):
    table, how, told = CASES[case]
    where, _, rule = told.rpartition(":")  # a disagreement may be told at the other table
    assert (where or table, rule) in evidence.spoil(table, how).found()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubt_says_what_would_fit_in_the_reader_s_language(evidence: Evidence, language: str):
    how = put("value", "27150", indicator_id="digital_export_revenue", period="2024")
    told = [doubt.text(language) for doubt in evidence.spoil("observations", how).judge().unanswered]
    assert any("27.15 MAD bn = 27150 MAD m" in text for text in told)


def _answered(evidence: Evidence, key: str = "digital_export_revenue/MAR/2024", value: str = "27150") -> set[str]:
    """Which of the doubts about its scale, or about the answer itself, are left open by a wrong value with an answer for this row and this value."""
    reason = "A forecast of the source, and shown as one."

    def how(rows: Rows) -> None:
        row = next(row for row in rows if row["indicator_id"] == "digital_export_revenue" and row["period"] == "2024")
        row.update(value="27150", doubts_answered=f"[scale value={value} @ {key}] {reason}")

    judgement = evidence.spoil("observations", how).judge()
    assert judgement.violations == ()
    return {doubt.violation.rule for doubt in judgement.unanswered} & {"scale", "answer_lapsed"}


def test_an_answer_closes_its_doubt_and_lapses_with_its_value_or_its_row(evidence: Evidence):
    assert _answered(evidence) == set()
    assert _answered(evidence, value="26.2") == {"scale", "answer_lapsed"}
    assert _answered(evidence, key="digital_export_revenue/MAR/2023") == {"scale", "answer_lapsed"}


def test_an_answer_needs_its_form_and_its_three_languages(evidence: Evidence):
    assert ("fx", "bad_answer") in evidence.spoil("fx", put("doubts_answered", "it is so", year="2023")).found()
    unheard = put("doubts_answered", "[jump usd_mad=1 @ 2023] Never heard before", year="2023")
    assert ("fx", "not_translated") in evidence.spoil("fx", unheard).found()


def test_a_clock_that_is_behind_is_told_and_nothing_stops(evidence: Evidence):
    judgement = evidence.judge(date(2020, 1, 1))
    assert judgement.violations == ()
    assert judgement.clock.is_behind
    assert judgement.unanswered == ()


def test_a_lone_day_far_ahead_is_a_doubt_even_when_the_clock_is_ahead_too(evidence: Evidence):
    how = put("recorded_on", year_up, cable_id="eig")
    assert ("landings", "lone_day") in evidence.spoil("landings", how).found(date(2030, 1, 1))


def test_a_source_s_day_does_not_date_the_data(tmp_path: Path, evidence_copy: Path):
    from dashboard.warehouse.build import Warehouse
    from etl.build import build

    path = evidence_copy / "evidence" / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1][: -len("2026-11-22\n")] + "2029-11-22\n"
    path.write_text("".join(lines), encoding="utf-8")
    build(evidence_copy, tmp_path / "warehouse", lambda *_: None, date(2030, 1, 1))
    published = Warehouse(tmp_path / "warehouse").current()
    assert published.as_of < "2029"
    assert published.newest_fact <= published.as_of
