"""The sheet Kept answers."""
