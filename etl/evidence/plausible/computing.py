"""Computing against itself: sites by their kind, their racks, floor and GPUs, national totals by their sites, and what a MW costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.plausible.numbers_in_words import numbers
from etl.evidence.plausible.sizes import in_dollars
from etl.evidence.plausible.values import plain

LOADS = ("it_load_mw_operational", "it_load_mw_planned")
_LARGEST = {
    "edge": (10, 20),
    "enterprise": (30, 100),
    "telco": (60, 150),
    "government": (60, 600),
    "supercomputer": (60, 100),
    "colocation": (150, 400),
    "cloud_region": (300, 1500),
    "ai_factory": (300, 2000),
}
"""By kind of site, the largest load in service and planned that raises no doubt, in MW."""

KW_PER_RACK = {"it_load_mw_operational": (0.5, 40.0), "it_load_mw_planned": (0.5, 150.0)}
KW_PER_M2 = {"it_load_mw_operational": (0.05, 12.0), "it_load_mw_planned": (0.05, 16.0)}
M2_PER_RACK = (1.0, 40.0)
GPUS_PER_MW = (30.0, 2000.0)  # 0.5 kW a chip of the least, with all around it; below, an AI campus is mostly empty
GPUS_TIMES = 50.0  # times the largest other site of its kind
TOTAL_TIMES = 5.0  # a national total against what is listed site by site
PIPELINE_TIMES = (0.2, 5.0)
MW_PER_CENTRE = 15.0
USD_M_PER_MW = (1.0, 60.0)
USD_PER_GPU = (10_000.0, 300_000.0)


def find(lines: Lines) -> Iterator[Finding]:
    """Doubts about sites, national totals and investments in computing."""
    for line in lines["sites"]:
        yield from _of_kind(line)
        yield from _of_house(line)
        yield from _of_chips(line)
    yield from _beside_others(lines["sites"])
    yield from _national_totals(lines)
    yield from _costs(lines)


def _of_kind(line: Line) -> Iterator[Finding]:
    for column, greatest in zip(LOADS, _LARGEST.get(line.text("kind"), (300, 2000)), strict=True):
        load = line.number(column)
        if load and load > greatest:
            limits = {"least": "0", "greatest": plain(greatest), "unit": f"MW, {line.text('kind')}"}
            fits = next((load / power for power in (10.0, 100.0, 1000.0) if load / power <= greatest), 0.0)
            yield Finding(line, column, "beyond_size", params=limits | {"fits": plain(fits) if fits else "—"})


def _of_house(line: Line) -> Iterator[Finding]:
    """MW that its racks or its floor can't be, and racks that its floor can't hold."""
    racks, floor = line.number("racks"), line.number("floor_area_m2")
    for column in LOADS:
        load = line.number(column)
        if load and racks and not _is_within(1000 * load / racks, KW_PER_RACK[column]):
            yield _mismatch(line, column, f"racks {line.text('racks')}")
        elif load and floor and not _is_within(1000 * load / floor, KW_PER_M2[column]):
            yield _mismatch(line, column, f"floor_area_m2 {line.text('floor_area_m2')}")
    if racks and floor and not _is_within(floor / racks, M2_PER_RACK):
        yield _mismatch(line, "racks", f"floor_area_m2 {line.text('floor_area_m2')}")


def _of_chips(line: Line) -> Iterator[Finding]:
    """GPUs that its MW can't feed, or that leave an AI campus empty."""
    least, greatest = GPUS_PER_MW
    for stage in ("operational", "planned"):
        chips, load = line.number(f"gpu_count_{stage}"), line.number(f"it_load_mw_{stage}")
        is_campus = line.text("kind") == "ai_factory"
        if chips and load and (chips > greatest * load or (is_campus and chips < least * load)):
            yield _mismatch(line, f"gpu_count_{stage}", f"it_load_mw_{stage} {plain(load)}")


def _is_within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _mismatch(line: Line, column: str, other: str) -> Finding:
    return Finding(line, column, "load_and_size", params={"other": other})


def _beside_others(sites: list[Line]) -> Iterator[Finding]:
    """GPUs many times those of any other site of its kind."""
    for column in ("gpu_count_operational", "gpu_count_planned"):
        counts: dict[str, list[tuple[float, Line]]] = defaultdict(list)
        for line in sites:
            if chips := line.number(column):
                counts[line.text("kind")].append((chips, line))
        for found in counts.values():
            *_, second, (largest, line) = sorted([(0.0, sites[0]), *found], key=lambda one: (one[0], one[1].key))
            if second[0] and largest > GPUS_TIMES * second[0]:
                limits = {"least": "1", "greatest": plain(second[0]), "fits": "—"}
                yield Finding(line, column, "elsewhere", params=limits)


def _national_totals(lines: Lines) -> Iterator[Finding]:
    """National totals against the sites listed for the country, and against its number of centres."""
    sites: dict[str, list[Line]] = defaultdict(list)
    centres: dict[str, float] = defaultdict(float)
    for line in lines["sites"]:
        sites[line.text("country")].append(line)
    for line in lines["country_capacity"]:
        country = line.text("country")
        centres[country] = max(centres[country], line.number("data_centre_count") or 0.0)
    listed = {country: _Listed(found) for country, found in sites.items()}
    for line in lines["country_capacity"]:
        of_country = listed.get(line.text("country"), _Listed([]))
        yield from _in_service(line, of_country, centres[line.text("country")])
        planned, running = of_country.planned_mw, of_country.running
        total = line.number("it_load_mw_pipeline")
        if total and planned and not _is_within(total / planned, PIPELINE_TIMES):
            yield _total(line, "it_load_mw_pipeline", planned)
        count = line.number("data_centre_count")
        if count is not None and running and count < running / TOTAL_TIMES:
            yield _total(line, "data_centre_count", running)


class _Listed:
    """The sites listed for one country, added up once for all that is published of it."""

    def __init__(self, sites: list[Line]) -> None:
        self.planned_mw = sum(
            site.number("it_load_mw_planned") or 0.0 for site in sites if site.text("status") != "stalled"
        )
        self.running = sum(site.text("status") == "operational" for site in sites)
        self.running_mw = sum(site.number("it_load_mw_operational") or 0.0 for site in sites)
        self._opened = [
            (site.text("opened")[:4], load) for site in sites if (load := site.number("it_load_mw_operational"))
        ]
        self._until: dict[str, list[float]] = {}

    def loads_until(self, year: str) -> list[float]:
        """The MW of each site that had opened by then."""
        if year not in self._until:
            self._until[year] = [load for opened, load in self._opened if opened <= year]
        return self._until[year]


def _in_service(line: Line, listed: _Listed, centres: float) -> Iterator[Finding]:
    total, column = line.number("it_load_mw_operational"), "it_load_mw_operational"
    if total is None:
        return
    loads = listed.loads_until(line.text("year"))
    if loads and not max(loads) <= total <= TOTAL_TIMES * listed.running_mw:
        yield _total(line, column, sum(loads))
    elif centres and total > MW_PER_CENTRE * centres:
        yield _mismatch(line, column, f"data_centre_count {plain(centres)}")


def _total(line: Line, column: str, listed: float) -> Finding:
    return Finding(line, column, "total_and_sites", params={"other": plain(listed)})


def _costs(lines: Lines) -> Iterator[Finding]:
    """What an investment that names MW or GPUs pays for each."""
    rates = {line.text("year"): line for line in lines["fx"]}
    for line in lines["investments"]:
        amount = in_dollars(line, rates)
        entries = [number for column in ("name", "note") for number in numbers(line.text(column))]
        yield from _cost(line, amount, [n.value / 1e6 for n in entries if n.measure == "W"], 1e6, USD_M_PER_MW, "MW")
        yield from _cost(line, amount, [n.value for n in entries if n.measure == "GPUs"], 1.0, USD_PER_GPU, "GPU")


def _cost(
    line: Line, amount: float | None, things: list[float], unit: float, limits: tuple[float, float], name: str
) -> Iterator[Finding]:
    each = [amount / unit / thing for thing in things if amount and thing]
    if each and not any(_is_within(price, limits) for price in each):
        price = f"{plain(each[0])} USD{' m' if unit > 1 else ''}/{name}"
        yield Finding(line, "amount", "cost_of_each", params={"other": price})
