-- What each site adds to each summed figure, so that a filter adds up part of the same rows that make the whole: parts of a
-- partition sum to the whole, and a phase stays inside its programme even where the filter leaves the programme out.
create table out_site_figure_inputs as
select i.figure_id, s.country, s.site_id, i.table_name, i.row_key, i.value, i.unit
from out_figure_inputs i
join out_rows r using (table_name, row_key)
join out_sites s on s.site_id = r.subject
where i.figure_id like 'sites.%'
union all
-- The neighbours' figures, where a site publishes one: a country without any has no row here, and so no figure.
select 'sites.it_load_operational_mw', country, site_id, 'sites', row_key, documented_mw, 'MW'
from out_sites where country <> 'MAR' and documented_mw is not null
union all
select 'sites.gpu_documented', country, site_id, 'sites', row_key, gpu_count_operational::double, 'count'
from out_sites where country <> 'MAR' and gpu_count_operational is not null
union all
select 'sites.listed', country, site_id, 'sites', row_key, 1, 'count' from out_sites
union all
select 'sites.unplaced', country, site_id, 'sites', row_key, 1, 'count' from out_sites where not is_placed
order by figure_id, country, site_id, table_name, row_key;

-- What each reading of the pipeline leaves out of everything announced, and what it counts at another size instead.
create table out_pipeline_changes as
with readings(figure_id) as (
  values ('sites.pipeline_without_stalled_mw'), ('sites.pipeline_without_headline_mw'), ('sites.under_construction_mw')
), widest as (select row_key, value from out_figure_inputs where figure_id = 'sites.it_load_announced_mw')
select r.figure_id, w.row_key, 'left_out' as change, w.value, g.site_id,
       if(r.figure_id = 'sites.under_construction_mw', 'no_works', g.pipeline_class) as reason
from readings r cross join widest w join core_site_stages g using (row_key)
left join out_figure_inputs i on i.figure_id = r.figure_id and i.row_key = w.row_key
where coalesce(i.value, 0) = 0
union all
select i.figure_id, i.row_key, 'counted_instead', i.value, g.site_id, g.stage
from readings r join out_figure_inputs i using (figure_id) join core_site_stages g using (row_key)
left join widest w using (row_key)
where w.row_key is null and i.value > 0
order by figure_id, change, value desc, row_key;
