"""Chapter 5, International links."""
