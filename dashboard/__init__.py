"""Siyada: chapters are told, drawn and served here."""
