-- What the checks stand on: the keys, references, texts and codes of every table in one long view, and the order of two dates known to different
-- depths ("2024" is neither before nor after "2024-05").
CREATE MACRO is_before(a, b) AS
    left(a, least(length(a), length(b))::INT) < left(b, least(length(a), length(b))::INT);
CREATE MACRO is_date(a) AS regexp_full_match(a, '\d{4}(-\d{2}(-\d{2})?)?');
CREATE TABLE cells (table_name VARCHAR, line INT, column_name VARCHAR, value VARCHAR);
