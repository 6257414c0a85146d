"""The sheet Checks: formulas that recompute the figures."""
