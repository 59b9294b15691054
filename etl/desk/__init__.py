"""The evidence desk: a file of rows becomes a proposal, what it would move is seen, and it is accepted or not."""
