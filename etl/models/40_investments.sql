-- Amounts in three currencies at the average rate of the year of announcement, to the unit; an amount already in the
-- currency asked for needs no year. Where no date or no rate is published the amount is blank, never a guess.
-- A budget whose execution is known adds what was executed. Financing (loans, equity, grants, funds) and spending (uses of
-- money) are two tables, for what is borrowed may pay what is spent: no sum ever holds both.
-- `is_rate_provisional`: the year of the rate is not over. `origin` is seen from the country or countries of the project.
create temp table all_money as
with rates as (
  select f.*, f.year = left(b.as_of::varchar, 4)::integer as is_rate_provisional from core_fx f, out_build b
)
select i.* exclude (part_of), coalesce(i.amount_executed, i.amount) as amount_counted, left(i.announced, 4)::integer as rate_year, f.usd_mad, f.eur_mad, coalesce(f.is_rate_provisional, false) as is_rate_provisional,
       round(case i.currency when 'MAD' then amount_counted
                             when 'USD' then amount_counted * f.usd_mad
                             when 'EUR' then amount_counted * f.eur_mad end) as amount_mad,
       round(case i.currency when 'USD' then amount_counted
                             when 'MAD' then amount_counted / f.usd_mad
                             when 'EUR' then amount_counted * f.eur_mad / f.usd_mad end) as amount_usd,
       round(case i.currency when 'EUR' then amount_counted
                             when 'MAD' then amount_counted / f.eur_mad
                             when 'USD' then amount_counted * f.usd_mad / f.eur_mad end) as amount_eur,
       case when i.investor_countries is null then if(i.investor_type = 'dfi', 'international', 'unknown')
            when i.country is null then 'unknown'
            when list_has_all(i.country, i.investor_countries) then 'national'
            when list_has_any(i.country, i.investor_countries) then 'joint'
            else 'foreign' end as origin,
       -- A row may be added up only where the evidence says so and the amount belongs to one country.
       i.counts_in_totals = 'yes' and len(i.country) = 1 as is_counted,
       -- The envelope that a row lies in, as its exclusion says: shown beside it, never added to it.
       coalesce(i.part_of, if(i.exclusion_reason like 'Contained in or overlapping with the Digital Morocco 2030 envelope%',
                              'mar-digital-2030-budget', null)) as part_of
from core_investments i left join rates f on f.year = left(i.announced, 4)::integer
order by i.investment_id;

create table out_spending as select * from all_money where flow = 'spending' order by investment_id;
create table out_financing as select * from all_money where flow = 'financing' order by investment_id;

-- Start-up funding: three series by three houses, and inside a series the perimeter changes. Nothing joins them.
create table out_startup_funding as
select row_key, country, year, amount_usd_m, deals, note, source_ids,
       split_part(note, ' series', 1) as series,
       coalesce(nullif(regexp_extract(note, 'series \(([^)]*)\)', 1), ''), '') as perimeter
from core_startup_funding
order by country, series, year, row_key;
