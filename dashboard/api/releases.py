"""The address of the release calendar: when each indicator is expected again, in the latest build or a fixed one."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.layers import sends
from dashboard.api.parameters import LangQuery
from dashboard.chapters.evidence.releases import as_object, releases_of
from dashboard.http.answers import JSON, answer, written
from dashboard.i18n import translator
from dashboard.warehouse.build import Build

Day = Annotated[
    date | None, Query(description="Day on which a value counts as overdue, YYYY-MM-DD; today (UTC) without")
]


def add_releases(router: APIRouter, of_build: Any) -> None:
    """Add the address of the release calendar of a build; `of_build` depends on which."""

    @router.get("/releases", **sends(JSON))
    def releases(request: Request, day: Day = None, lang: LangQuery = "fr", build: Build = of_build) -> Response:
        """When the next value of each indicator is expected, from its own observations; those overdue for longest first."""
        t, on = translator(lang), day or datetime.now(UTC).date()
        listed = [as_object(one, t) for one in releases_of(build, on)]
        return answer(request, written({"build_id": build.build_id, "day": on, "releases": listed}))
