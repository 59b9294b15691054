"""The form of dnsx (https://github.com/projectdiscovery/dnsx), `-json`: one line a host, its records in lists.

Name servers and mail hosts are given by name alone: their addresses are those that the same file has for these names. A
host that did not answer at all has no line, so that what was asked is more than what the file tells.
"""

from __future__ import annotations

from etl.locality.lines_in import LineForm

_LIST = "varchar[]"
# Newer versions write a mail host as an object: {"host": "mail.example.ma", "preference": 10}.
_MAIL_HOSTS = "[if(starts_with(h, '{'), json_extract_string(h, '$.host'), h) for h in coalesce(mx, [])]"
_LACKS = "select count(*) = 0 from lines where"
_QUESTIONS = f"""
    with plain as (
        select form, asked, upper(coalesce(status_code, '')) as status,
               epoch(try_cast("timestamp" as timestamptz))::bigint as seen_at, coalesce(a, []) as addresses,
               coalesce(len(aaaa) > 0, false) as has_ipv6, [rtrim(lower(c), '.') for c in coalesce(cname, [])] as cnames,
               coalesce(ns, []) as name_servers, {_MAIL_HOSTS} as mail_hosts
        from lines)
    select form, asked, 'web' as service, status, seen_at, addresses as texts, has_ipv6, cnames, cnames || [asked] as owners,
           []::varchar[] as hosts from plain
    where not (({_LACKS} len(a) > 0 or len(aaaa) > 0 or len(cname) > 0) and not ({_LACKS} len(ns) > 0 or len(mx) > 0))
    union all
    select form, asked, 'ns', status, seen_at, [], false, [], [], name_servers from plain where not ({_LACKS} len(ns) > 0)
    union all
    select form, asked, 'mx', status, seen_at, [], false, [], [], mail_hosts from plain where not ({_LACKS} len(mx) > 0)"""

DNSX = LineForm(
    "dnsx",
    {
        "host": "varchar",
        "name": "varchar",
        "type": "varchar",
        "status": "varchar",
        "results": "json",
        "status_code": "varchar",
        '"timestamp"': "varchar",
        "a": _LIST,
        "aaaa": _LIST,
        "cname": _LIST,
        "ns": _LIST,
        "mx": _LIST,
    },
    _QUESTIONS,
)
