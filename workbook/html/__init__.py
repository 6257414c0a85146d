"""The public edition as one accessible page."""
