"""Sessions begin one after the other: each costs 5 ms of the event loop, and a hundred at once held everybody up by 0.5 s."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Door:
    """Lets one websocket at a time open its session; what others ask for is answered in between."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()

    async def through(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Run `app` for one websocket. Its session is open once it waits for what its client says."""
        await self._one.acquire()
        is_in, asked = False, 0

        def enter() -> None:
            nonlocal is_in
            if not is_in:
                is_in = True
                self._one.release()

        async def receiving() -> Message:
            nonlocal asked
            asked += 1  # first for the handshake
            if asked > 1:
                enter()
            return await receive()

        try:
            await app(scope, receiving, send)
        finally:
            enter()
