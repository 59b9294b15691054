"""Why a choice could not be used, in words: the same on the page and over HTTP."""

from __future__ import annotations

from dashboard.content.choices import Notice
from dashboard.i18n import Translator


def notice_text(notice: Notice, t: Translator) -> str:
    """What can't be used, why, and what is shown instead or can be done."""
    if notice.reason == "no_scenario":
        return t(
            "The link given for scenario {name} can't be read as a scenario of this page, and is left out. Paste the address of the page “Local or offshore”, or what follows its question mark.",
            name=scenario_letter(notice.parameter, t),
        )
    if notice.reason == "other_build":
        return t(
            "The link given for scenario {name} is of build {other}, and this is build {build}: figures of two builds are not compared. Take {part} out of the link to see its scenario in this build.",
            name=scenario_letter(notice.parameter, t),
            other=notice.value,
            build=notice.default,
            part="build=",
        )
    return t(
        "“{value}” can't be used for {parameter}; {default} is shown instead.",
        value=notice.value,
        parameter=notice.parameter,
        default=notice.default or t("no choice"),
    )


def scenario_letter(parameter: str, t: Translator) -> str:
    """The letter by which one of two scenarios goes."""
    return {"a": t("A"), "b": t("B")}[parameter]
