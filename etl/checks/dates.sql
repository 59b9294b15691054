-- Dates in an order that can be: what is past is not after the day it was recorded, an end not before its start, an
-- opening not before the works nor before the site was first heard of.
WITH past AS (
    SELECT 'sources' AS table_name, line, 'published_on' AS column_name, published_on AS value, recorded_on FROM sources
    UNION ALL SELECT 'sources', line, 'accessed_on', accessed_on, recorded_on FROM sources
    UNION ALL SELECT 'observations', line, 'period', period, recorded_on FROM observations
    WHERE observation_status <> 'forecast'
    UNION ALL SELECT 'regional_observations', line, 'period', period, recorded_on FROM regional_observations
    WHERE observation_status <> 'forecast'
    UNION ALL SELECT 'sites', line, 'opened', opened, recorded_on FROM sites
    UNION ALL SELECT 'site_stages', line, 'as_of', as_of, recorded_on FROM site_stages
    UNION ALL SELECT 'site_events', line, 'date', date, recorded_on FROM site_events
    UNION ALL SELECT 'outages', line, 'date', date, recorded_on FROM outages
    UNION ALL SELECT 'ixps', line, 'as_of', as_of, recorded_on FROM ixps
    UNION ALL SELECT 'latency', line, 'as_of', as_of, recorded_on FROM latency
    UNION ALL SELECT 'investments', line, 'announced', announced, recorded_on FROM investments
    UNION ALL SELECT 'web_locality', line, 'measured_on', measured_on, recorded_on FROM web_locality
    UNION ALL SELECT 'web_locality_providers', line, 'measured_on', measured_on, recorded_on FROM web_locality_providers
    UNION ALL SELECT 'cdn_places', line, 'seen_on', seen_on, recorded_on FROM cdn_places
),
pairs AS (
    SELECT 'investments' AS table_name, line, 'end' AS column_name, "end" AS value, start AS earlier FROM investments
    UNION ALL SELECT 'sources', line, 'accessed_on', accessed_on, published_on FROM sources
    UNION ALL SELECT 'targets', line, 'target_year', target_year, baseline_year FROM targets
),
-- Two tables date an opening. Before the first announcement it is believed only if both say so: some sites were
-- announced again years after they opened. Of several openings the first counts (a first phase, then a ceremony).
openings AS (
    SELECT 'sites' AS table_name, line, 'opened' AS column_name, site_id, opened AS value FROM sites
    UNION ALL
    SELECT 'site_events', line, 'date', site_id, date FROM site_events WHERE event = 'opened'
    QUALIFY row_number() OVER (PARTITION BY site_id ORDER BY date) = 1
),
first_heard AS (
    SELECT site_id, min(date) AS date FROM site_events WHERE event IN ('announced', 'mou_signed') GROUP BY site_id
),
works AS (
    SELECT site_id, min(date) AS date FROM site_events WHERE event = 'construction_started' GROUP BY site_id
)
SELECT table_name, line, column_name, value, 'date_in_future' AS rule, recorded_on AS other
FROM past
WHERE is_date(value) AND is_date(recorded_on) AND is_before(recorded_on, value)
UNION ALL
SELECT table_name, line, column_name, value, 'dates_out_of_order', earlier
FROM pairs
WHERE is_date(value) AND is_date(earlier) AND is_before(value, earlier)
UNION ALL
SELECT table_name, line, column_name, value, 'opened_before_works', works.date
FROM openings JOIN works USING (site_id)
WHERE is_date(value) AND is_before(value, works.date)
UNION ALL
SELECT table_name, line, column_name, value, 'opened_before_announced', first_heard.date
FROM openings JOIN first_heard USING (site_id)
WHERE is_date(value) AND is_before(value, first_heard.date)
    -- Half a table confirms nothing: its own fault is named, and the other table is not accused.
    AND 'sites' IN (FROM complete_tables) AND 'site_events' IN (FROM complete_tables)
    AND NOT EXISTS (
    FROM openings AS other
    WHERE other.site_id = openings.site_id AND other.table_name <> openings.table_name AND is_date(other.value)
        AND NOT is_before(other.value, openings.value) AND NOT is_before(openings.value, other.value)
)
UNION ALL
SELECT 'sites', line, 'opened', opened, 'opened_but_not_in_service', status
FROM sites
WHERE opened <> '' AND status IN ('announced', 'stalled')
