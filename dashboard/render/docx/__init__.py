"""Documents to edit, in the form of word processors."""
