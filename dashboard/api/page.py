"""The API's page: its own OpenAPI description as plain HTML, in three languages, without a script and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.content.theme import FONT, TOKENS
from dashboard.content.values import LANGS
from dashboard.http.root import from_root, relative
from dashboard.i18n import NAMES, Translator, css_direction
from dashboard.render.html.frame import STATEMENT


def about(t: Translator) -> str:
    """What the API is, in a paragraph."""
    return t(
        "The same figures, chapters and tables as the dashboard, each with its sources. A blank (null) means that no source "
        "gives the value, never zero. ETag is the SHA-256 of the bytes sent; HEAD, If-None-Match and Range are answered; "
        "errors are RFC 9457 problems, in the language of lang or of Accept-Language. In CSV files a text that a spreadsheet "
        "would run, or a part of it behind a semicolon, has an apostrophe before it."
    )


def page(openapi: Mapping[str, Any], chapters: Mapping[str, list[dict[str, Any]]], t: Translator) -> str:
    """Every route with its parameters, then what may be chosen in each chapter. Descriptions are messages of the catalogues."""
    title, lang = escape(openapi["info"]["title"]), t.lang
    latest = [item for item in openapi["paths"].items() if "{build_id}" not in item[0]]
    routes = "".join(_route(path, methods["get"], t) for path, methods in latest)
    choices = "".join(_choices(name, fields, t) for name, fields in chapters.items())
    fixed = t(
        "Each address below answers for the latest build; put {prefix} before it for a fixed one.", prefix="{prefix}"
    )
    prefixed = escape(fixed).replace("{prefix}", '<code dir="ltr">builds/{build_id}/</code>')
    addresses, chosen = escape(t("Addresses")), escape(t("Choices of each chapter"))
    label, access = escape(t("Language")), escape(t("Accessibility"))
    machine, back = escape(t("Machine-readable")), escape(t("Back to the dashboard"))
    return (
        f'<!doctype html><html lang="{lang}" dir="{css_direction(lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_style()}</style></head><body><main>"
        f'<nav aria-label="{label}">{_languages(t)}</nav><h1>{title}</h1><p>{escape(about(t))}</p>'
        f'<p>{prefixed} {machine}: <a href="openapi.json">openapi.json</a>. <a href="{relative(f"/?lang={lang}", 2)}">{back}</a></p>'
        f"<h2>{addresses}</h2>{routes}<h2>{chosen}</h2>{choices}</main>"
        f'<footer><a href="{relative(f"{STATEMENT}?lang={lang}", 2)}">{access}</a></footer></body></html>'
    )


def _languages(t: Translator) -> str:
    return " · ".join(
        f"<b>{NAMES[lang]}</b>"
        if lang == t.lang
        else f'<a href="?lang={lang}" lang="{lang}" hreflang="{lang}">{NAMES[lang]}</a>'
        for lang in LANGS
    )


def _route(path: str, operation: Mapping[str, Any], t: Translator) -> str:
    relative = path.removeprefix("/") or "./"
    shown = f'<code dir="ltr">GET {from_root("/api/v1")}{escape(path)}</code>'
    parameters = operation.get("parameters", ())
    is_link = "{" not in path and not any(one.get("required") for one in parameters)
    heading = f'<a href="{escape(relative)}">{shown}</a>' if is_link else shown
    places = {"path": t("path"), "query": t("after ?")}
    rows = "".join(
        f'<tr><th scope="row"><code dir="ltr">{escape(one["name"])}</code></th><td>{escape(places.get(one["in"], one["in"]))}</td>'
        f'<td dir="ltr">{escape(_allowed(one["schema"]))}</td><td>{escape(_said(one.get("description", ""), t))}</td></tr>'
        for one in parameters
    )
    heads = "".join(
        f'<th scope="col">{escape(word)}</th>' for word in (t("Parameter"), t("Where"), t("Values"), t("Meaning"))
    )
    named = t("Table of: {label}", label=t.formula(f"GET {from_root('/api/v1')}{path}"))
    table = f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(named)}"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    description = escape(_said(operation.get("description", ""), t))
    return f"<section><h3>{heading}</h3><p>{description}</p>{table if rows else ''}</section>"


def _said(description: str, t: Translator) -> str:
    return t(description) if description else ""


def _allowed(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    return str(schema.get("pattern", ""))


def _choices(name: str, fields: list[dict[str, Any]], t: Translator) -> str:
    items = "".join(
        f'<li><code dir="ltr">{escape(one["name"])}</code>: {escape(_described(one, t))}</li>' for one in fields
    )
    nothing = t("Nothing but the language.")
    listing = f"<ul>{items}</ul>" if items else f"<p>{escape(nothing)}</p>"
    return f'<section><h3><a href="chapters/{escape(name)}?lang={t.lang}">{escape(name)}</a></h3>{listing}</section>'


def _described(field: Mapping[str, Any], t: Translator) -> str:
    """What a choice takes, by the form that the JSON of chapters names."""
    form = {
        "code": t("a code"),
        "codes, joined by commas": t("codes, joined by commas"),
        "key~number..., joined by commas": t("key~number..., joined by commas"),
        "low,central,high": t("low,central,high"),
        "number": t("a number"),
        "key of a row": t("the key of a row"),
        "query of a scenario of this chapter, URL-encoded": t("the query of a scenario of this chapter, URL-encoded"),
    }[field["form"]]
    if "allowed" in field:
        return t.labelled(form, t.formula(", ".join(field["allowed"])))
    if "low" in field:
        return t("{form} from {low} to {high}", form=form, low=f"{field['low']:g}", high=f"{field['high']:g}")
    return form


def _style() -> str:
    light, dark = TOKENS["light"], TOKENS["dark"]
    tokens = [
        f"--bg:{one.background};--text:{one.text};--muted:{one.muted};--line:{one.border};--accent:{one.accent}"
        for one in (light, dark)
    ]
    return (
        f":root{{color-scheme:light dark;{tokens[0]}}}@media(prefers-color-scheme:dark){{:root{{{tokens[1]}}}}}"
        f'body{{margin:0;background:var(--bg);color:var(--text);font:1rem/1.6 "{FONT}",system-ui,sans-serif}}'
        "main,footer{max-width:60rem;margin:auto;padding:1.5rem}a{color:var(--accent)}h1{font-size:1.75rem}h2{margin-top:2.5rem}"
        "h3{font-size:1rem;margin-bottom:0}section{border-top:1px solid var(--line);padding-bottom:.75rem}"
        "p{margin:.25rem 0;max-width:48rem}p,code,li{overflow-wrap:anywhere}.scroll{overflow-x:auto}"
        "table{border-collapse:collapse;font-size:.875rem}td,th{text-align:start;padding:.25rem .75rem .25rem 0;"
        "vertical-align:top}thead th{color:var(--muted);font-weight:600}nav{text-align:end}"
    )
