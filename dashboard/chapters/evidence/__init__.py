"""Chapter 8, Evidence."""
