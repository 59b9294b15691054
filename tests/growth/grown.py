"""The evidence, many times as large: every table that can grow, copied under keys, names, towns and days of its own.

A copy is whole: its sites have their stages, its systems their landings, its rows their sources and their notes in three
languages, and refer to rows of the same copy. What lists and parameters hold (labels, regions, pillars, rates of exchange,
the parameters of the share) does not grow. Nothing is left to chance: the same rows give the same copies.

`python -m tests.growth.grown TIMES FOLDER` writes a data folder that `siyada check` lets pass without a doubt unanswered.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from etl.contracts.fields import Fact
from etl.contracts.tables import TABLES, TableContract
from etl.evidence.check import check
from etl.evidence.plausible.places import Shapes
from etl.paths import ROOT
from tests.rows import Rows, read_rows, write_rows

STILL = {
    *(
        "labels",
        "prose",
        "glossary",
        "regions",
        "pillars",
        "share_assumptions",
        "fx",
        "startup_funding",
        "services_trade",
    ),
    *("web_locality_providers", "former_observations", "cdn_marks", "changes"),
}
"""Tables of closed lists, of parameters, and those whose keys leave no room."""
SAMPLE_OF_THE_SHARE = ("gov_sites_local_pct", "gov_sites_sample_n")
OWN_IDS = {
    "source_id", "site_id", "project_id", "cable_id", "counts_as", "ixp_id", "link_id", "investment_id", "part_of",
    "indicator_id", "same_as", "place_code",
}  # fmt: skip
NAMES = {"name", "name_en", "name_fr", "name_ar", "city", "city_fr", "city_ar", "to_city"}
NAMES |= {f"landing_point{language}" for language in ("", "_fr", "_ar")}
LISTED_NAMES = {"landing_points", "cables"}
DAYS = {"web_locality": "measured_on", "latency": "as_of"}
ANSWER = (
    "A row of a test, copied from another.",
    "Ligne d’un essai, copiée d’une autre.",
    "صف وضع للاختبار، منسوخ من صف آخر.",
)
_LETTERS = {"b": "ب", "d": "د", "f": "ف", "k": "ك", "l": "ل", "m": "م", "n": "ن", "r": "ر", "s": "س", "z": "ز"}
_VOWELS = {"a": "ا", "i": "ي", "u": "و"}
_STEP = 0.02  # degrees between the positions tried


@dataclass(frozen=True)
class Copy:
    """One copy: its number, and the word that tells its names from those of the others, in Latin and in Arabic letters."""

    number: int
    latin: str
    arabic: str

    def key(self, key: str) -> str:
        """An identifier of this copy."""
        return f"{key}-c{self.number}" if key else ""

    def name(self, column: str, text: str) -> str:
        """A name of this copy, or several joined by ; where the cell lists them."""
        word = self.arabic if column.endswith("_ar") else self.latin
        town, opening, rest = text.partition(" (")
        return f"{town} {word}{opening}{rest}" if text else ""

    def sentence(self, text: str) -> str:
        """A note of this copy."""
        return f"{text} {self.latin}" if text else ""


def copies(times: int) -> Iterator[Copy]:
    """The copies that make rows `times` as many, the first being the rows themselves."""
    syllables = list(itertools.product(_LETTERS, _VOWELS))
    words = itertools.islice(itertools.product(syllables, repeat=2), times - 1)
    for number, ((a, e), (b, i)) in enumerate(words, 1):
        arabic = _LETTERS[a] + _VOWELS[e] + _LETTERS[b] + _VOWELS[i]
        yield Copy(number, f"{a.upper()}{e}{b}{i}", arabic)


def grow(rows: Rows, times: int) -> Rows:
    """These rows and `times - 1` copies of them."""
    grown = {name: list(some_rows) for name, some_rows in rows.items()}
    texts = {row["en"]: row for row in rows["phrases"]}
    shapes = Shapes(
        ROOT / "data" / "geo", frozenset(r["country"] for t in ("sites", "landings", "ixps") for r in rows[t])
    )
    taken = {name: {_of_day(name, row) for row in rows[name]} for name in DAYS}
    for copy in copies(times):
        told: set[str] = set()
        for table in TABLES:
            if table.name in STILL or table.name == "phrases":
                continue
            for row in rows[table.name]:
                if row.get("metric") not in SAMPLE_OF_THE_SHARE:
                    grown[table.name].append(_copied(table, row, copy, texts, told))
            if table.name in DAYS:
                for row in grown[table.name][-len(rows[table.name]) :]:
                    _on_a_free_day(table.name, row, taken[table.name])
            if table.name in ("sites", "landings"):
                for row in grown[table.name][-len(rows[table.name]) :]:
                    _move(row, copy, shapes, is_on_coast=table.name == "landings")
        grown["phrases"] += [
            {**texts[text], **{lang: copy.sentence(texts[text][lang]) for lang in ("en", "fr", "ar")}}
            for text in sorted(told)
        ]
    return grown


def _copied(
    table: TableContract, row: dict[str, str], copy: Copy, texts: dict[str, dict[str, str]], told: set[str]
) -> dict[str, str]:
    """A row of the copy; the English texts that it is given go to `told`."""
    changed: dict[str, str] = {}
    coded = {code.column for code in table.coded}
    for column, cell in row.items():
        if column in OWN_IDS:
            changed[column] = copy.key(cell)
        elif column == "source_ids":
            changed[column] = ";".join(copy.key(item) for item in cell.split(";") if item)
        elif column == "shown_with":
            changed[column] = ";".join(_companion(item, copy) for item in cell.split(";") if item)
        elif column == "url":
            changed[column] = f"{cell}{'&' if '?' in cell else '?'}c={copy.number}" if cell else ""
        elif column == "asn":
            changed[column] = str(400_000 - int(cell) % 4000 - 4000 * (copy.number - 1))
        elif column in table.phrases and column in ("note", "detail") and cell in texts:
            changed[column] = copy.sentence(cell)
            told.add(cell)
        elif column in NAMES and column not in coded and not (column == "city" and table.name == "cdn_places"):
            changed[column] = copy.name(column, cell)
        elif column in LISTED_NAMES:
            changed[column] = ";".join(copy.name(column, item) for item in cell.split(";"))
        elif column == "title":
            changed[column] = copy.sentence(cell)
        elif column == "doubts_answered":
            changed[column] = ""
    return {**row, **changed}


def _companion(place: str, copy: Copy) -> str:
    indicator, _, rest = place.partition("/")
    return f"{copy.key(indicator)}/{rest}"


def _of_day(table: str, row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in next(t.key for t in TABLES if t.name == table))


def _on_a_free_day(table: str, row: dict[str, str], taken: set[tuple[str, ...]]) -> None:
    """Move a row to the latest day before its own that no row of its key has."""
    column = DAYS[table]
    while len(row[column]) == 10 and _of_day(table, row) in taken:
        row[column] = (date.fromisoformat(row[column]) - timedelta(days=1)).isoformat()
    taken.add(_of_day(table, row))


def _move(row: dict[str, str], copy: Copy, shapes: Shapes, *, is_on_coast: bool) -> None:
    """Move a position as far as its country, its region and its coast allow: the first place that holds, of a spiral."""
    if not row["lat"]:
        return
    lat, lon = float(row["lat"]), float(row["lon"])
    within = [shapes.countries.get(row["country"]), shapes.regions.get(row.get("region_code", ""))]
    for turn in range(8):
        ring, side = divmod(copy.number + turn, 8)
        north, east = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))[side]
        far = _STEP * (1 + ring % 12)
        place = (round(lon + far * east, 3), round(lat + far * north, 3))
        is_held = all(shape is None or shapes.holds(shape, place) for shape in within)
        if is_held and (not is_on_coast or shapes.from_coast_km(place) < 10):
            row["lon"], row["lat"] = f"{place[0]:g}", f"{place[1]:g}"
            return


def answer(rows: Rows, folder: Path, progress: Callable[[str], None] = lambda _: None) -> Path:
    """A data folder of these rows, in which those added answer the doubts that copies raise. Raises AssertionError for a violation."""
    evidence, violations = check(write_rows(rows, folder))
    assert not violations, [str(violation.text("en")) for violation in violations[:9]]
    assert evidence.judgement
    doubts = evidence.judgement.unanswered
    progress(f"{len(doubts)} doubts")
    facts = {table.name: table for table in TABLES if issubclass(table.model, Fact)}
    found = {
        (name, "/".join(row[column] for column in table.key)): row
        for name, table in facts.items()
        for row in rows[name]
    }
    for doubt in doubts:
        row = found[doubt.table, doubt.row_key]
        row["doubts_answered"] = f"{row['doubts_answered']} [{doubt.tag}] {ANSWER[0]}".strip()
    if doubts:
        recorded = rows["phrases"][0]["recorded_on"]
        rows["phrases"].append({**dict(zip(("en", "fr", "ar"), ANSWER, strict=True)), "recorded_on": recorded})
    return write_rows(rows, folder)


def grown_data(times: int, folder: Path) -> Path:
    """A data folder `times` as large as the evidence of this checkout."""
    return answer(grow(read_rows(ROOT / "data" / "evidence"), times), folder, lambda said: print(said, file=sys.stderr))


if __name__ == "__main__":
    print(grown_data(int(sys.argv[1]), Path(sys.argv[2])))
