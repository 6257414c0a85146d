"""The sheet All indicators: every figure of every indicator."""
