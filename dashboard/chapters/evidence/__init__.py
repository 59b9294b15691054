"""Chapter 9, Evidence."""
