"""The language of a request over HTTP: the one that its address names, else the one that its reader's browser prefers."""

from __future__ import annotations

from urllib.parse import parse_qs

from dashboard.content.values import LANGS, Lang


def named_lang(query: bytes) -> Lang | None:
    """The language named by `?lang=`, of two the first; None where none or an unknown one is."""
    given = parse_qs(query.decode("latin-1")).get("lang", [])
    return next((lang for one in given for lang in LANGS if lang == one), None)


def reader_lang(query: bytes, accepted: str, default: Lang) -> Lang:
    """The language named by `?lang=`, else the first of ours in an Accept-Language header, else `default`."""
    return named_lang(query) or _prefer(accepted) or default


def _prefer(accepted: str) -> Lang | None:
    """The language of ours with the greatest weight in an Accept-Language header; of equal ones the first."""
    weights: dict[Lang, float] = {}
    for part in accepted[:1000].split(","):
        tag, _, weight = part.partition(";")
        code = tag.strip().lower().partition("-")[0]
        for lang in LANGS:
            if lang == code:
                weights.setdefault(lang, _weight(weight))
    best = max(weights, key=lambda lang: weights[lang], default=None)
    return best if best and weights[best] > 0 else None


def _weight(text: str) -> float:
    name, _, value = text.replace(" ", "").partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name == "q" else 1.0
    except ValueError:
        return 0.0
