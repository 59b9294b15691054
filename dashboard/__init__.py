"""Siyada: chapters are written, drawn and served here."""
