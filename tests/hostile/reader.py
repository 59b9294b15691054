"""A reader who asks for pages until its input ends, then tells how long each took: python reader.py URL PATH..."""

from __future__ import annotations

import json
import sys
import threading
import time

import httpx


def main() -> None:
    url, *paths = sys.argv[1:]
    ends = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ends.set()), daemon=True).start()
    waits, codes = [], set()
    with httpx.Client(base_url=url, timeout=60) as client:
        client.get(paths[0])
        print("reading", flush=True)
        while not ends.is_set():
            for path in paths:
                started = time.monotonic()
                codes.add(client.get(path).status_code)
                waits.append(time.monotonic() - started)
            time.sleep(0.02)
    print(json.dumps({"waits": waits, "codes": sorted(codes)}))


if __name__ == "__main__":
    main()
