"""Chapter 2, Digital Morocco 2030."""
