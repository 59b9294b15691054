"""Files in the shapes of regular sources, made here: Pulse's two CSV files, PeeringDB's list."""

from __future__ import annotations

import json


def timeline(*runs: tuple[str, str, int, int, int], times: int = 1) -> bytes:
    """Pulse's timeline: code, day, sites answered locally, in the region, further away; each row `times` times."""
    lines = [
        f'{code},"🏳 Name, The",{day},{local},{near},{far}' for code, day, local, near, far in runs for _ in range(times)
    ]
    return "\n".join(["country_code,country_name,measurement_date,Local,Regional,External", *lines, ""]).encode()


def undated_timeline(*runs: tuple[str, int, int, int], times: int = 1) -> bytes:
    """The same without its column of days."""
    lines = [f"{code},Name,{local},{near},{far}" for code, local, near, far in runs for _ in range(times)]
    return "\n".join(["country_code,country_name,Local,Regional,External", *lines, ""]).encode()


def networks(*rows: tuple[str, str, str, int]) -> bytes:
    """Pulse's networks of one run: code, network, where it answers, sites. It bears no day."""
    lines = [f"{code},Name,{name},{where},{sites}" for code, name, where, sites in rows]
    return "\n".join(["country_code,country_name,source,destination,value", *lines, ""]).encode()


def exchanges(*points: tuple[str, str, str, int], updated: str = "2031-04-16") -> bytes:
    """PeeringDB's list: name, town, two-letter country, networks."""
    listed = [
        {"id": place, "name": name, "city": city, "country": country, "net_count": count, "proto_ipv6": True,
         "social_media": [{"service": "website", "identifier": "x"}], "updated": f"{updated}T08:36:47Z", "logo": None}
        for place, (name, city, country, count) in enumerate(points, 1)
    ]  # fmt: skip
    return json.dumps({"meta": {}, "data": listed}).encode()


def survey(*rows: tuple[str, int, float], whole: int = 0) -> bytes:
    """Data of an e-government survey: code, rank, index of online services; `whole`: so many more countries below."""
    lines = [f"{code},Name,{rank},0.5213,0.7,{osi},0.5277,0.3696" for code, rank, osi in rows]
    lines += [f"ZZ{place},Other,{place},0.1,0.1,0.0001,0.1,0.1" for place in range(whole)]
    return "\n".join(["country-code,country-name,e-gov-rank,e-gov-index,e-pat-index,osi,hci,tii", *lines, ""]).encode()


def places(*rows: tuple[str, str, str, str]) -> bytes:
    """A content network's places: code, town, two-letter country, continent."""
    lines = [f'{code},"{city}, Name",{region},{city},Name,{country},1.0,2.0' for code, city, country, region in rows]
    return "\n".join(["colo,name,region,city,country,cca2,lat,lon", *lines, ""]).encode()


def clusters(*rows: tuple[str, str, str, str]) -> bytes:
    """Epoch's list: name, status, country, chip."""
    heads = (
        "Name,Status,Certainty,Chip type (primary),Chip quantity (primary),Country,Owner,Power Capacity (MW),Exclude"
    )
    lines = [f'{name},{status},Likely,{chip},1200.0,{country},"One,Two",900.0,' for name, status, country, chip in rows]
    return "\n".join([heads, *lines, ""]).encode()


def register(*records: tuple[str, str, str, int], day: str = "20311130", times: int = 1, said: int = 0) -> bytes:
    """A registry's statistics: country, what, first number, amount; each record `times` times, `said` more in its head."""
    given = [f"afrinic|{code}|{kind}|{start}|{amount}|20100101|allocated|x" for code, kind, start, amount in records]
    lines = [line for line in given for _ in range(times)]
    free = ["afrinic||ipv4|41.1.0.0|512||available|", "afrinic|ZZ|ipv4|41.3.0.0|512||reserved|"]
    head = f"2|afrinic|{day}|{len(lines) + len(free) + said}|00000000|{day}|+0000"
    return "\n".join([head, "afrinic|*|ipv4|*|9|summary", *lines, *free, ""]).encode()
