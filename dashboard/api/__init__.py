"""Everything shown, over HTTP, under /api/v1."""
