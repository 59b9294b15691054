"""What the desk page shows of one file, made in a process of its own with bounds on time, memory and disk.

A file from outside may be made to swell, and what reads and builds needs pandas and geopandas: the server has neither. The file
stands on standard input, a `ShownProposal` on standard output; everything is written in the folder that is named, which the
server removes.
"""

from __future__ import annotations

import base64
import io
import os
import resource
import sys
import zipfile
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from dashboard.cli.desk import describe_proposal
from dashboard.cli.options import reason
from dashboard.content.desk import NO_ROOM, Lines, ShownPreview, ShownProposal
from dashboard.content.values import Lang
from dashboard.i18n import Translator, translator
from etl.messages import reader_language
from etl.paths import data_dir, warehouse_dir

SECONDS, MEMORY_BYTES, FILE_BYTES = 120, 3 * 1024**3, 512 * 1024**2
FOLDER = Path("proposal")  # as it is called in what is taken away
_MOST = 200  # lines of a list; the folder has them all
_NICENESS = 10


def show(body: bytes, name: str, table: str, place: Path, lang: Lang) -> ShownProposal:
    """Propose a file and preview it as the commands do, in the folder `place`."""
    from etl.desk.mapping import Mapping
    from etl.desk.problems import DeskError
    from etl.desk.proposal import propose_contents, write_proposal
    from etl.desk.read import read_bytes

    t, folder = translator(lang), place / FOLDER
    try:
        contents = read_bytes(body, name)
        made = propose_contents(body, contents, name, data_dir(), table, Mapping(), date.today())
    except DeskError as error:
        return ShownProposal(error.text(lang))
    try:
        write_proposal(made, folder, lang, t)
    except OSError:
        sys.exit(NO_ROOM)
    words = describe_proposal(made, FOLDER, t)
    shown = ShownProposal("", tuple(words.notes), words.counts, _lines(words.questions), words.next_step)
    if not made.rows:
        return shown
    preview = _preview(folder, t)
    return ShownProposal("", shown.notes, shown.counts, shown.questions, shown.next_step, preview, _packed(folder))


def _preview(folder: Path, t: Translator) -> ShownPreview:
    import duckdb

    from dashboard.cli import desk_preview as words
    from etl.desk.preview import preview as build_beside
    from etl.desk.problems import DeskError
    from etl.desk.proposal import save_questions

    try:
        with build_beside(folder, data_dir(), warehouse_dir(), date.today()) as made:
            found = words.effects(made, t)
            if not made.applied.is_empty and made.questions != made.proposal.questions:
                save_questions(folder, made.questions, t.lang, t)
    except DeskError as error:
        return ShownPreview(error.text(t.lang))
    except (OSError, duckdb.Error) as error:
        return ShownPreview(t("The build failed, and nothing was published: {reason}", reason=reason(error, t)))
    wrong = found.violations
    return ShownPreview(
        counts=words.counts_of(found, t),
        violations=_lines(one.text(t.lang) for one in wrong),
        violation_count=t.plural("{count} violation.", "{count} violations.", len(wrong)) if wrong else "",
        moved_count="" if wrong or found.applied.is_empty else words.moved_count(found, t),
        moved=tuple((one.label, *one.texts(t)) for one in found.moved),
        others=Lines() if wrong else _lines(line.removeprefix("- ") for line in words.other_lines(found, t)),
        doubts=_lines(words.doubt_texts(found, t)),
        next_step=words.next_step(found, FOLDER, t),
    )


def _lines(texts: Iterable[str]) -> Lines:
    listed = iter(texts)
    first = tuple(islice(listed, _MOST))
    return Lines(first, len(first) + sum(1 for _ in listed))


def _packed(folder: Path) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, FOLDER / path.name)
    return base64.b64encode(out.getvalue()).decode()


def main() -> None:
    """Read the file, write what is shown. Arguments: the language, the table ("" to guess it), the file's name, the folder."""
    lang, table, name, place = sys.argv[1:5]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    os.nice(_NICENESS)
    shown = show(sys.stdin.buffer.read(), name, table, Path(place), reader_language(lang, {}))
    sys.stdout.buffer.write(TypeAdapter(ShownProposal).dump_json(shown))


if __name__ == "__main__":
    main()
