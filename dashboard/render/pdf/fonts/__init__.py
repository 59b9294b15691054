"""The fonts that reports are set in, and what derives them from the font package."""
