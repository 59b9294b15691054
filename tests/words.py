"""Every text of ours in one language, with where it stands: the catalogue, the messages of the check, the evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from dashboard.content.values import Lang
from dashboard.i18n import read_catalogue
from etl.messages import RULES
from etl.paths import ROOT

EVIDENCE = ROOT / "data" / "evidence"


def our_texts(lang: Lang) -> Iterator[tuple[str, str]]:
    """Pairs of a place and a text; in English only what readers are shown as prose (phrases, prose, labels, glossary)."""
    if lang != "en":
        for message in read_catalogue(lang):
            if message.id:
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                yield from ((f"catalogue: {message.id}", form) for form in forms)
        for rule, pair in RULES[lang].items():
            yield from ((f"rule: {rule}", text) for text in pair)
    for path in sorted(EVIDENCE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for line, row in enumerate(csv.DictReader(stream), 2):
                for column, cell in row.items():
                    if column == lang or column.endswith(f"_{lang}"):
                        yield f"{path.name}:{line}:{column}", cell
