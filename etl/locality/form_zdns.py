"""The form of zdns (https://github.com/zmap/zdns): one line a name, with the answers of one module or of several.

Versions 2 hold a module's answer under `results`, by the module's name; version 1 and earlier hold that of the one module
they ran, unnamed: what was asked is then read from what was answered, and of a name that did not answer from the others.
"""

from __future__ import annotations

from etl.locality.lines_in import LineForm

_RECORDS = "struct(type varchar, name varchar, answer varchar, data varchar)[]"
_HOSTS = "struct(name varchar, ipv4_addresses varchar[], ipv6_addresses varchar[])[]"
_DATA = (
    f"struct(answers {_RECORDS}, additionals {_RECORDS}, ipv4_addresses varchar[], ipv6_addresses varchar[], "
    f"exchanges {_HOSTS}, servers {_HOSTS})"
)
_MODULE = f'struct(status varchar, "timestamp" varchar, data {_DATA})'
_SERVICES = {"A": "web", "ALOOKUP": "web", "AAAA": "web", "MX": "mx", "MXLOOKUP": "mx", "NS": "ns", "NSLOOKUP": "ns"}


def _records(section: str, kind: str, value: str = "coalesce(r.answer, r.data)") -> str:
    return f"[{value} for r in coalesce(data.{section}, []) if r.type = '{kind}']"


# The service of an answer that no module names: by what only this module answers with.
_UNNAMED = """case
    when data.exchanges is not null or len(list_filter(data.answers, lambda r: r.type = 'MX')) > 0 then 'mx'
    when data.servers is not null or len(list_filter(data.answers, lambda r: r.type = 'NS')) > 0 then 'ns'
    when data is not null then 'web' end"""
_FOREIGN_HOSTS = "if(service = 'mx', data.exchanges, data.servers)"
_NAMED = " ".join(f"when '{module}' then '{service}'" for module, service in _SERVICES.items())
_QUESTIONS = f"""
    with unnamed as (
        select form, asked, {_UNNAMED} as service, status, "timestamp" as reported_at, data from lines where status is not null),
    usual as (select coalesce(mode(service), 'web') as usual_service from unnamed),
    entries as (select form, asked, unnest(map_entries(results)) as e from lines where results is not null),
    modules as (
        select form, asked, case e.key {_NAMED} end as service, e.value.status, e.value."timestamp" as reported_at, e.value.data
        from entries
        union all
        select form, asked, coalesce(service, usual_service), status, reported_at, data from unnamed, usual)
    select form, asked, service, upper(status) as status, epoch(try_cast(reported_at as timestamptz))::bigint as seen_at,
        if(service = 'web',
           list_concat({_records("answers", "A")}, data.ipv4_addresses),
           list_concat({_records("additionals", "A")}, flatten([h.ipv4_addresses for h in coalesce({_FOREIGN_HOSTS}, [])]))) as texts,
        if(service = 'web',
           len({_records("answers", "AAAA")}) > 0 or coalesce(len(data.ipv6_addresses) > 0, false),
           len({_records("additionals", "AAAA")}) > 0
           or coalesce(list_bool_or([len(h.ipv6_addresses) > 0 for h in {_FOREIGN_HOSTS}]), false)) as has_ipv6,
        {_records("answers", "CNAME", "rtrim(lower(coalesce(r.answer, r.data)), '.')")} as cnames,
        {_records("answers", "CNAME", "rtrim(lower(r.name), '.')")} as owners,
        if(service = 'web', [], list_concat({_records("answers", "MX")}, {_records("answers", "NS")})) as hosts
    from modules where service is not null and status is not null"""

ZDNS = LineForm(
    "zdns",
    {
        "name": "varchar",
        "host": "varchar",
        "type": "varchar",
        "status": "varchar",
        '"timestamp"': "varchar",
        "data": _DATA,
        "results": f"map(varchar, {_MODULE})",
    },
    _QUESTIONS,
)
