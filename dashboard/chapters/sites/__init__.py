"""Chapter 4, Sites."""
