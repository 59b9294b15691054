-- Sites as shown. Who controls a site is read from its ultimate owner's countries: all Moroccan, none, some, or unknown.
create table out_sites as
select s.*,
       case when ultimate_owner_country is null then 'unknown'
            when ultimate_owner_country = ['MAR'] then 'moroccan'
            when list_contains(ultimate_owner_country, 'MAR') then 'joint'
            else 'foreign' end as control,
       -- Only the documented IT load of site_stages is summed; a site hosted in another building has none of its own.
       (select sum(it_load_mw) from core_site_stages g where g.site_id = s.site_id and g.stage = 'operational') as documented_mw,
       -- A site's own largest published plan.
       (select max(it_load_mw) from core_site_stages g where g.site_id = s.site_id and g.stage <> 'operational') as pipeline_mw
from core_sites s;

-- One marker per town: every Moroccan site whose place is published.
create table out_towns as
select city, any_value(city_fr) as city_fr, any_value(city_ar) as city_ar, any_value(region_code) as region_code,
       any_value(x_km) as x_km, any_value(y_km) as y_km, count(*) as site_count,
       count(*) filter (status = 'operational') as operational_count,
       sum(documented_mw) as documented_mw,
       list(site_id order by status = 'operational' desc, documented_mw desc nulls last, name) as site_ids
from out_sites where country = 'MAR' and x_km is not null
group by city order by city;

-- The ledger: what each Moroccan project has promised, signed, started and opened, in MW and in dates.
create table out_ledger as
with dates as (
  select site_id,
         min(date) filter (event = 'announced') as announced_on,
         min(date) filter (event = 'mou_signed') as memorandum_on,
         min(date) filter (event = 'construction_started') as works_on,
         min(date) filter (event = 'opened') as opened_on
  from core_site_events group by site_id
)
select s.site_id, s.name, s.name_fr, s.name_ar, s.status, s.expected, s.opened, s.control,
       d.announced_on, d.memorandum_on, d.works_on, coalesce(d.opened_on, s.opened) as opened_on,
       max(g.it_load_mw) filter (g.stage = 'announced') as announced_mw,
       max(g.it_load_mw) filter (g.stage = 'memorandum') as memorandum_mw,
       max(g.it_load_mw) filter (g.stage = 'under_construction') as construction_mw,
       max(g.it_load_mw) filter (g.stage = 'operational') as operational_mw,
       max(g.pipeline_class) filter (g.stage <> 'operational') as pipeline_class
from out_sites s
left join dates d using (site_id)
left join core_site_stages g on g.site_id = s.site_id
where s.country = 'MAR'
group by all
order by greatest(coalesce(announced_mw, 0), coalesce(memorandum_mw, 0), coalesce(operational_mw, 0)) desc, s.site_id;
