-- What the resilience measure works on: a row per counted system and segment, with the Moroccan landing points and the
-- far-end countries it joins. Two names of one physical leg are one system (counts_as); a planned landing is none; a landing
-- of a system under construction may be on the beach already. Where the evidence names segments, each has its own capacity
-- and leads where it says; a system without is one segment, and its legs' names share the largest capacity published.
create table out_system_segments as
with parts as (
  select s.counts_as as system_id, s.cable_id, s.status_in_morocco as status, coalesce(g.segment, '') as segment,
         string_split(g.landing_points, ';') as named,
         if(g.segment is null, s.design_capacity_tbps, g.design_capacity_tbps) as design_capacity_tbps,
         if(g.segment is null, 'cables', 'cable_segments') as capacity_table, coalesce(g.row_key, s.row_key) as capacity_key
  from out_systems s left join core_cable_segments g using (cable_id)
  where s.status_in_morocco in ('in_service', 'under_construction')
)
select p.system_id, p.segment, p.status,
       coalesce(list(distinct l.landing_point order by l.landing_point) filter (l.country = 'MAR'), []) as landing_points,
       coalesce(list(distinct l.country order by l.country) filter (l.country <> 'MAR'), []) as far_ends,
       max(p.design_capacity_tbps) as design_capacity_tbps,
       min(p.capacity_table) as capacity_table,
       -- The row that gives the capacity; where none does, the system's own.
       (list(p.capacity_key order by p.design_capacity_tbps desc nulls last, p.cable_id = p.system_id desc, p.capacity_key))[1] as capacity_key,
       list(distinct l.row_key order by l.row_key) as landing_keys
from parts p
join core_landings l on l.cable_id = p.cable_id and (p.named is null or list_contains(p.named, l.landing_point))
where l.landing_status = 'in_service' or (p.status = 'under_construction' and l.landing_status = 'landed')
group by p.system_id, p.segment, p.status
order by p.status = 'under_construction', p.system_id, p.segment;

-- Systems between Western Europe and Africa that pass Morocco by: the routes it competes with. A system that only planned to
-- land here, or has retired, does not pass it by.
create table out_bypass_routes as
with ends as (
  select cable_id,
         list(distinct country order by country) filter (country in ('ESP', 'FRA', 'GBR', 'PRT')) as europe,
         list(distinct country order by country) filter (country not in ('ESP', 'FRA', 'GBR', 'PRT')) as beyond,
         bool_or(country in ('BEN', 'CIV', 'GIN', 'MRT', 'NGA', 'SEN')) as is_atlantic
  from core_landings group by cable_id having not bool_or(country = 'MAR')
)
select c.*, e.europe, e.beyond, if(e.is_atlantic, 'atlantic', 'egypt') as way
from core_cables c join ends e using (cable_id)
where e.europe is not null and e.beyond is not null
order by way, c.status <> 'in_service', c.rfs desc nulls last, c.cable_id;
