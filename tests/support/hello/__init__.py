"""A sheet of its own, as a folder declares one: for tests of the registry."""
