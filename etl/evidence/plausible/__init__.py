"""Whether well-formed evidence can be true: values, days, places, and tables against each other."""


class DamagedShapesError(Exception):
    """A file of shapes is missing or is not whole."""
