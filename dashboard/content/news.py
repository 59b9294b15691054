"""What readers hear of when something changed: an accepted change of the evidence, or a build that was published."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.values import Lang


@dataclass(frozen=True)
class Moved:
    """A figure that moved: what it is called, what it was and is ("" where nobody kept that), and the page where it stands."""

    figure_id: str
    label: str
    before: str
    after: str
    link: str


@dataclass(frozen=True)
class News:
    """One thing to tell, in a reader's language.

    `key` is stable and the same in every language; `happened_at` is an RFC 3339 time in UTC (a day alone is its
    midnight); `chapters` are the names of those it speaks of, none: every one. `link` is an address of ours with its language.
    """

    key: str
    happened_at: str
    title: str
    lines: tuple[str, ...]
    moved: tuple[Moved, ...]
    more: str  # how many figures moved besides; "" for none
    chapters: tuple[str, ...]
    link: str

    @property
    def day(self) -> str:
        """The day of it, ISO."""
        return self.happened_at[:10]


@dataclass(frozen=True)
class Feed:
    """News as one list, newest first: of all chapters, or of the one called `chapter` ("" for all).

    `updated` is when it last had something to tell, else the day of the build's data; RFC 3339.
    """

    lang: Lang
    chapter: str
    title: str
    subtitle: str
    updated: str
    publisher: str
    news: tuple[News, ...]
    page: str  # the page of the chapter, with its language


@dataclass(frozen=True)
class Digest:
    """What happened from a day on (`since`, ISO), as a letter: `lines` open it, `foot` ends it and leads to `page`."""

    lang: Lang
    since: str
    title: str
    lines: tuple[str, ...]
    news: tuple[News, ...]
    foot: str
    page: str
