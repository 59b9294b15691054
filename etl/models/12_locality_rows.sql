-- Rows of what is measured on the web, as in 10_rows.sql.
insert into out_rows
select 'web_locality' as table_name, w.row_key, concat_ws(' · ', l.label_en, w.measured_on), concat_ws(' · ', l.label_fr, w.measured_on),
       concat_ws(' · ', l.label_ar, w.measured_on), w.confidence, w.measured_on::varchar, w.note, w.country, w.recorded_on
from core_web_locality w left join core_labels l on l."table" = '*' and l."column" = 'country' and l.code = w.country
union all
select 'web_locality_providers', w.row_key, concat_ws(' · ', l.label_en, a.label_en), concat_ws(' · ', l.label_fr, a.label_fr),
       concat_ws(' · ', l.label_ar, a.label_ar), w.confidence, w.measured_on::varchar, w.note, w.provider, w.recorded_on
from core_web_locality_providers w
left join core_labels l on l."table" = 'web_locality_providers' and l."column" = 'provider' and l.code = w.provider
left join core_labels a on a."table" = 'web_locality_providers' and a."column" = 'answered' and a.code = w.answered
union all
select 'cdn_places', c.row_key, concat_ws(' · ', l.label_en, c.city), concat_ws(' · ', l.label_fr, p.fr), concat_ws(' · ', l.label_ar, p.ar),
       c.confidence, c.seen_on::varchar, c.note, c.provider, c.recorded_on
from core_cdn_places c left join core_phrases p on p.en = c.city
left join core_labels l on l."table" = 'cdn_places' and l."column" = 'provider' and l.code = c.provider
union all
select 'as_control', a.row_key, concat_ws(' · ', 'AS' || a.asn, a.operator), concat_ws(' · ', 'AS' || a.asn, p.fr),
       concat_ws(' · ', 'AS' || a.asn, p.ar), a.confidence, null, a.basis, a.operator, a.recorded_on
from core_as_control a left join core_phrases p on p.en = a.operator
union all
select 'cdn_marks', m.row_key, concat_ws(' · ', l.label_en, m.mark), concat_ws(' · ', l.label_fr, m.mark), concat_ws(' · ', l.label_ar, m.mark),
       m.confidence, null, m.note, m.provider, m.recorded_on
from core_cdn_marks m left join core_labels l on l."table" = 'cdn_marks' and l."column" = 'provider' and l.code = m.provider
order by table_name, row_key;
