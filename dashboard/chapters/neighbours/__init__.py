"""Chapter 8, Neighbours."""
