"""What chapters share: maps' outlines and labels, publishers."""
