"""Words of own scans, said alike by the commands and the chapter: services, kinds of answer, reasons, figures."""

from __future__ import annotations

from typing import Any

from dashboard.content.values import Step
from dashboard.figures.popular import share_text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

PREFIX = "share.scans."
DIGITS = 1


def service_words(t: Translator) -> dict[str, str]:
    """What was asked of a name."""
    return {"web": t("Web (A records)"), "ns": t("Name servers (NS)"), "mx": t("Mail (MX)")}


def kind_words(t: Translator) -> dict[str, str]:
    """Where a name is answered; `local.` with its control."""
    return {
        "local": t("Addresses placed in Morocco"),
        "local.moroccan": t("placed in Morocco, under Moroccan control"),
        "local.foreign": t("placed in Morocco, under foreign control"),
        "local.unknown": t("placed in Morocco, control not known"),
        "cdn": t("Behind a CDN"),
        "mixed": t("Mixed"),
        "offshore": t("Addresses placed abroad"),
        "unlocated": t("Addresses that no source places"),
        "unmeasured": t("Not measured"),
    }


def reason_words(t: Translator) -> dict[str, str]:
    """Why a name gave no address that counts."""
    return {
        "special_purpose": t("only addresses for special use"),
        "ipv6_only": t("IPv6 only"),
        "cname_loop": t("aliases in a circle"),
        "no_address": t("an answer without an address"),
        "nxdomain": t("no such name (NXDOMAIN)"),
        "servfail": t("the name server failed (SERVFAIL)"),
        "timeout": t("no answer in time"),
        "other": t("another failure"),
    }


def describe_scan(reading: Reading, figure_id: str) -> tuple[str, str]:
    """Label and formula in words of the share of one service of one scan that is placed in Morocco."""
    t = reading.t
    scan, service = _scan(reading.build, figure_id)
    label = t(
        "Names answered from addresses placed in Morocco: {frame}, {service}",
        frame=scan["frame"],
        service=service_words(t)[service],
    )
    formula = t(
        "Names that answer from addresses placed in Morocco alone / names measured. A placed address says neither where the "
        "origin behind a CDN stands nor who controls it."
    )
    interval = (
        t("All names of the frame were asked: there is no sampling interval.")
        if scan["is_census"]
        else t("The band is the 95% Wilson interval of a share of so many names.")
    )
    return label, f"{formula} {interval}"


def scan_steps(reading: Reading, figure_id: str) -> tuple[Step, ...]:
    """The counts behind the share, and what the location leaves open, where they are shown."""
    t = reading.t
    scan, service = _scan(reading.build, figure_id)
    row = reading.row("select * from out_scan_services where scan_id = ? and service = ?", scan["scan_id"], service)
    steps = [Step(t("Names measured"), t.number(row["names_measured"]))]
    if row["bound_low_pct"] is not None:
        steps.append(Step(t("Least share that the location leaves open"), share_text(row["bound_low_pct"], t)))
    if row["bound_high_pct"] is not None:
        steps.append(Step(t("Greatest share that the location leaves open"), share_text(row["bound_high_pct"], t)))
    return tuple(steps)


def _scan(build: Build, figure_id: str) -> tuple[dict[str, Any], str]:
    scan_id, service, _ = figure_id.removeprefix(PREFIX).split(".")
    return build.row("select * from out_scans where scan_id = ?", scan_id), service
