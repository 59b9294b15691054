-- Popular sites answered inside a country: each run of each country, and the last twelve runs of each beside its last one.
-- A run that repeats another is kept, as its publisher gives it.
create table out_locality_runs as
select country, measured_on, sites_local, sites_regional, sites_external, sites_local + sites_regional + sites_external as sites_measured,
       100.0 * sites_local / sites_measured as local_pct, 100.0 * sites_regional / sites_measured as regional_pct,
       (row_number() over (partition by country order by measured_on desc))::integer as runs_back, -- 1: the last run
       row_key, confidence, note
from core_web_locality
order by country, measured_on;

create table out_locality_countries as
select l.country, l.measured_on, l.sites_local, l.sites_regional, l.sites_external, l.sites_measured, l.local_pct, l.regional_pct,
       r.runs, r.first_run, r.median_12_pct, r.low_12_pct, r.high_12_pct, l.row_key, l.confidence
from out_locality_runs l
join (
  select country, count(*)::integer as runs, min(measured_on) as first_run, median(local_pct) as median_12_pct,
         min(local_pct) as low_12_pct, max(local_pct) as high_12_pct
  from out_locality_runs where runs_back <= 12 group by country
) r using (country)
where l.runs_back = 1
order by l.country;

-- Who answers, of the newest file that names networks; a file without a day stands for itself and is joined to no run.
create table out_locality_networks as
select country, measured_on, provider, answered, sites, sum(sites) over (partition by country, measured_on)::bigint as sites_measured,
       row_key, confidence, note
from core_web_locality_providers
qualify measured_on is not distinct from max(measured_on) over (partition by country)
order by country, provider, answered;

create table out_cdn_countries as
select provider, country, count(*)::integer as places, max(seen_on) as seen_on, max(confidence) as confidence, list(row_key order by row_key) as row_keys
from core_cdn_places group by provider, country
order by provider, country;
