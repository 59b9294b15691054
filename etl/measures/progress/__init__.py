"""Progress of the strategy: pace, periods, verdicts."""
