"""The scenario that a link tells, whatever form of address it comes in."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlencode

from dashboard.content.choices import parameters_of

MOST_CHARACTERS = 4000
BUILD = "build"  # the parameter of a link that names its build
_PAGE = re.compile(r"(?:/builds/(?P<build>[0-9a-f]+))?(?:/chapters)?/share/?$")


def linked_parameters(link: str, names: Collection[str]) -> dict[str, str] | None:
    """Those parameters of a link that are choices (`names`), and the build it names; None where it tells no scenario.

    A link is the whole address of the page or of its chapter in the API, or what follows its question mark.
    """
    if len(link) > MOST_CHARACTERS:
        return None
    place, mark, query = link.partition("#")[0].partition("?")
    page = _PAGE.search(place)
    if (mark and place and not page) or "://" in query:
        return None
    given = parameters_of(query if mark else "" if page else place)
    named = given.get(BUILD) or (page["build"] if page else "")
    found = {name: value for name, value in given.items() if name in names}
    is_scenario = found or page or named
    holds_two = {"a", "b"} & set(given)
    if not is_scenario or holds_two:
        return None
    return found | ({BUILD: named} if named else {})


def with_build(query: str, build: str) -> str:
    """The query of a scenario with the build that its link names ("" for none)."""
    return f"{query}&{urlencode({BUILD: build})}" if build else query
