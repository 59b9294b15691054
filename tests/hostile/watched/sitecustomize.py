"""On the path of a server under test: whatever its Python asks of another machine is written down and refused.

Every process that inherits the path is watched. Names of this machine and its loopback addresses are let be.
"""

from __future__ import annotations

import os
import sys

ASKING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex", "socket.gethostbyaddr"}
HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None)


def refuse(event: str, args: tuple[object, ...]) -> None:
    if event in ASKING:
        place = args[-1]
        asked = place[0] if isinstance(place, tuple) and place else None  # a path is a socket of this machine
    elif event in LOOKING_UP:
        asked = args[0]
    else:
        return
    if asked not in HERE:
        handle = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(handle, f"{event} {asked!r}\n".encode())
        os.close(handle)
        raise PermissionError(f"{event} of {asked!r} is refused")


if "WATCHED" in os.environ:
    sys.addaudithook(refuse)
