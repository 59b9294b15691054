"""Chapter 5, Connectivity."""
