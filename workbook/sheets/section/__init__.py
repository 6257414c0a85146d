"""A sheet for each section of the board's report."""
