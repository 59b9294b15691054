"""Resilience: what stays connected when parts of the network fail."""
