"""When each indicator is published again, as its own observations tell."""
