"""On the map every text can be read: no label meets another, none meets a marker, none leaves its panel."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic as fontpkg
import plotly.offline
import pytest
from playwright.sync_api import Browser

from dashboard.chapters.sites.map import Size, site_map
from dashboard.content.maps import MapChart
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from dashboard.render.plotly.figure import CONFIG, figure
from dashboard.warehouse.build import open_warehouse
from dashboard.warehouse.reading import Reading

FONTS = Path(fontpkg.__file__).parent / "files"
# Windows 1440 and 390 pixels wide leave the figure this much; between them a laptop's.
ROOM_PX = {"wide": 1200, "laptop": 1040, "phone": 358}

# Pixel boxes of each panel's texts and markers: [left, top, right, bottom, text].
READ = """() => {
  const plot = document.getElementById("map"), layout = plot._fullLayout, at = plot.getBoundingClientRect();
  const box = (node, text) => {
    const r = node.getBoundingClientRect();
    return [r.left - at.left, r.top - at.top, r.right - at.left, r.bottom - at.top, text];
  };
  const panels = {};
  for (const k of ["", "2", "3", "4"]) {
    const x = layout["xaxis" + k], y = layout["yaxis" + k];
    panels["x" + k] = {
      frame: [x._offset, y._offset, x._offset + x._length, y._offset + y._length, ""],
      labels: [],
      markers: [...plot.querySelectorAll(`.subplot.x${k}y${k} path.point`)].map((node) => box(node, "marker")),
    };
  }
  for (const node of plot.querySelectorAll(".annotation")) {
    const note = layout.annotations[+node.getAttribute("data-index")];
    if (panels[note.xref]) panels[note.xref].labels.push(box(node.querySelector("text"), note.text));
  }
  return Object.values(panels);
}"""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Box) -> bool:
        """Whether the two share any pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_within(self, other: Box) -> bool:
        """Whether this lies wholly inside."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def inked(self) -> Box:
        """A text's box without the font's empty room above and below its letters."""
        return Box(self.left, self.top + 3, self.right, self.bottom - 3, self.text)

    def gap_px(self, other: Box) -> float:
        """Pixels between two round marks, negative where they overlap."""
        x, y = (
            ((self.left + self.right) - (other.left + other.right)) / 2,
            ((self.top + self.bottom) - (other.top + other.bottom)) / 2,
        )
        return (x * x + y * y) ** 0.5 - (self.right - self.left + other.right - other.left) / 2


@dataclass(frozen=True)
class Panel:
    frame: Box
    labels: list[Box]
    markers: list[Box]


def page_html(figure_json: str, lang: Lang) -> str:
    """A page that holds nothing but the figure, in our font and reading direction."""
    direction = css_direction(lang)
    return f"""<!doctype html><html dir="{direction}"><meta charset="utf-8"><style>
@font-face {{ font-family: "IBM Plex Sans Arabic"; src: url("{(FONTS / "IBMPlexSansArabic-Regular.ttf").as_uri()}") }}
body {{ margin: 0 }} .js-plotly-plot, #js-plotly-tester {{ direction: ltr }}</style><script src="plotly.js"></script><div id="map"></div>
<script>document.fonts.load('12px "IBM Plex Sans Arabic"', "a\u0627").then(async () => {{
const f = {figure_json}; await Plotly.newPlot("map", f.data, f.layout, {json.dumps(CONFIG)});
document.body.append(Object.assign(document.createElement("footer"), {{textContent: "drawn"}})) }})</script></html>"""


def draw(browser: Browser, folder: Path, chart: MapChart, lang: Lang, width: str) -> list[Panel]:
    """Draw the map in a real browser and read where everything came to stand."""
    drawn = figure(chart, is_rtl=lang == "ar", width="phone" if width == "phone" else "wide")
    file = folder / f"{lang}-{width}.html"
    file.write_text(page_html(drawn.to_json(), lang), encoding="utf-8")
    page = browser.new_page(viewport={"width": ROOM_PX[width], "height": 900})
    page.goto(file.as_uri())
    page.locator("footer").wait_for()
    found: list[dict[str, Any]] = page.evaluate(READ)
    page.close()
    return [
        Panel(Box(*panel["frame"]), [Box(*box) for box in panel["labels"]], [Box(*box) for box in panel["markers"]])
        for panel in found
    ]


@pytest.mark.parametrize("size", ["mw", "count"])
@pytest.mark.parametrize("width", list(ROOM_PX))
@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_map_stands_free(
    browser: Browser, published: Path, tmp_path: Path, *, lang: Lang, width: str, size: Size
) -> None:
    (tmp_path / "plotly.js").write_text(plotly.offline.get_plotlyjs(), encoding="utf-8")
    published_build = open_warehouse(published).current()
    towns = published_build.row("select count(*) as n from out_towns")["n"]
    chart = site_map(Reading.of(published_build, lang), size=size)
    panels = draw(browser, tmp_path, chart, lang, width)
    assert [bool(panel.labels) for panel in panels] == [True] * 4
    assert sum(len(panel.markers) for panel in panels) == towns
    for panel in panels:
        labels = [label.inked() for label in panel.labels]
        pairs = [*itertools.combinations(labels, 2), *itertools.product(labels, panel.markers)]
        assert [(a.text, b.text) for a, b in pairs if a.meets(b)] == []
        assert [label.text for label in labels if not label.is_within(panel.frame)] == []
        assert [a.gap_px(b) for a, b in itertools.combinations(panel.markers, 2) if a.gap_px(b) < 0] == []
