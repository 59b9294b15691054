"""The desk page: one file is dropped, read and previewed in a process of its own, and forgotten. Nothing of it is kept.

A form of ours, not Streamlit's uploader: that keeps files in the process that serves, which would need pandas to read them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator
from http import HTTPStatus

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from dashboard.content.desk import NO_ROOM, ShownProposal
from dashboard.content.values import Lang
from dashboard.i18n import Translator, translator
from dashboard.render.html import desk as drawn
from dashboard.render.html.brief import font_faces
from dashboard.support.quoting import quoted
from dashboard.web.assets import font_urls
from dashboard.web.front import asked_lang
from dashboard.web.hosts import Hosts
from etl.contracts.tables import TABLES
from etl.messages.desk import PROBLEMS, fill
from etl.paths import ROOT

DESK = "/desk"
MOST_BYTES = 32 * 1024**2  # of a file, as the commands take it
WORK_S, BODY_S, DRAIN_S = 180.0, 120.0, 20.0
AGAIN_S = 30
_MOST_OVERHEAD = 64 * 1024  # bytes of a form besides its file
_DRAINED = 4 * MOST_BYTES  # read and thrown away, so that a browser shows why the rest was not taken
_FIELDS = 2
_READ_BY = "dashboard.cli.desk_page"  # run, not imported: it knows pandas
_PROPOSABLE = tuple(table for table in TABLES if table.name != "changes")


class _RefusedError(Exception):
    """A form that is not taken: why, in the reader's words."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


class _NoRoomError(Exception):
    """Nothing can be written where what is temporary goes."""


class _TooLargeError(Exception):
    """More came than is read."""


class _Body:
    """The body of a request as it comes, and whether all of it came."""

    def __init__(self, request: Request) -> None:
        self._receive = request.receive
        self._is_over = False

    async def chunks(self, most: int) -> AsyncGenerator[bytes, None]:
        """What comes. Raises _TooLargeError after `most` bytes, ClientDisconnect where the sender left."""
        came = 0
        while not self._is_over:
            message = await self._receive()
            if message["type"] != "http.request":
                raise ClientDisconnect
            self._is_over = not message.get("more_body", False)
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLargeError
            yield message.get("body", b"")

    async def drain(self) -> None:
        """Read on and keep nothing, for a while: a browser whose sending is cut shows no answer."""
        try:
            async with asyncio.timeout(DRAIN_S):
                async for _ in self.chunks(_DRAINED):
                    pass
        except (TimeoutError, _TooLargeError):
            return


class _InMemory(MultiPartParser):
    """Keeps the file in memory, where Starlette's own writes what is over 1 MB to disk."""

    spool_max_size = MOST_BYTES + _MOST_OVERHEAD


class Desk:
    """The page at /desk; one file at a time."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._faces = font_faces(font_urls())
        self._is_busy = False

    async def answer(self, request: Request) -> Response:
        """The form, or what the file that was dropped would change."""
        t = translator(asked_lang(request.scope["query_string"]))
        try:
            return await self._answer(request, t)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it

    async def _answer(self, request: Request, t: Translator) -> Response:
        if request.method != "POST":
            return self._page(t)
        if not self._is_from_here(request):
            return self._page(t, t("This form was sent from another site. Drop the file here."), 403)
        body = _Body(request)
        try:
            if self._is_busy:
                raise _RefusedError(503, t("Another file is being read. Try again in a minute."))
            self._is_busy = True
            try:
                return await self._take(request, body, t)
            finally:
                self._is_busy = False
        except _RefusedError as refused:
            await body.drain()
            return self._page(t, refused.text, refused.status)

    def _is_from_here(self, request: Request) -> bool:
        """False where the page of another site sent it. A browser says so in `Sec-Fetch-Site`, over plain http in `Origin` alone."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site not in (None, "same-origin", "none"):
            return False
        return (site is not None and origin == "null") or self._hosts.admits(origin, request.headers.get("host"))

    async def _take(self, request: Request, body: _Body, t: Translator) -> Response:
        form = await _read_form(request, body, t)
        file, table = form.get("file"), form.get("table", "")
        content = await file.read() if isinstance(file, UploadFile) else b""
        if not isinstance(file, UploadFile) or not (file.filename or content):
            raise _RefusedError(400, t("No file was chosen. Choose one, then send it."))
        name = _plain_name(file.filename or "")
        if len(content) > MOST_BYTES:
            raise _RefusedError(413, _too_large(name, t))
        if not isinstance(table, str) or table not in ("", *(one.name for one in _PROPOSABLE)):
            raise _RefusedError(400, t("There is no such table. Choose one of the list."))
        await form.close()
        try:
            shown = await run_in_threadpool(_read, content, name, table, t.lang)
        except _NoRoomError:
            raise _RefusedError(503, _no_room(t)) from None
        return self._page(t, shown.problem, 422 if shown.problem else 200, shown, table, name)

    def _page(
        self,
        t: Translator,
        problem: str = "",
        status: int = 200,
        shown: ShownProposal | None = None,
        table: str = "",
        name: str = "",
    ) -> Response:
        tables = [(one.name, t(one.meaning)) for one in _PROPOSABLE]
        body = drawn.page(t, self._faces, tables, drawn.Dropped(name, table, problem, shown), MOST_BYTES // 1024**2)
        headers = {"Cache-Control": "no-store"}
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = str(AGAIN_S)
        return HTMLResponse(body, status, headers)


async def _read_form(request: Request, body: _Body, t: Translator) -> FormData:
    """The form, in memory, in time and no larger than it may be. Raises _RefusedError."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise _RefusedError(415, t("The file must be sent by the form of this page (multipart/form-data)."))
    too_large = _RefusedError(413, _too_large(t("The file"), t))
    stated = request.headers.get("content-length", "0")
    if not stated.isdigit() or int(stated[:15]) > MOST_BYTES + _MOST_OVERHEAD:
        raise too_large
    chunks = body.chunks(MOST_BYTES + _MOST_OVERHEAD)
    parser = _InMemory(request.headers, chunks, max_files=1, max_fields=_FIELDS, max_part_size=1024)
    try:
        return await asyncio.wait_for(parser.parse(), BODY_S)
    except _TooLargeError:
        raise too_large from None
    except TimeoutError:
        raise _RefusedError(408, t("The file did not arrive within two minutes. Try again.")) from None
    except MultiPartException:
        text = t(
            "The form can't be read: it takes one file and the name of a table. Load this page again and send it anew."
        )
        raise _RefusedError(400, text) from None


def _read(body: bytes, name: str, table: str, lang: Lang) -> ShownProposal:
    """What the commands say of a file. Raises _NoRoomError where the disk is full or can't be written."""
    try:
        place = tempfile.TemporaryDirectory(prefix="siyada-desk-")
    except OSError:
        raise _NoRoomError from None
    with place:
        return _read_at(place.name, body, name, table, lang)


def _read_at(place: str, body: bytes, name: str, table: str, lang: Lang) -> ShownProposal:
    """The same in a folder; the process and all that it started end with their time."""
    command = [sys.executable, "-X", "utf8", "-m", _READ_BY, lang, table, name, place]
    started = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": place},
        start_new_session=True,
    )
    try:
        said, _ = started.communicate(body, timeout=WORK_S)
        return TypeAdapter(ShownProposal).validate_json(said)
    except (subprocess.TimeoutExpired, ValidationError):
        if started.returncode == NO_ROOM:
            raise _NoRoomError from None
        return ShownProposal(fill(PROBLEMS, "too_heavy", lang, {"file": name}))
    finally:
        _end(started)


def _end(started: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)  # what it started may outlive it
    started.communicate()


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return quoted(last.strip(), 100) or "file"


def _no_room(t: Translator) -> str:
    return t(
        "The server has no room left in which to read a file: its disk is full or can't be written. Tell its operator, then try again."
    )


def _too_large(name: str, t: Translator) -> str:
    return fill(PROBLEMS, "too_large", t.lang, {"file": name, "limit": MOST_BYTES // 1024**2})
