"""Chapter 1, the Overview."""
