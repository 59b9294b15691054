"""The start of a server: its settings, read from the environment and the file of secrets, and what is said of one that can't be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dashboard.http import settings, sign_in
from dashboard.http.settings import SettingError, Settings
from dashboard.http.sign_in import Kind, SignInError
from dashboard.i18n import Translator

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.web.sign_in.guard import Guard


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of a server. Raises SettingError or SignInError for one that can't be used."""
    found = settings.read(environment)
    return replace(found, sign_in=sign_in.read(environment, found.public_url))


def make_guard(
    found: Settings, warehouse: Path, fonts: Mapping[int, str]
) -> tuple[Guard | None, dict[str, Any] | None]:
    """What decides who may come in, and the secrets that Streamlit is given; neither where everybody may. The addresses of `fonts` are
    for everybody."""
    if found.sign_in is None:
        return None, None
    from dashboard.web.sign_in.guard import Guard
    from dashboard.web.sign_in.provider import prepare_streamlit, secrets_of
    from dashboard.web.sign_in.signed_out import FOLDER, SignedOut

    prepare_streamlit(found.sign_in)
    open_to_all = [f"/{address}" for address in fonts.values()]
    guard = Guard(found.sign_in, SignedOut(warehouse.resolve() / FOLDER), open_to_all, found.report_to)
    return guard, secrets_of(found.sign_in)


def tell(wrong: SettingError | SignInError, t: Translator) -> str:
    """What is wrong with a setting, and what to do."""
    if isinstance(wrong, SettingError):
        return t(
            "{name} can't be used as it is set. An example: {name}={example}", name=wrong.name, example=wrong.example
        )
    return _TOLD[wrong.kind](t, wrong)


def _tell_key(t: Translator, wrong: SignInError) -> str:
    return t(
        "In the section [auth] of {file}, {key} is missing or can't be used as it is set. An example: {example}",
        file=wrong.file,
        key=wrong.key,
        example=wrong.example,
    )


_TOLD: Mapping[Kind, Callable[[Translator, SignInError], str]] = {
    "file": lambda t, wrong: t(
        "{file} can't be opened or is no TOML, so nobody knows whether readers must sign in. Mend it, or take it and its setting away.",
        file=wrong.file,
    ),
    "none": lambda t, wrong: t(
        "{file}, named by {name}, has no section [auth]. Write it, or take the setting away: then everybody may read.",
        file=wrong.file,
        name=sign_in.SECRETS,
    ),
    "open": lambda t, wrong: t(
        "{file} holds secrets and may be opened by everybody on this machine. Close it: chmod 640 {file}",
        file=wrong.file,
    ),
    "two": lambda t, wrong: t(
        "{file} and {other} both have a section [auth]. Keep one, or name it by {name}.",
        file=wrong.file,
        other=wrong.key,
        name=sign_in.SECRETS,
    ),
    "key": _tell_key,
    "unknown": lambda t, wrong: t(
        "In the section [auth] of {file}, {key} is not known. Known there: {known}",
        file=wrong.file,
        key=wrong.key,
        known=wrong.example,
    ),
    "secret": lambda t, wrong: t(
        "In the section [auth] of {file}, cookie_secret must have at least {count} characters. Make one: {command}",
        file=wrong.file,
        count=t.number(sign_in.KEY_CHARACTERS),
        command="openssl rand -hex 32",
    ),
    "nobody": lambda t, wrong: t(
        "{file} must say in [auth.allow] who may read: emails, domains or groups, or everyone = true and none of these.",
        file=wrong.file,
    ),
    "address": lambda t, wrong: t(
        "{file} asks readers to sign in, for which the address by which they come must be known. Name it: {name}={example}",
        file=wrong.file,
        name=settings.PUBLIC_URL,
        example="https://siyada.example.ma",
    ),
    "https": lambda t, wrong: t(
        "Readers sign in over https alone, so that nobody on the way takes their session. Name such an address: {name}={example}",
        name=settings.PUBLIC_URL,
        example=wrong.example,
    ),
    "redirect": lambda t, wrong: t(
        'In the section [auth] of {file}, redirect_uri differs from the public address. Take it away, or write: redirect_uri = "{example}"',
        file=wrong.file,
        example=wrong.example,
    ),
}
