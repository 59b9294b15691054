-- Two rows of one table never share a key.
WITH keyed AS (
    SELECT
        cells.table_name,
        line,
        string_agg(cells.column_name, ', ' ORDER BY place) AS column_name,
        string_agg(value, ' / ' ORDER BY place) AS value
    FROM cells
    JOIN contract_keys USING (table_name, column_name)
    GROUP BY ALL
),
numbered AS (
    SELECT *, min(line) OVER (PARTITION BY table_name, value) AS first_line FROM keyed
)
SELECT table_name, line, column_name, value, 'duplicate_key' AS rule, first_line::VARCHAR AS other
FROM numbered
WHERE line > first_line
