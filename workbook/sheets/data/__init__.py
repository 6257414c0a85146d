"""The sheet Data: the monthly figures behind everything."""
