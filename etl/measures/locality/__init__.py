"""Popular sites answered in a country: their runs, and what a build writes of them."""
