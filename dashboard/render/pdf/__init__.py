"""Chapters as one PDF: prepared, laid out by Typst, and finished."""
