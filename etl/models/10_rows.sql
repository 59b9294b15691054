-- One line for each row of evidence a figure can rest on: its name in three languages, grade, date and note.
-- `as_of` is the date of the fact, blank where the row bears none: the day of recording is no date of a fact.
create table out_rows as
select 'sites' as table_name, row_key, name as label_en, name_fr as label_fr, name_ar as label_ar, confidence,
       null::varchar as as_of, note, site_id as subject, recorded_on
from core_sites
union all
select 'site_stages', s.row_key, i.name, i.name_fr, i.name_ar, s.confidence, s.as_of, s.note, s.site_id, s.recorded_on
from core_site_stages s join core_sites i using (site_id)
union all
select 'site_events', e.row_key, i.name, i.name_fr, i.name_ar, null, e.date, e.detail, e.site_id, e.recorded_on
from core_site_events e join core_sites i using (site_id)
union all
select 'cables', row_key, name, name_fr, name_ar, confidence, null, note, cable_id, recorded_on from core_cables
union all
select 'landings', l.row_key, c.name || ', ' || l.landing_point, c.name_fr || ', ' || l.landing_point_fr,
       c.name_ar || '، ' || l.landing_point_ar, c.confidence, null, c.note, l.cable_id, l.recorded_on
from core_landings l join core_cables c using (cable_id)
union all
select 'compute_demand', d.row_key, l.label_en, l.label_fr, l.label_ar, d.confidence, d.period, d.note, d.metric, d.recorded_on
from core_compute_demand d left join core_labels l on l."table" = 'compute_demand' and l."column" = 'metric' and l.code = d.metric
union all
select 'country_capacity', c.row_key, l.label_en, l.label_fr, l.label_ar, c.confidence, c.year::varchar, c.note, c.country, c.recorded_on
from core_country_capacity c left join core_labels l on l."table" = '*' and l."column" = 'country' and l.code = c.country
union all
select 'investments', row_key, name, name_fr, name_ar, confidence, announced, note, investment_id, recorded_on
from core_investments
union all
select 'indicators', row_key, name_en, name_fr, name_ar, null, null, note, indicator_id, recorded_on from core_indicators
union all
select 'observations', o.row_key, i.name_en || ' · ' || o.period, i.name_fr || ' · ' || o.period, i.name_ar || ' · ' || o.period,
       o.confidence, o.period, o.note, o.indicator_id, o.recorded_on
from core_observations o join core_indicators i using (indicator_id)
union all
select 'regional_observations', o.row_key, i.name_en || ' · ' || r.name_en || ' · ' || o.period,
       i.name_fr || ' · ' || r.name_fr || ' · ' || o.period, i.name_ar || ' · ' || r.name_ar || ' · ' || o.period,
       o.confidence, o.period, o.note, o.indicator_id, o.recorded_on
from core_regional_observations o join core_indicators i using (indicator_id) join core_regions r using (region_code)
union all
select 'targets', a.row_key, concat_ws(' · ', i.name_en, concat_ws(' ', l.label_en, a.target_year)),
       concat_ws(' · ', i.name_fr, concat_ws(' ', l.label_fr, a.target_year)),
       concat_ws(' · ', i.name_ar, concat_ws(' ', l.label_ar, a.target_year)),
       a.confidence, null, a.note, a.indicator_id, a.recorded_on
from core_targets a join core_indicators i using (indicator_id)
left join core_labels l on l."table" = 'progress' and l."column" = 'row' and l.code = 'target'
union all
select 'share_assumptions', row_key, name_en, name_fr, name_ar, confidence, null, basis, parameter, recorded_on
from core_share_assumptions
union all
select 'fx', row_key, year::varchar, year::varchar, year::varchar, null, year::varchar, note, year::varchar, recorded_on from core_fx
union all
select 'startup_funding', s.row_key, l.label_en || ' · ' || s.year, l.label_fr || ' · ' || s.year, l.label_ar || ' · ' || s.year, null,
       s.year::varchar, s.note, s.country, s.recorded_on
from core_startup_funding s left join core_labels l on l."table" = '*' and l."column" = 'country' and l.code = s.country
union all
select 'services_trade', t.row_key, l.label_en, l.label_fr, l.label_ar, t.confidence, t.year::varchar, t.note, t.country, t.recorded_on
from core_services_trade t left join core_labels l on l."table" = 'services_trade' and l."column" = 'item' and l.code = t.item
order by table_name, row_key;
