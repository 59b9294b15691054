"""Content as HTML: text, tables, receipts, and a chapter as one static page."""
