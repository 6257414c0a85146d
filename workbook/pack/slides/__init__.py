"""The PowerPoint slides."""
