"""Contrast, colour blindness, and a second sign beside every colour."""

from __future__ import annotations

from itertools import combinations

import pytest

from dashboard.content.theme import (
    FILLS,
    MODES,
    ROLES,
    TOGETHER,
    TOKENS,
    Mode,
    contrast,
    fill,
    linear_rgb,
    role,
    text_on,
)

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def lab(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as a colour-blind reader sees it."""
    seen = linear_rgb(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, seen, strict=True)))) for row in matrix)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("mode", MODES)
def test_text_and_marks_stand_out(mode: Mode) -> None:
    tokens = TOKENS[mode]
    for background in (tokens.background, tokens.second_background):
        for text in (tokens.text, tokens.muted, tokens.accent):
            assert contrast(text, background) >= 4.5
        for name, each in ROLES.items():
            assert contrast(each.colour(mode), background) >= 3, name


@pytest.mark.parametrize("mode", MODES)
def test_text_on_a_fill_is_readable(mode: Mode) -> None:
    for name in FILLS:
        assert contrast(text_on(fill(name, mode), mode), fill(name, mode)) >= 4.5, name
    for name in ("sea", "land", "region", "region_active"):
        assert contrast(TOKENS[mode].text, fill(name, mode)) >= 4.5, name
    for name in ("sea", "land"):
        assert contrast(TOKENS[mode].muted, fill(name, mode)) >= 4.5, name
    assert contrast(TOKENS[mode].muted, fill("blank", mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("group", TOGETHER)
def test_roles_that_meet_differ_in_shape_and_stay_apart_without_red_and_green(
    mode: Mode, group: tuple[str, ...]
) -> None:
    for first, second in combinations(map(role, group), 2):
        assert first.symbol != second.symbol
        assert first.dash != second.dash or first.hatch != second.hatch or "base" in group or "home" in group
        for matrix in BLINDNESS.values():
            seen = (lab(first.colour(mode), matrix), lab(second.colour(mode), matrix))
            assert sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5 >= 11


def test_levels_of_heat_go_one_way() -> None:
    for mode in MODES:
        steps = [contrast(fill(f"heat_{level}", mode), TOKENS[mode].background) for level in range(5)]
        assert steps == sorted(steps)
