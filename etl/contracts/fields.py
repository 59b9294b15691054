"""The kinds of cell the contracts share.

A cell comes in as text; a blank one means "no source gives it" and is None, never zero.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1990, 2040
_LONGEST_NUMBER = 40

# ISO 3166-1 alpha-3, the officially assigned codes.
ISO_COUNTRIES = frozenset(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
    BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
    CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
    MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
    PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
    SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
    UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905 - 249 quoted names would read worse
)
# Groups of countries: user-assigned codes for Africa, Northern Africa and Europe, and two names the sources use.
_GROUPS = frozenset({"XAF", "XNA", "XEU", "AFR", "WLD"})
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]\d+)?", re.ASCII)  # with an exponent, as in a table taken from the site
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*", re.ASCII)
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII)
_MOROCCAN_REGION = re.compile(r"MA-(0[1-9]|1[0-2])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q[1-4]", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.ASCII)


@dataclass(frozen=True)
class Form:
    """How a kind of cell is written, in words, for the data dictionary."""

    words: str


class Row(BaseModel):
    """One row of a table of evidence. Every table says when the row was last recorded or re-checked."""

    # Deferred: whoever only reads names and types, as the server does, need not wait for thirty compiled schemas.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    recorded_on: Day = Field(description="Day on which this row was entered or last checked against its sources")


class Fact(Row):
    """A row that says something of the world or names a document, and so may be doubted. Words can't."""

    doubts_answered: OptionalText = Field(
        default=None,
        description="Answers to the doubts of `siyada check` about this row, each as [rule column=value @ key] and its "
        "reason in English",
    )


def col(meaning: str, unit: str = "", ge: float | None = None, le: float | None = None) -> Any:
    """Declare a column: its meaning, its unit, and the least and greatest value allowed."""
    return Field(description=meaning, json_schema_extra={"unit": unit}, ge=ge, le=le)


def later_col(meaning: str, unit: str = "", ge: float | None = None, le: float | None = None) -> Any:
    """Declare a column that files written before it was thought of need not have: absent is blank."""
    return Field(default=None, description=meaning, json_schema_extra={"unit": unit}, ge=ge, le=le)


def allowed_range(metadata: list[object]) -> str:
    """The least and greatest value a column may hold, as ``-90 – 90`` or ``≥ 0``; blank where neither is set."""
    least = next((mark.ge for mark in metadata if hasattr(mark, "ge")), None)
    greatest = next((mark.le for mark in metadata if hasattr(mark, "le")), None)
    if least is not None and greatest is not None:
        return f"{least:g} – {greatest:g}"
    return f"≥ {least:g}" if least is not None else ""


# Thousands of rows name the same days and the same sources; what is refused is read anew each time.
_kept = functools.lru_cache(maxsize=20_000)


def _refuse(rule: str, **params: object) -> PydanticCustomError:
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **params})


def _require_text(cell: str) -> str:
    if cell == "":
        raise _refuse("blank")
    if cell != cell.strip():
        raise _refuse("edge_space")
    return cell


def _whole_text(cell: str) -> str:
    """A text that stands as it is: a brace would wait for a value that nobody gives."""
    if "{" in cell or "}" in cell:
        raise _refuse("placeholder")
    return _require_text(cell)


def _text_or_none(cell: str) -> str | None:
    return _require_text(cell) if cell else None


def _number(cell: str) -> float:
    """A number of at most 40 characters: what is computed from two of the longest is finite still."""
    value = float(cell) if _NUMBER.fullmatch(_require_text(cell)) and len(cell) <= _LONGEST_NUMBER else math.nan
    if not math.isfinite(value):
        raise _refuse("not_a_number")
    return value


def _number_or_none(cell: str) -> float | None:
    return _number(cell) if cell else None


def _integer(cell: str) -> int:
    if not _INTEGER.fullmatch(_require_text(cell)) or len(cell) > 15:
        raise _refuse("not_an_integer")
    return int(cell)


def _integer_or_none(cell: str) -> int | None:
    return _integer(cell) if cell else None


def _year(cell: str) -> int:
    year = _integer(cell)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _refuse("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    return year


def _year_or_none(cell: str) -> int | None:
    return _year(cell) if cell else None


@_kept
def _when(cell: str) -> str:
    parts = _DATE.fullmatch(_require_text(cell))
    if parts is None:
        raise _refuse("not_a_date")
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise _refuse("not_a_real_date") from None
    _year(parts[1])
    return cell


def _when_or_none(cell: str) -> str | None:
    return _when(cell) if cell else None


def _period(cell: str) -> str:
    if quarter := _QUARTER.fullmatch(cell):
        _year(quarter[1])
        return cell
    if _DATE.fullmatch(_require_text(cell)) is None:
        raise _refuse("not_a_period")
    return _when(cell)


@_kept
def _day(cell: str) -> date:
    if len(_when(cell)) != len("2026-11-22"):
        raise _refuse("not_a_day")
    return date.fromisoformat(cell)


def _day_or_none(cell: str) -> date | None:
    return _day(cell) if cell else None


def _slug(cell: str) -> str:
    if not _SLUG.fullmatch(_require_text(cell)):
        raise _refuse("not_an_id")
    return cell


def _slug_or_none(cell: str) -> str | None:
    return _slug(cell) if cell else None


def _items(cell: str) -> tuple[str, ...]:
    items = tuple(_require_text(cell).split(";"))
    if "" in items or len(set(items)) != len(items):
        raise _refuse("bad_list")
    return items


@_kept
def _slugs(cell: str) -> tuple[str, ...]:
    return tuple(_slug(item) for item in _items(cell))


def _slugs_or_none(cell: str) -> tuple[str, ...] | None:
    return _slugs(cell) if cell else None


def _country(cell: str) -> str:
    if _require_text(cell) not in ISO_COUNTRIES and cell not in _GROUPS:
        raise _refuse("not_a_country")
    return cell


def _countries(cell: str) -> tuple[str, ...]:
    return tuple(_country(item) for item in _items(cell))


def _countries_or_none(cell: str) -> tuple[str, ...] | None:
    return _countries(cell) if cell else None


def _country_group(cell: str) -> str:
    _countries(cell)
    return cell


def _region(cell: str) -> str | None:
    if cell == "":
        return None
    if not _REGION.fullmatch(cell) or (cell.startswith("MA-") and not _MOROCCAN_REGION.fullmatch(cell)):
        raise _refuse("not_a_region")
    return cell


def _moroccan_region(cell: str) -> str:
    if not _MOROCCAN_REGION.fullmatch(_require_text(cell)):
        raise _refuse("not_a_region")
    return cell


def _url(cell: str) -> str | None:
    if cell and not _URL.fullmatch(cell):
        raise _refuse("not_a_url")
    return cell or None


def _none_if_blank(cell: str) -> str | None:
    return cell or None


Text = Annotated[str, Form("text"), BeforeValidator(_require_text)]
WholeText = Annotated[str, Form("text"), BeforeValidator(_whole_text)]
OptionalText = Annotated[str | None, Form("text"), BeforeValidator(_text_or_none)]
Number = Annotated[float, Form("number"), BeforeValidator(_number)]
OptionalNumber = Annotated[float | None, Form("number"), BeforeValidator(_number_or_none)]
Integer = Annotated[int, Form("whole number"), BeforeValidator(_integer)]
OptionalInteger = Annotated[int | None, Form("whole number"), BeforeValidator(_integer_or_none)]
Year = Annotated[int, Form("year, 1990 to 2040"), BeforeValidator(_year)]
OptionalYear = Annotated[int | None, Form("year, 1990 to 2040"), BeforeValidator(_year_or_none)]
When = Annotated[str, Form("YYYY, YYYY-MM or YYYY-MM-DD"), BeforeValidator(_when)]
OptionalWhen = Annotated[str | None, Form("YYYY, YYYY-MM or YYYY-MM-DD"), BeforeValidator(_when_or_none)]
Period = Annotated[str, Form("YYYY, YYYY-MM, YYYY-MM-DD or YYYY-Qn"), BeforeValidator(_period)]
Day = Annotated[date, Form("YYYY-MM-DD"), BeforeValidator(_day)]
OptionalDay = Annotated[date | None, Form("YYYY-MM-DD"), BeforeValidator(_day_or_none)]
Slug = Annotated[str, Form("identifier: small letters, digits, - and _"), BeforeValidator(_slug)]
OptionalSlug = Annotated[str | None, Form("identifier: small letters, digits, - and _"), BeforeValidator(_slug_or_none)]
SourceIds = Annotated[tuple[str, ...], Form("identifiers, separated by ;"), BeforeValidator(_slugs)]
OptionalSourceIds = Annotated[
    tuple[str, ...] | None, Form("identifiers, separated by ;"), BeforeValidator(_slugs_or_none)
]
Country = Annotated[str, Form("ISO 3166 alpha-3 code, or XAF XNA XEU AFR WLD"), BeforeValidator(_country)]
Countries = Annotated[tuple[str, ...], Form("country codes, separated by ;"), BeforeValidator(_countries)]
OptionalCountries = Annotated[
    tuple[str, ...] | None, Form("country codes, separated by ;"), BeforeValidator(_countries_or_none)
]
CountryGroup = Annotated[
    str, Form("country code, or several separated by ; for their total"), BeforeValidator(_country_group)
]
Region = Annotated[str | None, Form("ISO 3166-2 code; MA-01 to MA-12 in Morocco"), BeforeValidator(_region)]
MoroccanRegionCode = Annotated[str, Form("ISO 3166-2 code, MA-01 to MA-12"), BeforeValidator(_moroccan_region)]
Url = Annotated[str | None, Form("http or https address"), BeforeValidator(_url)]
YesNo = Literal["yes", "no"]
Grade = Literal["A", "B", "C", "D"]
BlankAsNone = BeforeValidator(_none_if_blank)
NewsKind = Annotated[
    Literal["opened", "signed", "decided", "published_figure", "to_be_confirmed", "works_started", "delayed"] | None,
    BlankAsNone,
]

Row.model_rebuild()
Fact.model_rebuild()
