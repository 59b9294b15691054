"""What `siyada verify` answers, in the reader's words: never more than was checked."""

from __future__ import annotations

from dashboard.content.values import LANGS
from dashboard.documents.verify import Difference, Verdict
from dashboard.http.settings import PUBLISHER_CHARACTERS
from dashboard.i18n import NAMES, Translator
from dashboard.support.quoting import quoted, quoted_words

_MOST = 20  # differences listed one by one


def refusals(t: Translator) -> dict[str, str]:
    """Why a file can't be judged, by the reason of NotOursError."""
    return {
        "other": t("Not a Siyada snapshot: the file holds no manifest of ours."),
        "broken": t("Not a Siyada snapshot that can be read: the file is damaged, cut short or too slow to read."),
        "password": t("Not a Siyada snapshot that can be read: the file is locked by a password; ours never are."),
        "large": t("Not a Siyada snapshot: the file is far larger than any that Siyada makes."),
    }


def answer(verdict: Verdict, trusted: str, t: Translator) -> list[str]:
    """The lines of an answer: the state and what it rests on, then what the document says it is, then what differs."""
    said = [_identity(verdict, t), *_publisher(verdict, t)]
    return [_state(verdict, t), *_signature(verdict, trusted, t), *said, *_differences(verdict, t)]


def _state(verdict: Verdict, t: Translator) -> str:
    claims = verdict.claims
    altered = (
        t("Altered: it is not what build {build} gives.", build=claims.build_id)
        if verdict.basis == "made_again"
        else t("Altered: it is not as it was when it was made.")
    )
    genuine = (
        t("Genuine: signed with the key you trust, and every byte is the one that was signed.")
        if verdict.basis == "signature"
        else t("Genuine: made again from build {build}, it comes out byte for byte the same.", build=claims.build_id)
    )
    return {
        "genuine": genuine,
        "altered": altered,
        "consistent": t(
            "Consistent: pages, figures and attachments are those of its own manifest. Who made it was not checked: that needs the publisher's key (--key) or the build it comes from (--warehouse)."
        ),
        "other_build": t(
            "From another build: it agrees with its own manifest, but build {build} is not among those kept here ({kept}), so its figures were not compared.",
            build=claims.build_id,
            kept=t.listed(verdict.builds[-3:]),
        ),
        "other_tool": t(
            "Drawn by another version of the tool ({version}), with the same figures as this one computes from build {build}. Its pages were not compared.",
            version=quoted(claims.tool_version),
            build=claims.build_id,
        ),
    }[verdict.state]


def _signature(verdict: Verdict, trusted: str, t: Translator) -> list[str]:
    public = verdict.claims.public_key
    if not public or verdict.basis == "signature" or not verdict.is_signed:
        return []
    if trusted:
        return [t("It is signed with another key than the one you trust: {key}", key=quoted(public))]
    return [t("It is signed with the key {key}; whose key that is was not checked.", key=quoted(public))]


def _identity(verdict: Verdict, t: Translator) -> str:
    claims = verdict.claims
    return t(
        "It says: build {build}, data as of {date}, {language}, tool {version}.",
        build=claims.build_id,
        date=_date(claims.as_of, t),
        language=NAMES[claims.language] if claims.language in LANGS else claims.language,
        version=quoted(claims.tool_version),
    )


def _publisher(verdict: Verdict, t: Translator) -> list[str]:
    """The publisher a document names: anybody can make one from a build under any name, so only a signature proves it."""
    name = quoted(verdict.claims.publisher, PUBLISHER_CHARACTERS)
    if not verdict.claims.publisher:
        return []
    if verdict.basis == "signature":
        return [t("It names its publisher: {publisher}.", publisher=name)]
    return [
        t("It names a publisher, {publisher}: only a signature would show that it comes from there.", publisher=name)
    ]


def _date(as_of: str, t: Translator) -> str:
    try:
        return quoted(t.period(as_of)) if len(as_of) <= len("2026-11-22") else quoted(as_of)
    except ValueError:
        return quoted(as_of)


def _differences(verdict: Verdict, t: Translator) -> list[str]:
    lines = [f"- {_difference(one, t)}" for one in verdict.differences[:_MOST]]
    more = len(verdict.differences) - _MOST
    return [*lines, t("and {count} more", count=t.number(more))] if more > 0 else lines


def _difference(one: Difference, t: Translator) -> str:
    content = {
        "file": t("attachment {name}: not the one that was attached", name=quoted(one.name)),
        "missing_file": t("attachment {name}: missing", name=quoted(one.name)),
        "added_file": t("attachment {name}: added later", name=quoted(one.name)),
        "page": t("page {number}: its text differs", number=quoted(one.name)),
        "pages": t("{found} pages instead of {expected}", found=quoted(one.found), expected=quoted(one.expected)),
        "signature": t("the signature does not fit the manifest"),
        "manifest": t("the manifest is not the one whose hash the document carries"),
        "bytes": t(
            "something else than the text of its pages and its attachments: a drawing, a note laid over a page, or the file was saved again by another program"
        ),
    }
    if one.part == "figure":
        nothing = t("nothing")
        return t(
            "figure {figure}: {found} in the document, {expected} from the build",
            figure=quoted(one.name),
            found=quoted_words(one.found) or nothing,
            expected=quoted_words(one.expected) or nothing,
        )
    return content[one.part]
