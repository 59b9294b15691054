"""Chapter 3, "Local or offshore"."""
