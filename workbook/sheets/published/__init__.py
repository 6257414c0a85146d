"""The sheet Published."""
