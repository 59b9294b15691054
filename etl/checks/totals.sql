-- What may be added up: a row left out says why, a row that spans countries is left out, a system counted under
-- another is not itself a stand-in, a run over sites measured some.
SELECT 'investments' AS table_name, line, 'exclusion_reason' AS column_name, '' AS value,
    'exclusion_without_reason' AS rule, '' AS other
FROM investments
WHERE counts_in_totals = 'no' AND exclusion_reason = ''
UNION ALL
SELECT 'investments', line, 'exclusion_reason', exclusion_reason, 'reason_without_exclusion', ''
FROM investments
WHERE counts_in_totals = 'yes' AND exclusion_reason <> ''
UNION ALL
SELECT 'investments', line, 'counts_in_totals', counts_in_totals, 'counts_in_no_country', country
FROM investments
WHERE counts_in_totals = 'yes' AND (country = '' OR contains(country, ';'))
UNION ALL
SELECT 'cables', cables.line, 'counts_as', cables.counts_as, 'counted_twice_removed', target.counts_as
FROM cables
JOIN cables AS target ON target.cable_id = cables.counts_as
WHERE target.counts_as <> target.cable_id
UNION ALL
SELECT 'web_locality', line, 'sites_local', sites_local, 'no_sites_measured', ''
FROM web_locality
WHERE TRY_CAST(sites_local AS BIGINT) + TRY_CAST(sites_regional AS BIGINT) + TRY_CAST(sites_external AS BIGINT) = 0
