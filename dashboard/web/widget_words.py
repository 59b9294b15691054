"""Words that Streamlit's widgets carry in English, in the reader's language: put into what we serve of its script.

Streamlit has no translations. Each of its words below becomes a call of `siyadaSay`, which looks the word up under the
language of the document at the moment it is drawn, for a reader may change it without loading the page again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator

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
    "index.": _plain("Skip to main content"),
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
    return f"const siyadaWords = {text};\n{said}\n"
