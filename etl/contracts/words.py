"""Contracts of the words and of the sources: what facts are called and chapters say, in three languages, and where facts were read."""

from __future__ import annotations

from typing import Literal

from etl.contracts.fields import Day, Fact, Integer, OptionalWhen, Region, Row, Slug, Text, Url, WholeText, col


class Source(Fact):
    """A document read."""

    source_id: Slug = col("Identifier that every fact's source_ids refers to")
    publisher: Text = col("Who published the document")
    title: Text = col("Title of the document, or what it says")
    url: Url = col("Address of the page read; blank for a secondary note")
    published_on: OptionalWhen = col("Date of publication, as exactly as it is known")
    accessed_on: Day = col("Day on which the document was read")
    kind: Literal["official", "multilateral", "operator", "dataset", "academic", "press", "secondary"] = col(
        "Who speaks; secondary: the primary page was not read, to be re-checked"
    )
    read_via: Literal["original", "mirror", "press", "note", "not_opened"] = col(
        "How it was read: the original, somebody else's copy of it, the press, a note about it, or cited and not opened"
    )
    language: Literal["ar", "en", "es", "fr", "it", "ja", "nl"] = col("Language of the document, ISO 639-1")


class Phrase(Row):
    """An English text of the facts with its French and Arabic; a changed note shows up as untranslated."""

    en: Text = col("The English text, exactly as it stands in a table")
    fr: Text = col("The same in French")
    ar: Text = col("The same in Arabic")


class Prose(Row):
    """A long text of a chapter: its question, an introduction, a definition, a caution or a note on method."""

    id: Slug = col("Identifier by which the code asks for the text")
    chapter: Literal[
        "overview",
        "progress",
        "share",
        "sites",
        "connectivity",
        "networks",
        "investment",
        "neighbours",
        "evidence",
        "shared",
    ] = col("Chapter that says the text; shared: several do")
    order: Integer = col("Place of the text among those of its chapter, as they are shown", ge=1)
    en: WholeText = col("The text in English")
    fr: WholeText = col("The same in French")
    ar: WholeText = col("The same in Arabic")


class Label(Row):
    """What a code of a closed list is called."""

    table: Text = col("Table that uses the code; * for every table")
    column: Text = col("Column that uses the code")
    code: Text = col("The code, as it stands in the table")
    label_en: Text = col("Name in English")
    label_fr: Text = col("Name in French")
    label_ar: Text = col("Name in Arabic")


class Term(Row):
    """A term of the field."""

    term_en: Text = col("Term in English")
    term_fr: Text = col("Term in French")
    term_ar: Text = col("Term in Arabic")
    definition_fr: Text = col("Definition in French")
    definition_en: Text = col("Definition in English")
    definition_ar: Text = col("Definition in Arabic")


class MoroccanRegion(Row):
    """One of Morocco's twelve regions."""

    region_code: Region = col("ISO 3166-2 code")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
    name_en: Text = col("Name in English")
    capital_fr: Text = col("Chief town in French")
    capital_ar: Text = col("Chief town in Arabic")


class Pillar(Row):
    """A pillar under which indicators are grouped."""

    pillar: Slug = col("Identifier")
    name_en: Text = col("Name in English")
    name_fr: Text = col("Name in French")
    name_ar: Text = col("Name in Arabic")
