"""Whether well-formed evidence can be true: values, days, places, and tables against each other."""
