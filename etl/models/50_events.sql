-- What happened in Morocco: sites, cable faults, announcements of money. `detail` is a phrase of the evidence.
-- `news_kind` is what happened, not what was said: an announcement, a comment or a visit is to be confirmed, and so is all
-- that rests on a site whose own plan is.
-- A date known to the month or year counts as recent when any day of it may fall in the last twelve months.
create table out_events as
with events as (
  select e.date, 'site' as subject_table, e.event as kind,
         coalesce(e.news_kind, case e.event when 'opened' then 'opened' when 'expanded' then 'opened' when 'mou_signed' then 'signed'
                                            when 'construction_started' then 'works_started' when 'delayed' then 'delayed'
                                            else 'to_be_confirmed' end) as news_kind,
         s.name as title_en, s.name_fr as title_fr, s.name_ar as title_ar,
         e.detail, e.source_ids, null::double as amount_mad, s.site_id as subject
  from core_site_events e join core_sites s using (site_id) where s.country = 'MAR'
  union all
  select date, 'outage', 'outage', 'fault', null, null, null, detail, source_ids, null, null
  from core_outages where list_contains(countries, 'MAR')
  union all
  select announced, 'investment', amount_is,
         coalesce(news_kind, case amount_is when 'committed' then 'decided' when 'disbursed' then 'published_figure'
                                            else 'to_be_confirmed' end), name, name_fr, name_ar, note, source_ids, amount_mad, investment_id
  from all_money where announced is not null and list_contains(country, 'MAR')
)
select e.*,
       case length(date) when 4 then make_date(date::integer, 12, 31)
                         when 7 then last_day((date || '-01')::date)
                         else date::date end >= b.as_of::date - interval 12 months as is_recent
from events e, out_build b
order by date desc, title_en, detail, subject_table, kind, subject, amount_mad, source_ids;
