-- Amounts in dirhams at the average rate of the year of announcement; amounts already in dirhams need no year.
create table out_investments as
select i.*, left(i.announced, 4)::integer as rate_year,
       case i.currency when 'MAD' then i.amount
                       when 'USD' then i.amount * f.usd_mad
                       when 'EUR' then i.amount * f.eur_mad end as amount_mad
from core_investments i left join core_fx f on f.year = left(i.announced, 4)::integer;
