-- What the share can't do without: its nineteen parameters within their limits, and the sample of institutional sites.
WITH needed AS (
    SELECT 'share_assumptions' AS table_name, 'parameter' AS column_name, parameter AS value FROM share_limits
    UNION ALL SELECT 'compute_demand', 'metric', unnest(['gov_sites_local_pct', 'gov_sites_sample_n'])
),
found AS (
    SELECT 'share_assumptions' AS table_name, parameter AS value FROM share_assumptions
    UNION ALL SELECT 'compute_demand', metric FROM compute_demand WHERE country = 'MAR'
),
given AS (
    SELECT line, parameter, unnest(['low', 'central', 'high']) AS column_name, unnest([low, central, high]) AS value
    FROM share_assumptions
)
SELECT table_name, NULL::INT AS line, column_name, value, 'row_missing' AS rule, value AS other
FROM needed
ANTI JOIN found USING (table_name, value)
WHERE table_name IN (FROM complete_tables)
UNION ALL
SELECT 'share_assumptions', line, 'parameter', parameter, 'parameter_unknown', ''
FROM share_assumptions
ANTI JOIN share_limits USING (parameter)
UNION ALL
SELECT 'share_assumptions', line, column_name, value, 'out_of_scale', least_value || ' – ' || greatest_value
FROM given JOIN share_limits USING (parameter)
WHERE TRY_CAST(value AS DOUBLE) NOT BETWEEN least_value::DOUBLE AND greatest_value::DOUBLE
