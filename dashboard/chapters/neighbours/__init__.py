"""Chapter 7, Neighbours."""
