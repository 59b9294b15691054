-- Every English text has its French and Arabic, every code its label, every town its three names, every long text its place.
WITH codes AS (
    SELECT
        table_name,
        line,
        column_name,
        CASE WHEN is_list THEN unnest(string_split(value, ';')) ELSE value END AS code,
        label_column
    FROM cells
    JOIN contract_codes USING (table_name, column_name)
    WHERE value <> '' AND 'labels' IN (FROM complete_tables)
), unlabelled AS (
    SELECT * FROM codes
    ANTI JOIN labels
        ON labels.code = codes.code AND labels."column" = label_column AND labels."table" IN ('*', table_name)
), likest AS (
    -- The codes that have a label there, those written most like it first: one of them may be meant.
    SELECT u.table_name, u.column_name, u.code, string_agg(l.code, ', ' ORDER BY l.nearness DESC, l.code) AS known
    FROM (SELECT DISTINCT table_name, column_name, code, label_column FROM unlabelled) u,
    LATERAL (
        SELECT code, jaro_winkler_similarity(lower(code), lower(u.code)) AS nearness FROM labels
        WHERE labels."column" = u.label_column AND labels."table" IN ('*', u.table_name)
        ORDER BY nearness DESC, code LIMIT 12
    ) l
    GROUP BY ALL
), placed AS (
    SELECT line, "order" AS place, min(line) OVER (PARTITION BY chapter, try_cast("order" AS BIGINT)) AS first_line
    FROM prose
    WHERE try_cast("order" AS BIGINT) IS NOT NULL
)
SELECT table_name, line, column_name, value, 'not_translated' AS rule, '' AS other
FROM cells
JOIN contract_phrases USING (table_name, column_name)
ANTI JOIN phrases ON phrases.en = value
WHERE value <> '' AND 'phrases' IN (FROM complete_tables)
UNION ALL
SELECT table_name, line, column_name, code, 'no_label', concat_ws(': ', label_column, known)
FROM unlabelled
LEFT JOIN likest USING (table_name, column_name, code)
UNION ALL
SELECT 'sites', line, if(city = '', 'city', if(city_fr = '', 'city_fr', 'city_ar')), '', 'names_incomplete',
    'city, city_fr, city_ar'
FROM sites
WHERE len(list_filter([city, city_fr, city_ar], lambda name: name = '')) NOT IN (0, 3)
UNION ALL
SELECT 'prose', line, 'order', place, 'place_taken', first_line::VARCHAR
FROM placed
WHERE line > first_line
