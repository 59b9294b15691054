-- No claim stronger than its evidence: how a source was read fits its kind, what no source read says, or no source at all, is graded so, one
-- fact has one grade, and a figure that may not stand alone names rows that exist.
WITH cited AS (
    SELECT table_name, line, confidence, unnest(string_split(source_ids, ';')) AS source_id
    FROM graded
), judged AS (
    SELECT table_name, line, any_value(confidence) AS confidence, bool_and(sources.read_via IN ('note', 'not_opened')) AS is_unread
    FROM cited JOIN (SELECT DISTINCT source_id, read_via FROM sources) AS sources USING (source_id)
    GROUP BY table_name, line
), companions AS (
    SELECT line, unnest(string_split(shown_with, ';')) AS companion FROM observations WHERE shown_with <> ''
)
SELECT 'sources' AS table_name, line, 'read_via' AS column_name, read_via AS value, 'read_via_contradicts_kind' AS rule, kind AS other
FROM sources
WHERE (kind = 'secondary') <> (read_via = 'note') OR (read_via = 'press' AND kind <> 'press')
    OR (read_via = 'original' AND kind = 'press')
UNION ALL
SELECT table_name, line, 'confidence', confidence, 'graded_above_its_note', '' FROM judged WHERE is_unread AND confidence <> 'D'
UNION ALL
SELECT 'as_control', line, 'confidence', confidence, 'graded_without_source', '' FROM as_control WHERE source_ids = '' AND confidence <> 'D'
UNION ALL
SELECT 'observations', observations.line, 'same_as', observations.same_as, 'one_fact_two_grades',
    investments.investment_id || ' ' || investments.confidence
FROM observations JOIN investments ON investments.investment_id = observations.same_as
WHERE observations.confidence <> investments.confidence
UNION ALL
SELECT 'observations', companions.line, 'shown_with', companion, 'unknown_reference', 'observations'
FROM companions ANTI JOIN observations ON concat_ws('/', indicator_id, country, period) = companion
WHERE 'observations' IN (FROM complete_tables)
