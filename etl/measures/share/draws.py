"""Draws, bands and intervals: the statistics under the compute share.

Uniforms are drawn once, seeded by the method version alone, and turned into triangular values by the inverse of the
distribution. The same inputs give the same bytes, and moving one parameter leaves the draws of the others as they were.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from etl.contracts.parameters import PARAMETER_NAMES, Parameters, Triple
from etl.versions import COMPUTE_SHARE as METHOD_VERSION

DRAWS = 50_000
_Z90 = 1.6448536269514722  # 95th percentile of the standard normal: a two-sided 90 % interval
Z95 = 1.959963984540054  # its 97.5th percentile: a two-sided 95 % interval

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A share, 0 to 1: central case, and 5th, 50th and 95th percentiles. A measurement has no p50."""

    central: float
    p5: float
    p50: float | None
    p95: float

    @property
    def is_band_only(self) -> bool:
        """Whether the band is too wide (p95 over three times p5) for the centre to be shown."""
        return self.p95 > 3 * self.p5


def band_of(centre: float, values: Array) -> Band:
    """Band of a central value and its draws; percentiles are order statistics (nearest rank), never interpolated."""
    low, middle, high = (round(share * (values.size - 1)) for share in (0.05, 0.50, 0.95))
    # One rank at a time, for only then does NumPy take the processor's wide registers; the outer ones each in the half that
    # the middle one leaves it.
    parted = np.partition(values, middle)
    p5, p95 = np.partition(parted[: middle + 1], low)[low], np.partition(parted[middle:], high - middle)[high - middle]
    return Band(float(centre), float(p5), float(parted[middle]), float(p95))


def draw(parameters: Parameters, draws: int = DRAWS) -> dict[str, Array]:
    """Independent triangular draws of every parameter: read-only arrays of `draws` values, kept for the last inputs."""
    return dict(zip(PARAMETER_NAMES, _drawn(parameters, draws), strict=True))


@lru_cache(maxsize=4)
def _drawn(parameters: Parameters, draws: int) -> tuple[Array, ...]:
    uniforms, _ = _uniforms(draws)
    columns = tuple(
        triangular(parameters.triple(name), row) for name, row in zip(PARAMETER_NAMES, uniforms, strict=True)
    )
    for column in columns:
        column.flags.writeable = False
    return columns


def normals(draws: int = DRAWS) -> Array:
    """Standard normals, independent of the parameters' draws, for what is measured rather than assumed."""
    return _uniforms(draws)[1]


@lru_cache(maxsize=2)
def _uniforms(draws: int) -> tuple[Array, Array]:
    """Uniforms (parameter, draw) and standard normals (draw), seeded by the method version alone."""
    seed = int.from_bytes(hashlib.sha256(METHOD_VERSION.encode()).digest()[:8], "big")
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.random((len(PARAMETER_NAMES), draws)), generator.standard_normal(draws)


def triangular(triple: Triple, uniforms: Array) -> Array:
    """Values of the triangular distribution at the given probabilities, by its inverse; a constant where low = high."""
    low, mode, high = triple
    width = high - low
    if width <= 0:
        return np.full(uniforms.shape, mode)
    rising = low + np.sqrt(uniforms * (width * (mode - low)))
    falling = high - np.sqrt((1 - uniforms) * (width * (high - mode)))
    return np.where(uniforms * width < mode - low, rising, falling)


def wilson_interval(share: float, sample: int, z: float = _Z90) -> tuple[float, float]:
    """Two-sided Wilson interval of a measured share, at 90 % unless `z` says otherwise; 0 to 1 where the sample is empty."""
    low, high = (float(limit) for limit in wilson_quantile(share, sample, np.array([-z, z])))
    return low, high


def wilson_quantile(share: float, sample: int, z: Array) -> Array:
    """Wilson limit at each normal deviate: draws of it have the Wilson interval as their percentiles."""
    if sample <= 0:
        return np.where(z < 0, 0.0, 1.0)
    size = float(sample)  # never squared: any size that can be written can be computed with
    scale = 1 + z**2 / size
    half = z * np.sqrt(share * (1 - share) / size + (z / size / 2) ** 2)
    limits: Array = np.clip((share + z**2 / (2 * size) + half) / scale, 0.0, 1.0)
    return limits
