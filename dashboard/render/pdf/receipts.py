"""Receipts and sources of a report: numbered in order of appearance, and nothing listed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from dashboard.content.bounds import FIRST_INPUTS, MOST_INPUTS, first_inputs
from dashboard.content.values import Receipt, ReceiptInput, Source
from dashboard.i18n import Translator
from dashboard.render.html.markup import is_web_address
from dashboard.render.html.panels import further_cautions
from dashboard.render.pdf.texts import is_drawable, printable

Json = dict[str, Any]
MARK = "R"  # beside a number, so never isolated from it
MAX_REPEATED_ROWS = 5  # longer lists of rows stand in one receipt, and others name it
_ZERO = re.compile(r"^0(?!\d|[.,]\d)|^$")
_SCHEME = re.compile("^https?://(www\\.)?")


class Receipts:
    """Receipts and sources of a report, numbered in order of appearance; the same receipt stands once."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.rows: list[Json] = []
        self.sources: dict[str, Source] = {}
        self._known: dict[tuple[str, Receipt], int] = {}
        self._order: dict[str, int] = {}
        self._listed: dict[frozenset[tuple[str, str]], tuple[int, dict[tuple[str, str], str]]] = {}

    def number(self, subject: str, receipt: Receipt | None, *, has_rows: bool) -> int | None:
        """The number of a receipt; `has_rows` prints the evidence rows one by one, else their sources only."""
        if receipt is None:
            return None
        key = (subject, receipt)
        if key not in self._known:
            self._known[key] = len(self.rows) + 1
            self.rows.append(self._plain(subject, receipt, has_rows))
        return self._known[key]

    def _plain(self, subject: str, receipt: Receipt, has_rows: bool) -> Json:
        t, n = self.t, len(self.rows) + 1
        listed, same, is_whole = self._new_rows(n, receipt.inputs, has_rows)
        rows = listed[:FIRST_INPUTS] if len(listed) > MOST_INPUTS else listed
        short = first_inputs(receipt)
        foot: list[str] = []
        if receipt.inputs and not has_rows:
            count = len(receipt.inputs)
            rests = t.plural("It rests on {count} row of evidence.", "It rests on {count} rows of evidence.", count)
            marks = self._marks(s for row in short.inputs for s in row.sources) if same is None else ""
            foot.append(f"{rests} {marks}".strip())
        if len(rows) < len(listed) or (not has_rows and same is None and short is not receipt):
            count = len(listed) or len(receipt.inputs)
            said = t(
                "Named here: the first {first} of {count} rows, and their sources; the receipt on the page has them all.",
                first=t.number(FIRST_INPUTS),
                count=t.number(count),
            )
            foot.append(said)
        if receipt.method_version:
            foot.append(_method_text(receipt, t))
        return {
            "n": n,
            "subject": printable(subject, t.lang),
            "formula": printable(receipt.formula, t.lang),
            "inputs": [self._row(row, is_cautioned=len(receipt.inputs) <= MAX_REPEATED_ROWS) for row in rows],
            "same": same,
            "same_text": "" if same is None else self._same_text(is_whole),
            "steps": [printable(t.labelled(one.label, one.value_text), t.lang) for one in receipt.steps],
            "foot": printable(" · ".join(filter(None, foot)), t.lang),
        }

    def _same_text(self, is_whole: bool) -> str:
        """What the link to the receipt that lists the rows says before it."""
        t = self.t
        return t("Its rows of evidence are those of:") if is_whole else t("The other rows count as zero; they are in:")

    def _new_rows(
        self, n: int, rows: Sequence[ReceiptInput], has_rows: bool
    ) -> tuple[Sequence[ReceiptInput], int | None, bool]:
        """The rows to list, the earlier receipt that lists the others, and whether that one has them all alike.

        A count over rows already listed lists those that count; the zeros stay with the earlier receipt.
        """
        if len(rows) <= MAX_REPEATED_ROWS:
            return (rows if has_rows else ()), None, False
        values = {(row.table, row.key): row.value_text for row in rows}
        before = self._listed.get(frozenset(values))
        if before is None:
            if has_rows:
                self._listed[frozenset(values)] = (n, values)
            return (rows if has_rows else ()), None, False
        first, values_before = before
        if not has_rows or values_before == values:
            return (), first, True
        counted = [row for row in rows if not _ZERO.match(row.value_text)]
        return (rows, None, False) if len(counted) == len(rows) else (counted, first, False)

    def _row(self, row: ReceiptInput, *, is_cautioned: bool) -> Json:
        """A row in a line; its cautions too where the receipt is short enough for each to be read."""
        t = self.t
        cautions = (row.note, *further_cautions(row, t)) if is_cautioned else ()
        hand = t("official figure, read second-hand") if row.is_second_hand else ""
        recorded = t("recorded on {date}", date=t.period(row.recorded_on)) if row.recorded_on and not row.as_of else ""
        lines = (row.label, row.value_text, t.period(row.as_of) or recorded, hand, *cautions)
        text = " · ".join(filter(None, lines))
        return {"text": printable(text, t.lang), "grade": row.grade, "sources": self._marks(row.sources)}

    def _marks(self, sources: Iterable[Source]) -> str:
        """The numbers of sources, each once, runs of three and more as ranges: "[3, 7-9, 12]"."""
        numbers = set()
        for source in sources:
            if source.source_id not in self._order:
                self.sources[source.source_id] = source
                self._order[source.source_id] = len(self.sources)
            numbers.add(self._order[source.source_id])
        if not numbers:
            return ""
        runs = ranges(sorted(numbers))
        text = ("," + ("\u00a0" if len(runs) <= 3 else " ")).join(runs)  # a short list stays on its line
        return f"\u2066[{text}]\u2069" if self.t.is_rtl else f"[{text}]"

    @property
    def read_on(self) -> str:
        """The day on which most sources were read (ISO); "" without sources."""
        days = [source.accessed_on for source in self.sources.values() if source.accessed_on and source.url]
        return max(sorted(set(days)), key=days.count, default="")

    def listed(self) -> list[Json]:
        """The sources quoted, with their numbers; the day of reading where it is not `read_on`."""
        t, day = self.t, self.read_on
        return [
            {
                "n": n,
                "publisher": printable(source.publisher, t.lang),
                "title": printable(source.title, t.lang),
                "lang": source.language,
                "details": printable(" · ".join(filter(None, self._details(source, day))), t.lang),
                "url": source.url if source.url and is_web_address(source.url) else "",
                "shown": printable(shown_address(source.url or ""), t.lang),
            }
            for n, source in enumerate(self.sources.values(), 1)
        ]

    def _details(self, source: Source, usual: str) -> Iterable[str]:
        t = self.t
        yield source.kind_label
        yield t.period(source.published_on)
        if source.read_via in ("mirror", "not_opened"):
            yield source.read_via_label
        if source.accessed_on and source.accessed_on != usual:
            yield t("read on {date}", date=t.period(source.accessed_on))
        if not source.url:
            yield t("primary page not read: to be re-checked")


def _method_text(receipt: Receipt, t: Translator) -> str:
    """The version of the method and where it is described in full."""
    if not receipt.method_query:
        return t("Method: {version}", version=receipt.method_version)
    return t("Method: {version}, told in full in the chapter “Sources and method”", version=receipt.method_version)


def shown_address(url: str) -> str:
    """An address as it is read on paper: without its scheme, with the letters that percent signs stand for."""
    short = _SCHEME.sub("", url).rstrip("/")
    letters = unquote(short)
    return letters if " " not in letters and all(map(is_drawable, letters)) else short


def ranges(numbers: Sequence[int]) -> list[str]:
    """Sorted numbers as texts, three and more in a row as one range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return texts
