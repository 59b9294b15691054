"""What people write for a column, a country or a code, in three languages, and what the evidence writes."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping

from babel import Locale
from babel.core import get_global

from etl.contracts.fields import ISO_COUNTRIES
from etl.contracts.tables import TableContract, columns

# Names of columns beside the contract's own; by language, for a column of notes tells the language of its texts.
_HEADS: dict[str, dict[str, str]] = {
    "action": {"en": "action", "fr": "action", "ar": "الإجراء"},
    "country": {"en": "country;country name;economy", "fr": "pays;nom du pays;économie", "ar": "البلد;الدولة;بلد"},
    "period": {"en": "period;year;date;time;quarter;month", "fr": "période;année;an;date;trimestre;mois", "ar": "الفترة;السنة;التاريخ;سنة"},
    "year": {"en": "year;period", "fr": "année;an;période", "ar": "السنة;سنة"},
    "value": {"en": "value;amount;figure;obs value", "fr": "valeur;montant;chiffre", "ar": "القيمة;قيمة;المبلغ"},
    "indicator_id": {"en": "indicator;indicator name;series", "fr": "indicateur;nom de l’indicateur;série", "ar": "المؤشر;مؤشر"},
    "metric": {"en": "metric;indicator", "fr": "mesure;indicateur", "ar": "المقياس;المؤشر"},
    "perimeter": {"en": "perimeter;scope", "fr": "périmètre;champ", "ar": "النطاق"},
    "provisional": {"en": "provisional;preliminary", "fr": "provisoire", "ar": "مؤقت;مؤقتة"},
    "source_ids": {"en": "source;sources", "fr": "source;sources", "ar": "المصدر;المصادر"},
    "confidence": {"en": "confidence;grade", "fr": "note de confiance;grade;fiabilité;confiance", "ar": "الدرجة;درجة الثقة"},
    "note": {"en": "note;notes;remark;remarks;comment;comments", "fr": "remarque;remarques;commentaire;commentaires;observation;observations;notes;note", "ar": "ملاحظة;ملاحظات"},
    "region_code": {"en": "region;region name", "fr": "région;nom de la région", "ar": "الجهة;جهة"},
    "observation_status": {"en": "status;observation status;obs status", "fr": "statut;statut de l’observation", "ar": "حالة الملاحظة"},
    "series_break": {"en": "break;series break;break in series", "fr": "rupture;rupture de série", "ar": "انقطاع السلسلة"},
    "lat": {"en": "latitude", "fr": "latitude", "ar": "خط العرض"},
    "lon": {"en": "longitude", "fr": "longitude", "ar": "خط الطول"},
    "city": {"en": "city;town", "fr": "ville", "ar": "المدينة"},
    "operator": {"en": "operator", "fr": "opérateur;exploitant", "ar": "المتعهد"},
    "status": {"en": "status;state", "fr": "état;statut", "ar": "الحالة"},
    "amount": {"en": "amount", "fr": "montant", "ar": "المبلغ"},
    "recorded_on": {"en": "recorded on", "fr": "saisi le;enregistré le", "ar": "سجل في"},
}  # fmt: skip
_YES_NO = {"yes": "yes;true;oui;vrai;نعم", "no": "no;false;non;faux;لا"}
_LANGUAGES = ("en", "fr", "ar")
_ARABIC = re.compile("[\u0600-\u06ff]")


def folded(text: str) -> str:
    """A text without what writers put now one way, now another: capitals, accents, apostrophes, spaces, Arabic vowels."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("_", " "))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter != "ـ")
    plain = plain.translate(str.maketrans("أإآىة", "ااايه"))
    return " ".join(re.sub(r"[\W_]+", " ", plain.casefold()).split())


def head_of(table: TableContract, text: str) -> tuple[str, str] | None:
    """The column that a head names, and the language it is written in; None where it names none of the table.

    A unit behind the name is read over ("Valeur (%)"); the contract's own names are English.
    """
    return _heads(table.name, columns(table)).get(folded(re.sub(r"\(.*?\)|\[.*?\]|,.*$", "", text)))


@functools.cache
def _heads(_table: str, names: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    found = {folded(name): (name, "en") for name in (*names, "action")}
    for name in (*names, "action"):
        for language, texts in _HEADS.get(name, {}).items():
            for text in texts.split(";"):
                found.setdefault(folded(text), (name, language))
    return found


def names_regions(text: str) -> bool:
    """Whether a head names a column of regions."""
    return folded(text) in _heads("", ("region_code",))


def language_of(text: str, head: str) -> str:
    """The language of a note: Arabic by its letters, else that of the head above it."""
    return "ar" if _ARABIC.search(text) else head


@functools.cache
def countries() -> Mapping[str, str]:
    """Alpha-3 codes by the folded name in three languages, alpha-2 code or alpha-3 code."""
    aliases = get_global("territory_aliases")
    pairs = [(code, aliases[code][0]) for code in sorted(ISO_COUNTRIES) if aliases.get(code)]
    found = {folded(code): code for code in sorted(ISO_COUNTRIES)}
    for code, short in pairs:
        found.setdefault(folded(short), code)
    for language in _LANGUAGES:
        names = Locale(language).territories
        for code, short in pairs:
            if short in names:
                found.setdefault(folded(names[short]), code)
    return found


class Names:
    """Codes and identifiers of the evidence by what they are called, from its own words and names."""

    def __init__(self, rows: Mapping[str, list[dict[str, str]]]) -> None:
        self._rows = rows
        self._labels: dict[tuple[str, str], dict[str, str]] = {}
        self.known_english = {row["en"] for row in rows.get("phrases", ())}
        self._english = {
            folded(row[lang]): row["en"] for lang in ("ar", "fr") for row in rows.get("phrases", ()) if row[lang]
        }

    def english_of(self, text: str) -> str:
        """The English of a text whose French or Arabic the phrases hold, "" for another."""
        return self._english.get(folded(text), "")

    def code(self, table: str, column: str, label_column: str, text: str, codes: Iterable[str] = ()) -> str:
        """The code that a text names in a column of codes; "" where it names none."""
        wanted = folded(text)
        if found := {folded(code): code for code in codes}.get(wanted):
            return found
        labels = self._of(table, label_column)
        if wanted in labels:
            return labels[wanted]
        if label_column == "country" and wanted in countries():
            return countries()[wanted]
        for code, texts in _YES_NO.items():
            if code in codes and wanted in map(folded, texts.split(";")):
                return code
        return self._of(table, column).get(wanted, "")

    def identifier(self, table: str, column: str, text: str) -> str:
        """The identifier of a row of another table, by its identifier, a name of it, its title or its address."""
        wanted = folded(text)
        for row in self._rows.get(table, ()):
            if row[column] == text.strip():
                return row[column]
        for row in self._rows.get(table, ()):
            named = (name for name in row if name in ("title", "url") or name.partition("_")[0] in ("name", "term"))
            if any(row[name] and folded(row[name]) == wanted for name in named):
                return row[column]
        return ""

    def _of(self, table: str, column: str) -> dict[str, str]:
        key = (table, column)
        if key not in self._labels:
            found: dict[str, str] = {}
            for row in self._rows.get("labels", ()):
                if row["column"] == column and row["table"] in ("*", table):
                    for name in ("code", "label_en", "label_fr", "label_ar"):
                        found.setdefault(folded(row[name]), row["code"])
            self._labels[key] = found
        return self._labels[key]
