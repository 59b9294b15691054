"""Serve the invented pages, or one script: python -m tests.sample.serve PORT WAREHOUSE [SCRIPT]."""

import sys
from pathlib import Path

from dashboard.chapters import registry as book
from dashboard.screen import shell
from dashboard.web import server
from tests.sample import chapter
from tests.sample.app import PAGES

if __name__ == "__main__":
    shell.PAGES = PAGES
    book.CHAPTERS["sample"] = book.Entry(
        chapter.SampleChoices, lambda pinned, choices, lang: chapter.build(pinned.build_id, choices, lang)
    )
    sockets = server.listen("localhost", int(sys.argv[1]))
    script = Path(__file__).parent / (*sys.argv[3:], "app.py")[0]
    sys.exit(server.run(Path(sys.argv[2]), sockets, lambda: print("ready", flush=True), script))
