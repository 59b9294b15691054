"""The five sentences of the first screen: control, the strategy, capacity, links and money, each with the section that tells more."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.evidence.rows import read_figure
from dashboard.chapters.progress.counts import codes_of, parts_sentences
from dashboard.chapters.progress.rows import fronts, read_rows
from dashboard.chapters.share.words import rough_band, said
from dashboard.chapters.shared.popular import country_rows, home_row
from dashboard.chapters.sites.ai_factories import programme_words
from dashboard.content.values import Figure, Sentence
from dashboard.figures.popular import PREFIX, share_text
from dashboard.figures.progress import ASSESSED
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

PEERS = ("KEN", "ZAF")  # countries of the programme that the measured share is set beside
_LAST_TWELVE = ("local", "median_12", "low_12", "high_12")
_USED = "connectivity.bandwidth_used_gbps"
_ENVELOPE_YEARS = """
select coalesce(min(m.start), '') as first, coalesce(max(m."end"), '') as last from core_investments m
where row_key in (select row_key from out_figure_inputs where figure_id = 'investment.envelope_mad')
"""
_BEHIND = ASSESSED[2:]  # a target missed is behind, too


def essential(reading: Reading) -> tuple[Sentence, ...]:
    """The five sentences, in their order."""
    return (_control(reading), _strategy(reading), _capacity(reading), _links(reading), _money(reading))


def _control(reading: Reading) -> Sentence:
    t = reading.t
    sovereign, local = (read_figure(reading, f"share.spend.{part}") for part in ("sovereign", "local"))
    (own, own_low, own_high), (home, low, high) = (_dollars(shown, t) for shown in (sovereign, local))
    text = t(
        "Of 100 dollars spent on cloud and data-centre services, about {own} pay for computing that is both in Morocco and under "
        "Moroccan control (estimate, {own_low} to {own_high}); about {home} stay in Morocco, whoever controls it (estimate, {low} to "
        "{high}).",
        own=own,
        own_low=own_low,
        own_high=own_high,
        home=home,
        low=low,
        high=high,
    )
    figures, rounded = [sovereign, local], [(sovereign.figure_id, own), (local.figure_id, home)]
    if measured := _measured(reading):
        text = f"{text} {measured.text}"
        figures += measured.figures
    return Sentence(text, tuple(figures), tuple(rounded), topic=t("Control"), link="/share#layers")


def _dollars(shown: Figure, t: Translator) -> tuple[str, str, str]:
    """A share as dollars of a hundred, with the ends of its band."""
    number = said(shown, t).rstrip("%\u00a0\u2069").lstrip("\u2066\u2068")
    return (number, *rough_band(shown, t))


def _measured(reading: Reading) -> Sentence | None:
    """The share of popular websites answered at home, beside the countries it is compared with; None without a run."""
    t = reading.t
    home = home_row(reading.build)
    if home is None:
        return None
    shown, median, low, high = (read_figure(reading, f"{PREFIX}{part}") for part in _LAST_TWELVE)
    text = t(
        "Measured: {share} of popular websites are answered from Morocco ({bounds} at 95%; over {runs} runs, median {median}, "
        "{low} to {high}).",
        share=shown.text,
        bounds=t("{low} to {high}", low=share_text(shown.low, t), high=share_text(shown.high, t)),
        runs=t.number(home["runs"]),
        median=median.text,
        low=low.text,
        high=high.text,
    )
    shares = {row["country"]: row["local_pct"] for row in country_rows(reading.build)}
    if peers := [t.labelled(reading.country(code), share_text(shares[code], t)) for code in PEERS if code in shares]:
        text = f"{text} {t.series(peers)}."
    return Sentence(text, (shown, median, low, high))


def _strategy(reading: Reading) -> Sentence:
    """Every indicator with a target, by state, and by name those that are behind."""
    t = reading.t
    counts = {
        code: read_figure(reading, f"progress.count.{code}")
        for whose in ("strategy", "related")
        for code in codes_of(whose)
    }
    parts = parts_sentences(counts, t)
    behind = [row for row in fronts(read_rows(reading)) if row["state"] in _BEHIND]
    text = " ".join(part.text for part in parts)
    figures = [shown for part in parts for shown in part.figures]
    firm, fragile = (
        [str(row["name"]) for row in behind if bool(row["is_fragile"]) is is_fragile] for is_fragile in (False, True)
    )
    if firm:
        names = t("Behind: {names}.", names=t.series(firm))
        text = f"{text} {names}"
    if fragile:
        names = t("Behind, on thin evidence: {names}.", names=t.series(fragile))
        text = f"{text} {names}"
    return Sentence(text, tuple(figures), topic=t("Digital Morocco 2030"), link="/progress#measured")


def _capacity(reading: Reading) -> Sentence:
    t = reading.t
    names = ("it_load_operational", "under_construction", "pipeline_signed", "pipeline_planned", "pipeline_headline")
    live, works, signed, planned, large = (read_figure(reading, f"sites.{name}_mw") for name in names)
    params = {"live": live.text, "signed": signed.text, "planned": planned.text, "large": large.text}
    if works.value:
        text = t(
            "{live} of IT load are documented in service and {works} under construction; {signed} stand in memoranda, {planned} in "
            "operators' plans, {large} more in large announcements, signed, unsigned or stalled.",
            **params,
            works=works.text,
        )
    else:
        text = t(
            "{live} of IT load are documented in service and no works were found; {signed} stand in memoranda, {planned} in "
            "operators' plans, {large} more in large announcements, signed, unsigned or stalled.",
            **params,
        )
    figures = (live, *((works,) if works.value else ()), signed, planned, large)
    promised = programme_words(reading)
    if promised is None:
        return Sentence(text, figures, topic=t("Capacity"), link="/sites#pipeline")
    return Sentence(
        f"{text} {promised.text}", (*figures, *promised.figures), topic=t("Capacity"), link="/sites#ai-factories"
    )


def _links(reading: Reading) -> Sentence:
    t = reading.t
    systems, left = (
        read_figure(reading, f"connectivity.{name}") for name in ("systems_in_service", "worst_n1.systems_left")
    )
    text = t(
        "Submarine systems in service: {systems}; the worst single failure leaves {left} of them.",
        systems=systems.text,
        left=left.text,
    )
    figures = [systems, left]
    if reading.rows("select 1 from out_figures where figure_id = ?", _USED):
        used = read_figure(reading, _USED)
        bandwidth = t(
            "{used} of international bandwidth were in use in {period}.", used=used.text, period=t.period(used.as_of)
        )
        text = f"{text} {bandwidth}"
        figures.append(used)
    return Sentence(text, tuple(figures), topic=t("Links abroad"), link="/connectivity#cases")


def _money(reading: Reading) -> Sentence:
    return replace(money_sentence(reading), topic=reading.t("Money"), link="/investment#envelope")


def money_sentence(reading: Reading) -> Sentence:
    """The strategy's envelope, the year's new financing, and what is known to be paid out of the envelope."""
    t = reading.t
    envelope, payments, recent = (
        read_figure(reading, f"investment.{name}")
        for name in ("envelope_mad", "envelope_payments", "financing.recent_mad")
    )
    row = reading.row(_ENVELOPE_YEARS)
    years = t.span(row["first"], row["last"])
    name = t("The strategy's envelope ({years})", years=years) if years else t("The strategy's envelope")
    text = t("{name} is {envelope}.", name=name, envelope=envelope.text)
    if not payments.value:
        text = t("{name} is {envelope}; no published payment out of it was found.", name=name, envelope=envelope.text)
    figures = [envelope]
    if recent.value:
        text += " " + t("Over the last twelve months, {recent} of new financing were decided.", recent=recent.text)
        figures.append(recent)
    return Sentence(text, tuple(figures))
