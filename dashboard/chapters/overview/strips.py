"""Three strips under the sentences: under whose control, how the targets stand, and megawatts from service to announcement."""

from __future__ import annotations

from dashboard.chapters.progress.strip import targets_strip
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.strip import control_strip
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.chapters.sites.strip import megawatts_strip
from dashboard.content.values import Section
from dashboard.warehouse.reading import Reading


def strips(reading: Reading) -> Section:
    """The three strips."""
    return at_a_glance(
        reading, control_strip(reading, ShareChoices()), targets_strip(reading), megawatts_strip(reading)
    )
