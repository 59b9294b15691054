"""What the browser fetches besides data: Streamlit's bundle, our style sheet, font and icon, and the page's outer HTML.

Everything is served from our own origin, under names that carry a hash of the content and so may be kept for ever.
"""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import json
import mimetypes
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as fontpkg

from dashboard.content.theme import FONT, ROLES, TOKENS
from dashboard.content.values import LANGS, Lang
from dashboard.http.asset import Asset, compressed
from dashboard.http.root import relative
from dashboard.http.settings import NOBODY
from dashboard.i18n import css_direction, translator
from dashboard.render.html.frame import ICON, LANG_SCRIPTS, feed_links
from dashboard.render.svg.figure import SHEET
from dashboard.render.svg.marks import role_name
from dashboard.web import widget_words

HERE = Path(__file__).parent
FONT_WEIGHTS = {"Regular": 400, "SemiBold": 600}
TEXT_SUFFIXES = frozenset({".js", ".css", ".json", ".svg", ".ttf", ".html", ".wasm"})

# The theme of .streamlit/config.toml arrives with the first run only; until then the frame would be drawn with a
# font (170 kB) and colours that are not ours.
_FIRST_THEME = {
    mode: {
        "bodyFont": f"'{FONT}', sans-serif",
        "headingFont": f"'{FONT}', sans-serif",
        "primaryColor": tokens.accent,
        "backgroundColor": tokens.background,
        "secondaryBackgroundColor": tokens.second_background,
        "textColor": tokens.text,
    }
    for mode, tokens in TOKENS.items()
}

# Charts are our own drawings, and Plotly comes from its own package when a reader reaches for one (page.js).
UNUSED = ("PlotlyChart.",)

# Where its server does not answer, Streamlit's client asks the folder above, in which another one may stand.
TRIES_THE_FOLDER_ABOVE = (b"return r.length<=2?r:r.slice(0,2)", b"return r.slice(0,1)")

# Streamlit otherwise looks for its server under each page's own address first, and the console shows two errors. Every
# page stands directly below the root, wherever a proxy puts that.
BASE_SCRIPT = (
    'window.__streamlit={BACKEND_BASE_URL:new URL(".",location).href,'
    f"LIGHT_THEME:{json.dumps(_FIRST_THEME['light'])},DARK_THEME:{json.dumps(_FIRST_THEME['dark'])}}}"
)

SCRIPTS = (
    *("connection.js", "page.js", "first.js", "sections.js", "tables.js", "builds.js", "visit.js"),  # sent as one file
)
SHEETS = ("page.css", "media.css")
ROOT_ELEMENT = '<div id="root"></div>'  # where Streamlit draws; a first view stands before it


def asset(name: str, body: bytes) -> Asset:
    """An asset typed by the suffix of `name` and compressed when it is text or a plain font."""
    kind = {".ttf": "font/ttf", ".js": "text/javascript"}.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    return compressed(body, kind) if Path(name).suffix in TEXT_SUFFIXES else Asset(body, kind)


def streamlit_assets(folder: Path) -> dict[str, Asset]:
    """Streamlit's own hashed files by URL path, compressed twice: about a second of one core and 11 MB of memory."""
    files = (file for file in (folder / "static").rglob("*") if file.suffix in TEXT_SUFFIXES)
    files = (file for file in files if not file.name.startswith(UNUSED))
    return {f"/{file.relative_to(folder).as_posix()}": asset(file.name, _mended(file)) for file in files}


def passed_on(folder: Path) -> frozenset[str]:
    """The addresses that Streamlit itself answers: what its client asks for when it connects, and files not served here.

    Its others take uploads, tell its metrics, or serve what no page of ours has: they are not found.
    """
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != "index.html")
    named = {f"/{file.relative_to(folder).as_posix()}" for file in files}
    return frozenset(named | {"/healthz", "/readyz", "/metrics", "/_stcore/health", "/_stcore/host-config"})


def _mended(file: Path) -> bytes:
    """The file's bytes; the widgets ask for their words in the reader's language."""
    return widget_words.mend(file.name, file.read_bytes()).replace(*TRIES_THE_FOLDER_ABOVE)


def font_files() -> dict[str, Path]:
    """The files of the font package that we serve, by the name of their weight."""
    folder = Path(fontpkg.__file__).parent / "files"
    return {name: folder / f"IBMPlexSansArabic-{name}.ttf" for name in FONT_WEIGHTS}


def plotly_file() -> Path:
    """Plotly's library for browsers, as its package brings it; found without importing the package."""
    found = importlib.util.find_spec("plotly")
    places = (found.submodule_search_locations if found else None) or []
    return Path(next(iter(places))) / "package_data" / "plotly.min.js"


def font_urls(depth: int = 0) -> dict[int, str]:
    """Where each weight of our font is served, as a page names it that stands `depth` folders below the root."""
    hashed = {weight: _hashed(f"{name}.ttf", font_files()[name].read_bytes()) for name, weight in FONT_WEIGHTS.items()}
    return {weight: relative(address, depth) for weight, address in hashed.items()}


def own_assets() -> tuple[dict[str, Asset], str]:
    """Our style sheet, script, font and icon by URL path, and the elements that bring them into the page."""
    files: dict[str, bytes] = {"icon.svg": ICON.encode()}
    files |= {f"{name}.ttf": path.read_bytes() for name, path in font_files().items()}
    fonts = font_urls()
    files["page.css"] = page_css(font_urls(1)).encode()  # it stands beside them, a folder below the root
    scripts = [(HERE / "static" / name).read_bytes() for name in SCRIPTS]
    files["page.js"] = widget_words.script().encode() + b"".join(scripts)
    files["plotly.js"] = plotly_file().read_bytes()
    links = (
        f'<meta name="plotly" content="{relative(_hashed("plotly.js", files["plotly.js"]))}">'
        f'<link rel="icon" type="image/svg+xml" href="{relative(_hashed("icon.svg", files["icon.svg"]))}">'
        + "".join(f'<link rel="preload" href="{url}" as="font" type="font/ttf" crossorigin>' for url in fonts.values())
        + f'<link rel="stylesheet" href="{relative(_hashed("page.css", files["page.css"]))}">'
        + f'<script src="{relative(_hashed("page.js", files["page.js"]))}" defer></script>'
    )
    return {_hashed(name, body): asset(name, body) for name, body in files.items()}, links


def page_css(font_urls: dict[int, str]) -> str:
    """Our style sheet: font faces by weight, the palette and the roles as variables that follow light and dark, then `SHEETS`."""
    faces = "".join(
        f'@font-face{{font-family:"{FONT}";font-weight:{weight};font-display:swap;'
        f'src:url("{url}") format("truetype")}}\n'
        for weight, url in font_urls.items()
    )
    light, dark = TOKENS["light"], TOKENS["dark"]
    names = ("background", "second_background", "text", "muted", "border", "accent")
    pairs = [f"--{n.replace('_', '-')}:light-dark({getattr(light, n)},{getattr(dark, n)})" for n in names]
    pairs += [f"--{role_name(name)}:light-dark({role.light},{role.dark})" for name, role in ROLES.items()]
    return (
        f"{faces}:root{{{';'.join(pairs)}}}\n"
        + "".join((HERE / "static" / name).read_text(encoding="utf-8") for name in SHEETS)
        + SHEET.read_text(encoding="utf-8")
    )


def index_pages(template: str, links: str) -> dict[Lang, Asset]:
    """Streamlit's index.html in each language: right `lang`, `dir` and title, our links, no font that is not used."""
    template = re.sub(r"<!--.*?-->", "", template, flags=re.DOTALL)
    template = re.sub(r'<link\s+rel="(?:shortcut icon|preload|service-desc)".*?/>', "", template, flags=re.DOTALL)
    template = re.sub(r"<script>.*?</script>", lambda _: f"<script>{BASE_SCRIPT}</script>", template, flags=re.DOTALL)
    pages: dict[Lang, Asset] = {}
    for lang in LANGS:
        t = translator(lang)
        title, refusal = t("Siyada: Morocco's digital sovereignty"), t("This page needs JavaScript to be switched on.")
        words = html.escape(t("The brief, without a script"))
        brief = f'<a href="{relative(f"/brief?lang={lang}")}">{words}</a>'
        text = template.replace('<html lang="en">', f'<html lang="{lang}" dir="{css_direction(lang)}">')
        text = re.sub(r"<title>.*?</title>", f"<title>{html.escape(title)}</title>{links}{feed_links(lang)}", text)
        text = re.sub(
            r"<noscript>.*?</noscript>", f"<noscript><p>{refusal} {brief}</p></noscript>", text, flags=re.DOTALL
        )
        pages[lang] = asset("index.html", re.sub(r"\n\s*", "\n", text).strip().encode())
    return pages


def content_security_policy() -> str:
    """Only our own origin; inline scripts only those known here, by hash. Streamlit needs inline styles."""
    scripts = " ".join(f"'sha256-{_sha256(text)}'" for text in script_texts())
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def embed_policy(hosts: Sequence[str]) -> str:
    """Of a page that others may frame: it runs nothing and asks for our font and drawings; `hosts` as in `Settings`."""
    ancestors = "'none'" if tuple(hosts) == (NOBODY,) else " ".join(hosts) or "*"
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {ancestors}"
    )


def script_texts() -> Iterable[str]:
    """Every inline script a page may hold."""
    return (BASE_SCRIPT, *LANG_SCRIPTS.values())


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _hashed(name: str, body: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"/assets/{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
