"""Words of scans: services, kinds of answer, reasons why a name gave none. Said alike by the commands and the chapter."""

from __future__ import annotations

from dashboard.i18n import Translator


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
