"""The API's page: its own OpenAPI description as plain HTML, without a script and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.content.theme import FONT, TOKENS


def page(openapi: Mapping[str, Any], chapters: Mapping[str, list[dict[str, Any]]]) -> str:
    """Every route with its parameters, then what may be chosen in each chapter. In English, as the description is."""
    info = openapi["info"]
    latest = [item for item in openapi["paths"].items() if "{build_id}" not in item[0]]
    routes = "".join(_route(path, methods["get"]) for path, methods in latest)
    choices = "".join(_choices(name, fields) for name, fields in chapters.items())
    return (
        '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(info['title'])}</title><style>{_style()}</style></head><body><main>"
        f"<h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>"
        "<p>Each address below answers for the latest build; put <code>builds/{build_id}/</code> before it for a fixed "
        'one. Machine-readable: <a href="openapi.json">openapi.json</a>. Back to the <a href="/">dashboard</a>.</p>'
        f"<h2>Addresses</h2>{routes}<h2>Choices of each chapter</h2>{choices}</main></body></html>"
    )


def _route(path: str, operation: Mapping[str, Any]) -> str:
    relative = path.removeprefix("/") or "./"
    shown = f"<code>GET /api/v1{escape(path)}</code>"
    heading = shown if "{" in path else f'<a href="{escape(relative)}">{shown}</a>'
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
        f"<td>{escape(_allowed(one['schema']))}</td><td>{escape(one.get('description', ''))}</td></tr>"
        for one in operation.get("parameters", ())
    )
    heads = "<tr><th>Parameter</th><th>In</th><th>Values</th><th>Meaning</th></tr>"
    table = f'<div class="scroll" tabindex="0"><table><thead>{heads}</thead><tbody>{rows}</tbody></table></div>'
    return (
        f"<section><h3>{heading}</h3><p>{escape(operation.get('description', ''))}</p>{table if rows else ''}</section>"
    )


def _allowed(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    return str(schema.get("pattern", schema.get("type", "")))


def _choices(name: str, fields: list[dict[str, Any]]) -> str:
    items = "".join(f"<li><code>{escape(one['name'])}</code>: {escape(_describe(one))}</li>" for one in fields)
    listing = f"<ul>{items}</ul>" if items else "<p>Nothing but the language.</p>"
    return f'<section><h3><a href="chapters/{escape(name)}">{escape(name)}</a></h3>{listing}</section>'


def _describe(field: Mapping[str, Any]) -> str:
    if "allowed" in field:
        return f"{field['form']}: {', '.join(field['allowed'])}"
    limits = f" from {field['low']:g} to {field['high']:g}" if "low" in field else ""
    return f"{field['form']}{limits}"


def _style() -> str:
    light, dark = TOKENS["light"], TOKENS["dark"]
    tokens = [
        f"--bg:{one.background};--text:{one.text};--muted:{one.muted};--line:{one.border};--accent:{one.accent}"
        for one in (light, dark)
    ]
    return (
        f":root{{color-scheme:light dark;{tokens[0]}}}@media(prefers-color-scheme:dark){{:root{{{tokens[1]}}}}}"
        f'body{{margin:0;background:var(--bg);color:var(--text);font:1rem/1.6 "{FONT}",system-ui,sans-serif}}'
        "main{max-width:60rem;margin:auto;padding:1.5rem}a{color:var(--accent)}h1{font-size:1.75rem}h2{margin-top:2.5rem}"
        "h3{font-size:1rem;margin-bottom:0}section{border-top:1px solid var(--line);padding-bottom:.75rem}"
        "p{margin:.25rem 0;max-width:48rem}code{overflow-wrap:anywhere}.scroll{overflow-x:auto}"
        "table{border-collapse:collapse;font-size:.875rem}td,th{text-align:start;padding:.25rem .75rem .25rem 0;"
        "vertical-align:top}th{color:var(--muted);font-weight:600}"
    )
