"""How many indicators are in each state, in sentences whose parts add up: the strategy's own targets, then related ones."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.content.values import Figure, Sentence
from dashboard.figures.progress import AIMED
from dashboard.i18n import Translator

WHOSE = ("strategy", "related")
STRATEGY = "strategy_2024"  # `targets.set_by` of the strategy's own targets


def codes_of(whose: str) -> tuple[str, ...]:
    """The codes of the counts of one group, one for each state."""
    return tuple(f"{whose}_{state}" for state in AIMED)


def parts_sentences(counts: Mapping[str, Figure], t: Translator) -> list[Sentence]:
    """One sentence for each group that has a target: all its parts, with their total."""
    found = []
    for whose in WHOSE:
        figures = {state: counts[f"{whose}_{state}"] for state in AIMED}
        total = round(sum((figure.number or 0.0) for figure in figures.values()))
        if not total:
            continue
        shown = {state: figure for state, figure in figures.items() if figure.value or state == "on_track"}
        parts = t.join([_part(state, figure, t) for state, figure in shown.items()])
        if whose == "strategy":
            text = t.plural(
                "Of {count} indicator with a target of the strategy itself: {parts}.",
                "Of {count} indicators with a target of the strategy itself: {parts}.",
                total,
                parts=parts,
            )
        else:
            text = t.plural(
                "Of {count} indicator with a related commitment: {parts}.",
                "Of {count} indicators with a related commitment: {parts}.",
                total,
                parts=parts,
            )
        found.append(Sentence(text, tuple(shown.values())))
    return found


def missing_sentence(missing: Figure, unobserved: Figure, unsaid: Figure, t: Translator) -> Sentence | None:
    """What has no observation: those whose target could be judged by one, and those whose target is not said whole; None without any."""
    if not missing.value:
        return None
    if not unsaid.value:
        text = t("Indicators with a target and no published observation: {count}.", count=missing.text)
        return Sentence(text, (missing,))
    return Sentence(
        t(
            "Indicators with a target and no published observation: {count}. For {unobserved} of them the target has a "
            "value and a date; for {unsaid} it lacks one or the other.",
            count=missing.text,
            unobserved=unobserved.text,
            unsaid=unsaid.text,
        ),
        (missing, unobserved, unsaid),
    )


def _part(state: str, figure: Figure, t: Translator) -> str:
    count = round(figure.number or 0.0)
    return {
        "achieved": t.plural("{count} achieved", "{count} achieved", count),
        "on_track": t("{count} on track", count=figure.text),
        "acceleration_needed": t("{count} in need of acceleration", count=figure.text),
        "limited_progress": t("{count} with limited progress", count=figure.text),
        "deterioration": t("{count} in deterioration", count=figure.text),
        "missed": t.plural("{count} missed", "{count} missed", count),
        "not_assessable": t.plural("{count} not assessable", "{count} not assessable", count),
    }[state]
