"""One thing has one word, in French and in Arabic; variants that once stood beside it are refused everywhere."""

from __future__ import annotations

import csv
import re

import pytest

from dashboard.content.values import Lang
from tests.words import EVIDENCE, our_texts

# Refused (a pattern), then what is written instead.
FRENCH = {
    r"[Cc]harge informatique": "puissance informatique",
    r"\bMds\b|Md de dirhams|\bM?Md MAD|\bM MAD\b|MMDH": "Md DH, M DH",
    r"\bM d’euros|\bM de dollars|\bMd?\u00a0EUR\b": "M€, Md €, millions d’euros, millions de dollars",
    r"dépenses offshore|[Ll]ocal ou offshore|hébergement offshore": "à l’étranger",
    r"centile\b(?<!percentile)": "percentile",
    r"\bcontractés?\b": "contractualisé",
    r"panne unique": "panne isolée",
    r"[Rr]égions? cloud": "région de cloud",
    r"valeur d’attente|[Vv]aleur provisoire(?! ou approximative)": "valeur par défaut (hypothèse)",
    r"[Àà] revérifier": "à vérifier",
    r"[Mm]ise en garde": "précaution de lecture",
    r"\bPilier": "axe",
    r"[Ll]ignes? de preuves": "ligne de données",
    r"\b[Dd]egrés? (A|B|C|D|de confiance)\b(?!\))|[Ll]e degré\b": "note",
    r"une? même (branche|liaison)|(branche|liaison) (physique|sous-marine)": "tronçon",
    r"\b[Pp]reuves\b": "données, sources",
    r"bande passante[^.]*(équipée|en usage)": "déployée, utilisée",
    r"\bNigéria\b": "Nigeria",
    r"Office des changes": "Office des Changes",
    r"SeaMeWe": "SEA-ME-WE",
    r"\binternet\b": "Internet",
    r"\b[Dd]ata centers?\b": "centre de données",
    r"atterrages?\b": "atterrissement",
    r"pas livré\b": "pas réalisé",
    r"coup de pioche": "lancement des travaux",
    r"point mort": "à l’arrêt",
    r"[Vv]oisins?\b": "pays comparés",
    r"Network Readiness Index|Government AI Readiness Index": "indice de préparation …",
    r"\b(Ceuta|Melilla)\b(?!\))": "Sebta (Ceuta), Melilia (Melilla)",
}
# Before an Arabic word may stand its article and the letters of "and", "for", "by", "as"; after it, an ending.
_PRE, _POST = r"(?<!\w)[وفبكل]{0,2}(?:ال|ل)?", r"(?!\w)"


def word(pattern: str) -> str:
    """An Arabic word with whatever may be written onto its beginning."""
    return f"{_PRE}(?:{pattern}){_POST}"


ARABIC = {
    r"حمل(ا|ه|ها|هما|هم)? معلوماتي|الأحمال المعلوماتية|الحمل المعلوماتي|تنشر المواقع حمل": "القدرة المعلوماتية",
    r"نسخة (ال)?معطيات|إصدار البيانات|النسخة (المنشورة|\{)|النسخ المحفوظة": "إصدار المعطيات",
    word("طبع(ة|ات)"): "دورة",
    r"نسخة مرآة": "نسخة مطابقة",
    r"قيمة مؤقتة(?! أو تقريبية)": "قيمة افتراضية",
    r"مشاهد(ة|ات)|الملاحظ(?!\w)|ملاحظتان|ما لوحظ": "قيمة مرصودة",
    r"القيم(ة)? الوسطى|عند وسطها|ومتوسطة وعليا|ووسطى": "القيمة المركزية",
    r"وزارة الانتقال الرقمي(?! وإصلاح الإدارة)": "وزارة الانتقال الرقمي وإصلاح الإدارة",
    r"للكهرباء والماء(?! الصالح للشرب)": "المكتب الوطني للكهرباء والماء الصالح للشرب",
    r"عطل كابل": "عطب",
    r"نقاط": "نقط",
    r"ملايير|الأوروهات": "مليارات، الأورو",
    r"ناتج(ها|ه)? الداخلي الخام|الناتج الداخلي الخام": "الناتج الداخلي الإجمالي",
    r"(?<!\w)(ال)?أسانيد|أسناد|سند الرقم": "مستند الحساب",
    r"لقطة": "مستخرج",
    r"بالمائة|بالنسبة المئوية": "في المائة",
    r"مواقع المؤسسات(?!ية)": "المواقع المؤسساتية",
    r"الأشهر الاثنا عشر الأخيرة": "الاثنا عشر شهرا الأخيرة",
    r"قيد البناء": "قيد الإنشاء",
    word("لائحة|لوائح"): "قائمة",
    word("فرضية"): "افتراض",
    r"موقعا بموقع": "موقعا موقعا",
    r"البنك المركزي الشعبي": "البنك الشعبي المركزي",
    r"البنيات ذات الأهمية": "البنيات التحتية ذات الأهمية الحيوية",
    word("جيران"): "بلدان المقارنة",
    r"SeaMeWe": "SEA-ME-WE",
    r"وحد(ة|ات|تي) GPU|ساعة GPU|لكل GPU|معالج(ة|ات)? (ال)?رسوميات|معالجة الرسوميات": "معالج رسومي (GPU)",
    word("رقاقات"): "رقائق",
    r"حاسوب فائق القدرة|الحواسيب فائقة القدرة": "حاسوب فائق",
    r"صنف متعثر": "متوقف",
    r"ملتزم بها?(?!\w)": "مقرر أو متعاقد عليه",
    word("منهج|مناهج"): "منهجية، منهجيات",
    word("استقصاء"): "بحث",
    r"استضافة مشتركة": "الإيواء المشترك",
    r"رأس المال المخاطر|الرأسمال البشري": "رأس مال المخاطرة، رأس المال البشري",
    r"القاعات البيضاء": "قاعات الخوادم",
    r"مذكرات? ثانوية|المذكرة الثانوية": "ملاحظة ثانوية",
    r"تنمية الإدارة الإلكترونية": "تنمية الحكومة الإلكترونية (EGDI)",
    r"إطار (ال)?(عين|معاين)": "قاعدة المعاينة",
    word("خلية|خلايا"): "خانة",
    r"الميغاواطات": "الميغاواط",
    r"ميلي ثانية": "ملي ثانية",
    r"الأوفشور": "ترحيل الخدمات",
    # Names: one spelling each; companies that sign in Latin letters keep them.
    word("بنجرير"): "ابن جرير",
    word("مرسيليا"): "مارسيليا",
    word("ديربان"): "دوربان",
    word("توغو"): "الطوغو",
    word("أوراكل|نيكسس"): "Oracle, Nexus",
    word("إيكودار"): "إكودار",
    r"الكاب الغربي": "كيب الغربية",
}


@pytest.mark.parametrize(("lang", "refused"), [("fr", FRENCH), ("ar", ARABIC)])
def test_no_refused_variant_is_left(lang: Lang, refused: dict[str, str]) -> None:
    found = [
        (place, text, wanted)
        for place, text in our_texts(lang)
        for pattern, wanted in refused.items()
        if re.search(pattern, text)
    ]
    assert found == []


def test_a_region_has_the_same_names_in_both_tables() -> None:
    regions = {row["region_code"]: row for row in _rows("regions")}
    labels = {row["code"]: row for row in _rows("labels") if row["column"] == "region_code"}
    for code, region in regions.items():
        assert [labels[code][f"label_{lang}"] for lang in ("en", "fr", "ar")] == [
            region[f"name_{lang}"] for lang in ("en", "fr", "ar")
        ]


def _rows(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
