"""Picture every page in three languages, two widths, light and dark: python -m tests.browser.screenshots.

Two optional arguments: a folder for the pictures, and the address of a running dashboard; without it the published
build is served. The pictures are for our own eyes before a release.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.content.values import LANGS
from dashboard.screen.page import PAGES
from etl.paths import ROOT, warehouse_dir
from tests.browser.conftest import Reader
from tests.browser.harness import HOW_TO_GET_CHROMIUM, chromium, launch, serving

WIDTHS, MODES = (1440, 390), ("light", "dark")


@contextmanager
def address(given: list[str]) -> Iterator[str]:
    """The address to picture."""
    if given:
        yield given[0].rstrip("/")
    else:
        with serving(warehouse_dir()) as server:
            yield server.url


def main(folder: Path, given: list[str]) -> None:
    """Write one PNG a page, language, width and mode into `folder`."""
    if chromium() is None:
        sys.exit(HOW_TO_GET_CHROMIUM)
    folder.mkdir(parents=True, exist_ok=True)
    with address(given) as url, sync_playwright() as playwright:
        reader = Reader(launch(playwright))
        for page, lang, width, mode in itertools.product(PAGES, LANGS, WIDTHS, MODES):
            shown = reader.open(f"{url}{page.path}?lang={lang}", width=width, mode=mode, as_arrived=True)
            height = shown.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")  # the page scrolls inside it
            shown.set_viewport_size({"width": width, "height": max(height, 900)})
            shown.wait_for_timeout(600)
            shown.screenshot(path=folder / f"{page.path.strip('/') or 'overview'}-{lang}-{width}-{mode}.png")
            shown.context.close()
        reader.browser.close()
    print(f"{folder}: {len(list(folder.glob('*.png')))} pictures")
    for wrong in reader.wrongs:
        print(f"wrong: {wrong}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "screenshots", sys.argv[2:])
