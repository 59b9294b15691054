"""Serve the invented pages, or one script: python -m tests.sample.serve PORT WAREHOUSE [SCRIPT]."""

import sys
from pathlib import Path

from dashboard.chapters import registry
from dashboard.chapters.shared.contents import Heading
from dashboard.screen import page
from dashboard.web import server
from tests.sample import chapter
from tests.sample.app import PAGES

if __name__ == "__main__":
    page.PAGES = PAGES
    registry.CHAPTERS["sample"] = registry.Entry(
        Heading("sample", "/", lambda t: t("Overview")),
        chapter.SampleChoices,
        lambda reading, choices: chapter.build(reading.build.build_id, choices, reading.lang),
    )
    sockets = server.listen("localhost", int(sys.argv[1]))
    script = Path(__file__).parent / (*sys.argv[3:], "app.py")[0]
    sys.exit(server.run(Path(sys.argv[2]), sockets, lambda: print("ready", flush=True), script))
