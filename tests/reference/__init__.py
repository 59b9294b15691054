"""The evidence restricted to the rows that hand-counted values were counted from."""
