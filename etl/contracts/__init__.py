"""One row model per table of evidence: what each column means, its unit and what it may hold."""
