"""The sheet Impact: actions, outputs, and whether they work."""
