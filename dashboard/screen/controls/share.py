"""The widgets of "Local or offshore": dial, scenario, levers, target and the editor of parameters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.chapters.share.choices import EDITABLE, FIRST_YEAR, MAX_GROWTH, PRESETS, YEARS_AHEAD, ShareChoices
from dashboard.chapters.share.levers import phase_name, phase_use
from dashboard.chapters.share.linked import MOST_CHARACTERS
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.networks import edge_words
from dashboard.chapters.share.parameters_table import read_triple
from dashboard.chapters.share.words import dial_words, layer_words, lever_words, preset_words, problem_text
from dashboard.i18n import Translator
from dashboard.screen import address
from dashboard.screen.shell import View
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import Problem
from etl.measures.share.scenarios import LAST_YEAR, Phase

KEY = "share."
FIELDS = ("low", "central", "high")
PERCENT = "percent"  # Streamlit writes a ratio as a percentage
_STEP = 0.01


def draw(view: View, choices: ShareChoices) -> None:
    """Every widget, set from the choices; a moved one writes the address."""
    build, t = view.build, view.t
    if "b" in st.query_params:  # it stands in place of the other choices, which the widgets below move from now on
        address.put(choices)
    found = model(build, choices)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address.segmented(t("What counts"), choices, "dial", dial_words(t))
        address.select(t("Layer whose causes are shown"), choices, "layer", layer_words(t))
        st.session_state[KEY + "preset"] = choices.preset
        st.selectbox(
            t("Scenario"),
            PRESETS,
            format_func=lambda name: preset_words(t)[name],
            key=KEY + "preset",
            on_change=_take_preset,
            args=(choices,),
        )
        if edge := edge_words(Reading(build, t)):
            label = t("Popular websites: networks answering from Morocco")
            address.multiselect(label, choices, "edge", edge, placeholder=t("as today"))
    with st.expander(t("Levers to 2030")):
        _levers(found, t)
        _project(Reading(build, t), found)
    with st.expander(t("What must be true")), st.container(horizontal=True, vertical_alignment="bottom"):
        _slider(found, "target", t("Local share asked for"), choices.target, (0.0, 1.0))
        address.segmented(t("Year"), choices, "year", {year: year for year in YEARS_AHEAD})
    with st.expander(t("Edit the parameters")):
        _editor(Reading(build, t), found)
    with st.expander(t("Compare with another scenario"), expanded=bool(choices.a)):
        _comparison(choices, t)


def _comparison(choices: ShareChoices, t: Translator) -> None:
    """Where the other scenario comes from: a link, or this one, kept while its levers are moved on."""
    if choices.a:
        st.caption(t("Scenario A is kept; every control of this page moves scenario B."))
        with st.container(horizontal=True):
            st.button(t("Swap A and B"), key=KEY + "swap", on_click=_swap, args=(choices,))
            st.button(t("Stop comparing"), key=KEY + "alone", on_click=address.put, args=(replace(choices, a=""),))
    else:
        kept = replace(choices, a=choices.scenario)
        st.button(
            t("Keep this scenario as A, then move the levers"), key=KEY + "keep", on_click=address.put, args=(kept,)
        )
    key = KEY + "link"
    st.session_state[key] = ""
    st.text_input(t("Or paste the link of the other scenario (A)"), key=key, on_change=_take_link, args=(key,))


def _swap(choices: ShareChoices) -> None:
    first, _ = ShareChoices.parse(choices.a)
    address.put(replace(first, a=choices.scenario))


def _take_link(key: str) -> None:
    """Put a link in the address as it was pasted: what can't be read in it is said like any other choice."""
    if link := st.session_state[key].strip():
        st.query_params["a"] = link[: MOST_CHARACTERS + 1]


def _take_preset(choices: ShareChoices) -> None:
    address.put(choices.with_preset(st.session_state[KEY + "preset"]))


def _levers(found: Model, t: Translator) -> None:
    """Levers that nobody has moved stand at the parameter's central value, which is drawn and not known."""
    centre, words, choices = found.parameters, lever_words(t), found.choices
    defaults = {
        "growth": (centre.demand_growth.central, (0.0, MAX_GROWTH)),
        "control_new": (centre.moroccan_control_share.central, (0.0, 1.0)),
        "externalised_2030": (centre.externalised_share.central, (0.001, 1.0)),
        "offshore_2030": (centre.offshore_fraction_public_cloud.central, (0.0, 1.0)),
    }
    columns = st.columns(2)
    for place, (name, (default, limits)) in enumerate(defaults.items()):
        value = getattr(choices, name)
        with columns[place % 2]:
            _slider(found, name, words[name], default if value is None else value, limits)
    name = choices.preset
    st.button(t("Put the levers back"), key=KEY + "back", on_click=lambda: address.put(choices.with_preset(name)))


def _slider(found: Model, name: str, label: str, value: float, limits: tuple[float, float]) -> None:
    key = KEY + name
    low, high = limits
    st.session_state[key] = min(max(float(value), low), high)
    st.slider(label, low, high, step=_STEP, format=PERCENT, key=key, on_change=_take, args=(found.choices, name, key))


def _take(choices: ShareChoices, name: str, key: str) -> None:
    value: Any = round(st.session_state[key], 6)
    address.put(replace(choices, **{name: value}))


def _project(reading: Reading, found: Model) -> None:
    """One announced project at a time: the part delivered, the part of it for residents, the year."""
    t = reading.t
    words = lever_words(t)
    by_id = {phase.phase_id: phase for phase in found.phases}
    chosen = st.selectbox(
        t("Announced project"),
        tuple(by_id),
        format_func=lambda phase_id: phase_name(reading, by_id[phase_id]),
        key=KEY + "project",
    )
    phase = by_id[chosen]
    values = {"delivered": phase.delivered, "resident_use": phase_use(found, phase)}
    columns = st.columns(3)
    for column, (name, value) in zip(columns, values.items(), strict=False):
        key = f"{KEY}{name}.{chosen}"
        st.session_state[key] = float(value)
        with column:
            st.slider(
                words[name], 0.0, 1.0, step=_STEP, format=PERCENT, key=key, on_change=_take_phase, args=(found, phase)
            )
    key = f"{KEY}from_year.{chosen}"
    st.session_state[key] = phase.from_year
    with columns[2]:
        st.slider(
            words["from_year"], FIRST_YEAR, LAST_YEAR, step=1, key=key, on_change=_take_phase, args=(found, phase)
        )


def _take_phase(found: Model, phase: Phase) -> None:
    typed = [st.session_state[f"{KEY}{name}.{phase.phase_id}"] for name in ("delivered", "resident_use", "from_year")]
    delivered, use, year = (round(float(value), 6) for value in typed)
    others = tuple(row for row in found.choices.phases if row[0] != phase.phase_id)
    address.put(replace(found.choices, phases=(*others, (phase.phase_id, delivered, use, year))))


def _editor(reading: Reading, found: Model) -> None:
    """Three values of one parameter; an impossible one is refused beside its field and changes nothing."""
    t = reading.t
    rows = found.found.rows
    name = st.selectbox(
        t("Parameter"),
        EDITABLE,
        format_func=lambda each: str(rows[each][f"name_{reading.lang}"]),
        key=KEY + "parameter",
    )
    unit = reading.phrase(rows[name]["unit"])
    labels = {
        "low": t("Low ({unit})", unit=unit),
        "central": t("Central ({unit})", unit=unit),
        "high": t("High ({unit})", unit=unit),
    }
    problems = _typed_problems(found, name)
    for column, field, value in zip(st.columns(3), FIELDS, found.parameters.triple(name), strict=True):
        key = f"{KEY}{name}.{field}"
        if not problems:
            st.session_state[key] = f"{value:.12g}"
        with column:
            st.text_input(labels[field], key=key, on_change=_take_triple, args=(found, name))
            for problem in problems:
                if problem.field == field:
                    st.error(problem_text(problem, t))
    st.caption(reading.phrase(rows[name]["basis"]))
    if found.choices.edited or problems:
        st.button(t("Back to the evidence's values"), key=KEY + "reset", on_click=_reset, args=(found.choices,))


def _typed(name: str) -> list[str] | None:
    """What stands in the three fields, None before they were drawn."""
    keys = [f"{KEY}{name}.{field}" for field in FIELDS]
    return [st.session_state[key] for key in keys] if all(key in st.session_state for key in keys) else None


def _typed_problems(found: Model, name: str) -> tuple[Problem, ...]:
    """The problems of what was typed and refused; none once the fields show what is in use."""
    typed = _typed(name)
    return () if typed is None else read_triple(name, *typed)[1]


def _take_triple(found: Model, name: str) -> None:
    values, problems = read_triple(name, *(_typed(name) or ("", "", "")))
    if values is None or problems:
        return
    is_evidence = values == found.found.parameters.triple(name)
    edited: dict[str, Any] = {name: None if is_evidence else tuple(values)}
    address.put(replace(found.choices, **edited))


def _reset(choices: ShareChoices) -> None:
    for name in EDITABLE:
        for field in FIELDS:
            st.session_state.pop(f"{KEY}{name}.{field}", None)
    address.put(choices.without_edits())
