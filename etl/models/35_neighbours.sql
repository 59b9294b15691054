-- Systems of every country by one rule, the rule of out_systems: a planned branch is not a landing, two names of one leg
-- count once, and a country's best status of a leg is the one that counts.
create table out_country_systems as
with touching as (
  select country, cable_id,
         bool_or(landing_status = 'in_service') as has_landing_in_service,
         bool_and(landing_status = 'retired') as is_retired_here,
         list(row_key order by row_key) as landing_keys
  from core_landings group by country, cable_id
), judged as (
  select t.country, c.counts_as, c.cable_id, c.row_key, c.name, c.name_fr, c.name_ar, t.landing_keys,
         case when c.status = 'retired' or t.is_retired_here then 'retired'
              when c.status = 'in_service' and t.has_landing_in_service then 'in_service'
              when c.status = 'under_construction' then 'under_construction'
              else 'planned' end as status
  from touching t join core_cables c using (cable_id)
)
select *, row_number() over (partition by country, counts_as, status order by cable_id = counts_as desc, cable_id) = 1 as is_counted
from judged
order by country, status, cable_id;

-- What may be set side by side: figures of one indicator for one and the same edition or year. An index of another year, or
-- a metric told of another month, is another edition and stands in another row.
create table out_comparables as
with metrics as (
  select metric, period, country, row_key, value, confidence from core_connectivity_metrics
  -- Bandwidth is told by the indicators; systems and exchange points are counted from their own tables.
  where metric in ('resilience_score', 'median_fixed_down_mbps', 'median_mobile_down_mbps')
), hosted as (
  -- gTLD websites hosted in the country, of those whose hosting country was found: one census, one month.
  select period, country, list_sum(list(value order by value) filter (metric = 'gtld_sites_hosted_locally_count')) as local,
         list_sum(list(value order by value) filter (metric = 'gtld_sites_hosted_abroad_count')) as abroad,
         list(row_key order by row_key) as row_keys, max(confidence) as confidence
  from core_connectivity_metrics where metric in ('gtld_sites_hosted_locally_count', 'gtld_sites_hosted_abroad_count')
  group by period, country
), ports as (
  select period, country, list_sum(list(value order by value)) as value, list(row_key order by row_key) as row_keys, max(confidence) as confidence
  from core_connectivity_metrics where metric like 'peering_port_capacity_gbps_%' group by period, country
)
select i.indicator_id as item, i.pillar as theme, 'observations' as table_name, i.unit, i.direction, o.country, o.period, o.value,
       [o.row_key] as row_keys, o.confidence
from core_observations o join core_indicators i using (indicator_id) where o.observation_status is distinct from 'forecast'
union all
select metric, 'connectivity', 'connectivity_metrics', if(metric = 'resilience_score', 'score 0-100', 'Mbit/s'), 'higher_better',
       country, period, value, [row_key], confidence from metrics
union all
select 'gtld_local_share', 'cloud_ai', 'connectivity_metrics', '%', 'higher_better', country, period,
       100 * local / (local + abroad), row_keys, confidence from hosted where local + abroad > 0
union all
select 'peering_port_capacity', 'connectivity', 'connectivity_metrics', 'Gbit/s', 'higher_better', country, period, value, row_keys,
       confidence from ports
order by item, period, country, row_keys;

-- Counts of data centres: each source counts by its own definition, so a source is a column and columns don't compare.
create table out_centre_counts as
with stated as (
  select unnest(source_ids) as source_id, year, country, data_centre_count, row_key, confidence
  from core_country_capacity where data_centre_count is not null
)
select * from stated
where (source_id, year) in (select (source_id, year) from stated group by source_id, year having count(*) > 1 and bool_or(country = 'MAR'))
order by year, source_id, country, row_key;

-- IT load in service as anyone gives it: national totals as published, and what the sites publish one by one, which is a
-- floor. They conflict in method, year and perimeter: a range with its years, never one number.
create table out_capacity_claims as
select 'published' as kind, 'country_capacity' as table_name, row_key, country, year::varchar as period, it_load_mw_operational as mw, confidence,
       note, source_ids
from core_country_capacity where it_load_mw_operational is not null
union all
select 'published', 'compute_demand', row_key, country, left(period, 4), value, confidence, note, source_ids
from core_compute_demand where metric = 'dc_capacity_mw' and not contains(country, ';')
union all
select 'counted', 'site_stages', g.row_key, s.country, left(g.as_of, 4), g.it_load_mw, g.confidence, g.note,
       g.source_ids
from core_site_stages g join core_sites s using (site_id) where g.stage = 'operational' and g.it_load_mw is not null
union all
select 'counted', 'sites', row_key, country, null, it_load_mw_operational, confidence, note, source_ids
from core_sites where country <> 'MAR' and it_load_mw_operational is not null
order by country, kind desc, period, mw, table_name, row_key;
