"""Charts of a view as images, each made once for a build by a process beside the server."""

from __future__ import annotations

from collections.abc import Hashable

from dashboard.chapters.registry import charts
from dashboard.content.values import Chapter
from dashboard.documents.evidence import sources_of_tables
from dashboard.http.answers import PNG, SVG, packed
from dashboard.http.asset import Asset
from dashboard.render.pdf.image import ImageForm, chart_image
from dashboard.warehouse.build import Build

MOST_IMAGES = 60  # kept for each build, some 0.3 MB each

MEDIA_TYPES: dict[ImageForm, str] = {"svg": SVG, "png": PNG}


def find_image(build: Build, key: Hashable) -> Asset | None:
    """The image that was made under `key`, where it is kept."""
    return build.cache("images", MOST_IMAGES).found(key)


def make_image(build: Build, key: Hashable, chapter: Chapter, chart_id: str, form: ImageForm) -> Asset:
    """The image of a chart, made now (0.2 s) and kept under `key`. KeyError for an unknown chart, BoundedError where it can't be made."""
    chart = charts(chapter)[chart_id]

    def draw() -> Asset:
        sources = build.sources(sources_of_tables(chapter)[chart.table.table_id], chapter.lang)
        return packed(chart_image(chart, chapter, sources, form), MEDIA_TYPES[form])

    found: Asset = build.cache("images", MOST_IMAGES).get(key, draw)
    return found
