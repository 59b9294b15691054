-- Sites as shown. Who controls a site is read from its ultimate owner's countries, seen from the country where it stands:
-- all of that country (national), partly (joint), none (foreign), or not published (unknown).
create table out_sites as
select s.*,
       case when ultimate_owner_country is null then 'unknown'
            when ultimate_owner_country = [country] then 'national'
            when list_contains(ultimate_owner_country, country) then 'joint'
            else 'foreign' end as control,
       x_km is not null as is_placed,
       -- Known from a note alone: no published article was found, so it was not even announced.
       status <> 'operational' and exists (
         select 1 from core_site_stages g where g.site_id = s.site_id and g.pipeline_class = 'unconfirmed'
       ) as is_unconfirmed,
       -- Server rooms of firms and of administrations were looked for in Morocco only: countries are compared without them.
       kind not in ('enterprise', 'government') as is_comparable,
       -- In Morocco only the documented IT load of site_stages is summed; a site hosted in another building has none of its
       -- own. The neighbours have no stages: what their row says.
       if(country = 'MAR', (select max(it_load_mw) from core_site_stages g where g.site_id = s.site_id and g.stage = 'operational'),
          it_load_mw_operational) as documented_mw,
       -- A site's own largest published plan.
       if(country = 'MAR', (select max(it_load_mw) from core_site_stages g where g.site_id = s.site_id and g.stage <> 'operational'),
          it_load_mw_planned) as pipeline_mw
from core_sites s
order by s.site_id;

-- One marker per town: every Moroccan site whose place is published.
create table out_towns as
select city, min(city_fr) as city_fr, min(city_ar) as city_ar, min(region_code) as region_code,
       arg_min(x_km, site_id) as x_km, arg_min(y_km, site_id) as y_km, count(*) as site_count,
       count(*) filter (status = 'operational') as operational_count,
       list_sum(list(documented_mw order by documented_mw)) as documented_mw,
       list(site_id order by status = 'operational' desc, documented_mw desc nulls last, name, site_id) as site_ids
from out_sites where country = 'MAR' and x_km is not null
group by city order by city;

-- Expected against opened. A date known as a year or a month is due at its end and opened at its start, so a slip is the
-- least that the dates allow. A plan told after the site had opened is an extension: its opening answers nothing yet.
create table out_slips as
with stated as (
  select s.site_id, s.country, s.status, s.expected,
         coalesce(min(e.date) filter (e.event = 'opened'), s.opened) as opened_on,
         (select min(as_of) from core_site_stages g where g.site_id = s.site_id and g.stage <> 'operational') as planned_as_of
  from core_sites s left join core_site_events e using (site_id)
  group by s.site_id, s.country, s.status, s.expected, s.opened
), dated as (
  select *,
         status = 'operational' and coalesce(planned_as_of > opened_on, false) as is_extension,
         case length(expected) when 4 then make_date(expected::int, 12, 31)
                               when 7 then last_day((expected || '-01')::date)
                               else expected::date end as due_on,
         rpad(opened_on, 10, '-01-01')::date as opened_from,
         (select as_of::date from out_build) as as_of
  from stated
), judged as (
  select *,
         case when expected is null then 'no_date'
              when not is_extension and opened_on is not null then if(opened_from > due_on, 'opened_late', 'opened')
              when not is_extension and status = 'operational' then 'opened_undated'
              when due_on < as_of then 'overdue'
              else 'not_due' end as slip
  from dated
)
select site_id, country, status, expected, opened_on, is_extension, slip,
       case slip when 'overdue' then date_sub('month', due_on, as_of)
                 when 'opened_late' then date_sub('month', due_on, opened_from) end as months_late
from judged
order by site_id;

-- The ledger: what each Moroccan project has promised, signed, started and opened, in MW and in dates. A promise told after
-- the site was in service is not the promise of that service. What never promised anything, dated or in MW, is not in it.
create table out_ledger as
with served as (
  select site_id, min(date) filter (event in ('opened', 'expanded')) as served_on from core_site_events group by site_id
), dates as (
  select site_id,
         min(date) filter (event = 'announced' and (served_on is null or date <= served_on)) as announced_on,
         min(date) filter (event = 'mou_signed' and (served_on is null or date <= served_on)) as memorandum_on,
         min(date) filter (event = 'construction_started') as works_on,
         max(date) filter (event = 'delayed') as delayed_on
  from core_site_events join served using (site_id) group by site_id
), staged as (
  select s.site_id, s.name, s.name_fr, s.name_ar, s.status, s.expected, s.control,
         l.opened_on, l.slip, l.months_late, l.is_extension, d.delayed_on,
         coalesce(d.announced_on, min(g.as_of) filter (g.stage = 'announced')) as announced_on,
         coalesce(d.memorandum_on, min(g.as_of) filter (g.stage = 'memorandum')) as memorandum_on,
         coalesce(d.works_on, min(g.as_of) filter (g.stage = 'under_construction')) as works_on,
         max(g.it_load_mw) filter (g.stage = 'announced') as announced_mw,
         max(g.it_load_mw) filter (g.stage = 'memorandum') as memorandum_mw,
         max(g.it_load_mw) filter (g.stage = 'under_construction') as construction_mw,
         max(g.it_load_mw) filter (g.stage = 'operational') as operational_mw,
         max(g.pipeline_class) filter (g.stage <> 'operational') as pipeline_class
  from out_sites s
  join out_slips l using (site_id)
  left join dates d using (site_id)
  left join core_site_stages g on g.site_id = s.site_id
  where s.country = 'MAR'
  group by s.site_id, s.name, s.name_fr, s.name_ar, s.status, s.expected, s.control, l.opened_on, l.slip, l.months_late,
           l.is_extension, d.delayed_on, d.announced_on, d.memorandum_on, d.works_on
)
select *, status = 'operational' as is_in_service
from staged
where status <> 'operational' or operational_mw is not null or announced_mw is not null
   or (opened_on is not null and coalesce(announced_on, memorandum_on, works_on) is not null)
order by greatest(coalesce(announced_mw, 0), coalesce(memorandum_mw, 0), coalesce(operational_mw, 0)) desc, site_id;

-- National totals as published. They conflict in method, year and perimeter: a list, never one number.
create table out_published_totals as
select 'country_capacity' as table_name, row_key, country, year, it_load_mw_operational as operational_mw,
       it_load_mw_pipeline as pipeline_mw, data_centre_count, confidence, note, source_ids
from core_country_capacity
union all
select 'compute_demand', row_key, country, left(period, 4)::bigint, value, null, null, confidence, note, source_ids
from core_compute_demand where metric = 'dc_capacity_mw'
order by country, year, operational_mw, table_name, row_key;
