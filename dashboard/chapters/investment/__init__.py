"""Chapter 6, Investment."""
