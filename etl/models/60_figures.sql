-- Which rows each summed figure rests on, and what each row adds. The figure is the sum, its grade the worst of its rows':
-- the receipt and the number can't disagree, for they are one table.
create table out_figure_inputs as
select 'sites.it_load_operational_mw' as figure_id, 'site_stages' as table_name, row_key, it_load_mw as value, 'MW' as unit
from core_site_stages where stage = 'operational'
union all
-- Everything announced: each project's largest figure, parts of a programme inside the programme.
select 'sites.it_load_announced_mw', 'site_stages', row_key, it_load_mw, 'MW' from core_site_stages where stage <> 'operational'
qualify row_number() over (partition by project_id order by it_load_mw desc, row_key) = 1
union all
select 'sites.pipeline_without_stalled_mw', 'site_stages', row_key, it_load_mw, 'MW'
from core_site_stages where stage <> 'operational' and pipeline_class <> 'stalled'
qualify row_number() over (partition by project_id order by it_load_mw desc, row_key) = 1
union all
select 'sites.pipeline_without_headline_mw', 'site_stages', row_key, it_load_mw, 'MW'
from core_site_stages where stage <> 'operational' and pipeline_class = 'ordinary'
union all
-- Every project is looked at; one without works found adds nothing.
select 'sites.under_construction_mw', 'site_stages', row_key, if(stage = 'under_construction', it_load_mw, 0), 'MW'
from core_site_stages where stage <> 'operational'
union all
select 'sites.gpu_documented', 'sites', row_key, gpu_count_operational::double, 'count'
from core_sites where country = 'MAR' and gpu_count_operational is not null
union all
select 'connectivity.systems_' || status_in_morocco, 'cables', row_key, is_counted::integer::double, 'count' from out_systems
union all
select 'investment.' || amount_is || '_mad', 'investments', row_key, amount_mad, 'MAD'
from out_investments where is_counted and country = ['MAR'] and amount_mad is not null
order by figure_id, table_name, row_key;

create table out_figures as
with listed(figure_id, unit) as (
  values ('sites.it_load_operational_mw', 'MW'), ('sites.it_load_announced_mw', 'MW'), ('sites.pipeline_without_stalled_mw', 'MW'),
         ('sites.pipeline_without_headline_mw', 'MW'), ('sites.under_construction_mw', 'MW'), ('sites.gpu_documented', 'count'),
         ('connectivity.systems_in_service', 'count'), ('connectivity.systems_under_construction', 'count'),
         ('connectivity.systems_planned', 'count'), ('connectivity.systems_retired', 'count'),
         ('investment.announced_mad', 'MAD'), ('investment.committed_mad', 'MAD'), ('investment.disbursed_mad', 'MAD')
)
select f.figure_id, coalesce(list_sum(list(i.value order by i.value)), 0)::double as value, null::double as low, null::double as high, f.unit, 'sum' as kind,
       max(r.confidence) as grade, coalesce(max(r.as_of), (select max(recorded_on)::varchar from core_sites)) as as_of,
       '' as method_version, null::varchar as code -- of a state, which has no number
from listed f
left join out_figure_inputs i using (figure_id)
left join out_rows r on r.table_name = i.table_name and r.row_key = i.row_key
group by f.figure_id, f.unit
order by f.figure_id;
