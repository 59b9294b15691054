"""Figures of the warehouse in words: values, units, formulas, receipts."""
