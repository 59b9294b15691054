"""The form of massdns (https://github.com/blechschmidt/massdns), `-o J`: one line a question, with the records it got."""

from __future__ import annotations

from etl.locality.lines_in import LineForm

_RECORDS = "struct(type varchar, name varchar, data varchar)[]"


def _records(section: str, kind: str, value: str = "r.data") -> str:
    return f"[{value} for r in coalesce(data.{section}, []) if r.type = '{kind}']"


# An exchange is written with its preference before it: "10 mail.example.ma."
_MAIL_HOSTS = _records("answers", "MX", "regexp_extract(r.data, '[^ ]*$')")
_QUESTIONS = f"""
    with plain as (
        select form, asked, case upper(type) when 'A' then 'web' when 'AAAA' then 'web' when 'NS' then 'ns' when 'MX' then 'mx' end
               as service, upper(coalesce(status, error, '')) as status, rx_ts, data
        from lines)
    select form, asked, service, status,
        case when rx_ts > 1e17 then rx_ts // 1000000000 when rx_ts > 1e14 then rx_ts // 1000000 when rx_ts > 1e11 then rx_ts // 1000
             else rx_ts end as seen_at,
        if(service = 'web', {_records("answers", "A")}, {_records("additionals", "A")}) as texts,
        if(service = 'web', len({_records("answers", "AAAA")}) > 0, len({_records("additionals", "AAAA")}) > 0) as has_ipv6,
        {_records("answers", "CNAME", "rtrim(lower(r.data), '.')")} as cnames,
        {_records("answers", "CNAME", "rtrim(lower(r.name), '.')")} as owners,
        case service when 'ns' then {_records("answers", "NS")} when 'mx' then {_MAIL_HOSTS} else [] end as hosts
    from plain where service is not null"""

MASSDNS = LineForm(
    "massdns",
    {
        "name": "varchar",
        "host": "varchar",
        "type": "varchar",
        "status": "varchar",
        "error": "varchar",
        "results": "json",
        "rx_ts": "bigint",
        "data": f"struct(answers {_RECORDS}, additionals {_RECORDS})",
    },
    _QUESTIONS,
)
