"""Search over everything that has an address: one index a build in three languages, one function that asks it."""
