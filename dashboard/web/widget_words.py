"""Words that Streamlit's widgets carry in English, in the reader's language: put into what we serve of its script.

Streamlit has no translations. Each of its words below becomes a call of `siyadaSay`, which looks the word up under the
language of the document at the moment it is drawn, for a reader may change it without loading the page again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import NAMES, translator

# By the beginning of the file's name: the literals of Streamlit's script, and the expressions that stand for them.
_ASKED = "(window.siyadaSay?.(`{word}`)??`{word}`)"


def _plain(*words: str) -> dict[str, str]:
    return {f"`{word}`": _ASKED.format(word=word) for word in words}


MENDED: Mapping[str, Mapping[str, str]] = {
    "Multiselect.": {
        **_plain("Select all", "Clear all", "Open", "No results", "Selected values", "Multiselect options"),
        "`Remove ${e}`": _ASKED.format(word="Remove") + "+` ${e}`",
        "`Select ${p.length} matches`": _ASKED.format(word="Select matches") + "+` (${p.length})`",
    },
    "Selectbox.": _plain("Open", "Clear value", "No results", "Selectbox options"),
    "useSyncComboBoxEnterTargetFocus.": {
        "`${t.plural(e.optionCount,{one:()=>`${t.number(e.optionCount)} option`,other:()=>"
        "`${t.number(e.optionCount)} options`})} available.`": _ASKED.format(word="Choices left")
        + "+`: ${t.number(e.optionCount)}`",
        "`${e.optionText}, selected`": "`${e.optionText}, `+" + _ASKED.format(word="selected"),
        **_plain("Show suggestions"),
    },
    "InputInstructions.": {"`Press Enter to ${e}`": _ASKED.format(word="Press Enter to apply")},
    "utils.": _plain("Choose options", "Choose an option"),
    "index.": {
        **_plain("Skip to main content", "Running...", "Stopping...", "Stop", "Connecting", "Error"),
        **_plain("Connecting to Streamlit server", "Unable to connect to Streamlit server"),
        # Its boxes speak of servers to start and of files of pages: connection.js says what there is to say.
        "this.showError(`Connection error`,": "window.siyadaUntold?.(`Connection error`,",
        "this.showError(`Page not found`,": "window.siyadaUntold?.(`Page not found`,",
        "this.showError(`Bad message format`,": "window.siyadaUntold?.(`Bad message format`,",
    },
}


def words(lang: Lang) -> dict[str, str]:
    """Streamlit's words, in a language."""
    t = translator(lang)
    return {
        "Select all": t("Select all"),
        "Select matches": t("Select matches"),
        "Clear all": t("Clear all"),
        "Clear value": t("Clear value"),
        "Open": t("Open"),
        "Choose options": t("Choices"),
        "Choose an option": t("Choose"),
        "Remove": t("Remove"),
        "Choices left": t("Choices left"),
        "selected": t("chosen"),
        "Show suggestions": t("Show the choices"),
        "No results": t("No results"),
        "Selected values": t("Selected values"),
        "Multiselect options": t("Choices"),
        "Selectbox options": t("Choices"),
        "Press Enter to apply": t("Press Enter to apply"),
        "Skip to main content": t("Skip to main content"),
        "Running...": t("Being computed..."),
        "Stopping...": t("Stopping..."),
        "Stop": t("Stop"),
        "Connecting": t("Connecting"),
        "Error": t("Error"),
        "Connecting to Streamlit server": t("Connecting to the server"),
        "Unable to connect to Streamlit server": t("The server can't be reached"),
    }


def connection_words(lang: Lang) -> dict[str, str]:
    """What connection.js says of the connection, and how sections.js names the row of chapters, in a language."""
    t = translator(lang)
    return {
        "refused": t(
            "The interactive page can't connect: something on the way to the server lets no lasting connection (websocket) through. It goes on trying."
        ),
        "lost": t(
            "The connection to the server is lost. What is shown stays; choices can be changed again once it is back. The page goes on trying."
        ),
        "back": t("The connection is back."),
        "broken": t("This page could not be drawn to its end. Load it again."),
        "ended": t("You are no longer signed in. What is shown stays until you leave the page."),
        "enter": t("Sign in again"),
        "brief": t("Read the brief, which needs no connection"),
        "again": t("Load the page again"),
        "chapters": t("Chapters"),
    }


def mend(name: str, body: bytes) -> bytes:
    """A file of Streamlit's script with its words asked for; a file that shows none comes back as it is."""
    for beginning, literals in MENDED.items():
        if name.startswith(beginning) and name.endswith(".js"):
            for literal, expression in literals.items():
                body = body.replace(literal.encode(), expression.encode())
    return body


def script() -> str:
    """What the page's own script begins with: the words by language, and the function that is asked for them."""
    text = json.dumps({lang: words(lang) for lang in LANGS if lang != "en"}, ensure_ascii=False)
    said = "window.siyadaSay = word => siyadaWords[document.documentElement.lang]?.[word] ?? word;"
    known = json.dumps({lang: connection_words(lang) for lang in LANGS}, ensure_ascii=False)
    languages = json.dumps({name: lang for lang, name in NAMES.items()}, ensure_ascii=False)
    return f"const siyadaWords = {text};\n{said}\nconst siyadaTold = {known};\nconst siyadaLanguages = {languages};\n"
