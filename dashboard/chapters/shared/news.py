"""What there is to tell readers: the log of accepted changes, and what each published build moved."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from dashboard.chapters.shared.contents import CONTENTS, chapter_of, figure_link
from dashboard.content.news import Digest, Feed, Moved, News
from dashboard.content.values import LANGS, Figure
from dashboard.figures.band import tell_apart
from dashboard.figures.figure import figure
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, NoBuildError, OldBuildError
from dashboard.warehouse.changes import Changes, compare
from dashboard.warehouse.reading import Reading, Row, cached_per_build
from dashboard.warehouse.tables import names
from etl.contracts.tables import TABLES
from etl.warehouse.history import Publication
from etl.warehouse.publish import publications

MOST_NEWS = 50
_MOST_BUILDS = 12  # compared: each comparison reads two builds whole
_MOST_MOVED = 40
_EVERY = ("overview", "evidence")  # chapters that tell of all others


def feed(reading: Reading, chapter: str, publisher: str) -> Feed:
    """What there is to tell of a chapter, or of all ("" for its name). KeyError for a chapter that there is not."""
    t = reading.t
    heading = CONTENTS[chapter or "overview"]
    is_of_all = not chapter or chapter in _EVERY
    kept = [one for one in news(reading) if is_of_all or not one.chapters or chapter in one.chapters]
    midnight = f"{_first_day(reading.build.as_of)}T00:00:00Z"
    return Feed(
        lang=reading.lang,
        chapter=chapter,
        title=t("Siyada: {chapter}", chapter=heading.title(t)) if chapter else t("Siyada: what changed"),
        subtitle=reading.prose("shared_news_subtitle"),
        updated=max((one.happened_at for one in kept), default=midnight),
        publisher=publisher,
        news=tuple(kept[:MOST_NEWS]),
        page=in_language(heading.link(), reading.lang),
    )


def digest(reading: Reading, since: date) -> Digest:
    """What there is to tell from a day on; where there is nothing, it says so."""
    t = reading.t
    listed = tuple(one for one in news(reading) if one.day >= since.isoformat())
    day = t.period(since.isoformat())
    counted = t.plural("{count} thing to tell:", "{count} things to tell:", len(listed))
    nothing = t(
        "Nothing to tell: no change of the evidence was accepted and no build was published since {day}.", day=day
    )
    return Digest(
        lang=reading.lang,
        since=since.isoformat(),
        title=t("Siyada: what changed since {day}", day=day),
        lines=(
            counted if listed else nothing,
            t("Data as of {date}, build {build}.", date=t.period(reading.build.as_of), build=reading.build.build_id),
        ),
        news=listed,
        foot=t("Siyada, Morocco's digital sovereignty, measured."),
        page=in_language("/", t.lang),
    )


def news(reading: Reading) -> tuple[News, ...]:
    """Everything there is to tell of this build and those published before it, newest first."""
    published = _until(publications(reading.build.warehouse.directory), reading.build.build_id)
    return _news(reading, published)


@cached_per_build(6)
def _news(reading: Reading, published: tuple[Publication, ...]) -> tuple[News, ...]:
    found = [*_changes(reading), *_builds(reading, published)]
    return tuple(sorted(found, key=lambda one: (one.happened_at, one.key), reverse=True))


def _until(published: tuple[Publication, ...], build_id: str) -> tuple[Publication, ...]:
    """The publications up to the last one of a build."""
    places = [place for place, one in enumerate(published) if one.build_id == build_id]
    return published[: places[-1] + 1] if places else ()


def in_language(link: str, lang: str) -> str:
    """An address of ours with its language: French, the default, needs none. A fragment stays at its end, "" stays ""."""
    if not link:
        return ""
    path, mark, place = link.partition("#")
    if lang != LANGS[0]:
        path += f"{'' if path.endswith(('?', '&')) else '&' if '?' in path else '?'}lang={lang}"
    return path.rstrip("?&") + mark + place


def _first_day(when: str) -> str:
    """The first day of a year, a month or a day."""
    return (when + "-01-01")[:10]


def _changes(reading: Reading) -> Iterator[News]:
    """Every line of the log of changes; a build made before there was one has none."""
    if "changes" not in names(reading.build):
        return
    for row in reading.rows("select * from core_changes order by changed_on desc, change_id desc"):
        yield _change(reading, row)


def _change(reading: Reading, row: Row) -> News:
    t = reading.t
    table = str(row["table"])
    meaning = {one.name: t(one.meaning) for one in TABLES}.get(table, table)
    figure_ids = [one for one in str(row["figures"] or "").split(";") if one]
    moved = tuple(Moved(one, _label(reading, one), "", "", in_language(figure_link(one), t.lang)) for one in figure_ids)
    lines = (
        t(
            "Table {table} ({meaning}): rows added {added}, changed {changed}, removed {removed}.",
            table=table,
            meaning=meaning,
            added=t.number(row["rows_added"]),
            changed=t.number(row["rows_changed"]),
            removed=t.number(row["rows_removed"]),
        ),
        t("Why: {why}", why=t.isolate(str(row["why"]))),
        t("Decided by: {name}", name=t.isolate(str(row["decided_by"]))),
    )
    left = int(row["figures_moved"]) - len(moved)
    day = str(row["changed_on"])
    return News(
        key=f"change/{row['change_id']}",
        happened_at=f"{day}T00:00:00Z",
        title=t("Evidence changed on {day}: table {table}", day=t.period(day), table=table),
        lines=lines,
        moved=moved[:_MOST_MOVED],
        more=_more(left + len(moved[_MOST_MOVED:]), t),
        chapters=() if left else _chapters(figure_ids) or ("evidence",),
        link=in_language("/evidence?part=changes#log", t.lang),
    )


def _label(reading: Reading, figure_id: str) -> str:
    try:
        return figure(reading, figure_id).label
    except LookupError:
        return figure_id  # the evidence moved on since, and no build has it any more


def _more(count: int, t: Translator) -> str:
    return t.plural("and {count} more figure", "and {count} more figures", count) if count > 0 else ""


def _chapters(figure_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({chapter_of(one) for one in figure_ids} & set(CONTENTS)))


def _builds(reading: Reading, published: tuple[Publication, ...]) -> Iterator[News]:
    """What each publication moved against the one before it; of the first, and where one is no longer here, that alone."""
    kept = {one.build_id: _kept(reading.build, one.build_id) for one in published[-_MOST_BUILDS - 1 :]}
    if 0 < len(published) <= _MOST_BUILDS:
        yield _build(reading, published[0], kept[published[0].build_id], None, is_first=True)
    for before, after in pairwise(published[-_MOST_BUILDS - 1 :]):
        yield _build(reading, after, kept[after.build_id], kept[before.build_id], is_first=False)


def _kept(build: Build, build_id: str) -> Build | None:
    if build_id == build.build_id:
        return build
    try:
        return build.warehouse.build(build_id)
    except NoBuildError:
        return None


_compared = functools.lru_cache(maxsize=_MOST_BUILDS)(compare)  # for three languages


def _build(reading: Reading, one: Publication, after: Build | None, before: Build | None, *, is_first: bool) -> News:
    t = reading.t
    title = (
        t("Build {build} was published, with data as of {date}", build=one.build_id, date=t.period(after.as_of))
        if after
        else t("Build {build} was published", build=one.build_id)
    )
    link, lines, figure_ids = "/evidence?part=changes", list[str](), list[str]()
    moved: tuple[Moved, ...] = ()
    if before and after:
        try:
            changes = _compared(before, after)
            moved = tuple(_moved(changes, before, after, t))
        except OldBuildError:
            lines.append(reading.prose("shared_news_build_not_comparable"))
        else:
            figure_ids = [change.figure_id for change in changes.figures]
            lines.append(_rows_line(changes, t))
            lines.append(t("Figures that moved: {count}.", count=t.number(len(figure_ids))))
            here = "" if after is reading.build else f"&build={after.build_id}"
            link = f"/evidence?part=changes&since={before.build_id}{here}"
    elif not is_first:
        lines.append(reading.prose("shared_news_build_not_kept"))
    return News(
        key=f"build/{one.build_id}/{_utc(one.published_at)}",
        happened_at=_utc(one.published_at),
        title=title,
        lines=tuple(lines),
        moved=moved[:_MOST_MOVED],
        more=_more(len(figure_ids) - len(moved[:_MOST_MOVED]), t),
        chapters=_chapters(figure_ids) or (("evidence",) if before and after else ()),
        link=in_language(link, t.lang),
    )


def _moved(changes: Changes, before: Build, after: Build, t: Translator) -> Iterator[Moved]:
    for change in changes.figures[:_MOST_MOVED]:
        old = _read(before, change.figure_id, t) if change.is_before else None
        new = _read(after, change.figure_id, t) if change.is_after else None
        shown = new or old
        if shown:
            link = in_language(figure_link(change.figure_id), t.lang)
            yield Moved(change.figure_id, shown.label, *tell_apart(old, new, t), link)


def _read(build: Build, figure_id: str, t: Translator) -> Figure:
    return figure(Reading(build, t), figure_id)


def _rows_line(changes: Changes, t: Translator) -> str:
    tables = [one for one in changes.tables if not one.is_empty and one.table != "changes"]  # the log itself
    if not tables:
        return t("No row of evidence was added, changed or withdrawn.")
    return t(
        "Rows of evidence added {added}, changed {changed}, removed {removed}.",
        added=t.number(sum(len(one.added) for one in tables)),
        changed=t.number(sum(len(one.changed) for one in tables)),
        removed=t.number(sum(len(one.withdrawn) for one in tables)),
    )


def _utc(published_at: str) -> str:
    """A time of publication as RFC 3339 has it; one that can't be read is the epoch, so that it comes last."""
    try:
        return datetime.fromisoformat(published_at).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return "1970-01-01T00:00:00Z"
