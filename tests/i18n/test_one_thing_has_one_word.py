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
    r"\bM d’euros|\bM de dollars": "millions d’euros, millions de dollars",
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
    r"coup de pioche": "lancement des travaux",
    r"point mort": "à l’arrêt",
    r"[Vv]oisins?\b": "pays comparés",
    r"Network Readiness Index|Government AI Readiness Index": "indice de préparation …",
    r"\b(Ceuta|Melilla)\b(?!\))": "Sebta (Ceuta), Melilia (Melilla)",
}
ARABIC = {
    r"(?<!\w)(ال|وال|بال|لل)?حمل (ال)?معلوماتي": "القدرة المعلوماتية",
    r"نسخة (ال)?معطيات|إصدار البيانات": "إصدار المعطيات",
    r"(?<!\w)(ال)?طبع(ة|ات)(?!\w)": "دورة",
    r"نسخة مرآة": "نسخة مطابقة",
    r"قيمة مؤقتة(?! أو تقريبية)": "قيمة افتراضية",
    r"مشاهدة|القيمة الملاحظة": "قيمة مرصودة",
    r"وزارة الانتقال الرقمي(?! وإصلاح الإدارة)": "وزارة الانتقال الرقمي وإصلاح الإدارة",
    r"للكهرباء والماء(?! الصالح للشرب)": "المكتب الوطني للكهرباء والماء الصالح للشرب",
    r"عطل كابل": "عطب",
    r"نقاط": "نقط",
    r"ملايير|الأوروهات": "مليارات، الأورو",
    r"الناتج الداخلي الخام": "الناتج الداخلي الإجمالي",
    r"(?<!\w)(ال)?أسانيد|أسناد|سند الرقم": "مستند الحساب",
    r"لقطة": "مستخرج",
    r"قيد البناء": "قيد الإنشاء",
    r"(?<!\w)(ال)?لائحة(?!\w)": "قائمة",
    r"(?<!\w)(ال)?فرضية(?!\w)": "افتراض",
    r"القيمة الوسطى": "القيمة المركزية",
    r"موقعا بموقع": "موقعا موقعا",
    r"البنك المركزي الشعبي": "البنك الشعبي المركزي",
    r"البنيات ذات الأهمية": "البنيات التحتية ذات الأهمية الحيوية",
    r"(?<!\w)(ال)?جيران(?!\w)": "بلدان المقارنة",
    r"SeaMeWe": "SEA-ME-WE",
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
