"""What a chapter says at length stands in `prose.csv`, in three languages, once, under the chapter that says it; none hides in code."""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator

from dashboard.chapters.registry import CHAPTERS
from dashboard.i18n import CATALOGUES
from etl.contracts.codes import codes_of
from etl.paths import ROOT

DASHBOARD = CATALOGUES.parent
FOLDER = DASHBOARD / "chapters"
LONGEST = 79  # letters of a text that stays beside its chapter


def rows() -> list[dict[str, str]]:
    with (ROOT / "data" / "evidence" / "prose.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function or method of that name, after the file that it stands in."""
    for path in sorted(DASHBOARD.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called == name:
                    yield path.relative_to(DASHBOARD).as_posix(), node


def asked() -> dict[str, set[str]]:
    """Ids that the code asks for, each with the folders of the chapters that do."""
    found = defaultdict(set)
    for file, call in calls("prose"):
        if file.startswith("chapters/"):
            (text_id,) = call.args
            assert isinstance(text_id, ast.Constant), f"{file}:{call.lineno} asks for an id that nobody can look up"
            found[str(text_id.value)].add(file.split("/")[1])
    return found


def test_every_text_asked_for_is_there_and_none_is_there_for_nobody() -> None:
    there, wanted = {row["id"] for row in rows()}, set(asked())
    assert wanted - there == set()
    assert there - wanted == set()


def test_a_text_stands_under_the_chapter_that_says_it() -> None:
    where = {text_id: next(iter(names)) if len(names) == 1 else "shared" for text_id, names in asked().items()}
    assert {row["id"]: row["chapter"] for row in rows()} == where
    assert [row["id"] for row in rows() if not row["id"].startswith(f"{row['chapter']}_")] == []


def test_a_text_may_stand_under_any_chapter_and_under_no_other_name() -> None:
    assert set(codes_of("prose", "chapter")) == {*CHAPTERS, "shared"}


def test_the_texts_of_a_chapter_are_numbered_without_a_gap() -> None:
    places = defaultdict(list)
    for row in rows():
        places[row["chapter"]].append(int(row["order"]))
    assert {name: sorted(found) for name, found in places.items()} == {
        name: list(range(1, len(found) + 1)) for name, found in places.items()
    }


def test_no_chapter_keeps_a_long_text_in_its_code() -> None:
    kept = [
        (file, call.lineno, call.args[0].value)
        for file, call in calls("t")
        if file.startswith("chapters/") and not call.keywords
        if isinstance(call.args[0], ast.Constant) and len(str(call.args[0].value)) > LONGEST
        if "{" not in str(call.args[0].value)
    ]
    assert kept == []


def test_a_text_says_the_same_thing_once_in_each_language() -> None:
    for lang in ("en", "fr", "ar"):
        texts = [row[lang] for row in rows()]
        assert [text for text in texts if len(text) < LONGEST / 2] == []
        assert len(set(texts)) == len(texts)
    assert [row["id"] for row in rows() if len({row["en"], row["fr"], row["ar"]}) < 3] == []
    assert [row["id"] for row in rows() if not re.search("[\u0621-\u064a]{3}", row["ar"])] == []
    assert [row["id"] for row in rows() if re.search("[\u0621-\u064a]", row["en"] + row["fr"])] == []
    # A sentence that ends with its mark does so in each language.
    ends = [(row["id"], {row[lang].rstrip(" \u00a0")[-1] in ".?؟" for lang in ("en", "fr", "ar")}) for row in rows()]
    assert [text_id for text_id, found in ends if len(found) > 1] == []
