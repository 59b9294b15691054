-- Money by what the amount is and by the stage of its project: the parts of the sums of each flow, by the same rule.
insert into out_figure_inputs
select 'investment.' || flow || '.' || amount_is || '.' || stage || '_mad' as figure_id, 'investments', row_key, amount_mad, 'MAD'
from all_money where is_counted and country = ['MAR'] and amount_mad is not null
order by figure_id, row_key;

insert into out_figures by name
select i.figure_id, list_sum(list(i.value order by i.value))::double as value, 'MAD' as unit, 'sum' as kind, max(r.confidence) as grade, max(r.as_of) as as_of,
       '' as method_version
from out_figure_inputs i join out_rows r using (table_name, row_key)
where regexp_full_match(i.figure_id, 'investment\.\w+\.\w+\.\w+_mad')
group by i.figure_id
order by i.figure_id;
