"""The commands for documents: snapshot, verify, diff and key. Heavy modules are imported only where they are needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, key_problem, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import warehouse_dir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.choices import Notice
    from dashboard.content.values import Lang
    from dashboard.documents.claims import Document
    from dashboard.i18n import Translator
    from dashboard.warehouse.build import Warehouse

key_app = typer.Typer(no_args_is_help=True, help="The key with which this deployment signs its documents.")
EXIT = {"genuine": 0, "consistent": 0, "altered": 1, "other_build": 2, "other_tool": 2}
OTHER_QUESTION, NOT_OURS, NOT_JUDGED = 2, 3, 4


class RefusedError(Exception):
    """What was asked for can't be done; the text says why in the reader's words."""


def snapshot(
    out: Annotated[Path | None, typer.Option("--out", help="File to write.")] = None,
    lang: LangChoice = None,
    chapters: Annotated[str, typer.Option(help="Names of chapters, separated by commas; by default all.")] = "",
    choices: Annotated[str, typer.Option(help="What was chosen, as in a page's address: status=announced")] = "",
    archive: Annotated[
        Path | None, typer.Option("--archive", help="Folder to add the report of this build to, in three languages.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Who publishes this copy, for its imprint; by default SIYADA_PUBLISHER.")
    ] = None,
    warehouse: WarehouseDir = None,
) -> None:
    """Write the published build as a PDF: the same bytes for the same build, chapters, choices and language."""
    t = speaker(lang)
    names = [name.strip() for name in chapters.split(",") if name.strip()]
    directory = warehouse or warehouse_dir()
    if (out is None) == (archive is None) or (archive and (names or choices)):
        say(t("Give either --out, for one document, or --archive, for the whole report of this build."), is_error=True)
        raise typer.Exit(2)
    try:
        named = _publisher(publisher, t)
        if archive:
            _archive(archive, directory, [t.lang] if lang else None, named, t)
        elif out:
            _write(out, _made(directory, t.lang, names, choices, named, t), t)
    except RefusedError as refused:
        say(str(refused), is_error=True)
        raise typer.Exit(1) from None


def _publisher(given: str | None, t: Translator) -> str:
    """Who the imprint names as publisher: whom the option names, else the deployment; "" for nobody."""
    from dashboard.http import settings

    try:
        return settings.publisher(os.environ if given is None else {settings.PUBLISHER: given})
    except settings.SettingError as wrong:
        text = t(
            "The publisher can't be printed: one line of at most {count} characters of the font. An example: {example}",
            count=t.number(settings.PUBLISHER_CHARACTERS),
            example=wrong.example,
        )
        raise RefusedError(text) from None


def _write(out: Path, made: tuple[str, bytes, tuple[Notice, ...]], t: Translator) -> None:
    from dashboard.support.files import write_atomically

    build_id, body, notices = made
    try:
        write_atomically(out, body)
    except OSError as error:
        raise RefusedError(_unwritten(out, error, t)) from None
    for notice in notices:
        text = t(
            "{parameter} cannot be {value}; the default was used.",
            parameter=quoted(notice.parameter),
            value=quoted(notice.value),
        )
        say(text, is_error=True)
    size = t.number(len(body) / 1000)
    say(t("{file} is written: build {build}, {size} kB.", file=quoted(out.name), build=build_id, size=size))


def _archive(folder: Path, directory: Path, langs: list[Lang] | None, publisher: str, t: Translator) -> None:
    from dashboard.content.values import LANGS
    from dashboard.documents.archive import archive
    from etl.warehouse.publish import read_pointer

    published = read_pointer(directory)
    if published is None:
        raise RefusedError(_no_build(t))
    try:
        added = archive(
            folder, published.build_id, lambda lang: _made(directory, lang, (), "", publisher, t)[1], langs or LANGS
        )
    except OSError as error:
        raise RefusedError(_unwritten(folder, error, t)) from None
    for name in added:
        say(t("{file} is added to the archive.", file=quoted(name)))
    if not added:
        say(t("The archive holds build {build} already.", build=published.build_id))


def _made(
    directory: Path, lang: Lang, names: Sequence[str], choices: str, publisher: str, t: Translator
) -> tuple[str, bytes, tuple[Notice, ...]]:
    """The document of the published build: its build id, its bytes and the choices that could not be used."""
    kept = None if names or choices else _kept(directory, lang, publisher, t)
    return (*kept, ()) if kept else _pressed(directory, lang, names, choices, publisher, t)


def _kept(directory: Path, lang: Lang, publisher: str, t: Translator) -> tuple[str, bytes] | None:
    """The whole report where it was made before: no chapter need be written, so nothing heavy is imported."""
    from dashboard.documents import cache as shelf
    from etl.warehouse.publish import read_pointer

    published = read_pointer(directory)
    if published is None:
        return None
    body = shelf.find(shelf.place(directory, published.build_id, lang, (), _public_key(t), publisher))
    return (published.build_id, body) if body else None


def _pressed(
    directory: Path, lang: Lang, names: Sequence[str], choices: str, publisher: str, t: Translator
) -> tuple[str, bytes, tuple[Notice, ...]]:
    from dashboard.chapters.registry import CHAPTERS
    from dashboard.documents.snapshot import UnknownChapterError
    from dashboard.documents.snapshot import snapshot as make
    from dashboard.support.process import BoundedError
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build

    _public_key(t)
    try:
        build = open_warehouse(directory).current()
        return (build.build_id, *make(build, lang, names, choices, publisher=publisher))
    except NoBuildError as error:
        raise RefusedError(tell_no_build(error, t)) from None
    except UnknownChapterError as unknown:
        listed = ", ".join(CHAPTERS)
        text = t("No chapter is called {name}. The chapters: {names}", name=quoted(unknown), names=listed)
        raise RefusedError(text) from None
    except BoundedError as error:
        raise RefusedError(t("The document could not be made: {reason}", reason=quoted(error, 500))) from None


def _public_key(t: Translator) -> str:
    """The public key of the deployment, "" where it has none."""
    from dashboard.documents import KeyFileError, deployment_key

    try:
        key = deployment_key()
    except KeyFileError as error:
        raise RefusedError(key_problem(error, t)) from None
    return key.public if key else ""


def verify(
    file: Annotated[Path, typer.Argument(help="A PDF made by Siyada.")],
    key: Annotated[str, typer.Option("--key", help="The publisher's public key: its file, or its text.")] = "",
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Say whether a PDF is genuine. Exit 0: genuine or consistent; 1: altered; 2: other build or tool; 3: not ours; 4: not judged, for want of such a key or while another program holds the build."""
    from dashboard.documents.claims import NotOursError
    from dashboard.documents.verify import verify as judge
    from dashboard.documents.words import answer, refusals
    from dashboard.warehouse.build import HeldError
    from dashboard.warehouse.no_build import tell_no_build

    t = speaker(lang)
    try:
        trusted = _trusted(key, t)
    except RefusedError as refused:
        say(str(refused), is_error=True)
        raise typer.Exit(NOT_JUDGED) from None
    try:
        verdict = judge(_document(file, t), _builds(warehouse), trusted)
    except RefusedError as refused:
        say(str(refused), is_error=True)
        raise typer.Exit(NOT_OURS) from None
    except NotOursError as error:
        say(refusals(t)[error.reason], is_error=True)
        raise typer.Exit(NOT_OURS) from None
    except HeldError as error:
        say(tell_no_build(error, t), is_error=True)
        raise typer.Exit(NOT_JUDGED) from None
    for line in answer(verdict, trusted, t):
        say(line)
    raise typer.Exit(EXIT[verdict.state])


def _document(file: Path, t: Translator) -> Document:
    from dashboard.documents.claims import Document, NotOursError
    from dashboard.documents.reader import MAX_BYTES
    from etl.evidence.files import open_file

    try:
        with open_file(file) as opened:
            body = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(
            t("{file} can't be read: {reason}", file=quoted(file.name), reason=reason(error, t))
        ) from None
    if len(body) > MAX_BYTES:
        raise NotOursError("large")
    return Document(body)


def _trusted(given: str, t: Translator) -> str:
    """The public key that the reader names, else the deployment's own."""
    if not given:
        return _public_key(t)
    from dashboard.documents import KeyFileError
    from dashboard.documents.keys import public_key

    try:
        return public_key(given)
    except KeyFileError as error:
        raise RefusedError(
            t("{file} is not a public Ed25519 key, nor a file that holds one.", file=quoted(error))
        ) from None


def _builds(warehouse: Path | None) -> Warehouse | None:
    from dashboard.warehouse.build import open_warehouse

    directory = warehouse or warehouse_dir()
    return open_warehouse(directory) if directory.is_dir() else None


def diff(
    old: Annotated[Path, typer.Argument(help="The older PDF.")],
    new: Annotated[Path, typer.Argument(help="The newer PDF.")],
    is_csv: Annotated[bool, typer.Option("--csv", help="Write the changes as CSV.")] = False,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Say which figures moved, appeared or vanished from one PDF to another, and which states changed.

    Exit 0: the same question was asked of both, whatever moved; 2: in some chapter they answer different questions; 3: not ours.
    """
    from dashboard.documents import compare
    from dashboard.documents.claims import NotOursError, in_language
    from dashboard.documents.words import refusals

    t = speaker(lang)
    documents = []
    for file in (old, new):
        try:
            documents.append(_document(file, t))
        except RefusedError as refused:
            say(str(refused), is_error=True)
            raise typer.Exit(NOT_OURS) from None
        except NotOursError as error:
            say(f"{quoted(file.name)}: {refusals(t)[error.reason]}", is_error=True)
            raise typer.Exit(NOT_OURS) from None
        if not documents[-1].is_intact:
            text = t(
                "{file} was altered: what follows is what its manifest says. See: siyada verify", file=quoted(file.name)
            )
            say(text, is_error=True)
    builds = _builds(warehouse)
    before, after = (in_language(document.claims, builds, t.lang) for document in documents)
    asked, changes = compare.questions(before, after), compare.compare(before, after)
    for line in compare.differences_asked(asked, t):
        say(line, is_error=is_csv)
    if is_csv:
        hand_on(compare.as_csv(changes))
    else:
        say(t("From build {old} to build {new}:", old=before.build_id, new=after.build_id))
        for line in compare.sentences(changes, t):
            say(f"- {line}")
        say(
            t.plural("{count} figure differs.", "{count} figures differ.", len(changes))
            if changes
            else t("No figure differs.")
        )
    raise typer.Exit(OTHER_QUESTION if asked else 0)


@key_app.command("new")
def key_new(
    file: Annotated[Path, typer.Argument(help="File for the private key; the public one goes beside it, with .pub")],
    lang: LangChoice = None,
) -> None:
    """Make a key: keep the private file to yourself, give the public one to your readers."""
    from dashboard.documents import KEY_VARIABLE, keys

    t = speaker(lang)
    try:
        made = keys.new(file)
    except FileExistsError:
        problem = t("A key is there already, and was left as it is: {file}", file=quoted(file.name))
    except OSError as error:
        problem = _unwritten(file, error, t)
    else:
        say(t("Public key: {key}", key=made.public))
        say(t("Sign with it by setting {name}={file}", name=KEY_VARIABLE, file=quoted(file, 1000)))
        return
    say(problem, is_error=True)
    raise typer.Exit(1)


@key_app.command("show")
def key_show(lang: LangChoice = None) -> None:
    """Print the public key of this deployment."""
    t = speaker(lang)
    try:
        public = _public_key(t)
    except RefusedError as refused:
        say(str(refused), is_error=True)
        raise typer.Exit(1) from None
    say(public or t("This deployment has no key: its documents are not signed."))


def _no_build(t: Translator) -> str:
    return t("No build is published in this warehouse yet. Make one with: siyada build")


def _unwritten(path: Path, error: OSError, t: Translator) -> str:
    return t("{file} could not be written: {reason}", file=quoted(path.name), reason=reason(error, t))
