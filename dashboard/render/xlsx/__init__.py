"""Tables as workbooks for spreadsheets, with XlsxWriter: numbers as numbers, days as days, and no formula anywhere."""
