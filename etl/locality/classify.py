"""The rules, as one Ibis expression: the same on DuckDB and on Spark.

Addresses are BIGINT (Spark has no unsigned types), sums are integers: both engines count the same. Per address, in this
order: special-purpose, dropped; anycast, a CDN's range, a CDN's network or a CDN's name on the way, `cdn`; two of three
votes Moroccan, `local`; any vote, `offshore`; else `unlocated`. Per name: one kind, that kind; several, `mixed`; none,
`unmeasured`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import ibis

from etl.locality.addresses import BUCKET_BITS
from etl.locality.vocabulary import HOME, SERVICES, VOTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table, Value

JoinPath = Literal["bucket", "asof"]

# What is known of an address, one bit each; what is known of a name is the union over its addresses.
_LOCAL, _CDN, _OFFSHORE, _UNLOCATED = 1, 2, 4, 8
_KINDS = _LOCAL | _CDN | _OFFSHORE | _UNLOCATED
_DISPUTED, _FOREIGN, _UNKNOWN, _CDN_NAME, _SPECIAL = 16, 32, 64, 128, 256
_SPECIAL_REASON = 1
_OCTET = "([0-9]{1,3})"  # up to 255 by a comparison: a pattern that says so is read twice as slowly
_DOTTED = rf"^{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}$"


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(bits: int) -> int:
    """The union of bits over rows, by the name that both engines have for it: Ibis' own is not made for Spark."""
    raise NotImplementedError  # the engine computes it


def judge_ranges(ranges: Table, cdn_networks: Table, control: Table) -> Table:
    """What the rules say of each range: `bucket, start_num, end_num, asn, bits`; special-purpose ranges have no bit.

    `ranges` is a set as `etl.locality.ranges` keeps it, `cdn_networks` has the column `asn`, `control` has `asn` and
    `control` (moroccan, foreign or unknown), each network once.
    """
    marked = cdn_networks.select(cdn_asn="asn", is_cdn_network=True)
    known = control.select(control_asn="asn", control="control")
    joined = ranges.left_join(marked, ranges.asn == marked.cdn_asn)
    joined = joined.left_join(known, joined.asn == known.control_asn)
    votes_home = _count(joined, lambda vote: vote == HOME)
    votes_given = _count(joined, lambda vote: vote.notnull())
    is_cdn = (
        joined.is_anycast.fill_null(False)
        | joined.cdn_range_provider.notnull()
        | joined.is_cdn_network.fill_null(False)
    )
    # Disputed: some vote says Morocco, and another place is named too or no other vote backs it.
    is_disputed = (votes_home >= 1) & ((votes_given > votes_home) | (votes_home == 1))
    disputed = is_disputed.ifelse(_DISPUTED, 0)
    control_bits = ibis.cases(
        (joined.control == "moroccan", 0), (joined.control == "foreign", _FOREIGN), else_=_UNKNOWN
    )
    bits = ibis.cases(
        (joined.is_special, 0),
        (is_cdn, _CDN),
        (votes_home >= 2, _LOCAL + control_bits + disputed),
        (votes_given >= 1, _OFFSHORE + disputed),
        else_=_UNLOCATED,
    )
    return joined.select("bucket", "start_num", "end_num", "asn", bits=bits.cast("int64"))


def _count(ranges: Table, is_counted: Callable[[StringValue], BooleanValue]) -> IntegerValue:
    first, *rest = (is_counted(ranges[vote]).fill_null(False).ifelse(1, 0) for vote in VOTES)
    for vote in rest:
        first += vote
    return first


def distinct_addresses(answers: Table) -> Table:
    """Every address as written, once, with its `number` (BIGINT) and the `bucket` of that, null for what is no address, and
    the `services` it answers for, one bit each (`service_bit`).
    """
    given = answers.filter(answers.address.notnull())
    bits = ibis.cases(*((given.service == service, service_bit(service)) for service in SERVICES)).cast("int64")
    written = given.group_by("address").aggregate(services=bit_or(bits))
    octets = [written.address.re_extract(_DOTTED, part).try_cast("int64") for part in (1, 2, 3, 4)]
    first, second, third, fourth = ((octet <= 255).ifelse(octet, ibis.null("int64")) for octet in octets)
    number = first * 2**24 + second * 2**16 + third * 2**8 + fourth
    return written.select("address", "services", number=number, bucket=number >> BUCKET_BITS)


def service_bit(service: str) -> int:
    """The bit of a service among those an address answers for."""
    return 1 << SERVICES.index(service)


def place_addresses(addresses: Table, judged: Table, path: JoinPath = "bucket") -> Table:
    """Each of the distinct `addresses` with its `number` and `services`, and the `asn` and `bits` of its range.

    A set of ranges has no gap and no overlap, so both paths find exactly one: the equality of the /16 bucket and a
    between, on every engine; or the nearest start below, which DuckDB finds by sorting.
    """
    if path == "asof":
        joined = addresses.asof_join(judged, on=addresses.number >= judged.start_num)
    else:
        is_inside = addresses.number.between(judged.start_num, judged.end_num)
        joined = addresses.join(judged, [addresses.bucket == judged.bucket, is_inside])
    return joined.select("address", "number", "services", "asn", "bits")


def follow_hosts(answers: Table) -> Table:
    """Name servers and mail hosts that were given by name alone take the addresses that the same scan found for them."""
    named = answers.filter(answers.host.notnull())
    found = answers.filter((answers.service == "web") & answers.address.notnull())
    found = found.select(host_name="name", host_address="address", host_is_cdn="is_cdn_name")
    joined = named.join(found, named.host == found.host_name)
    followed = joined.select("service", "name", "reason", address=joined.host_address, is_cdn_name=joined.host_is_cdn)
    columns = ("service", "name", "address", "is_cdn_name", "reason")
    return answers.select(*columns).union(followed.select(*columns))


def gather_names(answers: Table, placed: Table) -> Table:
    """One row per service and name: `bits`, the union of what is known of its addresses, `reason` and `asn`.

    `answers` has `service, name, address, is_cdn_name, reason`: one row per address of a name, `address` null where the
    name was asked and gave none; `reason` then says why, and the least of an unmeasured name's reasons is kept. `asn` is the least
    number among the networks of the addresses that count, null where none is named.
    """
    joined = answers.left_join(placed.select("address", "asn", "bits"), "address")
    is_counted = joined.bits.fill_null(0) > 0  # neither without an address nor special-purpose
    is_dropped = joined.address.notnull() & ~is_counted
    seen = joined.bits.fill_null(0) + joined.is_cdn_name.ifelse(_CDN_NAME, 0) + is_dropped.ifelse(_SPECIAL, 0)
    counted = joined.select(
        "service", "name", "reason", bits=seen.cast("int64"), asn=is_counted.ifelse(joined.asn, ibis.null("int64"))
    )
    return counted.group_by("service", "name").aggregate(
        bits=bit_or(counted.bits), asn=counted.asn.min(), reason=counted.reason.min()
    )


def classify_names(names: Table) -> Table:
    """What the bits of each row say: its other columns but `bits`, and `kind, control, is_disputed`; `control` only where
    `local`, `reason` only where `unmeasured`.
    """
    kinds = names.bits & _KINDS
    # All that a name answers with is reached over its CNAME: a CDN's there stands before every address.
    is_cdn = (kinds > 0) & (((names.bits & _CDN_NAME) > 0) | (kinds == _CDN))
    is_local, is_offshore = ~is_cdn & (kinds == _LOCAL), ~is_cdn & (kinds == _OFFSHORE)
    return names.mutate(
        kind=ibis.cases(
            (kinds == 0, "unmeasured"),
            (is_cdn, "cdn"),
            (is_local, "local"),
            (is_offshore, "offshore"),
            (kinds == _UNLOCATED, "unlocated"),
            else_="mixed",
        ),
        control=ibis.cases(
            (~is_local, ibis.null("string")),
            ((names.bits & _FOREIGN) > 0, "foreign"),
            ((names.bits & _UNKNOWN) > 0, "unknown"),
            else_="moroccan",
        ),
        is_disputed=(is_local | is_offshore) & ((names.bits & _DISPUTED) > 0),
        reason=ibis.cases(
            (kinds > 0, ibis.null("int64")), ((names.bits & _SPECIAL) > 0, _SPECIAL_REASON), else_=names.reason
        ),
    ).drop("bits")


def count_addresses(placed: Table) -> Table:
    """One row: distinct addresses that count, `addresses_{service}`, and networks they lie in, `networks_{service}`."""
    counted = placed.filter(placed.bits > 0)
    totals: dict[str, Value] = {}
    for service in SERVICES:
        is_asked = (counted.services & service_bit(service)) > 0
        totals[f"addresses_{service}"] = counted.number.nunique(where=is_asked)
        totals[f"networks_{service}"] = counted.asn.nunique(where=is_asked)
    return counted.aggregate(**totals)


def tally_names(names: Table) -> Table:
    """How many of the gathered `names` are of each kind, network by network: whole numbers that parts of a scan add up to.

    Names with the same bits are counted before the bits are put into words: these are few, names are many.
    """
    alike = names.group_by("service", "bits", "reason", "asn").aggregate(names=names.count())
    named = classify_names(alike)
    return named.group_by("service", "kind", "control", "is_disputed", "reason", "asn").aggregate(
        names=named.names.sum()
    )
