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
-- Signed memoranda and operators' plans only: headline ambitions, the stalled project and what is to be confirmed stay out.
select 'sites.pipeline_without_headline_mw', 'site_stages', row_key, it_load_mw, 'MW'
from core_site_stages where stage <> 'operational' and pipeline_class = 'ordinary'
union all
select 'sites.pipeline_' || if(stage = 'announced', 'planned', 'signed') || '_mw', 'site_stages', row_key, it_load_mw, 'MW'
from core_site_stages where stage <> 'operational' and pipeline_class = 'ordinary'
union all
-- Large announcements: headline ambitions and the stalled project, without the signed phases that stand inside them.
select 'sites.pipeline_headline_mw', 'site_stages', row_key, if(pipeline_class = 'ordinary', -it_load_mw, it_load_mw), 'MW'
from (
  select *, first_value(pipeline_class) over (partition by project_id order by it_load_mw desc, row_key) in ('headline', 'stalled') as is_large,
         row_number() over (partition by project_id order by it_load_mw desc, row_key) = 1 as is_widest
  from core_site_stages where stage <> 'operational'
)
where is_large and (is_widest or pipeline_class = 'ordinary')
union all
-- Every project is looked at; one without works found adds nothing.
select 'sites.under_construction_mw', 'site_stages', row_key, if(stage = 'under_construction', it_load_mw, 0), 'MW'
from core_site_stages where stage <> 'operational'
union all
select 'sites.gpu_documented', 'sites', row_key, gpu_count_operational::double, 'count'
from core_sites where country = 'MAR' and gpu_count_operational is not null
union all
-- Processors of a programme that names several countries and splits them between none.
select 'sites.ai_programme_gpus', 'investments', row_key, gpu_count::double, 'count'
from all_money where gpu_count is not null and len(country) > 1
union all
select 'connectivity.systems_' || status_in_morocco, 'cables', row_key, is_counted::integer::double, 'count' from out_systems
union all
select 'investment.' || flow || '.' || amount_is || '_mad', 'investments', row_key, amount_mad, 'MAD'
from all_money where is_counted and country = ['MAR'] and amount_mad is not null
union all
-- What is announced, read three ways: everything, without plans that are over, and without what stands still either.
select 'investment.spending.announced_unfinished_mad', 'investments', row_key, amount_mad, 'MAD'
from out_spending where is_counted and country = ['MAR'] and amount_mad is not null and amount_is = 'announced' and stage <> 'completed'
union all
select 'investment.spending.announced_live_mad', 'investments', row_key, amount_mad, 'MAD'
from out_spending where is_counted and country = ['MAR'] and amount_mad is not null and amount_is = 'announced'
  and stage not in ('completed', 'stalled')
union all
select 'investment.envelope_mad', 'investments', row_key, amount_mad, 'MAD'
from out_spending where investment_id = 'mar-digital-2030-budget'
union all
-- Payments out of the strategy's envelope: each row that lies in it is looked at.
select 'investment.envelope_payments', 'investments', row_key, (amount_is = 'disbursed')::integer::double, 'count'
from all_money where investment_id = 'mar-digital-2030-budget' or part_of = 'mar-digital-2030-budget'
union all
-- Financing decided in the twelve months before the day of the data.
select 'investment.financing.recent_mad', 'investments', row_key, amount_mad, 'MAD'
from out_financing, out_build b
where is_counted and country = ['MAR'] and amount_mad is not null and amount_is = 'committed'
  and rpad(announced, 10, '-12-31') >= (b.as_of::date - interval 12 months)::date::varchar
order by figure_id, table_name, row_key;

create table out_figures as
with listed(figure_id, unit) as (
  values ('sites.it_load_operational_mw', 'MW'), ('sites.it_load_announced_mw', 'MW'), ('sites.pipeline_without_stalled_mw', 'MW'),
         ('sites.pipeline_without_headline_mw', 'MW'), ('sites.pipeline_signed_mw', 'MW'), ('sites.pipeline_planned_mw', 'MW'), ('sites.pipeline_headline_mw', 'MW'),
         ('sites.under_construction_mw', 'MW'), ('sites.ai_programme_gpus', 'count'), ('sites.gpu_documented', 'count'),
         ('connectivity.systems_in_service', 'count'), ('connectivity.systems_under_construction', 'count'),
         ('connectivity.systems_planned', 'count'), ('connectivity.systems_retired', 'count'),
         ('investment.spending.announced_mad', 'MAD'), ('investment.spending.announced_unfinished_mad', 'MAD'),
         ('investment.spending.announced_live_mad', 'MAD'), ('investment.spending.committed_mad', 'MAD'),
         ('investment.spending.disbursed_mad', 'MAD'), ('investment.financing.committed_mad', 'MAD'),
         ('investment.financing.recent_mad', 'MAD'), ('investment.envelope_mad', 'MAD'), ('investment.envelope_payments', 'count')
)
select f.figure_id, coalesce(list_sum(list(i.value order by i.value)), 0)::double as value, null::double as low, null::double as high, f.unit, 'sum' as kind,
       max(r.confidence) as grade, max(r.as_of) as as_of,
       '' as method_version, null::varchar as code -- of a state, which has no number
from listed f
left join out_figure_inputs i using (figure_id)
left join out_rows r on r.table_name = i.table_name and r.row_key = i.row_key
group by f.figure_id, f.unit
order by f.figure_id;
