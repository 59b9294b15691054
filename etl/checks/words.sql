-- Every English text has its French and Arabic, every code its label, every town its three names.
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
)
SELECT table_name, line, column_name, value, 'not_translated' AS rule, '' AS other
FROM cells
JOIN contract_phrases USING (table_name, column_name)
ANTI JOIN phrases ON phrases.en = value
WHERE value <> '' AND 'phrases' IN (FROM complete_tables)
UNION ALL
SELECT table_name, codes.line, column_name, codes.code, 'no_label', label_column
FROM codes
ANTI JOIN labels
    ON labels.code = codes.code AND labels."column" = label_column AND labels."table" IN ('*', table_name)
UNION ALL
SELECT 'sites', line, if(city = '', 'city', if(city_fr = '', 'city_fr', 'city_ar')), '', 'names_incomplete',
    'city, city_fr, city_ar'
FROM sites
WHERE len(list_filter([city, city_fr, city_ar], lambda name: name = '')) NOT IN (0, 3)
