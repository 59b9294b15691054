"""The words of scans: services, kinds of answer, controls, reasons why a name gave none. Light enough for what serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

FormName = Literal["zdns", "dnsx", "massdns", "openintel"]
EngineName = Literal["duckdb", "spark"]
Progress = Callable[[str, int, int], None]
"""Called with a step and how far it is: part `n` of `m`, 0 of 0 where it has no parts."""

HOME = "MA"
VOTES = ("country_geofeed_whois", "country_registry", "country_dbip")

SERVICES = ("web", "ns", "mx")
KINDS = ("local", "cdn", "mixed", "offshore", "unlocated")
"""What a measured name may be: these sum to all that was measured."""
UNMEASURED = "unmeasured"
CONTROLS = ("moroccan", "foreign", "unknown")
"""Of `local` names alone."""

REASONS = {
    1: "special_purpose",
    2: "ipv6_only",
    3: "cname_loop",
    4: "no_address",
    5: "nxdomain",
    6: "servfail",
    7: "timeout",
    8: "other",
}
"""Why a name gave no address that counts, the least first: a name that timed out once and was denied once was denied."""
