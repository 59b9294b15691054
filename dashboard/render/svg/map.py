"""The map as inline SVG: a drawing per panel, with the labels laid for a phone."""

from __future__ import annotations

import itertools
import math
from html import escape

from dashboard.content.maps import MapChart, MapLabel, MapMarker, MapPanel, Ring
from dashboard.render.svg.marks import WIDTH_PX, dashes, fill_name, role_name, symbol

_HEIGHT_PX_MAX = 460
_TEXT_PX, _LETTER_PX = 11, 5.8  # and the room kept for a letter, never measured
_LARGEST_PX, _SMALLEST_PX, _COUNTED_PX = 26, 9, 17
_NEAR_PX = 0.7  # points nearer to the last one than this are not drawn


def map_panels(chart: MapChart, *, is_rtl: bool) -> str:
    """Every panel as a figure: the first carries the map's text alternative, the others their titles."""
    panels = "".join(
        _panel(panel, chart.size_max, chart.alt if i == 0 else panel.title, is_rtl)
        for i, panel in enumerate(chart.panels)
    )
    return f'<div class="panels">{panels}</div>'


class _Frame:
    """Projected km to units of the drawing; north is up, so y turns round."""

    def __init__(self, panel: MapPanel) -> None:
        wide, high = panel.x_max - panel.x_min, panel.y_max - panel.y_min
        self.scale = min(WIDTH_PX / wide, _HEIGHT_PX_MAX / high)
        self.width, self.height = wide * self.scale, high * self.scale
        self._x_min, self._y_max = panel.x_min, panel.y_max

    def at(self, x_km: float, y_km: float) -> tuple[float, float]:
        return (x_km - self._x_min) * self.scale, (self._y_max - y_km) * self.scale

    def way(self, rings: tuple[Ring, ...], *, is_closed: bool) -> str:
        """Rings as the data of a path, in steps of a tenth of a unit."""
        parts = []
        for ring in rings:
            places = self._thinned([self.at(*point) for point in ring])
            tenths = [(round(x * 10), round(y * 10)) for x, y in places]
            steps = [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(tenths)]
            moves = "".join(_step(move) for step in steps for move in step)
            x, y = tenths[0]
            parts.append(f"M{x} {y}l{moves.lstrip(' ')}{'z' if is_closed else ''}")
        return "".join(parts)

    @staticmethod
    def _thinned(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
        kept = places[:1]
        for place in places[1:-1]:
            if math.dist(place, kept[-1]) >= _NEAR_PX:
                kept.append(place)
        return [*kept, places[-1]]


def _step(value: int) -> str:
    return str(value) if value < 0 else f" {value}"


def _panel(panel: MapPanel, size_max: float, alt: str, is_rtl: bool) -> str:
    frame = _Frame(panel)
    areas = "".join(
        f'<path d="{frame.way(area.rings, is_closed=True)}" fill="var(--{fill_name(area.fill)})"/>'
        for area in panel.areas
    )
    lines = "".join(
        f'<path d="{frame.way(line.parts, is_closed=False)}" stroke="var(--{role_name(line.role)})" '
        f'stroke-width="20"{_tenfold(dashes(line.role))}/>'
        for line in panel.lines
    )
    largest_first = sorted(panel.markers, key=lambda marker: -(marker.value or 0.0))
    drawn = (
        f'<g transform="scale(.1)"><g class="areas">{areas}</g><g fill="none">{lines}</g></g>'
        + "".join(_leader(frame, label) for label in panel.labels_phone)
        + "".join(_marker(frame, marker, size_max) for marker in largest_first)
        + "".join(_label(frame, label, is_rtl) for label in panel.labels_phone)
    )
    return (
        f'<figure class="panel-map" style="--w:{frame.width:.0f}"><figcaption>{escape(panel.title)}</figcaption>'
        f'<svg class="map" role="img" aria-label="{escape(alt)}" viewBox="0 0 {frame.width:.0f} {frame.height:.0f}" '
        f'font-size="{_TEXT_PX}">{drawn}</svg></figure>'
    )


def _tenfold(attribute: str) -> str:
    """A dash pattern in the tenths that a panel's paths are written in."""
    if not attribute:
        return ""
    name, numbers = attribute.rstrip('"').split('="')
    return f'{name}="{" ".join(f"{float(number) * 10:g}" for number in numbers.split())}"'


def _leader(frame: _Frame, label: MapLabel) -> str:
    if not label.leader:
        return ""
    (x, y), (end_x, end_y) = frame.at(label.x, label.y), frame.at(*label.leader)
    return f'<path d="M{x:.1f} {y:.1f}L{end_x:.1f} {end_y:.1f}" stroke="var(--muted)" stroke-width=".8"/>'


def _marker(frame: _Frame, marker: MapMarker, size_max: float) -> str:
    """A town: its area is the value, hollow where there is none; the number of its sites inside."""
    x, y = frame.at(marker.x, marker.y)
    is_hollow = marker.value is None or marker.is_provisional
    wide = _LARGEST_PX * math.sqrt((marker.value or 0.0) / size_max) if size_max > 0 else 0.0
    size = max(wide, _SMALLEST_PX, _COUNTED_PX if marker.count else 0)
    ink = "on-page" if is_hollow else "on-mark"
    count = f'<text x="{x:.1f}" y="{y + 3.5:.1f}" text-anchor="middle" class="{ink}">{escape(marker.count)}</text>'
    hover = f"<title>{escape(marker.hover)}</title>" if marker.hover else ""
    return f"<g>{hover}{symbol(marker.role, x, y, size, is_hollow=is_hollow)}{count if marker.count else ''}</g>"


def _label(frame: _Frame, label: MapLabel, is_rtl: bool) -> str:
    """Texts run in the page's direction, where the start of an Arabic word is its right edge; maps stay as they are.

    A label that would leave the frame is moved in.
    """
    x, y = frame.at(label.x, label.y)
    anchor = {"left": "end" if is_rtl else "start", "right": "start" if is_rtl else "end"}.get(label.anchor, "middle")
    off = {"left": 3, "right": -3}.get(label.anchor, 0) if label.leader else 0
    kind = "quiet" if label.is_quiet else "label"
    words = label.text.replace("-\n", "-")  # a text here is one line: a break after a hyphen leaves no space
    room = len(words) * _LETTER_PX + 4
    if label.anchor == "right":
        x = max(x, room)
    elif label.anchor == "left":
        x = min(x, frame.width - room)
    return f'<text x="{x + off:.1f}" y="{y + 3.5:.1f}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'
