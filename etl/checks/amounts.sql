-- Figures within their scale, and cells of one row that must agree.
WITH numbers AS (
    SELECT 'observations' AS table_name, line, value, TRY_CAST(value AS DOUBLE) AS number, unit AS scale
    FROM observations
    JOIN (SELECT DISTINCT indicator_id, unit FROM indicators) USING (indicator_id)
    UNION ALL
    SELECT 'connectivity_metrics', line, value, TRY_CAST(value AS DOUBLE), if(ends_with(metric, '_pct'), '% population', '')
    FROM connectivity_metrics
    UNION ALL
    SELECT 'compute_demand', line, value, TRY_CAST(value AS DOUBLE), if(ends_with(metric, '_pct'), '% population', '')
    FROM compute_demand
),
scales (scale, least_value, greatest_value) AS (
    VALUES ('% population', 0, 100), ('index 0-1', 0, 1), ('score 0-100', 0, 100), ('rank', 1, 300)
),
bounds AS (
    SELECT line, low, central, high,
        TRY_CAST(low AS DOUBLE) AS l, TRY_CAST(central AS DOUBLE) AS c, TRY_CAST(high AS DOUBLE) AS h
    FROM share_assumptions
),
coordinates AS (
    SELECT 'sites' AS table_name, line, lat, lon FROM sites
    UNION ALL SELECT 'landings', line, lat, lon FROM landings
    UNION ALL SELECT 'ixps', line, lat, lon FROM ixps
),
regions_used AS (
    SELECT 'sites' AS table_name, line, region_code, country FROM sites
    UNION ALL SELECT 'investments', line, region_code, country FROM investments
)
SELECT table_name, line, 'value' AS column_name, value, 'out_of_scale' AS rule,
    least_value || ' – ' || greatest_value AS other
FROM numbers JOIN scales USING (scale)
WHERE number NOT BETWEEN least_value AND greatest_value
UNION ALL
SELECT 'share_assumptions', line, 'low', low, 'bounds_out_of_order', central FROM bounds WHERE l > c
UNION ALL
SELECT 'share_assumptions', line, 'high', high, 'bounds_out_of_order', central FROM bounds WHERE h < c
UNION ALL
SELECT table_name, line, if(lat = '', 'lat', 'lon'), '', 'half_a_position', if(lat = '', 'lon', 'lat')
FROM coordinates
WHERE (lat = '') <> (lon = '')
UNION ALL
SELECT table_name, line, 'region_code', region_code, 'region_elsewhere', country
FROM regions_used
WHERE starts_with(region_code, 'MA-') AND country <> 'MAR'
UNION ALL
SELECT 'targets', line, if(baseline_year = '', 'baseline_year', 'baseline_value'), '', 'half_a_baseline',
    if(baseline_year = '', 'baseline_value', 'baseline_year')
FROM targets
WHERE (baseline_year = '') <> (baseline_value = '')
UNION ALL
SELECT 'sources', line, 'url', url, 'secondary_with_address', '' FROM sources WHERE kind = 'secondary' AND url <> ''
UNION ALL
SELECT 'sources', line, 'url', '', 'address_missing', kind FROM sources WHERE kind <> 'secondary' AND url = ''
