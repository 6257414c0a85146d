"""The sheet Summary: one page of what changed."""
