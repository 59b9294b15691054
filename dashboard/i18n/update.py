"""Take the interface messages out of the code and into the catalogues: `make messages`.

New messages come in without a translation, which a test refuses until a person has written it; messages that left the
code leave the catalogues. Nothing is guessed ("fuzzy"). French gets its apostrophes and no-break spaces. Each entry names
the files that ask for it, from the root and without lines, so that a line moved elsewhere changes no catalogue.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, pofile
from babel.messages.extract import extract_from_dir

from dashboard.content.values import Lang
from dashboard.i18n import CATALOGUES, LOCALES, read_catalogue
from etl.dictionary import texts_by_module
from etl.evidence.typography import set_french
from etl.paths import ROOT

DASHBOARD = CATALOGUES.parent
KEYWORDS = {"t": None, "plural": (1, 2)}
# No date and no name: the history of the file says both.
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Siyada\\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def extract_messages() -> Catalog:
    """Every message of the code: first arguments of `t(...)`, first two of `.plural(...)`, the data dictionary, the API's description."""
    template = Catalog(project="Siyada", charset="utf-8")
    for name, _, message, comments, _ in extract_from_dir(str(DASHBOARD), keywords=KEYWORDS):
        template.add(message, locations=[_place(DASHBOARD / name)], auto_comments=comments)
    for module, text in texts_by_module():
        template.add(text, locations=[_place(ROOT / f"{module.replace('.', '/')}.py")])
    for path, text in descriptions():
        template.add(text, locations=[_place(path)])
    return template


def _place(path: Path) -> tuple[str, int]:
    """A file as a catalogue names it, the same on every machine; Babel wants a line, which is not written."""
    return path.relative_to(ROOT).as_posix(), 0


def descriptions() -> Iterator[tuple[Path, str]]:
    """What the API says of its addresses and their parameters: docstrings of the functions that answer, and `description=`.

    Each with its file.
    """
    for path in sorted((DASHBOARD / "api").glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        routed = {call.args[0].id for call in calls if _is_route(call.func) and isinstance(call.args[0], ast.Name)}
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if node.name in routed or any(_is_route(mark) for mark in node.decorator_list):
                    yield from ((path, text) for text in (ast.get_docstring(node),) if text)
            elif isinstance(node, ast.keyword) and node.arg == "description" and isinstance(node.value, ast.Constant):
                yield path, str(node.value.value)


def _is_route(node: ast.expr) -> bool:
    """True for `router.get(...)`, which takes the function that answers at an address."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"


def update(path: Path, lang: Lang) -> int:
    """Bring one catalogue in line with the code; returns how many messages lack a translation."""
    template = extract_messages()
    catalogue = read_catalogue(lang)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if lang == "fr":
        for message in catalogue:
            if message.id and is_translated(message.string):
                is_plural = isinstance(message.string, tuple)
                message.string = tuple(map(set_french, message.string)) if is_plural else set_french(message.string)
    body = io.BytesIO()
    pofile.write_po(body, catalogue, omit_header=True, sort_output=True, width=130, include_lineno=False)
    header = HEADER.format(locale=LOCALES[lang], plural=catalogue.plural_forms)
    path.write_bytes(header.encode() + body.getvalue().replace(b"#, python-brace-format\n", b""))
    return sum(1 for message in catalogue if message.id and not is_translated(message.string))


def is_translated(string: str | tuple[str, ...] | None) -> bool:
    """True when every form is there."""
    return all(string) if isinstance(string, tuple) else bool(string)


def main() -> None:
    """Update French and Arabic and say what is missing."""
    for lang in LOCALES:
        if lang != "en":
            missing = update(CATALOGUES / f"{lang}.po", lang)
            print(f"{lang}.po: {missing} to translate")  # noqa: T201 - a maintainer's tool that speaks to its terminal


if __name__ == "__main__":
    main()
