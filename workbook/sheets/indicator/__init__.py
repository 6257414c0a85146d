"""The sheet Indicator: one indicator chosen from a list, by formulas."""
