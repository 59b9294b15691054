"""Chapter 7, Investment."""
