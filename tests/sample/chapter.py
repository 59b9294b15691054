"""An invented chapter that holds every kind of content once; its figures mean nothing."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.choices import Choices, amount, choice, many
from dashboard.content.values import (
    Cell,
    Chapter,
    Column,
    Figure,
    Kpi,
    Lang,
    Receipt,
    ReceiptInput,
    Section,
    Sentence,
    Source,
    Table,
)

STAGES = ("announced", "works", "service")
WORDS: dict[Lang, dict[str, str]] = {
    "fr": {"announced": "annoncé", "works": "en travaux", "service": "en service"},
    "ar": {"announced": "معلن", "works": "قيد الأشغال", "service": "في الخدمة"},
    "en": {"announced": "announced", "works": "works", "service": "in service"},
}
TEXTS: dict[Lang, dict[str, str]] = {
    "fr": {"title": "Chapitre d'essai", "question": "Où tourne le calcul ?", "share": "Part locale", "load": "Charge"},
    "ar": {"title": "فصل تجريبي", "question": "أين تجري الحوسبة؟", "share": "الحصة المحلية", "load": "الحمل"},
    "en": {
        "title": "Sample chapter",
        "question": "Where does computing run?",
        "share": "Local share",
        "load": "IT load",
    },
}
GOOD = "https://www.hcp.ma/a?b=1&c=2"
EVIL = "javascript:alert(1)"
HOSTILE = "<script>alert('x')</script><b onmouseover=alert(1)>"


@dataclass(frozen=True)
class SampleChoices(Choices):
    """One choice of each kind."""

    stage: str = choice("announced", STAGES)
    stages: tuple[str, ...] = many(STAGES)
    growth: float = amount(5, 0, 20)


def build(build_id: str, choices: SampleChoices, lang: Lang) -> Chapter:
    """The chapter for these choices; its first figure is 100 plus the growth."""
    words, texts = WORDS[lang], TEXTS[lang]
    receipt = _receipt(build_id)
    share = Figure("sample.share", texts["share"], 8.0, "8 %", "pct", "estimate", "D", "2026-06", receipt, 6.0, 11.0)
    value = 100 + choices.growth
    load = Figure("sample.load", texts["load"], value, f"{value:g} MW", "MW", "sum", "B", "2026-11-22", receipt)
    shown = choices.stages or STAGES
    values = {"announced": 30.0, "works": None, "service": 12.0}
    table = Table(
        f"stages-{choices.stage}",
        words[choices.stage],
        (Column("stage", texts["question"]), Column("load_mw", texts["load"], "end")),
        tuple((Cell(code, words[code], "?stage=works"), Cell(values[code], f"{values[code] or ''}")) for code in shown),
    )
    chart = BarChart(
        "stages",
        words[choices.stage],
        "MW",
        f"{texts['load']}: 30 MW, 12 MW.",
        table,
        receipt,
        bars=tuple(Bar(words[code], Value(values[code], f"{values[code] or ''}")) for code in shown),
        axis=value_axis([0, 30], lambda v: f"{v:g}"),
    )
    hostile = Table(
        "hostile", HOSTILE, (Column("k", HOSTILE),), ((Cell("=1+1", HOSTILE, "javascript:alert(1)"),),), HOSTILE
    )
    return Chapter(
        name="sample",
        lang=lang,
        title=texts["title"],
        question=texts["question"],
        sentences=(Sentence(f"{texts['share']}: 8 %. {texts['load']}: {load.text}.", (share, load)),),
        kpis=(Kpi(share, texts["question"]), Kpi(load, HOSTILE)),
        sections=(Section("stages", words["works"], texts["question"], (chart, hostile)),),
        notes=(HOSTILE,),
        build_id=build_id,
        as_of="2026-11-22",
        query=choices.query(),
    )


def _receipt(build_id: str) -> Receipt:
    good = Source("s1", "HCP", "Annuaire", GOOD, "2026-05", "2026-11-22", "official", "officiel")
    bad = Source("s2", HOSTILE, "x", EVIL, "", "2026-11-22", "press", "presse")
    none = Source("s3", "Note", "primary page not read", None, "", "2026-11-22", "secondary", "")
    rows = (
        ReceiptInput("sites", "a", "Site A", "5 MW", "A", "2020", (good, bad), is_second_hand=True),
        ReceiptInput("sites", "b", "Site B", "6 MW", "D", "2026-11", (none,), note=HOSTILE),
    )
    return Receipt("A + B", rows, build_id, "sample-1")
