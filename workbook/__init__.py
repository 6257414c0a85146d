"""The cells: reads the analysts' tables, writes figures, authors the template."""
