"""What was published, beside the figures as they are now."""
