"""The map's shapes: cut from their sources, and the one projection."""
