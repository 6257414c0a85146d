"""A folder a sheet: where its cells are, how it looks, what it shows."""
