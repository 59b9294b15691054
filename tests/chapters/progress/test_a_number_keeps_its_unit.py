"""The age of an observation is a number and its unit: no line may end between them."""

from __future__ import annotations

import re

import pytest

from dashboard.chapters.progress.words import age_text
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("days", [3, 12, 45, 92, 340, 700, 1065])
def test_an_age_is_never_parted(lang: Lang, days: int) -> None:
    assert not re.search(r"\d\S* ", age_text(days, translator(lang)))
