-- Popular sites answered inside a country: each run of each country (out_locality_countries is written by the measure).
-- A run that repeats another is kept, as its publisher gives it.
create table out_locality_runs as
select country, measured_on, sites_local, sites_regional, sites_external, sites_local + sites_regional + sites_external as sites_measured,
       100.0 * sites_local / sites_measured as local_pct, 100.0 * sites_regional / sites_measured as regional_pct,
       (row_number() over (partition by country order by measured_on desc))::integer as runs_back, -- 1: the last run
       row_key, confidence, note
from core_web_locality
order by country, measured_on;

-- Who answers, of the newest file that names networks; a file without a day stands for itself and is joined to no run.
create table out_locality_networks as
select n.country, n.measured_on, n.provider, n.answered, n.sites, f.sites_measured, n.row_key, n.confidence, n.note
from core_web_locality_providers n
join (
  select country, measured_on, list_sum(list(sites order by row_key))::bigint as sites_measured
  from core_web_locality_providers group by country, measured_on
) f on f.country = n.country and f.measured_on is not distinct from n.measured_on
qualify n.measured_on is not distinct from max(n.measured_on) over (partition by n.country)
order by n.country, n.provider, n.answered;

create table out_cdn_countries as
select provider, country, count(*)::integer as places, max(seen_on) as seen_on, max(confidence) as confidence, list(row_key order by row_key) as row_keys
from core_cdn_places group by provider, country
order by provider, country;
