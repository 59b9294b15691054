"""The `siyada` command."""
