"""What the tool itself rests on: its packages, with their licences, and what it asks of anyone at run time."""

from __future__ import annotations

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Section, Text
from dashboard.i18n import Translator
from dashboard.support.dependencies import dependencies
from dashboard.warehouse.reading import Reading


def sections(reading: Reading) -> tuple[Section, ...]:
    """What runs where, then every package."""
    return (_alone(reading), _packages(reading.t))


def _alone(reading: Reading) -> Section:
    paragraphs = (
        reading.prose("evidence_tool_asks_nobody"),
        reading.prose("evidence_tool_files"),
        reading.prose("evidence_tool_packages"),
    )
    return Section("alone", reading.t("What it asks of others: nothing, once installed"), "", (Text("", paragraphs),))


def _packages(t: Translator) -> Section:
    listed = dependencies()
    title = t("Packages it runs on")
    if not listed:
        return Section("packages", title, t("The lock file is not at hand in this installation."), ())
    lead = t(
        "{count} packages, read from the lock file; the licence and the place it comes from are what each installed "
        "package says of itself.",
        count=t.number(len(listed)),
    )
    return Section(
        "packages",
        title,
        lead,
        (
            build_table(
                "packages",
                title,
                listed,
                Column("package", t("Package"), lambda one: Cell(one.name, one.name)),
                Column("locked", t("Version locked"), lambda one: Cell(one.locked, one.locked)),
                Column(
                    "installed",
                    t("Version that runs"),
                    lambda one: Cell(one.installed, one.installed or t("not needed here")),
                ),
                Column(
                    "licence",
                    t("Licence"),
                    lambda one: Cell(one.licence, one.licence or (t("see the package") if one.installed else "")),
                ),
                Column(
                    "home",
                    t("Comes from"),
                    lambda one: Cell(
                        one.home, _place(one.home) or (t("not stated") if one.installed else ""), one.home
                    ),
                ),
                is_folded=True,
            ),
        ),
    )


def _place(home: str) -> str:
    """Who keeps a project, at a glance: the host, the owner and the name of its address."""
    host, *path = home.partition("://")[2].removeprefix("www.").rstrip("/").split("/")
    return "/".join((host, *path[:2]))
