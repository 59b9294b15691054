"""Chapter 5, International links: by what does Morocco hang on to the Internet, and what would be left if something failed?"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.connectivity import routes
from dashboard.chapters.connectivity.bandwidth import bandwidth
from dashboard.chapters.connectivity.failures import every_case, simulator
from dashboard.chapters.connectivity.map import system_map
from dashboard.chapters.connectivity.network import (
    Network,
    building_names,
    element_words,
    elements_by_code,
    left_figures,
    network,
)
from dashboard.chapters.connectivity.strip import failure_strip
from dashboard.chapters.connectivity.systems import register, sheet
from dashboard.chapters.shared.contents import CONTENTS, figures_in
from dashboard.chapters.shared.peers import LINK_METRICS, PEERS, comparison_text, neighbours
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.choices import Choices, choice, key, listed, many
from dashboard.content.values import Chapter, Figure, Kpi, Section, Sentence, Text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.measures.resilience.failures import Element
from etl.measures.resilience.impacts import shared_points

NAME = "connectivity"
_FIGURES = (
    "connectivity.systems_in_service",
    "connectivity.systems_under_construction",
    "connectivity.worst_n1.systems_left",
    "connectivity.bandwidth_used_gbps",
    "connectivity.bandwidth_deployed_gbps",
)


# What says which failures are chosen, and of which network.
_FAILING = ("failed_systems", "failed_landings", "failed_countries", "with_medusa")


@dataclass(frozen=True)
class ConnectivityChoices(Choices):
    """What fails (none: nothing), whether Medusa counts, the countries compared and on what, and one system for its sheet."""

    failed_systems: tuple[str, ...] = listed()
    failed_landings: tuple[str, ...] = listed()
    failed_countries: tuple[str, ...] = listed()
    with_medusa: str = choice("no", ("no", "yes"))
    metric: str = choice(LINK_METRICS[0], LINK_METRICS)
    peers: tuple[str, ...] = many(PEERS)
    system: str = key()


def codes(build: Build) -> dict[str, tuple[str, ...]]:
    """By field of the choices the codes of everything that may fail, in the address as in the choices."""
    return {name: tuple(elements) for name, elements in elements_by_code(build).items()}


def build_chapter(reading: Reading, choices: ConnectivityChoices) -> Chapter:
    """The whole chapter; where a system is chosen, its sheet comes first. Nothing fails that the build does not know."""
    t = reading.t
    elements = elements_by_code(reading.build)
    choices, _ = choices.within(elements)
    failed = (
        *(elements["failed_systems"][code] for code in choices.failed_systems),
        *(elements["failed_landings"][code] for code in choices.failed_landings),
        *(elements["failed_countries"][code] for code in choices.failed_countries),
    )
    is_with_medusa = choices.with_medusa == "yes"
    net = network(reading, failed, is_with_medusa=is_with_medusa)
    shown = {each.figure_id: each for each in figures_in(reading, NAME) if each.figure_id in _FIGURES}
    left = left_figures(reading, net, choices.only(*_FAILING))
    is_failing = bool(net.failed)
    sections: tuple[Section, ...] = (
        *(sheet(reading, choices.system) if choices.system else ()),
        at_a_glance(reading, failure_strip(reading, shown, left, is_failing=is_failing)),
        register(reading, system_map(reading, net)),
        simulator(reading, net),
        every_case(reading, net, is_with_medusa=is_with_medusa),
        bandwidth(reading),
        routes.bypass(reading),
        routes.latency(reading),
        routes.outages(reading),
        neighbours(reading, choices.metric, choices.peers),
        _networks(reading),
    )
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("International links"),
        question=t("What links Morocco to the world, and what is left when a part of it fails?"),
        sentences=_sentences(reading, net, shown, left),
        kpis=_kpis(reading, shown, left, is_failing),
        sections=sections,
        notes=(
            reading.prose("connectivity_note_systems_not_traffic"),
            *_far_end(reading),
            reading.prose("connectivity_note_landed_not_in_service"),
        ),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(reading, net, choices),
    )


def _networks(reading: Reading) -> Section:
    """The way to the other half of what was one chapter."""
    t = reading.t
    text = reading.prose("connectivity_networks_have_a_chapter")
    heading = CONTENTS["networks"]
    lang = "" if t.lang == "fr" else f"lang={t.lang}"
    return Section("networks", heading.title(t), "", (Text("", (text,), link=heading.link() + lang),))


def _sentences(
    reading: Reading, net: Network, shown: dict[str, Figure], left: dict[str, Figure]
) -> tuple[Sentence, ...]:
    t = reading.t
    used, deployed = (shown.get(f"connectivity.bandwidth_{name}_gbps") for name in ("used", "deployed"))
    systems, worst = shown["connectivity.systems_in_service"], shown["connectivity.worst_n1.systems_left"]
    found = [_dependence(reading, systems, worst)]
    if net.failed:
        found.insert(0, _after(net, left, t))
    if used and deployed:
        found.append(_bandwidth(used, deployed, t))
    return tuple(found)


def _far_end(reading: Reading) -> tuple[str, ...]:
    """The latest reported fault that hit Morocco together with another country, in the words of its row."""
    t = reading.t
    rows = reading.rows(
        "select * from core_outages where list_contains(countries, 'MAR') and len(countries) > 1 order by date desc, row_key limit 1"
    )
    return tuple(
        t(
            "Resilience is also the far end. {date}: {detail}",
            date=t.period(row["date"]),
            detail=reading.phrase(row["detail"]),
        )
        for row in rows
    )


def _bandwidth(used: Figure, deployed: Figure, t: Translator) -> Sentence:
    text = t(
        "{used} of international bandwidth were in use in {period}, out of {deployed} deployed.",
        used=used.text,
        period=t.period(used.as_of),
        deployed=deployed.text,
    )
    return Sentence(text, (used, deployed))


def _dependence(reading: Reading, systems: Figure, worst: Figure) -> Sentence:
    """What systems in service share, whatever the reader chose."""
    t = reading.t
    net = network(reading, (), is_with_medusa=False)
    shared = [
        t("{name} ({count})", name=t.isolate(net.words[element]), count=t.number(lost))
        for element, lost in shared_points(net.segments)
    ]
    if not shared:
        text = t(
            "Submarine systems in service: {count}. The worst single failure leaves {left}.",
            count=systems.text,
            left=worst.text,
        )
        return Sentence(text, (systems, worst))
    text = t(
        "Submarine systems in service: {count}. The worst single failure leaves {left}. Points whose loss alone would stop "
        "several of them: {points}.",
        count=systems.text,
        points=t.join(shared),
        left=worst.text,
    )
    return Sentence(text, (systems, worst))


def _after(net: Network, left: dict[str, Figure], t: Translator) -> Sentence:
    """What the failures chosen leave."""
    sentence = t.join([t.isolate(net.describe(element, t)) for element in net.failed])
    text = t(
        "Without {failed}: systems left {systems}, landing points left {points}, far-end countries left {ends}.",
        failed=sentence,
        systems=left["systems_left"].text,
        points=left["landing_points_left"].text,
        ends=left["far_ends_left"].text,
    )
    return Sentence(text, tuple(left.values()))


def _landed(reading: Reading) -> str:
    """Where the systems under construction have come ashore: landed does not mean in service."""
    t = reading.t
    rows = reading.rows(
        """select distinct s.system_id, l.landing_point, l.landing_point_fr, l.landing_point_ar
           from out_system_segments s join core_landings l on l.cable_id = s.system_id
           where s.status = 'under_construction' and l.country = 'MAR' and l.landing_status = 'landed' order by all"""
    )
    if not rows:
        return t("Not in service.")
    points = t.join([reading.name(row, "landing_point") for row in rows])
    return t("Landed: {points}. No confirmation that it carries traffic was found.", points=points)


def _kpis(reading: Reading, shown: dict[str, Figure], left: dict[str, Figure], is_failing: bool) -> tuple[Kpi, ...]:
    t = reading.t
    captions = {
        "connectivity.systems_in_service": t(
            "What they carry is not published: lit capacity is unknown for every system."
        ),
        "connectivity.systems_under_construction": _landed(reading),
        "connectivity.worst_n1.systems_left": t(
            "After the worst failure of a single system, landing point or country."
        ),
        "connectivity.bandwidth_used_gbps": t("International; deployed is another figure."),
    }
    chosen = (Kpi(left["systems_left"], t("After the failures you chose."), "warn"),) if is_failing else ()
    return chosen + tuple(
        Kpi(shown[figure_id], caption) for figure_id, caption in captions.items() if figure_id in shown
    )


def _choices_text(reading: Reading, net: Network, choices: ConnectivityChoices) -> str:
    """What was chosen, in words; empty for the defaults."""
    t = reading.t
    parts = []
    if net.failed:
        parts.append(
            t("Out of order: {names}.", names=t.join([t.isolate(net.describe(element, t)) for element in net.failed]))
        )
    if choices.with_medusa == "yes":
        parts.append(t("Counted as if in service: {systems}.", systems=building_names(reading)))
    elif silent := [net.describe(element, t) for element in net.failed if not _is_in(net, element)]:
        parts.append(t("Not in service, so that its failure changes nothing: {names}.", names=t.join(silent)))
    parts += comparison_text(reading, choices.metric, choices.peers, LINK_METRICS[0])
    return " ".join(parts)


def _is_in(net: Network, element: Element) -> bool:
    """Whether an element is part of the network that is counted."""
    return any(
        element.name in ({segment.system_id} | segment.landing_points | segment.far_ends) for segment in net.segments
    )


def element_choices(reading: Reading) -> dict[str, dict[str, str]]:
    """The words of the three lists of what may fail, by field of the choices."""
    words = element_words(reading)
    return {
        name: {code: words[element] for code, element in known.items()}
        for name, known in elements_by_code(reading.build).items()
    }
