"""What a scan found, in sentences and lines for a terminal: every count, for it is read on the machine that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.figures.scans import kind_words, reason_words, service_words
from dashboard.support.quoting import quoted
from etl.locality.shares import cluster_interval, location_bounds, share_rows
from etl.locality.vocabulary import UNMEASURED

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.locality.counts import ServiceCount
    from etl.locality.ranges import RangeSet
    from etl.locality.scans import Scan
    from etl.locality.shares import Interval, ShareRow


def scan_line(scan: Scan, t: Translator) -> str:
    """A scan of the list, on one line."""
    return t(
        "{scan}  {date}  {frame}: {asked} names asked",
        scan=scan.scan_id,
        date=day_of(scan, t),
        frame=quoted(scan.frame),
        asked=t.number(scan.names_asked),
    )


def day_of(scan: Scan, t: Translator) -> str:
    """The day of a scan, as its file tells it."""
    return t.period(scan.started_utc[:10]) if scan.started_utc else t("undated")


def scan_lines(scan: Scan, t: Translator) -> list[str]:
    """Everything of a scan, service by service."""
    size = t.number(scan.frame_size) if scan.frame_size else t("size not known")
    lines = [
        t("Scan {scan}: frame «{frame}» ({size})", scan=scan.scan_id, frame=quoted(scan.frame), size=size),
        t(
            "Made with {tool}, {date}; ranges of {ranges}; lines read {lines}, unreadable {unreadable}",
            tool=scan.tool,
            date=day_of(scan, t),
            ranges=t.period(scan.ranges_dated),
            lines=t.number(scan.lines),
            unreadable=t.number(scan.lines_unreadable),
        ),
    ]
    if scan.ranges_warnings:
        lines.append(warning_text(t))
    for count in scan.services:
        lines += ["", service_words(t)[count.service], *service_lines(scan, count, t)]
    return lines


def service_lines(scan: Scan, count: ServiceCount, t: Translator) -> list[str]:
    """One service: its sentence, its table, what it leaves open."""
    rows = share_rows(count, scan.frame_size, is_census=scan.is_census)
    lines = [_sentence(scan, count, rows, t)] if count.measured else [t("No name gave an address that counts.")]
    lines += [_row_line(row, t) for row in rows]
    if count.reasons:
        entries = [t.labelled(reason_words(t)[reason], t.number(number)) for reason, number in count.reasons.items()]
        lines.append(t("Without an address that counts: {reasons}", reasons=t.series(entries)))
    lines.append(
        t(
            "Distinct addresses: {addresses}; networks: {networks}",
            addresses=t.number(count.addresses),
            networks=t.number(count.networks),
        )
    )
    if bounds := location_bounds(count):
        lines.append(t("What the doubts about location leave open: {interval}", interval=interval_text(bounds, t)))
    if (found := cluster_interval(count)) and count.largest and not scan.is_census:
        lines.append(_dominated(count, count.largest, found, t))
    return lines


def _sentence(scan: Scan, count: ServiceCount, rows: list[ShareRow], t: Translator) -> str:
    local = next(row for row in rows if row.kind == "local")
    words = {
        "measured": t.number(count.measured),
        "unanswered": t.number(count.asked - count.measured),
        "asked": t.number(count.asked),
        "local": t.number(local.names),
        "share": t.percent(100 * (local.share or 0)),
    }
    if local.ci_low is None or local.ci_high is None:
        said = t(
            "Of {measured} names measured ({unanswered} of {asked} did not answer), {local} answer from addresses placed in Morocco: {share}. All names of the frame were asked: no sampling interval.",
            **words,
        )
    else:
        said = t(
            "Of {measured} names measured ({unanswered} of {asked} did not answer), {local} answer from addresses placed in Morocco: {share}, 95% interval {interval}.",
            **words,
            interval=interval_text((local.ci_low, local.ci_high), t),
        )
    if count.of_kind("cdn"):
        said += " " + t("Some stand behind a CDN whose origin can't be seen.")
    return said


def interval_text(interval: Interval, t: Translator) -> str:
    """Two shares as "34 to 75 %", to the tenth where whole percents would tell them as one."""
    low, high = (100 * end for end in interval)
    digits = 1 if high - low < 2 else 0
    return t("{low} to {high}", low=t.number(low, digits), high=t.percent(high, digits))


def _row_line(row: ShareRow, t: Translator) -> str:
    words = kind_words(t)
    name = words[f"local.{row.control}"] if row.control else words[row.kind]
    return "  " + t.labelled(name, _row_value(row, t))


def _row_value(row: ShareRow, t: Translator) -> str:
    names = t.number(row.names)
    if row.kind == UNMEASURED or row.share is None:
        return names
    share = t.percent(100 * row.share, 1)
    if row.ci_low is None or row.ci_high is None:
        return t("{names} ({share})", names=names, share=share)
    interval = interval_text((row.ci_low, row.ci_high), t)
    if row.names == 0:  # the point says nothing: from none to at most so many
        return t("{names} ({share})", names=names, share=interval)
    return t("{names} ({share}, interval {interval})", names=names, share=share, interval=interval)


def _dominated(count: ServiceCount, largest: tuple[int, int], interval: Interval, t: Translator) -> str:
    return t(
        "One network, {network}, holds {share} of the names: drawn network by network, the 95% interval is {interval}.",
        network=f"AS{largest[0]}",
        share=t.percent(100 * largest[1] / count.measured),
        interval=interval_text(interval, t),
    )


def warning_text(t: Translator) -> str:
    """What is said of a set of ranges that places another number of addresses in Morocco than are known to be there."""
    return t(
        "Beware: two of three votes of these ranges place other than 11.5 to 13 million addresses in Morocco. The ranges may be incomplete."
    )


def ranges_lines(known: RangeSet, t: Translator) -> list[str]:
    """A set of ranges, its sources and what to beware of."""
    made = {"import": t("brought in"), "build": t("built from its sources")}[known.made_by]
    lines = [
        t(
            "Ranges of {date}, {made}: {pieces} pieces",
            date=t.period(known.dated),
            made=made,
            pieces=t.number(known.pieces),
        ),
        t(
            "Addresses that two of three votes place in Morocco: {addresses}",
            addresses=t.number(known.moroccan_addresses),
        ),
        *("  " + t.labelled(quoted(name), t.number(rows)) for name, rows in known.inputs.items()),
    ]
    if known.missing:
        lines.append(t("Sources that were not there: {files}", files=t.listed(known.missing)))
    return [*lines, warning_text(t)] if known.warnings else lines
