-- Submarine systems that touch Morocco, with the best status any of their Moroccan landings supports:
-- a planned branch is not a landing, and a cable on the beach carries no traffic yet.
create table out_systems as
with moroccan as (
  select cable_id,
         bool_or(landing_status = 'in_service') as has_landing_in_service,
         bool_or(landing_status = 'landed') as has_landed,
         bool_or(landing_status = 'planned') as has_planned_landing,
         bool_and(landing_status = 'retired') as is_retired_here,
         list(landing_point order by landing_point) as landing_points
  from core_landings where country = 'MAR' group by cable_id
)
select c.*, m.landing_points,
       case when c.status = 'retired' or m.is_retired_here then 'retired'
            when c.status = 'in_service' and m.has_landing_in_service then 'in_service'
            when c.status = 'under_construction' then 'under_construction'
            else 'planned' end as status_in_morocco,
       -- Two names of one physical leg count once: the row named in counts_as where it is there, else the first.
       row_number() over (partition by c.counts_as, status_in_morocco order by c.cable_id = c.counts_as desc, c.cable_id) = 1 as is_counted
from core_cables c join moroccan m using (cable_id)
order by status_in_morocco, cable_id;
