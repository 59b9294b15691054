"""Chapter 6, Networks in the country."""
