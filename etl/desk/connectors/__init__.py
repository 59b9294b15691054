"""What each regular source of the evidence publishes, read into proposals: one module a source, and the list of them."""
