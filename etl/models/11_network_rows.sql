-- Rows of the network's tables, as in 10_rows.sql.
insert into out_rows
select 'cable_segments' as table_name, s.row_key, concat(c.name, ': ', l.label_en), concat(c.name_fr, ' : ', l.label_fr), concat(c.name_ar, ': ', l.label_ar),
       s.confidence, null, s.note, s.cable_id, s.recorded_on
from core_cable_segments s join core_cables c using (cable_id)
left join core_labels l on l."table" = 'cable_segments' and l."column" = 'segment' and l.code = s.segment
union all
select 'connectivity_metrics', m.row_key, concat_ws(' · ', l.label_en, c.label_en), concat_ws(' · ', l.label_fr, c.label_fr),
       concat_ws(' · ', l.label_ar, c.label_ar), m.confidence, m.period, m.note, m.metric, m.recorded_on
from core_connectivity_metrics m
left join core_labels l on l."table" = 'connectivity_metrics' and l."column" = 'metric' and l.code = m.metric
left join core_labels c on c."table" = '*' and c."column" = 'country' and c.code = m.country
union all
select 'latency', t.row_key, concat(t.from_city, ' - ', t.to_city), concat(coalesce(f.fr, t.from_city), ' - ', coalesce(g.fr, t.to_city)),
       concat(coalesce(f.ar, t.from_city), ' - ', coalesce(g.ar, t.to_city)), t.confidence, t.as_of, t.note,
       t.from_city, t.recorded_on
from core_latency t left join core_phrases f on f.en = t.from_city left join core_phrases g on g.en = t.to_city
union all
select 'ixps', row_key, name, name_fr, name_ar, confidence, as_of, note, ixp_id, recorded_on from core_ixps
union all
select 'backbone', row_key, name, name_fr, name_ar, null, null, note, link_id, recorded_on from core_backbone
union all
select 'outages', o.row_key, o.cables, coalesce(p.fr, o.cables), coalesce(p.ar, o.cables), null, o.date, o.detail, o.date, o.recorded_on
from core_outages o left join core_phrases p on p.en = o.cables
order by table_name, row_key;
