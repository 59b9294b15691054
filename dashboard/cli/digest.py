"""`siyada digest`: what changed from a day on, as a mail for a timer to send. Nothing is sent by this command."""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.check import Today
from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import warehouse_dir


class MailOption(StrEnum):
    """Forms in which a digest is written."""

    text = "text"
    html = "html"
    eml = "eml"


def digest(
    since: Annotated[
        datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="First day that it tells of, YYYY-MM-DD.")
    ],
    form: Annotated[MailOption, typer.Option("--format", help="text, html, or eml: both as a mail.")] = MailOption.text,
    out: Annotated[Path | None, typer.Option("--out", help="File; without it, standard output.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Address of the dashboard in links; by default SIYADA_PUBLIC_URL.")
    ] = None,
    sender: Annotated[str, typer.Option("--sender", help="Address of who sends it (eml).")] = "",
    to: Annotated[list[str] | None, typer.Option("--to", help="Address of a reader (eml); may be repeated.")] = None,
    warehouse: WarehouseDir = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Write what changed since a day as a mail, in text and HTML. It sends nothing; with nothing to tell, it says so."""
    from dashboard.chapters.shared.news import digest as make
    from dashboard.http import settings
    from dashboard.render.mail import mail, mail_html, mail_text
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build
    from dashboard.warehouse.reading import Reading

    t = speaker(lang)
    environment = os.environ if url is None else {settings.PUBLIC_URL: url}
    try:
        base = settings.read(environment).public_url
        build = open_warehouse((warehouse or warehouse_dir()).resolve()).current()
        found = make(Reading(build, t), since.date())
        if form is MailOption.eml:
            body = mail(found, base, today.date() if today else date.today(), sender, to or [])
        else:
            body = (mail_text if form is MailOption.text else mail_html)(found, base).encode()
        if out:
            out.write_bytes(body)
            return
    except settings.SettingError as error:
        wrong = t(
            "{name} can't be used as it is set. An example: {name}={example}", name=error.name, example=error.example
        )
    except NoBuildError as error:
        wrong = tell_no_build(error, t)
    except ValueError as error:
        wrong = t("“{value}” is no mail address. An example: name@example.ma", value=quoted(error))
    except OSError as error:
        wrong = t(
            "{file} could not be written: {reason}", file=quoted(out.name if out else ""), reason=reason(error, t)
        )
    else:
        hand_on(body.decode())
        return
    say(wrong, is_error=True)
    raise typer.Exit(1)
