"""What of the figures may be public."""
