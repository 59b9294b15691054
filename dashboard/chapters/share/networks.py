"""Which networks answer popular websites, and what it would change if some of them answered from Morocco.

All of it within the one run that names networks, which bears no date: nothing here is joined to the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.shared.popular import HOME, Row, control_text, country_rows, day_text, network_rows
from dashboard.chapters.shared.tables import Column, build_table, number_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, StackedBarChart, StackPart, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell, Figure, Receipt, ReceiptInput, Section, Sentence, Table
from dashboard.figures.make import make_figure
from dashboard.figures.popular import PREFIX, popular_descriptions, share_text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.versions import POPULAR_SITES

LOCAL_FIGURE = f"{PREFIX}networks.local"
_OTHER = "other"  # every network that the file does not name: no single one, so nobody decides where it answers
_COMPARED = ("DZA", "TUN", "ZAF")  # beside which the change is read


@dataclass(frozen=True)
class Networks:
    """The run that names networks, and those the reader would have answer from Morocco (`edge`, codes of networks)."""

    rows: tuple[Row, ...]
    edge: tuple[str, ...] = ()

    @property
    def measured(self) -> int:
        """How many websites the run measured."""
        return int(self.rows[0]["sites_measured"])

    @property
    def local(self) -> int:
        """How many are answered in Morocco."""
        return self._count(self.rows, "local")

    @property
    def movable(self) -> dict[str, int]:
        """Websites that each named network answers from elsewhere, most first."""
        found: dict[str, int] = {}
        for row in self.rows:
            if row["answered"] != "local" and row["provider"] != _OTHER:
                found[row["provider"]] = found.get(row["provider"], 0) + row["sites"]
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def example(self) -> tuple[str, ...]:
        """The networks whose move is shown: those chosen, else the one that answers most websites from elsewhere."""
        return self.edge or tuple(self.movable)[:1]

    def share(self, moved: tuple[str, ...] = ()) -> float:
        """Websites answered in Morocco in percent of those measured, if these networks answered from it too."""
        return 100 * (self.local + sum(self.movable.get(code, 0) for code in moved)) / self.measured

    @staticmethod
    def _count(rows: tuple[Row, ...], answered: str) -> int:
        return sum(int(row["sites"]) for row in rows if row["answered"] == answered)


def networks(build: Build, edge: tuple[str, ...] = ()) -> Networks | None:
    """The run of a build that names networks; None where it has none."""
    rows = network_rows(build)
    return Networks(tuple(rows), edge) if rows else None


def edge_codes(build: Build) -> tuple[str, ...]:
    """The networks that a reader may have answer from Morocco, in the order of their letters."""
    found = networks(build)
    return tuple(sorted(found.movable)) if found else ()


def edge_words(reading: Reading) -> dict[str, str]:
    """The same by name."""
    return {code: network_name(reading, code) for code in edge_codes(reading.build)}


def network_name(reading: Reading, code: str) -> str:
    """What a network is called."""
    return reading.label("web_locality_providers", "provider", code)


def edge_figure(reading: Reading, found: Networks, moved: tuple[str, ...]) -> Figure:
    """The share answered in Morocco in that run, if the networks `moved` answered from it: its id says which."""
    t = reading.t
    inputs = tuple(
        reading.input("web_locality_providers", row["row_key"], t.number(row["sites"]))
        for row in found.rows
        if row["answered"] == "local" or row["provider"] in moved
    )
    label, formula = popular_descriptions(t)[LOCAL_FIGURE]
    if moved:
        names = _names(reading, moved)
        label = t("Popular websites answered in Morocco, if {names} answered from it", names=names)
        formula = t(
            "(Websites answered in Morocco + those that {names} answer from elsewhere) / websites measured, within the run that "
            "names networks.",
            names=names,
        )
    share = found.share(moved)
    return make_figure(
        LOCAL_FIGURE,
        label,
        share,
        share_text(share, t),
        "pct",
        "sum" if moved else "measured",
        reading.receipt(formula, inputs, POPULAR_SITES),
        query=ShareChoices(edge=moved).only("edge"),
    )


def _names(reading: Reading, codes: tuple[str, ...]) -> str:
    t = reading.t
    return t.join([t.isolate(network_name(reading, code)) for code in codes])


def not_sovereign(t: Translator) -> str:
    """What such a move would bring, and what it would not."""
    return t("A foreign cache in the country brings speed and resilience, not sovereignty.")


def edge_sentence(reading: Reading, found: Networks) -> Sentence:
    """What the networks chosen would change, with the countries beside it and their day, and what it is not."""
    t = reading.t
    moved, now = edge_figure(reading, found, found.edge), edge_figure(reading, found, ())
    text = t(
        "If {names} answered from Morocco, {share} of popular websites would be answered in the country instead of {now}, within a "
        "run without a date{others}.",
        names=_names(reading, found.edge),
        share=moved.text,
        now=now.text,
        others=_others(reading),
    )
    return Sentence(f"{text} {not_sovereign(t)}", (moved, now))


def _others(reading: Reading) -> str:
    """The countries compared with their last run and its day, to stand after a comma; "" where there are none."""
    t = reading.t
    rows = [row for row in country_rows(reading.build) if row["country"] in _COMPARED]
    days = {day_text(row, t) for row in rows}
    if not rows or len(days) > 1:
        return ""
    lines = [
        t(
            "{country} {share}",
            country=reading.label("*", "country", row["country"]),
            share=share_text(row["local_pct"], t),
        )
        for row in rows
    ]
    return t("; on {day}: {countries}", day=days.pop(), countries=t.listed(lines))


def networks_section(reading: Reading, found: Networks) -> Section:
    """Who answers from where, what a move would change, and each network alone."""
    t = reading.t
    example = found.example
    names = _names(reading, example)
    lead = t(
        "One operator's decision can move this share. Within the run that names networks, which bears no date, {local} of {measured} "
        "websites are answered in Morocco ({now}); with {names} they would be {moved}.",
        local=t.number(found.local),
        measured=t.number(found.measured),
        now=share_text(found.share(), t),
        names=names,
        moved=share_text(found.share(example), t),
    )
    blocks = (_stacks(reading, found), _change(reading, found), _alone(reading, found))
    return Section("popular_networks", t("Which networks answer from Morocco"), f"{lead} {not_sovereign(t)}", blocks)


def _inputs(reading: Reading, found: Networks) -> tuple[ReceiptInput, ...]:
    return tuple(
        reading.input("web_locality_providers", row["row_key"], reading.t.number(row["sites"])) for row in found.rows
    )


def _stacks(reading: Reading, found: Networks) -> StackedBarChart:
    """A row a network, most websites first: what it answers in Morocco, from elsewhere, and what the choice would move."""
    t = reading.t
    by_network: dict[str, dict[str, int]] = {}
    for row in found.rows:
        parts = by_network.setdefault(row["provider"], {})
        moves = row["answered"] != "local" and row["provider"] in found.edge
        part = "local" if row["answered"] == "local" else "moved" if moves else "offshore"
        parts[part] = parts.get(part, 0) + row["sites"]
    ordered = sorted(by_network, key=lambda code: (-sum(by_network[code].values()), code))
    words = {"local": t("Answered in Morocco")}
    if found.edge:
        words["moved"] = t("Would be answered in Morocco, as you chose")
    words["offshore"] = t("Answered from elsewhere")
    title = t("Popular websites by the network that answers them")
    answers = [(code, part) for code in ordered for part in words if part in by_network[code]]
    table = build_table(
        "popular_networks",
        title,
        answers,
        Column("network", t("Network"), lambda answer: Cell(answer[0], network_name(reading, answer[0]))),
        Column("answered", t("Answers from"), lambda answer: Cell(answer[1], words[answer[1]])),
        number_column("sites", t("Websites"), t, lambda answer: by_network[answer[0]][answer[1]]),
    )
    return StackedBarChart(
        chart_id="popular_networks",
        title=title,
        subtitle=t(
            "Number of websites, of {measured} measured; a run without a date", measured=t.number(found.measured)
        ),
        alt=t(
            "In Morocco: {inside}. From elsewhere: {outside}.",
            inside=_listed(reading, found, "local"),
            outside=_listed(reading, found, "external"),
        ),
        table=table,
        receipt=reading.receipt(t("Values as published; nothing is computed."), _inputs(reading, found), POPULAR_SITES),
        note=control_text(reading),
        rows=tuple(network_name(reading, code) for code in ordered),
        parts=tuple(
            StackPart(
                word,
                "assumed" if part == "moved" else part,
                tuple(_part(by_network[code], part, t) for code in ordered),
            )
            for part, word in words.items()
        ),
        axis=value_axis([sum(parts.values()) for parts in by_network.values()], t.number),
        totals=tuple(t.number(sum(by_network[code].values())) for code in ordered),
    )


def _part(parts: dict[str, int], part: str, t: Translator) -> Value:
    return Value(float(parts[part]), t.number(parts[part])) if part in parts else Value(None, "")


def _listed(reading: Reading, found: Networks, answered: str) -> str:
    t = reading.t
    rows = [row for row in found.rows if row["answered"] == answered]
    return t.series(t.labelled(network_name(reading, row["provider"]), t.number(row["sites"])) for row in rows)


class _Case(NamedTuple):
    """A share today or as it would be: a code, what is drawn of it, and the day of its run ("" for none)."""

    code: str
    bar: Bar
    day: str


def _change(reading: Reading, found: Networks) -> BarChart:
    """Today within the run, the same with the networks moved, and the countries compared on the day of their last run."""
    t = reading.t
    example = found.example
    names = _names(reading, example)
    moved = edge_figure(reading, found, example)
    now = share_text(found.share(), t)
    words = t("Morocco, if {names} answered from it", names=names) if found.edge else t("Morocco, for example if {names} answered from it", names=names)  # fmt: skip
    home = [
        _Case(HOME, Bar(t("Morocco, run without a date"), Value(found.share(), now), "home"), ""),
        _Case(f"{HOME}:edge", Bar(words, Value(moved.value, moved.text, is_provisional=True), "home"), ""),  # type: ignore[arg-type]
    ]
    others = [
        _Case(
            row["country"],
            Bar(
                t("{country}, {day}", country=reading.label("*", "country", row["country"]), day=day_text(row, t)),
                Value(row["local_pct"], share_text(row["local_pct"], t)),
                "peer",
            ),
            row["measured_on"].isoformat(),
        )
        for row in country_rows(reading.build)
        if row["country"] in _COMPARED
    ]
    cases = [*home, *others]
    title = t("What a move of networks would change")
    return BarChart(
        chart_id="popular_edge",
        title=title,
        subtitle=t("Percent of popular websites answered in the country; hollow: not so today"),
        alt=t.series(t.labelled(case.bar.label, case.bar.value.text) for case in cases),
        table=build_table(
            "popular_edge",
            title,
            cases,
            Column("case", t("Case"), lambda case: Cell(case.code, case.bar.label)),
            Column("measured_on", t("Day of the run"), lambda case: Cell(case.day or None, t.period(case.day))),
            Column("local_pct", t("Share"), lambda case: Cell(case.bar.value.value, case.bar.value.text), "end"),
        ),
        receipt=_change_receipt(reading, moved),
        note=t(
            "Morocco is compared within one run without a date; the other countries stand on the day of their last run. {sentence}",
            sentence=not_sovereign(t),
        ),
        bars=tuple(case.bar for case in cases),
        axis=value_axis([0, 100], t.percent),
        legend=(LegendItem("home", reading.label("*", "country", HOME)), LegendItem("peer", t("Countries compared"))),
    )


def _change_receipt(reading: Reading, moved: Figure) -> Receipt:
    rows = [row for row in country_rows(reading.build) if row["country"] in _COMPARED]
    inputs: list[Any] = [*moved.receipt.inputs]
    inputs += [reading.input("web_locality", row["row_key"], share_text(row["local_pct"], reading.t)) for row in rows]
    return Receipt(moved.receipt.formula, tuple(inputs), reading.build.build_id, POPULAR_SITES)


def _alone(reading: Reading, found: Networks) -> Table:
    """Each network by itself: what it answers from elsewhere, and the share if it answered from Morocco."""
    t = reading.t
    formula = reading.prose("share_network_alone_formula")
    receipt = reading.receipt(formula, _inputs(reading, found), POPULAR_SITES)

    def alone(code: str) -> Cell:
        share = found.share((code,))
        return Cell(share, share_text(share, t))

    return build_table(
        "popular_alone",
        t("Each network alone"),
        found.movable,
        Column("network", t("Network"), lambda code: Cell(code, network_name(reading, code))),
        number_column("sites", t("Websites it answers from elsewhere"), t, lambda code: found.movable[code]),
        Column("local_pct", t("Share in Morocco if it answered from there"), alone, "end"),
        note=not_sovereign(t),
        receipt=receipt,
    )
