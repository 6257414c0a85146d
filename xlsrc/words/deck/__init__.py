"""What the ten slides of a board's meeting say."""
