"""Sources against what names their day: their identifier, their address, their title, and the facts that they are cited for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from etl.evidence.plausible.days import NEAR, OUR_COUNT, PAST
from etl.evidence.plausible.findings import Finding, Line, Lines, first_day, last_day

LATE = timedelta(days=300)  # a document that appears so long after the news it tells
NEWS = {"site_events": "date", "outages": "date", "investments": "announced"}
STATES = {"site_stages": "as_of"}  # recorded soon as well, and by older sources too
"""Tables of news, by the column that dates it: what tells it appears soon after."""
FACTS = (
    "observations",
    "connectivity_metrics",
    "country_capacity",
    "startup_funding",
    "services_trade",
    "fx",
    "latency",
    *NEWS,
)
"""Tables each of whose sources gives the row's own fact. A site or an exchange point has older sources too."""
SERIES = {
    "observations": ("period", ("indicator_id", "country")),
    "regional_observations": ("period", ("indicator_id", "region_code")),
    "connectivity_metrics": ("period", ("metric", "country")),
    "compute_demand": ("period", ("metric", "country")),
    "startup_funding": ("year", ("country",)),
    "services_trade": ("year", ("country", "flow", "item")),
    "country_capacity": ("year", ("country",)),
}
"""By table, the column of time and what makes a series."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OWN_YEAR = re.compile(r"(?:^|-)((?:19|20)\d\d)[a-z]?$")  # of the document: -2025
_NAMED_YEAR = re.compile(r"[a-z]((?:19|20)\d\d)[a-z]?$")  # of what it tells: anrt2024, published then or the year after
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)/(\d\d?)(?=/)"),
    re.compile(r"[-/_]((?:19|20)\d\d)-(\d\d)-\d\d"),
    re.compile(r"/((?:19|20)\d\d)()(?=/)"),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_ENGLISH = re.compile(r"\b(the|of|and|for|with|from|abroad)\b")
_FRENCH = re.compile(r"\b(le|la|les|des|du|au|aux|pour|dans|sur|une?|et)\b")


def find(lines: Lines) -> Iterator[Finding]:
    """Doubts about the day and the language of sources, and about facts dated otherwise than their sources."""
    facts = _facts(lines)
    recorded = [day for line in lines["sources"] if (day := line.values.get("recorded_on")) and isinstance(day, date)]
    newest = max(recorded, default=date.max).year
    for line in lines["sources"]:
        yield from _first(_by_name(line, newest), _by_address(line), _by_facts(line, facts[line.key]))
        yield from _language(line)
    sources = {line.key: line for line in lines["sources"]}
    for table, column in (NEWS | STATES).items():
        for line in lines[table]:
            yield from _published_late(line, column, sources)
    yield from _named_years(lines, sources)


def _first(*found: Iterator[Finding]) -> Iterator[Finding]:
    """One doubt a cell is enough."""
    for findings in found:
        for finding in findings:
            yield finding
            return


def _facts(lines: Lines) -> Mapping[str, list[tuple[date, Line]]]:
    """By source, the first day that each row it is cited for may speak of; our own counts and forecasts left out."""
    found: dict[str, list[tuple[date, Line]]] = defaultdict(list)
    for table in FACTS:
        for line in lines[table]:
            starts = first_day(line.text(PAST[table][0]))
            recorded = line.values.get("recorded_on")
            is_past = starts and isinstance(recorded, date) and starts <= recorded
            if starts and is_past and not line.text("note").startswith(OUR_COUNT):
                for source in line.text("source_ids").split(";"):
                    found[source].append((starts, line))
    return found


def _by_name(line: Line, newest: int) -> Iterator[Finding]:
    """The year in a source's identifier is that of publication, or of what it tells, which its title then names."""
    when = line.text("published_on")
    own, named = _OWN_YEAR.search(line.key), _NAMED_YEAR.search(line.key)
    if not when or not (own or named):
        return
    year = int((own or named or [0, 0])[1])
    if year > newest:
        return  # a plan, named by its year
    may_follow = bool(named) or str(year) in line.text("title")
    if int(when[:4]) not in ({year, year + 1} if may_follow else {year}):
        yield Finding(line, "published_on", "published_otherwise", params={"other": str(year)})


def _by_address(line: Line) -> Iterator[Finding]:
    when, address = line.text("published_on"), line.text("url")
    found = next((match for pattern in _IN_ADDRESS if (match := pattern.search(address))), None)
    if not found or not when:
        return
    year, month = found[1], found[2]
    is_month = month.isdigit() and 1 <= int(month) <= 12
    if when[:4] != year or (is_month and len(when) > 4 and int(when[5:7]) != int(month)):
        yield Finding(line, "published_on", "published_otherwise", params={"other": found[0].strip("-/_")})


def _by_facts(line: Line, facts: list[tuple[date, Line]]) -> Iterator[Finding]:
    """A document is no older than what it is cited for."""
    published = last_day(line.text("published_on"))
    later = [(starts, fact) for starts, fact in facts if published and starts > published + NEAR]
    if later:
        starts, fact = max(later, key=lambda one: (one[0], one[1].table, one[1].key))
        params = {"other": f"{fact.table}: {fact.key}", "when": starts.isoformat()}
        yield Finding(line, "published_on", "published_before_fact", params=params)


def _language(line: Line) -> Iterator[Finding]:
    title, language = line.text("title"), line.text("language")
    found = "ar" if _ARABIC.search(title) else ""
    words = title.lower()
    english, french = bool(_ENGLISH.search(words)), bool(_FRENCH.search(words))
    if not found and english != french:
        found = "en" if english else "fr"
    is_other = found in ("ar", "en") and found != language
    if is_other or (found == "fr" and language in ("ar", "en")) or (language == "ar" and not found):
        yield Finding(line, "language", "title_language", params={"other": found or "—"})


def _published_late(line: Line, column: str, sources: Mapping[str, Line]) -> Iterator[Finding]:
    """News that all its sources tell long after it."""
    happened = last_day(line.text(column))
    cited = [sources[name] for name in line.text("source_ids").split(";") if name in sources]
    published = [day for source in cited if (day := first_day(source.text("published_on")))]
    if happened and published and len(published) == len(cited) and min(published) - happened > LATE:
        yield Finding(line, column, "told_late", params={"other": min(published).isoformat()})


def _named_years(lines: Lines, sources: Mapping[str, Line]) -> Iterator[Finding]:
    """A value of the year before or after the one that its sources' titles name, for which the series has no value."""
    for table, (column, names) in SERIES.items():
        known: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for line in lines[table]:
            known[tuple(line.text(name) for name in names)].add(int(line.text(column)[:4]))
        for line in lines[table]:
            year = int(line.text(column)[:4])
            cited = [sources[name] for name in line.text("source_ids").split(";") if name in sources]
            named = {int(found) for source in cited for found in _YEAR.findall(source.text("title"))}
            series = known[tuple(line.text(name) for name in names)]
            is_near = bool({year - 1, year + 1} & named) and year not in named
            if is_near and (max(named) < year or not named & series):
                sentence = ", ".join(map(str, sorted(named)))
                yield Finding(line, column, "title_names_year", params={"other": sentence})
