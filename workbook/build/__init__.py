"""`safer build`: the template made again, and what could not be carried over."""
