-- The last day of a period (`2024`, `2024-06`, `2024-Q2`, `2024-06-30`), so that periods of several forms come in order of time;
-- as text, 2026 would come before 2026-03-15.
create macro period_end(period) as
  case when length(period) = 4 then make_date(period::int, 12, 31)
       when contains(period, 'Q') then last_day(make_date(left(period, 4)::int, 3 * right(period, 1)::int, 1))
       when length(period) = 7 then last_day((period || '-01')::date)
       else period::date end;
