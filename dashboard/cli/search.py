"""`siyada search`: what the dashboard holds, by words of any of its languages."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from dashboard.cli.options import LangChoice, WarehouseDir, say, speaker
from etl.paths import warehouse_dir


class HitsOption(StrEnum):
    """Forms in which hits are written."""

    text = "text"
    json = "json"


def search(
    words: Annotated[list[str], typer.Argument(help="Words to search for, in French, Arabic or English.")],
    lang: LangChoice = None,
    form: Annotated[HitsOption, typer.Option("--format", help="text or json.")] = HitsOption.text,
    warehouse: WarehouseDir = None,
) -> None:
    """Chapters, sections, figures, targets, sites, systems, terms and sources that hold every word, best first, with their addresses."""
    from dashboard.search.ask import QuestionError, tell_question
    from dashboard.search.ask import search as ask
    from dashboard.search.entries import kind_words
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build

    t = speaker(lang)
    try:
        hits = ask(open_warehouse(warehouse or warehouse_dir()).current(), " ".join(words), t.lang)
    except (NoBuildError, QuestionError) as error:
        say(tell_question(error, t) if isinstance(error, QuestionError) else tell_no_build(error, t), is_error=True)
        raise typer.Exit(1) from None
    if form is HitsOption.json:
        say(json.dumps([hit.plain for hit in hits], ensure_ascii=False, indent=1))
    elif not hits:
        say(t("Nothing here holds every one of these words. Try fewer words, or the start of one."))
    else:
        kinds = kind_words(t)
        for hit in hits:
            say("\n".join(filter(None, (t.labelled(kinds[hit.kind], hit.title), f"  {hit.text}", f"  {hit.url}"))))
