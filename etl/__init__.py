"""Siyada: evidence is read, checked, loaded, modelled and published here."""
