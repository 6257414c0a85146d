"""`safer check`: structure, accessibility, and formulas that recompute."""
