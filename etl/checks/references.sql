-- What a row refers to exists: sources, indicators, sites, systems, pillars. Skipped where the table referred to could
-- not be read whole, for then its absence proves nothing.
WITH items AS (
    SELECT
        cells.table_name,
        line,
        column_name,
        CASE WHEN is_list THEN unnest(string_split(value, ';')) ELSE value END AS item,
        ref_table,
        ref_column
    FROM cells
    JOIN contract_foreign_keys USING (table_name, column_name)
    JOIN complete_tables ON complete_tables.table_name = ref_table
    WHERE value <> ''
)
SELECT table_name, line, column_name, item AS value, 'unknown_reference' AS rule, ref_table AS other
FROM items
ANTI JOIN cells AS known
    ON known.table_name = ref_table AND known.column_name = ref_column AND known.value = item
WHERE item <> ''
