"""The sheet Sources: where figures came from, and what was restated."""
